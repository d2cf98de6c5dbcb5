"""Topics and subtopics: an immutable tree that checks itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from nlp.errors import Phrase, TaxonomyError
from nlp.resources import default_taxonomy
from nlp.topics import Subtopic, Topic, problems, topic_from
from nlp.yaml_files import WrongDataError, as_list, as_mapping, read_yaml


@dataclass(frozen=True)
class Taxonomy:
    """The topic tree.

    Attributes
    ----------
    version : int
        Version of the tree.
    topics : tuple of Topic
        In the order of the file.
    other : str or None
        Id of the topic for what asks for nothing or fits nowhere else; it stands alone.
    rules : tuple of str
        How an opinion is labelled.
    """

    version: int
    topics: tuple[Topic, ...]
    other: str | None = None
    rules: tuple[str, ...] = ()

    @classmethod
    def load(cls, path: str | Path | None = None) -> Taxonomy:
        """Read a taxonomy file, by default the one that comes with ykien.

        Parameters
        ----------
        path : str or Path, optional
            A YAML file as described in ``corpus/README.md``.

        Returns
        -------
        Taxonomy

        Raises
        ------
        TaxonomyError
            The file can't be read or contradicts itself.
        """
        path = Path(path) if path is not None else default_taxonomy()
        try:
            data = read_yaml(path)
        except WrongDataError as error:
            raise TaxonomyError("taxonomy_bad", file=path, detail=error.phrase) from error
        return cls.from_dict(data, source=str(path))

    @classmethod
    def from_dict(cls, data: Any, *, source: str = "taxonomy") -> Taxonomy:
        """Build and check a taxonomy from plain data, as `to_dict` gives it.

        Raises
        ------
        TaxonomyError
            Something is missing or of the wrong kind, or an identifier is ill-formed or repeated.
        """
        try:
            data = as_mapping(data, 'thiếu "topics"', 'no "topics"')
            taxonomy = cls(
                version=_version(data.get("version", 1)),
                topics=tuple(topic_from(entry) for entry in as_list(data.get("topics"), "topics")),
                other=data.get("other"),
                rules=tuple(_rules(data.get("rules"))),
            )
        except WrongDataError as error:
            raise TaxonomyError("taxonomy_bad", file=source, detail=error.phrase) from error
        wrong = list(problems(taxonomy.topics, taxonomy.other))
        if wrong:
            detail = Phrase("; ".join(p.vi for p in wrong), "; ".join(p.en for p in wrong))
            raise TaxonomyError("taxonomy_bad", file=source, detail=detail)
        return taxonomy

    def to_dict(self) -> dict[str, Any]:
        """Return the taxonomy as plain data."""
        return {
            "version": self.version,
            "other": self.other,
            "rules": list(self.rules),
            "topics": [
                {
                    "id": topic.id,
                    "name": topic.name,
                    "subtopics": [
                        {"id": s.id, "name": s.name, "note": s.note} for s in topic.subtopics
                    ],
                }
                for topic in self.topics
            ],
        }

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """All labels, in the order of the file."""
        return tuple(label for topic in self.topics for label in topic.labels)

    @cached_property
    def _index(self) -> dict[str, Topic | Subtopic]:
        codes: dict[str, Topic | Subtopic] = {}
        for topic in self.topics:
            codes[topic.code] = topic
            codes.update((subtopic.code, subtopic) for subtopic in topic.subtopics)
        short = {(key, entry.code) for entry in codes.values() for key in (entry.id, entry.name)}
        # A short id or name that two entries share answers for neither; a code always answers for
        # its own entry, whatever else has it as a name.
        times = Counter(key for key, _ in short)
        return {key: codes[code] for key, code in short if times[key] == 1} | codes

    def __getitem__(self, key: str) -> Topic | Subtopic:
        """Return the topic or subtopic with this id, name or ``"topic/subtopic"`` code.

        Raises
        ------
        TaxonomyError
            Nothing answers to `key`, or more than one entry does.
        """
        try:
            return self._index[key]
        except KeyError:
            raise TaxonomyError("label_unknown", label=key) from None

    def __contains__(self, key: object) -> bool:
        return key in self._index

    def is_label(self, label: str) -> bool:
        """Tell whether `label` is one that an opinion can carry."""
        return label in self._labels

    @cached_property
    def _labels(self) -> frozenset[str]:
        return frozenset(self.labels)

    def topic_of(self, label: str) -> str:
        """Return the id of the topic of a label."""
        entry = self[label]
        return entry.topic_id if isinstance(entry, Subtopic) else entry.id

    def full_name(self, label: str) -> str:
        """Return what people see, e.g. ``"Đất đai: Cấp giấy chứng nhận"``."""
        entry = self[label]
        if isinstance(entry, Topic):
            return entry.name
        return f"{self[entry.topic_id].name}: {entry.name}"

    def check_label_set(self, labels: Iterable[object]) -> Phrase | None:
        """Return what is wrong with an opinion's label set, or None."""
        labels = list(labels)
        for label in labels:
            if not isinstance(label, str) or not self.is_label(label):
                vi, en = f"{label!r} không phải nhãn của bảng phân loại", f"{label!r} is no label"
                meant = self._meant(label)
                if meant:
                    said = ", ".join(meant)
                    return Phrase(f"{vi}; hãy dùng {said}", f"{en} of the taxonomy; use {said}")
                return Phrase(vi, f"{en} of the taxonomy")
        if not 1 <= len(labels) <= 3:
            return Phrase(
                f"có {len(labels)} nhãn, phải từ 1 đến 3", f"{len(labels)} labels, not 1 to 3"
            )
        if len(set(labels)) != len(labels):
            return Phrase("một nhãn bị nêu hai lần", "a label twice")
        if self.other in labels and len(labels) > 1:
            return Phrase(
                f"{self.other!r} đứng cùng nhãn khác", f"{self.other!r} beside another label"
            )
        return None

    def _meant(self, said: object) -> tuple[str, ...]:
        """Return the labels that somebody may mean by a topic, a name or other capitals."""
        plain = said.strip() if isinstance(said, str) else ""
        entry = self._index.get(plain) or self._index.get(plain.lower())
        if isinstance(entry, Topic):
            return entry.labels
        return (entry.code,) if entry else ()


def _version(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError) as error:
        vi, en = f"version là {value!r}, phải là số", f"version is {value!r}, no number"
        raise WrongDataError(vi, en) from error


def _rules(value: Any) -> Iterable[str]:
    for rule in as_list(value, "rules"):
        if not isinstance(rule, str):
            detail = f"quy tắc {rule!r} không phải chữ"
            raise WrongDataError(detail, f"the rule {rule!r} is not text")
        yield rule
