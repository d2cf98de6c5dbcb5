"""What a line of a chat tells of a message: when it was sent, perhaps by whom, and what it says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nlp.reading.messages.moments import Moment, is_chrome, moment_in, without_chrome

_NAME_WORDS, _NAME_LETTERS = 8, 50
# A head has so many letters at the most before what is said.
_HEAD_LETTERS = 110
_INLINE = re.compile(r"^(?P<name>[^:|\n]{1,60}?)\s*(?::|\|)\s+(?P<said>\S.*)$", re.DOTALL)
_SAID = re.compile(r"^[:|>]\s*(?P<said>\S.*)$", re.DOTALL)
_REPLIES = re.compile(
    r"^(?P<by>.+?)\s+(?:(?:đã\s+)?(?:trả lời|phản hồi)|replied to)\s+(?P<to>.+)$", re.IGNORECASE
)
# So many moments have a name above them, and so many the same label before them.
_SAME_PLACE, _SAME_LABEL = 0.6, 0.9
# So often a program's words around a moment repeat.
_FEWEST = 3
_LABEL = re.compile(r"^\s*((?:[^\W\d_]+\s){0,3}[^\W\d_]+\s*:)\s+(?=\S)")
_BRANCH = re.compile(r"^[^\w\s(\[@+\"“'✓✔☑✅]{1,3}\ufe0f?\s+(?=\S)")
# Who somebody is stands in brackets behind his name.
_NOTE = re.compile(r"(?<=\S)\s*\([^()]{1,70}\)$")
_LINKS = re.compile(
    r"(?:^|\s)(?:(?:đã )?(?:gửi|viết|đăng|nhắn)(?: lúc)?|lúc|vào)\s*$", re.IGNORECASE
)
_OPENERS, _CLOSERS = " \t([{<,·•▪|–—-_*~", " \t)]}>,·•▪|–—-_*~"


@dataclass(frozen=True)
class Head:
    """What a line tells of a message.

    Attributes
    ----------
    moment : Moment
    name, said : str
        Who sends it and what it says, empty where the line does not tell.
    badge : bool
        The name has the badge of who writes for the page.
    to : str
        Whom it answers ("UBND xã trả lời Lan, 21:30").
    """

    moment: Moment
    name: str = ""
    said: str = ""
    badge: bool = False
    to: str = ""

    @property
    def alone(self) -> bool:
        """Whether it holds the moment alone."""
        return not self.name


@dataclass(frozen=True)
class Frame:
    """What a program writes around the names and moments of all messages.

    Attributes
    ----------
    label : str
        Before each name ("Người gửi:").
    behind : str
        Behind each moment, numbers as "0" ("| Bài viết: 0").
    """

    label: str = ""
    behind: str = ""


NO_FRAME = Frame()


def frame_of(texts: Iterable[str]) -> Frame:
    """Return what repeats around the moments of a document.

    Parameters
    ----------
    texts : iterable of str
    """
    labels: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    for text in texts:
        moment = moment_in(text[: _HEAD_LETTERS + 30])
        if moment is None:
            continue
        label = _LABEL.match(text)
        labels[label[1] if label and label.end() < moment.begin else ""] += 1
        # A name repeats too, but has neither a number nor a colon.
        after = _masked(text[moment.end :])
        behind[after if re.search(r"[0:]", after) else ""] += 1
    found = [counts.most_common(1) for counts in (labels, behind)]
    return Frame(*(best[0][0] if best and best[0][1] >= _FEWEST else "" for best in found))


def _masked(text: str) -> str:
    return re.sub(r"\d+", "0", text.strip())


def head_of(text: str, frame: Frame = NO_FRAME) -> Head | None:
    """Return what a line tells of a message, None where it holds no moment beside little else.

    Parameters
    ----------
    text : str
        Such as ``"Lan · 07:22"``, ``"[06:41] B-0907 Tố Uyên"`` or ``"3 giờ trước · Thích"``.
    frame : Frame
        What the program writes around all of them.
    """
    text = text.strip().removeprefix(frame.label).lstrip()
    moment = moment_in(text[: _HEAD_LETTERS + 30])
    if moment is None or moment.begin > _HEAD_LETTERS:
        return None
    raw_before, raw_after = text[: moment.begin], text[moment.end :]
    before = _LINKS.sub("", _BRANCH.sub("", f"{raw_before} ").rstrip(_OPENERS)).rstrip(
        _OPENERS + ":"
    )
    if frame.behind and _masked(raw_after) == frame.behind:
        raw_after = ""
    after = raw_after.lstrip(_CLOSERS)
    if not any(map(str.isalnum, before)) or (is_chrome(before) and not without_chrome(before)[1]):
        if is_chrome(after) or not after:
            return Head(moment)
        if not moment.hour:
            return None
        inline = _INLINE.match(after)
        if inline is not None:
            return _named(moment, inline["name"], inline["said"])
        return _named(moment, after.rstrip(":").rstrip())
    set_off = raw_before != raw_before.rstrip(_OPENERS.replace(" ", "")) or "  " in raw_before
    if not (moment.hour or set_off or raw_before.rstrip()[-1:] in _OPENERS.strip()):
        return None
    if not after or is_chrome(after):
        return _named(moment, before)
    said = _SAID.match(after)
    return _named(moment, before, said["said"]) if said else None


def _named(moment: Moment, text: str, said: str = "") -> Head | None:
    """Return the head of a message by its sender, None where a text names none."""
    if len(text) > 2 * _HEAD_LETTERS:
        return None
    replies = _REPLIES.match(text)
    name, badge = without_chrome(replies["by"] if replies else text)
    to = without_chrome(replies["to"])[0] if replies else ""
    return Head(moment, name, said, badge, to) if is_namelike(name) else None


def heads_of(texts: Sequence[str], frame: Frame) -> list[Head | None]:
    """Return what each line of a document tells of a message.

    Parameters
    ----------
    texts : sequence of str
    frame : Frame
        See `frame_of`.
    """
    return _with_buttons(texts, _without_label(texts, [head_of(text, frame) for text in texts]))


def _without_label(texts: Sequence[str], heads: list[Head | None]) -> list[Head | None]:
    """Take what stands before nearly all moments for a label ("Đã gửi: ..."), and no name."""
    names = Counter(head.name for head in heads if head and head.name and not head.said)
    label, count = names.most_common(1)[0] if names else ("", 0)
    if count < max(_FEWEST, _SAME_LABEL * names.total()):
        return heads
    labelled = {i for i, head in enumerate(heads) if head and head.name == label}
    above = {i - 1 for i in labelled} - labelled - {-1}
    if sum(is_namelike(account(texts[i])[0]) for i in above) < _SAME_PLACE * count:
        return heads
    return [
        replace(head, name="") if head and i in labelled else head for i, head in enumerate(heads)
    ]


def _with_buttons(texts: Sequence[str], heads: list[Head | None]) -> list[Head | None]:
    """Take the buttons behind most moments for a moment where they stand without one."""
    behind = (
        pressed(text.strip()[head.moment.end :])
        for text, head in zip(texts, heads)
        if head and head.alone
    )
    common = Counter(filter(None, behind)).most_common(1)
    if not common or common[0][1] < _FEWEST:
        return heads
    return [
        head or (Head(Moment("", 0, 0)) if pressed(text) == common[0][0] else None)
        for text, head in zip(texts, heads)
    ]


def account(text: str) -> tuple[str, bool]:
    """Return the name on a line, and whether it has the badge of who writes for the page.

    Parameters
    ----------
    text : str
    """
    return without_chrome(_BRANCH.sub("", text.strip()))


def pressed(text: str) -> str:
    """Return the words of buttons and badges, without numbers and signs; empty where others are.

    Parameters
    ----------
    text : str
    """
    return " ".join(re.findall(r"[^\W\d_]+", text.lower())) if is_chrome(text) else ""


def is_namelike(name: str) -> bool:
    """Tell whether a text may be the name of an account.

    Parameters
    ----------
    name : str
    """
    bare = _NOTE.sub("", name)
    return (
        0 < len(bare.split()) <= _NAME_WORDS
        and len(bare) <= _NAME_LETTERS
        and any(map(str.isalpha, name))
        and name[-1] not in ".?!…;,:"
        and ": " not in name
        and (name[0].isalnum() or name[0] in "@~")
    )


def branches(text: str) -> bool:
    """Tell whether a sign of a branch stands before a line ("↳ Lan")."""
    return _BRANCH.match(text.strip()) is not None


def indent(text: str) -> int:
    """Return how far a line is set in."""
    return len(text) - len(text.lstrip())
