"""The office in the letterhead of a document, and how fine a place is."""

from __future__ import annotations

import re

from nlp.reading.rules import fold

# Kinds of unit, the widest first.
RANKS = (
    ("tinh", "thanh pho", "tp"),
    ("huyen", "quan", "thi xa", "tx", "h.", "q."),
    ("xa", "phuong", "thi tran", "dac khu", "p.", "tt", "x."),
)
_CAPITAL_KIND = re.compile(
    r"(?<!\w)(?:XÃ(?! HỘI)|PHƯỜNG|THỊ TRẤN|HUYỆN|QUẬN|THỊ XÃ|THÀNH PHỐ|TP\.?|TỈNH|THÔN|XÓM|ẤP"
    r"|KHÓM|BUÔN|LÀNG|KHU PHỐ|TỔ DÂN PHỐ|ĐẶC KHU|KHU(?= \d)"
    # "BIÊN BẢN HỎI ĐÁP", "VĂN BẢN TRẢ LỜI"
    r"|(?<!BIÊN )(?<!VĂN )(?<!PHIÊN )(?<!CƠ )BẢN"
    r"(?! (?:HỘI|HỌP|CHÉP|TIN|TỔNG|TÓM|GHI|ĐÁNH|ĐỐI|TIẾP|NGÀY|LẤY|KIẾN|ĐỀ|YÊU|CAM|KÊ|SAO))"
    # "BẢN GOM Ý KIẾN PHỤ HUYNH"
    r"(?!(?<=^BẢN).{0,40}\b(?:Ý KIẾN|KIẾN NGHỊ|PHẢN ÁNH|NỘI DUNG|CÂU HỎI|NGUYỆN VỌNG)))\s"
)
_CAPITAL_OTHER = re.compile(
    r"\s*[–,-]?\s+(?:BAN|TỔ(?! DÂN)|HỘI|ĐOÀN|VĂN PHÒNG|ỦY|UỶ|THƯỜNG TRỰC|HĐND|UBND|CÔNG AN|ĐẢNG"
    r"|CỘNG H|ĐỘC LẬP|ĐỐI THOẠI|TIẾP XÚC|SỐ|BÁO CÁO|BIÊN BẢN|MTTQ|CÔNG ĐOÀN|TRƯỜNG|TRẠM|BCH|NĂM"
    r"|NGÀY(?=\s+\d))"
    r"(?!\w{2})"
)
# What stands beside the office in the letterhead.
# "TDP Số 7" is a hamlet.
_HAMLET = "".join(
    rf"(?<!\b{kind})"
    for word in ("tdp", "tổ", "phố", "thôn", "xóm", "khu")
    for kind in (word, word.capitalize(), word.upper())
)
_BESIDE = re.compile(rf"\s(?:Số(?:\s*:|$)|Độc lập|CỘNG H[OÒ]|V/v)|{_HAMLET}\sSố\s+\d")

# No letterhead is longer, in letters.
_LONGEST = 300


def without_beside(text: str) -> str:
    """Return a line of a letterhead without what stands beside the office ("XÃ A Số: 12/BC").

    Parameters
    ----------
    text : str
    """
    return _BESIDE.split(text, maxsplit=1)[0] or text


def capital_place(text: str) -> str:
    """Return what may be a place of a line in capitals ("MTTQ XÃ TAM ĐA BAN THƯỜNG TRỰC")."""
    match = _CAPITAL_KIND.search(text[:_LONGEST])
    if match is None:
        return ""
    found = text[match.start() : _LONGEST]
    other = _CAPITAL_OTHER.search(found)
    if other is None:
        return found
    # "HỘI PHỤ NỮ HUYỆN A BCH HỘI PHỤ NỮ XÃ B" is of the commune.
    finer, own = capital_place(found[other.end() :]), found[: other.start()]
    # "THÀNH PHỐ SỐ 17" names none.
    own = own if _CAPITAL_KIND.match(own) else ""
    return finer if finer and (not own or place_level(finer) > place_level(own)) else own


def place_level(place: str) -> int:
    """Return how fine the first place of a run is: 0 for a province, 3 for a hamlet."""
    folded = fold(place)
    for level, kinds in enumerate(RANKS):
        if folded.startswith(kinds):
            return level
    return len(RANKS)
