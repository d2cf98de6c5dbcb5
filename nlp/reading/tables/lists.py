"""Rows of a list of opinions in, opinions out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from nlp.reading.collector import Collector
from nlp.reading.encoding import normalize
from nlp.reading.likeness import reads_like
from nlp.reading.person_names import person_length
from nlp.reading.speakers import is_official
from nlp.reading.tables.above import Above
from nlp.reading.tables.cells import optional_fields, section_place, without_companion
from nlp.reading.tables.days import Days
from nlp.reading.tables.item_answers import without_label
from nlp.reading.tables.layout import Layout, cell_text
from nlp.reading.tables.own_columns import own_columns
from nlp.reading.tables.own_lines import own_line
from nlp.reading.tables.persons import who_and_where, without_phone
from nlp.reading.tables.row_places import place_of
from nlp.reading.tables.said import answers_of, holds_no_opinion, read_cells
from nlp.reading.tables.sections import Sections
from nlp.reading.tables.signers import is_told, may_sign
from nlp.reading.tables.table_row import TableRow, WaitingRow, table_row
from nlp.reading.tables.unsaid import told

# What the abbreviations of a table stand for, below it.
_LEGEND = re.compile(r"(?:ghi chú|chú thích|ký hiệu|ghi chú chung)\s*[:(]", re.IGNORECASE)
# "III. Ý kiến gửi qua cổng thông tin", below "II. Thôn Nội", is of no hamlet.
_CHANNEL = re.compile(
    r"\b(?:gửi (?:qua|đến|về)|trực tuyến|cổng thông tin|hộp thư|hòm thư|đường dây nóng)\b",
    re.IGNORECASE,
)

_CHAIR = re.compile(r"\s*(?:chủ (?:trì|tọa|toạ)|thư ký)\b", re.IGNORECASE)

# A table that ykien wrote has single opinions.
_TAGGED = frozenset(("topics", "Các tiểu mục", "Subtopics"))


class Table:
    """Reads the rows below a header, one by one.

    Parameters
    ----------
    layout : Layout
    collector : Collector
    day : datetime.date or None
        Date for rows that have none.
    place : str
        Place of rows that have none.
    minutes : bool
        It is of minutes, where whoever answers stands before the answer and is no part of it.
    """

    def __init__(
        self,
        layout: Layout,
        collector: Collector,
        day: date | None,
        place: str = "",
        *,
        minutes: bool = False,
    ) -> None:
        self._layout = layout
        self._collector = collector
        self._place, self._minutes = place, minutes
        self._days = Days(day, collector.head, month_first=layout.month_first)
        self._section_place = ""
        # A section has begun, and nothing but blank rows stands below its heading.
        self._at_section = False
        self._above = Above(layout)
        self._waiting: WaitingRow | None = None
        # Answers in rows of their own below the one that waits.
        self._replies: list[str] = []
        # Rows that may be who signs, below the last of the list.
        self._signatures: list[TableRow] = []
        self._sections = Sections[TableRow]()
        self._tagged = not _TAGGED.isdisjoint(layout.names)
        # The columns beside the opinions are filled as a rule.
        self._full = len(set(layout.roles.values())) > 2
        self._behind = layout.roles.get("speaker", len(layout.names)) < layout.roles["text"]

    def end(self) -> None:
        """Hand on the last row, and leave out who signs the list."""
        for row in self._sections.end():
            self._read(row)
        self._hand_on()
        for row in self._signatures:
            shown = " | ".join(filter(None, map(str.strip, row.texts)))
            self._collector.leave_out("signature" if shown else "blank", row.position, shown)
        self._signatures = []

    @property
    def section(self) -> tuple[date | None, str] | None:
        """Day and place of a section whose heading is the last row, None where it isn't."""
        if not self._at_section:
            return None
        return self._days.of(None), self._section_place or self._place

    def _hand_on(self) -> None:
        if self._waiting is not None:
            self._opinion(self._waiting.position, self._waiting.cells())
            self._waiting, self._replies = None, []

    def read(self, position: str, cells: Sequence[Any]) -> None:
        """Take one row: an opinion, a reject, or one of the table's own lines.

        An opinion waits for the row below, which may go on it: its text cell is merged with
        the one above, and the answer beside it is a further one.
        """
        row = table_row(position, self._layout.entitled(cells), self._layout.texts)
        if self._may_sign(row):
            self._signatures.append(row)
            return
        held, self._signatures = self._signatures, []
        for one in (*held, row):
            for settled in self._settled(one):
                self._read(settled)

    def _settled(self, row: TableRow) -> list[TableRow]:
        """Return the rows that can be read, now that a further one is known."""
        sections, number, text = self._sections, row.number, row.text
        row.own = self._own_line(row) if row.filled else "blank"
        if self._layout.roles["text"] in row.below or row.reply is not None:
            return [*sections.end(), row]
        if row.bare and sections.waits(number, text):
            return sections.hold(row, number, text)
        if row.own == "section" and number and text.strip():
            sections.found(number)
        if row.own or not text.strip():
            return sections.hold(row)
        counts = not row.bare and not sections.is_short(text)
        return sections.follow(row, number, counts=counts)

    def _own_line(self, row: TableRow) -> str | None:
        # A heading stands in the first column or two, behind no person.
        grouped = self._behind and self._above.goes_on(row.cells)
        return own_line(row, self._sections, full=self._full, grouped=grouped)

    def _read(self, row: TableRow) -> None:
        roles, position, filled = self._layout.roles, row.position, row.filled
        if roles["text"] in row.below and self._waiting is not None:
            self._waiting.go_on(row.cells, row.below)
            self._collector.leave_out("merged", position)
            return
        # What stands alone in every row is no answer to the row above.
        if row.reply is not None and self._waiting is not None and not self._waiting.alone:
            self._replies.append(row.reply)
            self._collector.leave_out("answer", position, filled[0], "label_answer")
            return
        self._hand_on()
        if not filled:
            # A row of white space was written by somebody; a row of nothing was not.
            if any(row.texts):
                self._collector.reject(position, "row_no_text", " ".join(row.texts))
            else:
                self._collector.leave_out("blank", position)
            self._above.end_part()
            return
        if len(row.texts) > 2 and len(filled) == 1 and _LEGEND.match(filled[0]):
            self._collector.leave_out("form", position, filled[0], "remark_form")
            return
        if row.number:
            # The rows since then have told what such a number stands for.
            row.own = self._own_line(row)
        if row.own:
            self._at_section = row.own == "section"
            if self._at_section:
                self._begin_section(filled[-1])
            self._above.end_part()
            self._collector.leave_out(row.own, position, " | ".join(dict.fromkeys(filled)))
            return
        self._at_section = False
        cells = row.cells
        if row.merged:
            # What stands across the whole table is said by nobody above it.
            self._above.end_part()
            cells = [v if i in self._layout.texts else None for i, v in enumerate(cells)]
        cells = self._above.said_again(cells)
        said = self._said(cells)
        if not said:
            named = self._layout.named(row.texts)
            self._collector.reject(position, "row_no_text", " | ".join(filled), named)
            return
        if all(unsaid for _, unsaid in said):
            shown = " | ".join(dict.fromkeys(filled))
            self._leave_unsaid(position, said, shown if len(said) == 1 else "")
            return
        if self._answers(cells, said):
            shown = " | ".join(dict.fromkeys(filled))
            self._collector.leave_out("official", position, shown, "official")
            return
        # What was said once for many rows is passed down where it tells who, where and when, and
        # how the matter stands.
        passed_on = row.below & {*self._layout.places, *self._layout.states}
        once = (row.below | row.beside) - passed_on - set(roles.values())
        passed = [None if i in once else v for i, v in enumerate(cells)]
        self._waiting = WaitingRow(position, self._above.undone(passed))

    def _answers(self, cells: Sequence[Any], said: Sequence[tuple[str, object]]) -> bool:
        """Tell whether somebody answers by office in a row, where minutes list who spoke.

        Offices without a person may be among those who ask.
        """
        if not self._minutes or "answer" in self._layout.roles:
            return False
        head = cell_text(self._cell(cells, "speaker"))
        person = person_length(head.split()) > 1 or _CHAIR.match(head) is not None
        official = person and is_official(normalize(head), listed=True)
        return official and all(reads_like(text) == "reply" for text, _ in said)

    def _begin_section(self, heading: str) -> None:
        place = section_place(heading)
        if not place and _CHANNEL.search(heading):
            self._section_place = ""
        self._section_place = place or self._section_place
        self._days.begin_section(heading, placed=bool(place))

    def _opinion(self, position: str, cells: Sequence[Any]) -> None:
        roles = self._layout.roles
        extra = own_columns(self._layout, cells, self._layout.more_texts)
        speaker, place = self._who(cells)
        wider = self._section_place or self._place
        named, beside = "speaker" in roles, [cell_text(value) for value in extra.values()]
        said = self._said(cells)
        self._leave_unsaid(position, [one for one in said if one[1]])
        told = [
            cell
            for text, unsaid in said
            if not unsaid
            for cell in read_cells(
                text, speaker, place, named=named, beside=beside, single=self._tagged
            )
        ]
        for cell in told:
            if cell.courtesies:
                self._collector.leave_out("greeting", position, cell.courtesies, "courtesy")
            if cell.enclosed:
                self._collector.leave_out("form", position, cell.enclosed, "enclosed")
        fields = optional_fields({role: self._cell(cells, role) for role in roles})
        if phone := self._named(cells)[1]:
            fields["phone"] = fields.get("phone") or phone
        if self._layout.states:
            fields["status"] = self._layout.ticked(cells)
        answer = fields.get("answer", "")
        answer = without_label(answer) if self._minutes else answer
        if self._replies:
            answer = fields["answer"] = "\n".join(filter(None, [answer, *self._replies]))
        answers = answers_of(answer, told)
        matters = (matter for cell in told for matter in cell.matters)
        for number, (matter, answer) in enumerate(zip(matters, answers), 1):
            if answer or "answer" in fields:
                fields["answer"] = answer
            self._collector.opinion(
                position if number == 1 else f"{position}#{number}",
                matter.text,
                day=self._days.of(self._cell(cells, "date")),
                speaker=matter.speaker,
                place=matter.place or wider or self._collector.place,
                within=wider,
                extra=extra,
                **fields,
            )

    def _said(self, cells: Sequence[Any]) -> list[tuple[str, tuple[str, str] | None]]:
        """Return what stands in the columns of opinions, each with why it is none, if it isn't."""
        texts = [cell_text(cells[i]) for i in self._layout.texts if i < len(cells)]
        # "-" and "..." say nothing, nor what one has said to the question before.
        filled = dict.fromkeys(text for text in texts if any(map(str.isalnum, text)))
        return [(text, holds_no_opinion(text, clerk=len(cells) > 2)) for text in filled]

    def _leave_unsaid(
        self, position: str, said: Sequence[tuple[str, tuple[str, str] | None]], row: str = ""
    ) -> None:
        for text, unsaid in said:
            if unsaid is None:
                continue
            kind, reason = unsaid
            shown = row if row and reason == "empty_call" else text
            self._collector.leave_out(kind, position, shown, reason)

    def _who(self, cells: Sequence[Any]) -> tuple[str, str]:
        """Return who speaks and from where: of one cell, or of two or three."""
        speaker = told(without_companion(self._named(cells)[0]))
        place = place_of(self._layout, cells)
        return who_and_where(speaker, place, told_apart="place" in self._layout.roles)

    def _named(self, cells: Sequence[Any]) -> tuple[str, str]:
        return without_phone(cell_text(self._cell(cells, "speaker")))

    def _cell(self, cells: Sequence[Any], role: str) -> Any:
        index = self._layout.roles.get(role)
        return cells[index] if index is not None and index < len(cells) else None

    def _may_sign(self, row: TableRow) -> bool:
        """Tell whether a row may be of who made the list and signs it, if no more of it follows."""
        if not may_sign(list(map(str.strip, row.texts)), len(self._signatures)):
            return False
        cells = {role: self._cell(row.texts, role) or "" for role in ("speaker", "place", "date")}
        return not is_told(row.text, cells["speaker"], cells["place"], cells["date"])
