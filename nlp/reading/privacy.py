"""Masks what would tell who a private person is: names, and numbers that belong to one person."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time
from functools import partial
from typing import Any

from nlp.errors import Phrase, Reject
from nlp.reading.encoding import as_seen, normalize, printable
from nlp.reading.masking.addresses import is_address, masked_address
from nlp.reading.masking.broken_lines import masked_values
from nlp.reading.masking.cards import is_passport
from nlp.reading.masking.cells import find_cell_names
from nlp.reading.masking.fields import begins_record, column_kind, held_json, is_given_name
from nlp.reading.masking.labels import Labels, find_label_names
from nlp.reading.masking.names import find_names
from nlp.reading.masking.numbers import find_numbers
from nlp.reading.masking.words import Span, heading_mentions
from nlp.reading.rows import COLUMNS, OPTIONAL_COLUMNS, Block, Chunk, Decision
from nlp.reading.tables.layout import cell_text

# What stands for each kind of personal data; a name's token also tells persons apart.
TOKENS = {
    "name": "TÊN",
    "phone": "SĐT",
    "citizen_id": "CCCD",
    "old_id": "CMND",
    "email": "EMAIL",
    "account": "STK",
    "plate": "BIỂN SỐ",
    "house": "SỐ NHÀ",
    "insurance": "SỐ BẢO HIỂM",
    "passport": "HỘ CHIẾU",
    "licence": "GPLX",
    "tax": "MST",
    "social": "MẠNG XÃ HỘI",
}
WITHHELD = "[KHÔNG ĐỌC ĐƯỢC]"
# Any of them in a text.
TOKEN = re.compile(
    rf"\[(?:TÊN-[0-9a-f]{{6}}|{'|'.join(t for t in TOKENS.values() if t != TOKENS['name'])})\]"
)
_HEX = 6
# What is found may show more beside it; real texts need one pass or two.
_PASSES = 6
# Rows whose bytes could not be read: a name in them can't be recognised either.
_UNREADABLE = ("row_encoding", "row_nul")
_BROKEN = ("row_csv", "row_json")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
# Kept as they are, but for the names of sheets: where a row is from, what kind of thing it is.
_NEVER = frozenset(COLUMNS) - {"speaker", "place", "text"}
# What a reason may tell of a table whose first row was taken for its header.
_TELLING = ("columns", "detail")
# Columns whose names are ours.
_FIXED = frozenset(COLUMNS + OPTIONAL_COLUMNS)
# A cell with so many digits, under a heading that names phones or identity cards among others.
_LONG_NUMBER = 9
# What a spreadsheet or CSV keeps of a phone's number, typed in groups or without its zero; no day.
_BARE_NUMBER = re.compile(r"\+?\(?\d(?:[ .()-]{0,2}\d){8,10}")


def find_personal(text: str) -> list[Span]:
    """Return the parts of a text that are personal data.

    Numbers are told by their form and the words before them, names by titles ("bà Tư"),
    introductions ("tôi tên ..."), surnames and capitals. Names of officials with their office, of
    firms, places, schools and streets are left. Time is linear in the length of the text.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Span
        In their order, without overlaps.
    """
    tokens = [Span(match.start(), match.end(), "token") for match in TOKEN.finditer(text)]
    covered = bytearray(len(text))
    for token in tokens:
        covered[token.start : token.end] = b"\1" * (token.end - token.start)
    numbers = [s for s in find_numbers(text) if not any(covered[s.start : s.end])]
    return sorted(numbers + find_names(text, tokens + numbers))


class Mask:
    """Replaces personal data by tokens such as ``[TÊN-a3f1c2]`` and ``[SĐT]``.

    A name's token is an HMAC-SHA256 of the name under `salt`: the same person has the same token
    wherever the salt is the same, and who does not know the salt can't try names out.

    Parameters
    ----------
    salt : str or bytes, optional
        Kept by the user; by default a random one, so that tokens of two runs can't be matched.

    Attributes
    ----------
    random : bool
        No salt was given.
    """

    def __init__(self, salt: str | bytes | None = None) -> None:
        self.random = salt is None
        if salt is None:
            salt = secrets.token_bytes(32)
        self._key = salt.encode() if isinstance(salt, str) else salt
        self._labels = Labels(self._label, kept=_FIXED)

    def text(self, text: str) -> str:
        """Return a text with its personal data masked; idempotent."""
        for _ in range(_PASSES):
            spans = find_personal(text)
            if not spans:
                break
            text = self._replaced(text, spans)
        return text

    def person(self, cell: str) -> str:
        """Return the cell of a column of persons, its names masked also without any title."""
        masked = self.text(cell)
        named = f"[{TOKENS['name']}-" in masked
        return self._replaced(masked, find_cell_names(masked, first_only=named))

    def chunk(self, chunk: Chunk) -> Chunk:
        """Return the rows and rejects of a chunk, masked.

        Parameters
        ----------
        chunk : Chunk

        Returns
        -------
        Chunk
            A row's id is keyed with the salt: it is a hash of the text, and somebody who has the
            masked text could else try phone numbers until one gives the id. With the same salt
            the ids stay the same.
        """
        rejects = [self.reject(reject) for reject in chunk.rejects]
        unread = {reject.position: reject.text for reject in rejects if reject.cells}
        return replace(
            chunk,
            rows=[self._row(row) for row in chunk.rows],
            rejects=rejects,
            blocks=[self._block(block, unread) for block in chunk.blocks],
            decisions=[self._decision(decision) for decision in chunk.decisions],
        )

    def reject(self, reject: Reject) -> Reject:
        """Return a row or file that can't be used, masked, and so the reason why."""
        params = {name: self._told(name, value) for name, value in reject.params.items()}
        reject = replace(reject, position=self._position(reject.position), params=params)
        if not reject.cells:
            return replace(reject, text=self._unread(reject.code, reject.text))
        cells, parts, position = [], [], 0
        shown = as_seen(reject.text)
        for column, cell in reject.cells:
            said = as_seen(cell)
            hidden = self.text(said) if column in _NEVER else str(self._cell(column, said))
            cells.append((self._labels.shown(column), hidden))
            start = shown.find(said.strip(), position)
            if start >= 0:
                parts += [shown[position:start], hidden.strip()]
                position = start + len(said.strip())
        text = self.text("".join([*parts, shown[position:]]))
        return replace(reject, text=text, cells=tuple(cells))

    def _told(self, name: str, value: object) -> object:
        if name not in _TELLING:
            return value
        if isinstance(value, Phrase):
            return Phrase(self.text(value.vi), self.text(value.en))
        return self.text(value) if isinstance(value, str) else value

    def _decision(self, decision: Decision) -> Decision:
        shown = self._labels.shown
        columns = {role: shown(name) for role, name in decision.columns.items()}
        return replace(decision, part=shown(decision.part), columns=columns)

    def _label(self, label: str) -> str:
        return self._replaced(label, find_label_names(label))

    def _position(self, position: str) -> str:
        sheet, sign, row = position.rpartition("!")
        return f"{self._labels.shown(sheet)}{sign}{row}"

    def _row(self, row: Mapping[str, Any]) -> dict[str, Any]:
        shown = self._labels.shown
        masked = {shown(name): self._cell(name, value) for name, value in row.items()}
        if "position" in row:
            masked["position"] = self._position(str(row["position"]))
        masked["id"] = self._digest(str(row["id"]))[:16]
        speaker = str(row.get("speaker", ""))
        if speaker and masked["speaker"] != speaker:
            # Who speaks is named elsewhere as well, perhaps in a way that no rule knows.
            named = self._known(speaker, str(masked["speaker"]))
            for column, said in masked.items():
                if named is not None and isinstance(said, str) and column not in _NEVER:
                    masked[column] = named(said)
        return masked

    def _known(self, clear: str, masked: str) -> Callable[[str], str] | None:
        """Return what hides the name in a text that is hidden in the cell of who speaks."""
        tokens = TOKEN.findall(masked)
        if len(tokens) != 1:
            # Which part of the cell each of several tokens stands for is not told.
            return None
        before, _, after = masked.partition(tokens[0])
        name = clear[len(before) : len(clear) - len(after)].strip()
        if not name or (len(name.split()) < 2 and name.isalpha()):
            return None
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        return partial(pattern.sub, lambda match: tokens[0])

    def _cell(self, column: str, value: Any) -> Any:
        if column in _NEVER or value is None or isinstance(value, bool):
            return value
        heading, kind = column_kind(column)
        # Spreadsheets keep phone and identity numbers as numbers.
        said = cell_text(value)
        if (held := held_json(said)) is not None:
            # Half of a sign that was spelt as an escape would be a sign that no file can hold.
            return printable(json.dumps(self._held(column, held), ensure_ascii=False))
        # A sign that nobody sees may stand within a number or a name.
        said = as_seen(said)
        if begins_record(said):
            return masked_values(self.text(said), self.person)
        if kind == "name" or (kind is None and is_given_name(column, said)):
            return self.person(said)
        dated = isinstance(value, (date, time))
        numbered = sum(map(str.isdigit, said)) >= _LONG_NUMBER or is_passport(said)
        if kind is None and not dated and numbered:
            bare = not isinstance(value, str) or _BARE_NUMBER.fullmatch(said.strip()) is not None
            kind = heading_mentions(heading, number=bare)
        if kind and any(map(str.isalnum, said)):
            # What was masked before stays; a number beside it does not.
            hidden = not any(map(str.isalnum, TOKEN.sub("", said)))
            return said if hidden else f"[{TOKENS[kind]}]"
        if not isinstance(value, str):
            return value
        masked = masked_address(said, self.text) if is_address(heading) else self.text(said)
        return masked if masked != said else value

    def _held(self, column: str, value: Any) -> Any:
        """Return what is written as JSON in a cell, each of its fields masked by its name."""
        if isinstance(value, list):
            return [self._held(column, one) for one in value]
        if isinstance(value, dict):
            shown = self._labels.shown
            return {shown(name): self._held(f"{column}.{name}", one) for name, one in value.items()}
        return self._cell(column, value)

    def _block(self, block: Block, rejects: Mapping[str, str]) -> Block:
        block = replace(block, position=self._position(block.position))
        if block.kind != "reject":
            return replace(block, text=self.text(block.text))
        text = rejects.get(block.position) or self._unread(block.reason, block.text)
        return replace(block, text=text)

    def _unread(self, code: str, said: str) -> str:
        """Return the masked text of a row that can't be used for the reason `code`."""
        if code in _UNREADABLE:
            return WITHHELD if said else ""
        # JSON may spell its letters as escapes.
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), said)
        clear = normalize(text.encode("utf-8", "replace").decode())
        masked = self.text(clear)
        if code in _BROKEN:
            # No column tells which of its values is a name.
            masked = masked_values(masked, self.person)
        return masked if masked != clear else said

    def _replaced(self, text: str, spans: list[Span]) -> str:
        parts, position = [], 0
        for span in spans:
            parts += [text[position : span.start], self._token(text[span.start : span.end], span)]
            position = span.end
        return "".join([*parts, text[position:]])

    def _token(self, part: str, span: Span) -> str:
        if span.kind != "name":
            return f"[{TOKENS[span.kind]}]"
        name = " ".join(normalize(part).casefold().replace("’", "'").split())
        return f"[{TOKENS['name']}-{self._digest(name)[:_HEX]}]"

    def _digest(self, value: str) -> str:
        return hmac.new(self._key, value.encode(), hashlib.sha256).hexdigest()
