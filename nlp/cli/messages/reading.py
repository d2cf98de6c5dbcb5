"""What the commands say of how a file was read."""

from __future__ import annotations

from nlp.errors import Lang

MESSAGES: dict[str, dict[Lang, str]] = {
    "read_sheet": {"vi": "trang '{name}'", "en": "sheet '{name}'"},
    "read_table": {"vi": "bảng {name}", "en": "table {name}"},
    "read_encoding": {"vi": "bảng mã {encoding}", "en": "encoding {encoding}"},
    "read_text": {"vi": "văn bản ({kind})", "en": "running text ({kind})"},
    "role_text": {"vi": "nội dung", "en": "opinion"},
    "role_place": {"vi": "nơi", "en": "place"},
    "role_date": {"vi": "ngày", "en": "date"},
    "role_speaker": {"vi": "người nêu", "en": "speaker"},
    "role_phone": {"vi": "điện thoại", "en": "phone"},
    "role_answer": {"vi": "trả lời", "en": "answer"},
    "role_status": {"vi": "tình trạng", "en": "status"},
    "left_hidden": {"vi": "dòng của trang ẩn", "en": "rows of hidden sheets"},
    "left_merged": {"vi": "dòng nối tiếp ý kiến bên trên", "en": "rows that go on the one above"},
    "arg_answer_column": {
        "vi": "Tên cột trả lời.",
        "en": "Heading of the column with the answer.",
    },
    "arg_status_column": {
        "vi": "Tên cột tình trạng giải quyết.",
        "en": "Heading of the column with the status.",
    },
    "arg_phone_column": {
        "vi": "Tên cột số điện thoại.",
        "en": "Heading of the column with the phone number.",
    },
}
