"""What the masking of personal data says."""

from __future__ import annotations

from nlp.errors import Lang

MESSAGES: dict[str, dict[Lang, str]] = {
    "arg_mask": {
        "vi": "Che tên người dân, số điện thoại, số CCCD/CMND, hộ chiếu, thẻ bảo hiểm, email, số "
        "tài khoản, biển số xe và số nhà trước khi gắn chủ đề. Tên tệp nguồn giữ nguyên.",
        "en": "Hide citizens' names, phone, identity, passport, insurance and account numbers, "
        "e-mail, number plates and house numbers before tagging. Names of source files stay.",
    },
    "arg_mask_salt": {
        "vi": "Muối (chuỗi bí mật) dùng khi che: tên tệp chứa muối, hoặc chính chuỗi đó (nên dùng "
        "tệp: dòng lệnh còn lưu trong lịch sử). Cùng muối thì cùng một người có cùng ký hiệu ở mọi "
        "lần chạy; hãy giữ kín.",
        "en": "Salt of the masking: a file that holds it, or the text itself (a file is better: "
        "shells keep a history). With the same salt a person has the same token in every run; keep "
        "it secret.",
    },
    "mask_random": {
        "vi": "Che dữ liệu cá nhân bằng muối ngẫu nhiên: ký hiệu và id của lần chạy này không khớp "
        "với lần khác; muốn khớp, hãy dùng --mask-salt.",
        "en": "Personal data is masked with a random salt: tokens and ids of this run can't be "
        "matched with those of another; to match them, use --mask-salt.",
    },
}
