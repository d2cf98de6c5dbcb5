"""A slip as it was filled in, and the opinions that come of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from nlp.reading.rules import fold
from nlp.reading.slips.gathered import deal_out
from nlp.reading.slips.labels import is_wish
from nlp.reading.slips.written import matters_of, same_matter
from nlp.reading.speakers import announces_count
from nlp.reading.tables.unsaid import told
from nlp.reading.turns import Opinion

_COMMUNE = re.compile(r"\b(?:xa|phuong|thi tran|dac khu)\b")


@dataclass
class Matter:
    """What was written to one question.

    Attributes
    ----------
    label : str
        The question as printed; empty where somebody wrote without one.
    groups : list of list of (position, text)
        Paragraphs that belong together, each with its place in the document.
    """

    label: str
    groups: list[list[tuple[str, str]]] = field(default_factory=list)


@dataclass
class Filled:
    """A slip as it was filled in.

    Attributes
    ----------
    number : str
        As printed on it.
    speaker, place : str
        Who wrote it, and where from; empty where it doesn't say so.
    day : date or None
    matters : list of Matter
        What was written, in its order.
    answers : list of str
        What the office wrote on the slip.
    opinions : list of Opinion
        What `split` makes of it.
    """

    number: str
    speaker: str = ""
    place: str = ""
    day: date | None = None
    matters: list[Matter] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    opinions: list[Opinion] = field(default_factory=list)

    def split(self, place: str, day: date | None) -> None:
        """Make the opinions of the slip, and deal out what the office wrote on it.

        Parameters
        ----------
        place : str
            The document's own, where the slip has none.
        day : date or None
            Likewise.
        """
        within = place if _COMMUNE.search(fold(place)) else ""
        count: dict[str, int] = {}
        for paragraphs in self._written():
            position = paragraphs[0][0]
            for text in matters_of("\n".join(text for _, text in paragraphs)):
                count[position] = number = count.get(position, 0) + 1
                self.opinions.append(
                    Opinion(
                        position if number == 1 else f"{position}#{number}",
                        text,
                        self.speaker,
                        self.place or place,
                        self.day or day,
                        "slip",
                        within=within,
                    )
                )
        if answer := "\n".join(filter(None, self.answers)):
            self.give(answer)

    def give(self, answer: str, hint: str = "") -> None:
        """Deal out an office's answer to the opinions of the slip.

        Parameters
        ----------
        answer : str
        hint : str, optional
            What the answer says that it is about.
        """
        parts = deal_out(answer, [opinion.text for opinion in self.opinions], hint)
        for opinion, part in zip(self.opinions, parts):
            if part and told(part):
                opinion.answers.append(part)

    def _written(self) -> list[list[tuple[str, str]]]:
        """Return the groups of paragraphs, a wish with the matter that it goes on."""
        written: list[list[tuple[str, str]]] = []
        for matter in self.matters:
            groups = matter.groups
            if len(groups) > 1 and announces_count(groups[0][0][1]):
                groups = groups[1:]
            goes_on = len(groups) == 1 and is_wish(matter.label) and bool(written)
            if goes_on and same_matter(written[-1], groups[0]):
                written[-1] = written[-1] + groups[0]
            else:
                written += groups
        return written
