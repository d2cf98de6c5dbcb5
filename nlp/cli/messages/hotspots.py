"""What ``hotspots`` says."""

from __future__ import annotations

from nlp.errors import Lang

MESSAGES: dict[str, dict[Lang, str]] = {
    "hotspots": {
        "vi": "Tìm điểm nóng trong bảng ý kiến đã gắn chủ đề và viết báo cáo: trang HTML, Excel "
        "hoặc JSON.",
        "en": "Find the hot spots in tagged opinions and report them: an HTML page, a workbook or "
        "JSON.",
    },
    "arg_tagged": {
        "vi": "Bảng do `ykien tag` ghi ra (xlsx, csv, jsonl, parquet) hoặc thư mục.",
        "en": "Tables that `ykien tag` wrote (xlsx, csv, jsonl, parquet) or folders.",
    },
    "arg_report": {
        "vi": "Tệp báo cáo .html, .xlsx hoặc .json (có thể nêu nhiều lần); không nêu thì chỉ in ra "
        "màn hình.",
        "en": "Report to write, .html, .xlsx or .json (may be repeated); without it the hot spots "
        "are only printed.",
    },
    "arg_until": {
        "vi": "Xét đến hết ngày này, như 30/09/2026; mặc định là ngày mới nhất trong bảng.",
        "en": "Judge up to and including this day, as 2026-09-30; by default the latest one.",
    },
    "arg_window": {
        "vi": "Khoảng thời gian dài nhất được xét, như 90D (90 ngày) hoặc 12W (12 tuần).",
        "en": "Longest period looked at, as 90D (90 days) or 12W (12 weeks).",
    },
    "arg_alpha": {
        "vi": "Khả năng tối đa được chấp nhận để cả báo cáo có dù chỉ một điểm nóng sai.",
        "en": "Accepted probability that the whole report has any false hot spot.",
    },
    "arg_place_columns": {
        "vi": "Các cột chỉ nơi, từ rộng đến hẹp, cách nhau bằng dấu phẩy (như Tỉnh,Xã).",
        "en": "Columns that name the place, widest first, with commas (as Province,Ward).",
    },
    "arg_max_hotspots": {
        "vi": "Số điểm nóng tối đa được nêu.",
        "en": "Most hot spots to report.",
    },
    "arg_rankings": {
        "vi": "Thêm bảng xếp theo số lượng và theo mức tăng (chỉ là số đếm, không phải điểm nóng) "
        "vào báo cáo.",
        "en": "Rank by volume and by growth too in the report (plain counts, no hot spots).",
    },
    "bad_date": {"vi": "không phải là ngày: {value}", "en": "no date: {value}"},
    "spots_title": {
        "vi": "{spots} điểm nóng trong {opinions} ý kiến",
        "en": "{spots} hot spots in {opinions} opinions",
    },
    "spots_none": {
        "vi": "Chưa thấy điểm nóng nào trong {opinions} ý kiến: không có gì vượt quá mức "
        "ngẫu nhiên.",
        "en": "No hot spot in {opinions} opinions: nothing beyond what chance can do.",
    },
    "col_spot": {"vi": "Điểm nóng", "en": "Hot spot"},
    "col_place": {"vi": "Nơi", "en": "Place"},
    "col_since": {"vi": "Từ ngày", "en": "Since"},
    "col_expected": {"vi": "Dự kiến", "en": "Expected"},
    "col_chance": {"vi": "Do ngẫu nhiên", "en": "By chance"},
}
