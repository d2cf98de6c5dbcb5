"""Answers to the points of a question by their letters: "Điểm a, b: ... Điểm c: ..."."""

from __future__ import annotations

import re

# As points are lettered, with and without the letter "đ".
_ALPHABETS = ("abcdefghik", "abcdđeghik")
_LETTER = r"[a-ikđ]\b"
_LED = r"[^\W\d_][^.;:!?\n]{1,80}?\s(?:trả lời|phúc đáp|giải đáp)\s+"
_AND = r"\s{0,9}(?:,|;|và)\s{0,9}(?:(?:điểm|ý|mục)\s+)?"
_POINTS = re.compile(
    rf"(?:^|(?<=[.;!?…\n]))\s{{0,9}}(?P<who>(?:{_LED})?)"
    r"(?:(?:về|đối với)\s+)?(?:các\s+)?(?:điểm|ý|mục|nội dung|câu)\s+"
    rf"(?P<letters>{_LETTER}\)?(?:{_AND}{_LETTER}\)?){{0,9}})\s{{0,9}}[:–-]\s*",
    re.IGNORECASE,
)
_EACH = re.compile(_LETTER, re.IGNORECASE)


def by_letters(answer: str, count: int) -> list[str]:
    """Return what an answer says to each of some points, where it calls all of them by letters.

    Parameters
    ----------
    answer : str
        Such as ``"Sở Y tế trả lời điểm c: đã mua thuốc. Điểm a, b: tiếp thu."``
    count : int
        Of points.

    Returns
    -------
    list of str
        With whoever answers before it; empty where something is not called so.
    """
    marks = list(_POINTS.finditer(answer))
    if len(marks) < 2 or answer[: marks[0].start()].strip():
        return []
    called = [[letter.lower() for letter in _EACH.findall(mark["letters"])] for mark in marks]
    letters = [letter for group in called for letter in group]
    # Of more points than letters some would be left without a place.
    alphabets = [alphabet[:count] for alphabet in _ALPHABETS if count <= len(alphabet)]
    alphabet = next((known for known in alphabets if set(letters) <= set(known)), "")
    if not alphabet or len(set(letters)) < len(letters):
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(answer)]
    found = dict.fromkeys(alphabet, "")
    for mark, group, end in zip(marks, called, ends):
        said, who = answer[mark.end() : end].strip(), mark["who"].strip()
        found |= dict.fromkeys(group, f"{who}: {said}" if who else said)
    return list(found.values())
