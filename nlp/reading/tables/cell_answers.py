"""Answers that stand in the cell of the opinion, behind a label: "... Trả lời: đã sửa"."""

from __future__ import annotations

import re

from nlp.reading.matters import asks
from nlp.reading.rules import fold
from nlp.reading.tables.column_headings import is_heading, roles_of
from nlp.reading.tables.item_answers import reply_below
from nlp.reading.tables.items import ITEM

# Within a line the bare label alone: "Xã trả lời: ..." may be told of by whoever asks.
_IN_LINE = re.compile(
    r"(?<=[.!?;…])\s+(?:[(–-]\s*)?(?:Trả lời|TRẢ LỜI|TL|Giải trình|Phúc đáp|Phản hồi)\s*:\s*"
)


def with_replies(text: str) -> list[tuple[str, str]]:
    r"""Return what is asked in a cell, each with the answer below it, empty where there is none.

    Parameters
    ----------
    text : str
        Such as ``"Đo đất thiếu.\nTrả lời: Sẽ đo lại."``; a cell of an answer alone stays whole.
    """
    parts: list[tuple[list[str], list[str]]] = [([], [])]
    for line in text.splitlines():
        asked, replies = parts[-1]
        reply = _reply(line) if any(map(str.strip, asked)) else None
        if reply is not None:
            replies.append(reply)
        elif replies and ITEM.match(line) and any(map(ITEM.match, asked)):
            # The next of several that are numbered, each above its answer.
            parts.append(([line], []))
        elif replies:
            replies.append(line)
        elif label := _IN_LINE.search(line):
            asked.append(line[: label.start()])
            replies.append(line[label.end() :])
        else:
            asked.append(line)
    if not any(replies for _, replies in parts):
        return [(text, "")]
    if len(parts) > 1:
        parts = [(_without_mark(asked), said) for asked, said in parts]
    return [("\n".join(asked).strip(), "\n".join(said).strip()) for asked, said in parts]


def _without_mark(lines: list[str]) -> list[str]:
    """Return the lines of one item without its number."""
    first, marks = lines[0], [ITEM.match(line) for line in lines]
    alone = marks[0] is not None and not any(marks[1:])
    return [ITEM.sub("", first, count=1), *lines[1:]] if alone else lines


def _reply(line: str) -> str | None:
    """Return the answer in a line that a label says to be one, None of any other line."""
    mark = ITEM.match(line)
    bare = line[mark.end() :] if mark and not mark[0].strip()[0].isalnum() else line
    if not bare.strip():
        return None
    if (found := reply_below([bare])) is not None:
        return found
    head, colon, behind = bare.partition(":")
    told = colon and is_heading(head) and "answer" in roles_of(fold(head)) and not asks(head)
    return behind.strip() if told else None
