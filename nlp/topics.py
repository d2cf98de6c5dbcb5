"""Topics and subtopics, read from plain data and checked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nlp.errors import Phrase
from nlp.yaml_files import WrongDataError, as_list, as_text

_SLUG = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Subtopic:
    """A subtopic.

    Attributes
    ----------
    id : str
        ASCII slug, unique within its topic.
    name : str
        What people see.
    note : str
        What belongs here, for those who label.
    topic_id : str
        The topic it belongs to.
    """

    id: str
    name: str
    note: str
    topic_id: str

    @property
    def code(self) -> str:
        """``"topic/subtopic"``, the label in data and models."""
        return f"{self.topic_id}/{self.id}"


@dataclass(frozen=True)
class Topic:
    """A topic with its subtopics; one without any is a label by itself."""

    id: str
    name: str
    subtopics: tuple[Subtopic, ...]

    @property
    def code(self) -> str:
        """The topic's id."""
        return self.id

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels an opinion on this topic can carry."""
        return tuple(s.code for s in self.subtopics) or (self.id,)


def topic_from(entry: Any) -> Topic:
    """Read a topic from plain data.

    Raises
    ------
    WrongDataError
        It lacks something or contradicts itself.
    """
    topic_id = as_text(entry, "id")
    subtopics = []
    for child in as_list(entry.get("subtopics"), f"subtopics ({topic_id})"):
        child_id = as_text(child, "id")
        owner = child.get("topic", topic_id)
        if owner != topic_id:
            raise WrongDataError(
                f"tiểu mục {child_id!r} ghi chủ đề {owner!r}, nhưng nằm trong {topic_id!r}",
                f"subtopic {child_id!r} says topic {owner!r}, stands in {topic_id!r}",
            )
        note = as_text(child, "note") if child.get("note") is not None else ""
        subtopics.append(Subtopic(child_id, as_text(child, "name"), note, topic_id))
    return Topic(topic_id, as_text(entry, "name"), tuple(subtopics))


def problems(topics: Sequence[Topic], other_id: str | None) -> Iterator[Phrase]:
    """Yield what is wrong with a tree of topics, of which one may stand alone."""
    if not topics:
        yield Phrase('"topics" trống, không có chủ đề nào', 'no topic in "topics"')
    yield from _repeated("id chủ đề", "topic id", (t.id for t in topics))
    yield from _repeated("tên chủ đề", "topic name", (t.name for t in topics))
    for topic in topics:
        subtopics, where = topic.subtopics, f"in {topic.id}"
        vi = f"tiểu mục trong {topic.id}"
        yield from _repeated(f"id {vi}", f"subtopic id {where}", (s.id for s in subtopics))
        yield from _repeated(f"tên {vi}", f"subtopic name {where}", (s.name for s in subtopics))
        entries: list[Topic | Subtopic] = [topic, *topic.subtopics]
        for entry in entries:
            if not _SLUG.fullmatch(entry.id):
                yield Phrase(
                    f"id {entry.id!r} chỉ được có chữ thường không dấu, chữ số và dấu _,"
                    " bắt đầu bằng chữ (ví dụ rac_thai)",
                    f"id {entry.id!r} is not a lower-case ASCII slug (such as rac_thai)",
                )
            if not entry.name.strip():
                yield Phrase(f"{entry.code} không có tên", f"{entry.code} has no name")
    if other_id is not None:
        other = next((t for t in topics if t.id == other_id), None)
        if other is None:
            yield Phrase(
                f"other là {other_id!r}, không phải chủ đề nào",
                f"other names {other_id!r}, which is no topic",
            )
        elif other.subtopics:
            yield Phrase(
                f"{other_id!r} đứng riêng, không được có tiểu mục",
                f"{other_id!r} stands alone and can have no subtopics",
            )


def _repeated(vi: str, en: str, values: Iterable[str]) -> Iterator[Phrase]:
    for value, times in Counter(values).items():
        if times > 1:
            yield Phrase(
                f"{vi} {value!r} xuất hiện {times} lần", f"{en} {value!r} appears {times} times"
            )
