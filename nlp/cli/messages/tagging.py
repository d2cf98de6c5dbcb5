"""What ``tag``, ``explain`` and ``info`` say."""

from __future__ import annotations

from nlp.errors import Lang

MESSAGES: dict[str, dict[Lang, str]] = {
    # --- tag
    "error": {"vi": "Lỗi", "en": "Error"},
    "interrupted": {
        "vi": "Đã dừng theo yêu cầu; không có tệp kết quả nào bị ghi dở.",
        "en": "Stopped as asked; no output is left half-written.",
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
    "rejected_rows": {"vi": "{count} dòng", "en": "{count} rows"},
    "rejected_files": {"vi": "{count} tệp", "en": "{count} files"},
    "rejected": {
        "vi": "{count} không đọc được: xem {file}.",
        "en": "{count} could not be read: see {file}.",
    },
    "rejected_stderr": {
        "vi": "{count} không đọc được:",
        "en": "{count} could not be read:",
    },
    "written": {"vi": "Kết quả: {file}", "en": "Written: {file}"},
    "reading": {"vi": "Đang đọc {file}", "en": "Reading {file}"},
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
        "vi": "bản cài này không kèm kho ý kiến",
        "en": "this installation comes without one",
    },
    # --- info
    "info_version": {"vi": "Phiên bản ykien", "en": "ykien version"},
    "info_model": {"vi": "Mô hình", "en": "Model"},
    "info_taxonomy": {"vi": "Bảng phân loại", "en": "Taxonomy"},
    "info_counts": {
        "vi": "{topics} chủ đề, {labels} nhãn",
        "en": "{topics} topics, {labels} labels",
    },
    "info_review": {
        "vi": "Ý kiến có độ tin cậy dưới {threshold} được đánh dấu để người xem lại.",
        "en": "Opinions with a confidence below {threshold} are marked to be looked at.",
    },
    "info_card": {
        "vi": "Mô hình được làm thế nào, giới hạn ở đâu: {path} (tiếng Anh)",
        "en": "How the model was made, and its limits: {path}",
    },
    "info_size": {"vi": "Kích thước", "en": "Size"},
}
