"""What ``train``, ``evaluate`` and ``corpus`` say."""

from __future__ import annotations

from nlp.errors import Lang

MESSAGES: dict[str, dict[Lang, str]] = {
    # --- train
    "step_tokenize": {"vi": "Tách từ", "en": "Segmenting words"},
    "step_cross_validate": {"vi": "Kiểm định chéo", "en": "Cross-validating"},
    "step_fit": {"vi": "Huấn luyện trên toàn bộ kho", "en": "Fitting on everything"},
    "step_encoder": {"vi": "Tinh chỉnh bộ mã hóa", "en": "Fine-tuning the encoder"},
    "encoder_judged": {"vi": "phần để riêng của kho", "en": "part of the corpus left out"},
    "step_evaluate": {"vi": "Đo trên dữ liệu để riêng", "en": "Measuring on held-out data"},
    "step_save": {"vi": "Ghi mô hình", "en": "Writing the model"},
    "learned_from": {
        "vi": "Đã học từ {n} ý kiến trong {batches} lô (khi kiểm định chéo, mỗi lô nằm trọn ở một "
        "phía).",
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
    "beware": {"vi": "Lưu ý: {detail}.", "en": "Beware: {detail}."},
    "model_written": {"vi": "Mô hình: {file}", "en": "Model: {file}"},
    # --- corpus
    "problem_malformed": {"vi": "Dòng không dùng được", "en": "Lines that can't be used"},
    "problem_duplicate_id": {"vi": "Trùng mã", "en": "Repeated ids"},
    "problem_duplicate": {"vi": "Trùng nội dung", "en": "Duplicates"},
    "problem_near_duplicate": {"vi": "Gần trùng nội dung", "en": "Near-duplicates"},
    "problem_held_out": {"vi": "Gần dữ liệu để riêng", "en": "Close to held-out opinions"},
    "problem_opening": {"vi": "Lời mở đầu lặp lại", "en": "Repeated openings"},
    "problem_frame": {"vi": "Khuôn câu lặp lại", "en": "Repeated frames"},
    "problem_clause": {"vi": "Đoạn trích sai", "en": "Wrong clauses"},
    "problem_few": {"vi": "Nhãn có quá ít ý kiến", "en": "Labels with too few opinions"},
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
        "vi": "Số ý kiến theo nhãn, xếp từ ít đến nhiều",
        "en": "Opinions a label, rarest first",
    },
    "growth_title": {"vi": "Vốn từ tăng theo lô", "en": "Growth of the vocabulary by batch"},
    "suspects": {"vi": "{n} nhãn đáng ngờ cần đọc lại.", "en": "{n} labels to read again."},
    "agreement_title": {
        "vi": "Hai người đọc, {n} ý kiến",
        "en": "Two readers, {n} opinions",
    },
    "agreement_topic": {"vi": "Cùng chủ đề chính", "en": "Same primary topic"},
    "agreement_subtopic": {"vi": "Cùng tiểu mục chính", "en": "Same primary subtopic"},
    "col_agreement": {"vi": "Đồng thuận", "en": "Agreement"},
    "col_kappa": {"vi": "Kappa", "en": "Kappa"},
}
