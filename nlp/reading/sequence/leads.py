"""Words that only lead over to the matter behind them: who asks, and that he does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from nlp.reading.rules import any_of, begins_with, load_rules, plain
from nlp.reading.sequence.report_leads import AT_PLACE, complains, people_words
from nlp.reading.sequence.segments import Segment

# A lead has so many words.
_MOST = 16
_LINKS = frozenset(("còn", "rồi", "và", "thì", "mà", "với", "lại", "nữa", "ngoài", "ra", "thêm"))
# It is of so many segments, behind the end of another clause.
_PIECES, _ENDS = 4, tuple(".!?…;:")
# "tui xin phép hỏi", "em cho em hỏi chút"
_ME = ("tôi", "tui", "em", "con", "cháu", "mình", "chúng tôi", "tụi tôi", "cho em", "cho tôi")
_COUNTS = ("có ", "một số ", "nhiều ", "các ", "một ")
_HAPPENS = frozenset(("bị", "hỏng", "hư", "mất", "không", "chưa", "quá", "ngập"))
_BEHIND = frozenset(("là", "rằng", "thêm", "việc", "chuyện", "về", "chút", "xíu", "luôn", "nữa"))


def with_leads(segments: Sequence[Segment], labels: Sequence[str]) -> list[str]:
    """Return labels in which no lead is an opinion of its own.

    Where the encoder begins a matter within a clause ("Có cử tri kiến nghị | giảm giá nước"), what
    stands before it, with no sign between, may but say who asks.

    Parameters
    ----------
    segments : sequence of Segment
    labels : sequence of str
        One for each segment.
    """
    found = list(labels)
    for index, segment in enumerate(segments):
        if segment.cut != "begin" or found[index] != "B":
            continue
        for first in _before(segments, index):
            label = _lead(" ".join(one.text for one in segments[first:index]))
            if label and found[first] == "B":
                found[first:index] = [label] * (index - first)
            if label or found[first] != "I":
                break
    return found


def _before(segments: Sequence[Segment], index: int) -> Iterator[int]:
    """Yield where a lead before a segment may begin, of its own sentence, the nearest first."""
    for first in range(index - 1, max(-1, index - 1 - _PIECES), -1):
        if segments[first].line != segments[index].line:
            return
        yield first
        if first and segments[first - 1].text.rstrip()[-1:] in _ENDS:
            return


def _lead(text: str) -> str:
    """Return the label of a lead: who asks, or nothing of the kind; empty for an opinion."""
    words = text.split()
    if len(words) > _MOST:
        return ""
    if _LINKS.issuperset(plain(text).split()):
        return "O"
    rest = text[where.end() :] if (where := AT_PLACE.match(text)) else text
    lower = plain(rest)
    while words and not _ends_saying(words) and plain(words[-1]).strip(",:") in _BEHIND:
        words.pop()
    # "Anh Toàn bị lừa tiền, xin ..." tells what happened.
    if not _ends_saying(words) or complains(rest) or not _HAPPENS.isdisjoint(lower.split()):
        return ""
    if begins_with(lower, _ME):
        return "O"
    for count in _COUNTS:
        lower = lower.removeprefix(count)
    return "W" if begins_with(lower, _people()) else ""


@cache
def _people() -> tuple[str, ...]:
    rules = load_rules()
    return (*people_words(), *rules.titles, *rules.groups, *rules.somebody, "hộ", "ý kiến")


def _ends_saying(words: Sequence[str]) -> bool:
    lower, rules = plain(" ".join(words)).rstrip(" ,:"), load_rules()
    verbs = any_of((*rules.of_said, *rules.reported, *rules.before_said, *rules.speech_verbs))
    return any(verb.end() == len(lower) for verb in verbs.finditer(lower))
