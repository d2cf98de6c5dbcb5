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
    "corpus": {
        "vi": "Kiểm tra kho ý kiến đã gán nhãn.",
        "en": "Look over a labelled corpus.",
    },
    "corpus_check": {
        "vi": "Báo lỗi trong kho (nhãn sai, trùng lặp, gần dữ liệu để riêng, khuôn câu "
        "lặp lại, ...) và thống kê kho. Mã thoát 2 khi có lỗi.",
        "en": "Report defects of a corpus (labels, duplicates, texts close to held-out ones, "
        "repeated frames, ...) and what it is made of. Exit code 2 where there are defects.",
    },
    "corpus_audit": {
        "vi": "Liệt kê các nhãn có lẽ sai, để người đọc lại.",
        "en": "List labels that are probably wrong, for a person to read again.",
    },
    "corpus_agreement": {
        "vi": "So nhãn của hai người đọc cùng các ý kiến (theo id).",
        "en": "Compare the labels of two readers of the same opinions (by id).",
    },
    "arg_held_out": {
        "vi": "Tệp để riêng mà kho không được gần giống (có thể nêu nhiều lần).",
        "en": "Held-out file that nothing in the corpus may be close to (may be repeated).",
    },
    "arg_min_count": {
        "vi": "Số ý kiến tối thiểu của mỗi nhãn.",
        "en": "Least number of opinions a label.",
    },
    "arg_suspects": {
        "vi": "Tệp JSON Lines ghi các nhãn đáng ngờ; mặc định in ra màn hình.",
        "en": "JSON Lines file for the suspects; by default they are printed.",
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
    "arg_lexicon": {
        "vi": "Tệp từ điển (YAML), cụm từ theo tiểu mục để học thêm; mặc định là từ điển đi kèm.",
        "en": "Lexicon file (YAML), phrases to learn as well; by default the one that comes along.",
    },
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
    "arg_accurate": {
        "vi": "Huấn luyện thêm mô hình chính xác hơn (mất vài giờ, cần "
        "ykien[accurate-training]) và ghi vào thư mục này.",
        "en": "Train an accurate model as well (takes hours and ykien[accurate-training]) and "
        "write it to this directory.",
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
    "step_encoder": {"vi": "Tinh chỉnh bộ mã hóa", "en": "Fine-tuning the encoder"},
    "encoder_judged": {"vi": "phần để riêng của kho", "en": "part of the corpus left out"},
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
    # --- corpus
    "problem_malformed": {"vi": "Dòng không dùng được", "en": "Lines that can't be used"},
    "problem_duplicate_id": {"vi": "Trùng mã", "en": "Repeated ids"},
    "problem_duplicate": {"vi": "Trùng nội dung", "en": "Duplicates"},
    "problem_near_duplicate": {"vi": "Gần trùng nội dung", "en": "Near-duplicates"},
    "problem_held_out": {"vi": "Gần dữ liệu để riêng", "en": "Close to held-out opinions"},
    "problem_opening": {"vi": "Mở đầu lặp lại", "en": "Repeated openings"},
    "problem_frame": {"vi": "Khuôn câu lặp lại", "en": "Repeated frames"},
    "problem_clause": {"vi": "Đoạn trích sai", "en": "Wrong clauses"},
    "problem_few": {"vi": "Nhãn quá ít ý kiến", "en": "Labels with too few opinions"},
    "more_problems": {
        "vi": "  ... và {n} trường hợp nữa (--json)",
        "en": "  ... and {n} more (--json)",
    },
    "no_problem": {"vi": "Không có lỗi nào.", "en": "No defect found."},
    "facts_title": {"vi": "Kho ý kiến", "en": "The corpus"},
    "fact_value": {"vi": "Giá trị", "en": "Value"},
    "fact_batches": {"vi": "Số lô", "en": "Batches"},
    "fact_styles": {"vi": "Thể loại", "en": "Styles"},
    "fact_manners": {"vi": "Cách viết", "en": "Manners"},
    "fact_lengths": {"vi": "Độ dài (âm tiết)", "en": "Length (syllables)"},
    "fact_several": {"vi": "Nhiều nhãn", "en": "Several labels"},
    "fact_clauses": {"vi": "... có đánh dấu đoạn", "en": "... with clauses marked"},
    "fact_plain": {"vi": "Không dấu", "en": "Without diacritics"},
    "fact_batch": {"vi": "Lô", "en": "Batch"},
    "fact_new": {"vi": "Từ mới", "en": "New terms"},
    "fact_rate": {"vi": "... trên 1000 âm tiết", "en": "... per 1000 syllables"},
    "labels_title": {
        "vi": "Số ý kiến theo nhãn, ít nhất trước",
        "en": "Opinions a label, rarest first",
    },
    "growth_title": {"vi": "Vốn từ tăng theo lô", "en": "Growth of the vocabulary by batch"},
    "suspects": {"vi": "{n} nhãn đáng đọc lại.", "en": "{n} labels to read again."},
    "agreement_title": {
        "vi": "Hai người đọc, {n} ý kiến",
        "en": "Two readers, {n} opinions",
    },
    "col_agreement": {"vi": "Đồng thuận", "en": "Agreement"},
    "col_kappa": {"vi": "Kappa", "en": "Kappa"},
    # --- explain
    "confidence": {"vi": "Độ tin cậy", "en": "Confidence"},
    "review_yes": {
        "vi": "cần người xem lại (dưới {threshold})",
        "en": "a person should look (below {threshold})",
    },
    "review_unknown": {
        "vi": "cần người xem lại (nhiều từ lạ)",
        "en": "a person should look (many unknown words)",
    },
    "review_no": {
        "vi": "không cần xem lại (từ {threshold})",
        "en": "no review needed (at least {threshold})",
    },
    "probability": {"vi": "Xác suất", "en": "Probability"},
    "label": {"vi": "Tiểu mục", "en": "Subtopic"},
    "words_for": {"vi": "Từ ủng hộ", "en": "Words for it"},
    "words_against": {"vi": "Từ phản đối", "en": "Words against it"},
    "lexicon_phrases": {"vi": "Cụm từ có trong từ điển", "en": "Phrases of the lexicon"},
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
