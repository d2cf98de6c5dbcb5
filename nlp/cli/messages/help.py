"""Help texts: of commands, arguments and options."""

from __future__ import annotations

from nlp.errors import Lang

MESSAGES: dict[str, dict[Lang, str]] = {
    # --- help
    "app": {
        "vi": "Đọc biên bản, danh sách ý kiến của người dân và gắn chủ đề cho từng ý kiến.",
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
        "vi": "So nhãn của hai người đọc cùng các ý kiến.",
        "en": "Compare the labels of two readers of the same opinions.",
    },
    "arg_held_out": {
        "vi": "Tệp để riêng: không ý kiến nào trong kho được gần giống ý kiến trong tệp này (có "
        "thể nêu nhiều lần).",
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
        "vi": "Tệp docx, xlsx, xls, ods, csv, tsv, json, jsonl, parquet, txt, md, pdf, zip; thư "
        "mục; mẫu tên như *.docx; hoặc - là đầu vào chuẩn.",
        "en": "docx, xlsx, xls, ods, csv, tsv, json, jsonl, parquet, txt, md, pdf, zip files; "
        "folders; patterns such as *.docx; or - for standard input.",
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
    "arg_measured": {"vi": "Thư mục mô hình cần đo.", "en": "Model directory to measure."},
    "arg_text_column": {
        "vi": "Tên cột chứa nội dung ý kiến.",
        "en": "Heading of the column with the opinions.",
    },
    "arg_place_column": {
        "vi": "Tên cột nơi (địa chỉ, địa bàn).",
        "en": "Heading of the column with the place.",
    },
    "arg_date_column": {"vi": "Tên cột ngày.", "en": "Heading of the column with the date."},
    "arg_speaker_column": {
        "vi": "Tên cột người nêu ý kiến.",
        "en": "Heading of the column with the speaker.",
    },
    "arg_encoding": {
        "vi": "Bảng mã của tệp văn bản, khi không tự nhận ra được: utf-8, utf-16, windows-1258, "
        "tcvn3 (abc), vni.",
        "en": "Encoding of text files, where it can't be told: utf-8, utf-16, windows-1258, "
        "tcvn3 (abc), vni.",
    },
    "arg_rejects": {
        "vi": "Tệp CSV ghi các dòng không đọc được; mặc định là <tệp kết quả>.rejects.csv.",
        "en": "CSV file for rows that can't be read; by default <output>.rejects.csv.",
    },
    "arg_force": {"vi": "Ghi đè tệp kết quả đã có.", "en": "Replace outputs that exist."},
    "arg_jobs": {
        "vi": "Số tiến trình chạy song song; -1 là mỗi nhân xử lý một tiến trình.",
        "en": "Processes; -1 for one a core.",
    },
    "arg_lang": {
        "vi": "Ngôn ngữ: vi hoặc en; mặc định theo biến môi trường YKIEN_LANG, không có thì vi.",
        "en": "Language: vi or en; by default that of YKIEN_LANG in the environment, else vi.",
    },
    "arg_json": {"vi": "In kết quả dạng JSON.", "en": "Print results as JSON."},
    "arg_corpus": {
        "vi": "Tệp .jsonl hoặc thư mục ý kiến đã gán nhãn (nếu có thư mục con opinions/ thì chỉ "
        "lấy thư mục đó); mặc định là kho của dự án.",
        "en": ".jsonl files or folders of labelled opinions (of a folder with an opinions/ folder "
        "that one alone); by default the project's own.",
    },
    "arg_model_output": {"vi": "Thư mục để ghi mô hình.", "en": "Model directory to write."},
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
        "vi": "Huấn luyện thêm mô hình chính xác hơn (mất khoảng một giờ rưỡi, "
        "cần ykien\\[accurate-training]) và ghi vào thư mục này.",
        "en": "Train an accurate model as well (takes an hour and a half, and "
        "ykien\\[accurate-training]) and write it to this directory.",
    },
    "arg_encoder": {
        "vi": "Với mô hình có bộ mã hóa: always là đọc mọi ý kiến; unsure là chỉ đọc những ý kiến "
        "mà phần tuyến tính chưa chắc, nhanh hơn.",
        "en": "Of a model with an encoder: always to read every opinion, unsure to read those "
        "alone that the linear part is unsure of, which is faster.",
    },
    "arg_data": {
        "vi": "Tệp .jsonl hoặc thư mục ý kiến đã gán nhãn.",
        "en": "Labelled .jsonl file or folder.",
    },
    "arg_text": {
        "vi": "Nội dung ý kiến; - là đầu vào chuẩn.",
        "en": "The opinion; - for standard input.",
    },
    "arg_version": {"vi": "In phiên bản rồi thoát.", "en": "Print the version and exit."},
    "panel_arguments": {"vi": "Tham số", "en": "Arguments"},
    "panel_options": {"vi": "Tùy chọn", "en": "Options"},
    "panel_commands": {"vi": "Lệnh", "en": "Commands"},
    "help_default": {"vi": "[mặc định: {{}}]", "en": "[default: {{}}]"},
    "help_usage": {"vi": "Cách dùng: ", "en": "Usage: "},
    "help_options": {"vi": "[TÙY CHỌN]", "en": "[OPTIONS]"},
    "help_command": {"vi": "LỆNH [THAM SỐ]...", "en": "COMMAND [ARGS]..."},
    "arg_help": {"vi": "In phần trợ giúp này rồi thoát.", "en": "Show this message and exit."},
    "arg_install_completion": {
        "vi": "Cài tính năng tự điền lệnh (phím Tab) cho shell đang dùng.",
        "en": "Install completion for the current shell.",
    },
    "arg_show_completion": {
        "vi": "In đoạn mã tự điền lệnh cho shell đang dùng, để chép hoặc sửa.",
        "en": "Show completion for the current shell, to copy it or customize the installation.",
    },
    "help_required": {"vi": "[bắt buộc]", "en": "[required]"},
}
