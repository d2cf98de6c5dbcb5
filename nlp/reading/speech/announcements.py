"""Words at the beginning of an opinion in speech that only announce it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.speech.features import key
from nlp.reading.speech.recording import Word

# What is announced has so many words at least.
_LEAST = 5
# An announcement that is a sentence of its own has so many at the most.
_SENTENCE = 12
_ENDS = (".", ":", "!")
_WHO = (
    r"(?:chúng (?:tôi|em|cháu)|tụi (?:tôi|tui|em|con)|cho (?:tôi|tui|em|con|cháu|mình)"
    # "Xin phường cho em hỏi"; "xin phường cho ý kiến" is a wish.
    r"|xin (?:\S+ ){1,3}cho(?=(?: \S+)? hỏi\b)|tôi|tui|em|con|cháu|mình|xin)"
)
_WISH = r"(?: (?:thì|chỉ|cũng|xin|muốn|phép|được|định|tôi|tui|em|con|cháu|có|lại|mới|vẫn))*"
_MORE = r"(?: (?:thêm|chút|một chút|xíu|luôn|nữa|ngắn|thẳng))*"
_SAYS = (
    r" (?:hỏi|phản ánh|phản ảnh|góp ý|trình bày|nêu|kiến nghị|ý kiến|câu hỏi|thắc mắc"
    rf"|(?:(?<=xin )|(?<=muốn )|(?<=chỉ )|(?<=có ))nói|nói(?={_MORE} (?:về|chuyện|là)\b))"
)
_THAT = (
    r"(?P<that>(?: một (?:câu|lời|việc|chuyện|ý))?(?: (?:là|rằng|thế này|như sau|như vầy|vầy))+)?"
)
_ANNOUNCES = re.compile(rf"{_WHO}{_WISH}{_SAYS}{_MORE}{_THAT}(?!\S)")
# What goes on so is a wish or a grievance of its own: "tôi hỏi mãi rồi", "tôi kiến nghị xã sửa".
_TELLS = re.compile(
    r" (?:mãi|hoài|rồi|nhiều|đi|ai|cho|giùm|dùm|hộ|thay|xã|phường|tỉnh|huyện|thôn|ấp|khu|nhà nước"
    r"|cấp trên|cán bộ|ông|bà|anh|chị|đại biểu|trưởng|chính quyền|ngành|ủy ban|công an|thì|mà|không"
    r"|hai|ba|bốn|mấy|nhà|công ty|điện|bên)\b"
)
# A sentence with such words tells of the matter itself.
_ASKS = re.compile(
    r"\b(?:bao giờ|khi nào|bao nhiêu|sao|được không|thế nào|chưa|không|hỏng|hư|mất|bị|tắc|ngập"
    r"|thiếu)\b"
)


def announcement(words: Sequence[Word]) -> int:
    """Return how many words at the beginning of an opinion only announce it.

    "Em muốn phản ánh là | tiền điện ...", "Tôi có ý kiến về rác. | Xe rác một tuần ...".

    Parameters
    ----------
    words : sequence of Word
        Of the opinion.

    Returns
    -------
    int
        0 where it begins with the matter, or where too little would be left.
    """
    said = [key(word.text) for word in words[: 2 * _SENTENCE]]
    text = " ".join(said)
    match = _ANNOUNCES.match(text)
    if match is None:
        return 0
    size = len(match[0].split())
    ends = (i for i, word in enumerate(words[:_SENTENCE], 1) if _ends(word.text))
    end = next((i for i in ends if i >= size), 0)
    rest = " ".join(said[size:end])
    if end and not _ASKS.search(rest) and len(words) - end >= _LEAST:
        return end
    if not match["that"] and _TELLS.match(text, match.end()):
        return 0
    return size if len(words) - size >= _LEAST else 0


def _ends(word: str) -> bool:
    return word.endswith(_ENDS) and not word.endswith("..")
