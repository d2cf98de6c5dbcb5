"""What the command line says, in both languages."""

from __future__ import annotations

from nlp.errors import Lang

MESSAGES: dict[str, dict[Lang, str]] = {
    # --- help
    "app": {
        "vi": "Đọc biên bản, danh sách ý kiến của công dân và gắn chủ đề cho từng ý kiến.",
        "en": "Reads transcripts and lists of citizen opinions and tags each by topic.",
    },
    "tag": {
        "vi": "Gắn chủ đề cho ý kiến trong các tệp, thư mục hoặc đầu vào chuẩn (-).",
        "en": "Tag the opinions in files, folders or standard input (-).",
    },
    "train": {
        "vi": "Huấn luyện mô hình từ kho ý kiến đã gán nhãn.",
        "en": "Train a model from a labelled corpus.",
    },
    "evaluate": {
        "vi": "Đo chất lượng mô hình trên ý kiến đã gán nhãn mà mô hình chưa học.",
        "en": "Measure a model on labelled opinions that it has not learned from.",
    },
    "explain": {
        "vi": "Giải thích vì sao một ý kiến được gắn chủ đề như vậy.",
        "en": "Explain why an opinion is tagged as it is.",
    },
    "info": {
        "vi": "Thông tin về mô hình, phiên bản và bảng phân loại.",
        "en": "The model card, versions and the taxonomy.",
    },
    "arg_inputs": {
        "vi": "Tệp docx, xlsx, ods, csv, tsv, json, jsonl, parquet, txt; thư mục; hoặc - là đầu "
        "vào chuẩn.",
        "en": "docx, xlsx, ods, csv, tsv, json, jsonl, parquet, txt files; folders; or - for "
        "standard input.",
    },
    "arg_output": {
        "vi": "Tệp kết quả .csv, .xlsx, .jsonl hoặc .parquet (có thể nêu nhiều lần); - là đầu ra "
        "chuẩn, dạng JSON Lines.",
        "en": "A .csv, .xlsx, .jsonl or .parquet file (may be repeated); - is standard output, as "
        "JSON Lines.",
    },
    "arg_model": {
        "vi": "Thư mục mô hình; mặc định là mô hình đi kèm.",
        "en": "Model directory; by default the one that comes along.",
    },
    "arg_text_column": {
        "vi": "Tên cột chứa nội dung ý kiến.",
        "en": "Heading of the column with the opinions.",
    },
    "arg_place_column": {"vi": "Tên cột địa chỉ.", "en": "Heading of the column with the place."},
    "arg_date_column": {"vi": "Tên cột ngày.", "en": "Heading of the column with the date."},
    "arg_speaker_column": {
        "vi": "Tên cột người nêu ý kiến.",
        "en": "Heading of the column with the speaker.",
    },
    "arg_encoding": {
        "vi": "Bảng mã của tệp văn bản, khi không tự nhận ra được.",
        "en": "Encoding of text files, where it can't be told.",
    },
    "arg_rejects": {
        "vi": "Tệp CSV ghi các dòng không đọc được; mặc định là <tệp kết quả>.rejects.csv.",
        "en": "CSV file for rows that can't be read; by default <output>.rejects.csv.",
    },
    "arg_force": {"vi": "Ghi đè tệp kết quả đã có.", "en": "Replace outputs that exist."},
    "arg_jobs": {
        "vi": "Số tiến trình; -1 là mỗi nhân một tiến trình.",
        "en": "Processes; -1 for one a core.",
    },
    "arg_lang": {"vi": "Ngôn ngữ: vi hoặc en.", "en": "Language: vi or en."},
    "arg_json": {"vi": "In kết quả dạng JSON.", "en": "Print results as JSON."},
    "arg_corpus": {
        "vi": "Tệp .jsonl hoặc thư mục ý kiến đã gán nhãn (nếu có thư mục con opinions/ thì chỉ "
        "lấy thư mục đó); mặc định là kho của dự án.",
        "en": ".jsonl files or folders of labelled opinions (of a folder with an opinions/ folder "
        "that one alone); by default the project's own.",
    },
    "arg_model_output": {"vi": "Thư mục mô hình sẽ ghi.", "en": "Model directory to write."},
    "arg_taxonomy": {
        "vi": "Tệp bảng phân loại (YAML); mặc định là bảng đi kèm.",
        "en": "Taxonomy file (YAML); by default the one that comes along.",
    },
    "arg_evaluate": {
        "vi": "Tệp ý kiến đã gán nhãn để đo, không dùng để học (có thể nêu nhiều lần).",
        "en": "Labelled file to measure on and not to learn from (may be repeated).",
    },
    "arg_seed": {"vi": "Hạt giống ngẫu nhiên.", "en": "Random seed."},
    "arg_review_precision": {
        "vi": "Tỷ lệ đúng mong muốn của các ý kiến không cần xem lại.",
        "en": "Share of right tags wanted among those that need no review.",
    },
    "arg_data": {"vi": "Tệp .jsonl đã gán nhãn.", "en": "Labelled .jsonl file or folder."},
    "arg_text": {"vi": "Nội dung ý kiến; - là đầu vào chuẩn.", "en": "The opinion; - reads it."},
    "arg_version": {"vi": "In phiên bản rồi thoát.", "en": "Print the version and exit."},
    "panel_arguments": {"vi": "Tham số", "en": "Arguments"},
    "panel_options": {"vi": "Tùy chọn", "en": "Options"},
    "panel_commands": {"vi": "Lệnh", "en": "Commands"},
    # --- tag
    "error": {"vi": "Lỗi", "en": "Error"},
    "interrupted": {
        "vi": "Đã dừng theo yêu cầu; không ghi tệp kết quả nào.",
        "en": "Stopped as asked; no output was written.",
    },
    "col_topic": {"vi": "Chủ đề", "en": "Topic"},
    "col_opinions": {"vi": "Số ý kiến", "en": "Opinions"},
    "col_share": {"vi": "Tỷ lệ", "en": "Share"},
    "col_review": {"vi": "Cần xem lại", "en": "Needs review"},
    "total": {"vi": "Tổng cộng", "en": "Total"},
    "tagged_title": {
        "vi": "{opinions} ý kiến trong {files} tệp",
        "en": "{opinions} opinions in {files} files",
    },
    "left_out": {
        "vi": "Bỏ qua {count} đoạn không phải ý kiến ({detail}).",
        "en": "Left out {count} blocks that are no opinion ({detail}).",
    },
    "left_heading": {"vi": "tiêu đề", "en": "headings"},
    "left_section": {"vi": "mục", "en": "sections"},
    "left_total": {"vi": "dòng cộng", "en": "totals"},
    "left_answer": {"vi": "trả lời", "en": "answers"},
    "left_official": {"vi": "lời cán bộ", "en": "officials' words"},
    "left_blank": {"vi": "dòng trống", "en": "blank rows"},
    "rejected": {
        "vi": "{count} dòng không đọc được: xem {file}.",
        "en": "{count} rows could not be read: see {file}.",
    },
    "rejected_stderr": {
        "vi": "{count} dòng không đọc được:",
        "en": "{count} rows could not be read:",
    },
    "written": {"vi": "Kết quả: {file}", "en": "Written: {file}"},
    "reading": {"vi": "Đang đọc {file}", "en": "Reading {file}"},
    # --- train
    "step_tokenize": {"vi": "Tách từ", "en": "Segmenting words"},
    "step_cross_validate": {"vi": "Kiểm định chéo", "en": "Cross-validating"},
    "step_fit": {"vi": "Huấn luyện trên toàn bộ", "en": "Fitting on everything"},
    "step_evaluate": {"vi": "Đo trên dữ liệu để riêng", "en": "Measuring on held-out data"},
    "step_save": {"vi": "Ghi mô hình", "en": "Writing the model"},
    "learned_from": {
        "vi": "Đã học từ {n} ý kiến trong {batches} lô (mỗi lô giữ nguyên một phía khi kiểm định).",
        "en": "Learned from {n} opinions in {batches} batches (each kept on one side of a split).",
    },
    "figures_title": {
        "vi": "Kết quả đo, khoảng tin cậy 95 %",
        "en": "Figures, with 95 % intervals",
    },
    "cross_validation": {"vi": "kiểm định chéo", "en": "cross-validation"},
    "figure": {"vi": "Chỉ số", "en": "Figure"},
    "topic_accuracy": {"vi": "Đúng chủ đề chính", "en": "Topic accuracy"},
    "subtopic_accuracy": {"vi": "Đúng tiểu mục chính", "en": "Subtopic accuracy"},
    "micro_f1": {"vi": "Micro-F1 của tập nhãn", "en": "Micro-F1 of the label sets"},
    "macro_f1": {"vi": "Macro-F1 của tập nhãn", "en": "Macro-F1 of the label sets"},
    "expected_calibration_error": {
        "vi": "Sai số hiệu chỉnh (ECE)",
        "en": "Expected calibration error",
    },
    "accuracy_at_80_coverage": {
        "vi": "Đúng chủ đề ở 80 % chắc nhất",
        "en": "Topic accuracy at 80 % coverage",
    },
    "accepted": {"vi": "Không cần xem lại", "en": "Accepted without review"},
    "accepted_accuracy": {
        "vi": "Đúng chủ đề khi không cần xem lại",
        "en": "Topic accuracy of the accepted",
    },
    "confusions_title": {
        "vi": "Nhầm lẫn thường gặp nhất",
        "en": "Most frequent confusions",
    },
    "col_true": {"vi": "Đúng ra là", "en": "Is"},
    "col_predicted": {"vi": "Mô hình gắn", "en": "Taken for"},
    "col_times": {"vi": "Số lần", "en": "Times"},
    "model_written": {"vi": "Mô hình: {file}", "en": "Model: {file}"},
    # --- explain
    "confidence": {"vi": "Độ tin cậy", "en": "Confidence"},
    "review_yes": {
        "vi": "cần người xem lại (dưới {threshold})",
        "en": "a person should look (below {threshold})",
    },
    "review_no": {
        "vi": "không cần xem lại (từ {threshold})",
        "en": "no review needed (at least {threshold})",
    },
    "probability": {"vi": "Xác suất", "en": "Probability"},
    "label": {"vi": "Tiểu mục", "en": "Subtopic"},
    "words_for": {"vi": "Từ ủng hộ", "en": "Words for it"},
    "words_against": {"vi": "Từ phản đối", "en": "Words against it"},
    "no_corpus": {
        "vi": "bản cài này không kèm kho ý kiến; hãy nêu tệp hoặc thư mục",
        "en": "this installation has no corpus; name files or a folder",
    },
    # --- info
    "info_version": {"vi": "Phiên bản ykien", "en": "ykien version"},
    "info_model": {"vi": "Mô hình", "en": "Model"},
    "info_taxonomy": {"vi": "Bảng phân loại", "en": "Taxonomy"},
    "info_counts": {
        "vi": "{topics} chủ đề, {labels} nhãn",
        "en": "{topics} topics, {labels} labels",
    },
    "info_size": {"vi": "Kích thước", "en": "Size"},
}


def message(key: str, lang: Lang, **params: object) -> str:
    """Return a sentence of the catalogue."""
    return MESSAGES[key][lang].format(**params)
