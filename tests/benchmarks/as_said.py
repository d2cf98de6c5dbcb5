"""Written Vietnamese as a machine writes it down that hears it read: numbers in words, no signs."""

from __future__ import annotations

import re

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SHORT = {
    "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "thcs": "trung học cơ sở",
    "thpt": "trung học phổ thông", "bhyt": "bảo hiểm y tế", "bhxh": "bảo hiểm xã hội",
    "gcn": "giấy chứng nhận", "kp": "khu phố", "csgt": "cảnh sát giao thông", "%": "phần trăm",
    "km": "ki lô mét", "ha": "héc ta", "kg": "ký", "qsdđ": "quyền sử dụng đất", "tdp": "tổ dân phố",
}  # fmt: skip


def number_said(value: int) -> str:
    """Return a number below a million as people say it."""
    if value < 10:
        return _DIGITS[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
        tail = {0: "", 1: "mốt" if tens > 1 else "một", 5: "lăm"}.get(ones, _DIGITS[ones])
        return f"{head} {tail}".strip()
    for size, name in ((1000, "nghìn"), (100, "trăm")):
        if value >= size:
            head, rest = divmod(value, size)
            middle = "" if not rest else " lẻ" if rest < 10 else ""
            return f"{number_said(head)} {name}{middle}" + (f" {number_said(rest)}" if rest else "")
    return str(value)


def as_said(text: str) -> str:
    """Return written text as a machine writes it down: no signs, no capitals, numbers in words."""
    text = re.sub(r"(?<=\d)\.(?=\d{3}\b)", "", text.lower())
    text = re.sub(r"(\d+)([,/.])(\d+)", r"\1 \2 \3", text)
    text = re.sub(r"\d+", lambda m: f" {number_said(int(m[0][:6]))} ", text)
    words = re.findall(r"[^\W_]+|%", text)
    return " ".join(_SHORT.get(word, word) for word in words)
