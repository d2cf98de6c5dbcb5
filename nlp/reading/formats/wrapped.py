"""Lines of a text file in, paragraphs out: text that was wrapped at a width is joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import ITEM
from nlp.reading.messages.moments import moment_in
from nlp.reading.speakers import speaker_head

# Nobody wraps at more, and a shorter line may end where it does for any reason.
_MAX_WIDTH = 120
_LONG = 60
_NEAR = 15
_WRAPPED_SHARE = 0.6
_ENDS = ".:!?;…"
# Print has letters of all widths, so its lines end less evenly: so many at the least are broken, so
# many of these are so long beside the longest, and for each so many sentences end with a line.
# Where none is shorter than `_EVEN` of it, the lines were no print's.
_FEWEST_UNEVEN, _UNEVEN_SHARE, _UNEVEN, _UNEVEN_ENDS, _EVEN = 4, 0.8, 0.75, 0.3, 0.9
# So much wider a line may be that ends a sentence.
_MOST_WIDER, _LEEWAY = 0.05, 8
_GAP = re.compile(r"\s{4}")
# What stands further right than this share of the width is beside the text.
_BESIDE = 0.25
# So many paragraphs begin with an indent at the least, where paragraphs do.
_FEWEST_INDENTED = 3
# The number of a page, set off from the margin or by dashes.
_SURE_FOOT = r"\s*[-–—]\s*\d{1,3}\s*[-–—]\s*|\s*[Tt]rang\s+\d{1,3}(?:/\d{1,3})?\s*"
# "Công Tèo (3 giờ trước): ..."
_SENT = re.compile(
    r"\s*[^\s()\[\]:][^()\[\]:\n]{0,60}\s[(\[](?P<when>[^()\[\]\n]{2,40})[)\]]\s*:\s"
)
_FOOT = re.compile(rf"\s{{8,}}\d{{1,3}}(?:/\d{{1,3}})?\s*|(?P<sure>{_SURE_FOOT})")


def paragraphs_of(lines: Iterable[tuple[int, str]]) -> list[Paragraph]:
    """Return the lines of a text file as paragraphs, with their line numbers.

    A line is one paragraph, except in a text that was wrapped throughout, as mail is at 72 or 80
    columns: there a line that goes on the one above is joined to it.

    Parameters
    ----------
    lines : iterable of (int, str)

    Returns
    -------
    list of Paragraph
    """
    texts = [(number, line.strip("\r\n")) for number, line in lines]
    rows = [text.rstrip() for _, text in texts]
    width = _wrap_width(rows)
    uneven = 0 if width else _uneven_width(rows)
    margin = _margin(rows, width) if width else -1
    furniture = _furniture(rows, width or uneven) if width or uneven else frozenset()
    gathered: list[tuple[int, list[str]]] = []
    open_part: list[str] = []
    # The last line above, that above the foot of a page, and where lines hang that go on.
    previous, above_foot, hang = "", "", -1
    last = ""
    for index, (number, text) in enumerate(texts):
        if index in furniture:
            # A page ends, and not what stands in it.
            above_foot = above_foot or last
            gathered.append((number, [text]))
            previous = ""
            continue
        over_page = bool(above_foot) and _goes_over_page(above_foot, text, width)
        if open_part and width and (over_page or _goes_on(previous, text, width, hang)):
            goes_on = True
        elif open_part and uneven:
            above = above_foot or previous
            goes_on = _is_broken(above, text) and len(above) >= _UNEVEN * uneven
        else:
            # Where paragraphs begin with an indent, a line without one goes on.
            flush = bool(open_part and previous) and _indent(open_part[0]) > margin
            goes_on = flush and _is_flush(previous, text, width, margin)
        if goes_on:
            open_part.append(text.strip())
            hang = _indent(text) if hang < 0 else hang
        elif text.strip():
            open_part = [text]
            gathered.append((number, open_part))
            item = ITEM.match(text)
            hang = item.end() if item else -1
        previous = text.rstrip()
        if previous:
            last, above_foot = previous, ""
    return [Paragraph(f"L{number}", " ".join(parts)) for number, parts in gathered]


def is_wrapped(text: str) -> bool:
    """Tell whether a text may have been wrapped at a width: no line of it is longer.

    Parameters
    ----------
    text : str
    """
    return all(len(line) <= _MAX_WIDTH for line in text.split("\n"))


def _wrap_width(lines: Sequence[str]) -> int:
    """Return the width that a text was wrapped at, 0 where it was not."""
    if max(map(len, lines), default=0) > _MAX_WIDTH:
        return 0
    broken = [(line, below) for line, below in zip(lines, lines[1:]) if _is_broken(line, below)]
    # What is indented may be wrapped in its own way.
    broken = [(line, below) for line, below in broken if below[0].islower()] or broken
    width = max((len(line) for line, _ in broken), default=0)
    # A head or a foot may be set out wider, and nothing else.
    text = [len(x) for x in lines if not _GAP.search(x.lstrip()) and _indent(x) < width * _BESIDE]
    if sum(size > width + _LEEWAY for size in text) > _MOST_WIDER * len(lines):
        return 0
    # A line that is no part of the text may end a little further right than it was wrapped at.
    full = {
        size: sum(_is_full(line, below, size) for line, below in broken)
        for size in {size for size in text if width <= size <= width + _LEEWAY}
    }
    best = max(full, key=lambda size: (full[size], size), default=0)
    return best if best and full[best] >= max(1, _WRAPPED_SHARE * len(broken)) else 0


def _uneven_width(lines: Sequence[str]) -> int:
    """Return the longest line of a text that was printed before it was read, 0 where it was not.

    Text off paper (OCR) breaks where the page was full, at other counts of letters in each line.
    """
    broken = [len(line) for line, below in zip(lines, lines[1:]) if _is_broken(line, below)]
    width = max(broken, default=0)
    wide = sum(len(line) > width + _LEEWAY for line in lines)
    # Speech that a machine wrote down goes on in small letters behind its dots.
    behind = [
        below.lstrip()[:1].islower()
        for line, below in zip(lines, [*lines[1:], ""])
        if line and line[-1] in _ENDS
    ]
    if (
        width < _LONG
        or len(broken) < _FEWEST_UNEVEN
        or min(broken) >= _EVEN * width
        or wide > _MOST_WIDER * len(lines)
        or len(behind) < _UNEVEN_ENDS * len(broken)
        or sum(behind) > (1 - _UNEVEN_SHARE) * len(behind)
    ):
        return 0
    full = sum(size >= _UNEVEN * width for size in broken)
    return width if full >= _UNEVEN_SHARE * len(broken) else 0


def _opens(line: str) -> bool:
    """Tell whether a line begins an item of a list, or what somebody wrote, by who and when."""
    sent = _SENT.match(line)
    moment = moment_in(sent["when"]) if sent is not None else None
    whole = moment is not None and sent is not None and moment.text.strip() == sent["when"].strip()
    return ITEM.match(line) is not None or whole


def _is_broken(line: str, below: str) -> bool:
    """Tell whether a line ends within a sentence that goes on below."""
    return (
        bool(line)
        and line[-1] not in _ENDS
        and not _FOOT.fullmatch(line)
        and below.lstrip()[:1].islower()
        and not _opens(below)
    )


def _margin(lines: Sequence[str], width: int) -> int:
    """Return where the lines of a paragraph begin below its first, if that begins with an indent.

    Returns
    -------
    int
        -1 where paragraphs do not begin so throughout.
    """
    sure = [
        (_indent(above), _indent(below))
        for above, below in zip(lines, lines[1:])
        if above and above[-1] not in _ENDS and below.lstrip()[:1].islower()
        if not _opens(below) and _is_full(above, below, width)
    ]
    first = [below for above, below in sure if above > below]
    hanging = sum(above < below for above, below in sure)
    if len(first) < _FEWEST_INDENTED or hanging or len(set(first)) > 1:
        return -1
    return first[0]


def _furniture(lines: Sequence[str], width: int) -> frozenset[int]:
    """Return the lines that belong to a page and not to the text: its number, a running head."""
    found: set[int] = set()
    run: list[int] = []
    ends = False
    for index, line in enumerate([*lines, "x"]):
        number = _FOOT.fullmatch(line)
        # A bare number in a line of its own, below a line of the text, may be of the text.
        apart = not index or not lines[index - 1] or bool(run)
        foot = number is not None and (apart or number["sure"] is not None)
        # A form feed stands before the first line of a page, whatever that is.
        ends = ends or foot or line.startswith("\f")
        beside = _indent(line.lstrip("\f")) >= width * _BESIDE
        if not line.strip() or foot or (beside and ends):
            run += [index] if line.strip() else []
            continue
        found.update(run)
        run, ends = [], False
    return frozenset(found)


def _is_full(line: str, below: str, width: int) -> bool:
    """Tell whether a line ends near the width, and the next word had no room in it."""
    word = below.split(maxsplit=1)[0]
    return len(line) >= max(_LONG, width - _NEAR) and len(line) + 1 + len(word) > width


def _is_flush(above: str, line: str, width: int, margin: int) -> bool:
    """Tell whether a line stands at the margin and had no room in the one above it."""
    if margin < 0 or not line.strip() or _opens(line) or line.isupper():
        return False
    return _indent(line) == margin and _is_full(above, line, width)


def _goes_on(above: str, line: str, width: int, hang: int) -> bool:
    if not above or not line.strip() or _opens(line):
        return False
    text = line.lstrip()
    if above[-1] in _ENDS:
        # A clause ends there too ("...; trước mắt đặt 2 máy bơm"), and seldom a paragraph where
        # the next word had no room.
        same = _indent(line) == (hang if hang >= 0 else _indent(above))
        if above[-1] == ":" and text[:1].islower():
            return same and len(above) >= max(_LONG, width - _NEAR)
        opens = above[-1] == ":" or text.isupper() or speaker_head(text) is not None
        opens = opens or not (same and text[:1].isalpha()) or _FOOT.fullmatch(line) is not None
        return (text[:1].islower() or not opens) and _is_full(above, line, width)
    if text[:1].islower():
        # A narrow page has shorter lines.
        return len(above) >= width - _NEAR
    indent = _indent(line)
    set_out = indent >= width * _BESIDE or _GAP.search(above.lstrip()) is not None
    if line != text and indent != hang and (set_out or indent != _indent(above)):
        # Where it stands below the text of an item, or below its mark, it begins no paragraph.
        return False
    # A name may begin a line too, so a capital alone says nothing where the line above is full;
    # nor does a number: "Nhà tôi / 5 nhân khẩu".
    return text[:1].isalnum() and not speaker_head(text) and _is_full(above, line, width)


def _goes_over_page(above: str, line: str, width: int) -> bool:
    """Tell whether a line at the head of a page goes on the last one of the page before."""
    goes_on = line.lstrip()[:1].islower() and above[-1] not in _ENDS
    return goes_on and len(above) >= width - _NEAR


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
