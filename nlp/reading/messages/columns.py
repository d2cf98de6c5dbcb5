"""Tables of messages, as Zalo, Facebook pages, chats of web sites and hotlines export them.

A row of such a table is what somebody wrote in a conversation with an office, and not an opinion:
the office greets, asks back and answers in rows of its own. They are told by the headings, and by
who sends: rows in which an office speaks, by its role or by its name, and which don't read like
opinions. A table without such rows is a list of opinions, whatever its headings are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from nlp.reading.likeness import likeness
from nlp.reading.messages.offices import COMMUNES, is_office_name, without_office
from nlp.reading.messages.words import is_assent, is_attachment, is_filler
from nlp.reading.named_places import find_place
from nlp.reading.rules import begins_with, fold, load_rules, plain
from nlp.reading.tables.field_names import field_heading
from nlp.reading.tables.layout import Layout, ReadOptions, cell_text

# Rows that the model is asked about, and the least words of those.
_JUDGED = 40
_LEAST_WORDS = 4
# Of the rows of a chat so many have an hour, and so many say nothing.
_TIMED, _EMPTY = 0.8, 0.05
_CLOCK = re.compile(r"\d{1,2}[:hg]\d{2}")
_WRITES = re.compile(r"\bngười nhắn\b(?! tin)", re.IGNORECASE)
# So many rows an account sends that is known as an office by its name alone.
_ACCOUNT_ROWS = 2
_OFTEN = 3
_MOST_ROLES = 12
# An office writes in so many of at least so many conversations, so many others in one alone.
_MOST_THREADS, _FEWEST_THREADS, _IN_ONE = 0.5, 4, 0.8
# Cells of so many words are answers, and no names or numbers of the messages replied to.
_ANSWER_WORDS = 4
_OPINION = 0.5
_SPEAKS_TO = re.compile(
    r"^\W*(?:dạ|chào|xin chào|kính chào|cảm ơn|cám ơn|cảm on|hi|hello|dear|thank)\b"
    r"|^\s*@|^(?:anh|chị|bạn|cô|chú|bác|em|anh/chị)(?: [^\W\d_]+)? (?:ơi|vui lòng|có thể)\b",
    re.IGNORECASE,
)
# Of what an office writes so many rows may say where it is.
_TELLING = 3
_LONGEST = 300


@dataclass
class Sender:
    """Who sent a row.

    Attributes
    ----------
    name : str
        As written.
    office : bool
        An office, or a machine of it.
    machine : bool
        A machine, which answers nobody in particular.
    """

    name: str
    office: bool = False
    machine: bool = False


@dataclass
class Messages:
    """The columns of a table of messages, and who in it is an office.

    Attributes
    ----------
    layout : Layout
        With the columns of the text and the sender put right.
    role, thread, reply, own : int or None
        Index of the column of roles, of that of conversations, of that of who or which message is
        answered, and of that of the messages' own numbers.
    offices : frozenset of str
        Names of the office's accounts, folded.
    place : str
        Where the office is, empty where it doesn't say so.
    head : list of str
        Names and rows of the office that say where it is.
    """

    layout: Layout
    role: int | None = None
    thread: int | None = None
    reply: int | None = None
    own: int | None = None
    offices: frozenset[str] = frozenset()
    place: str = ""
    head: list[str] = field(default_factory=list)

    def sender(self, cells: Sequence[Any]) -> Sender:
        """Return who sent a row.

        Parameters
        ----------
        cells : sequence
            Of the row.
        """
        index = self.layout.roles["speaker"]
        name = _cell(cells, index)
        role = _cell(cells, self.role)
        if role:
            machine = _is(role, "machine")
            return Sender(name, machine or _is(role, "office"), machine)
        return Sender(name, fold(name) in self.offices)


def find_messages(
    layout: Layout, body: Sequence[Sequence[Any]], options: ReadOptions
) -> Messages | None:
    """Return how a table of messages is to be read, None where a table is none.

    Parameters
    ----------
    layout : Layout
    body : sequence of rows
        The first rows below the header.
    options : ReadOptions
        Columns that the user names are what he says they are.
    """
    if layout.header_row < 0 or options.answer_column is not None or _has_answers(layout, body):
        return None
    # Without diacritics who writes ("người nhắn") can't be told from who receives ("người nhận").
    names = [_WRITES.sub("người nhắn tin", field_heading(name)[1]) for name in layout.names]
    heads = [fold(name).replace("_", " ").strip() for name in names]
    words = load_rules().messages
    told = _column(heads, words["text"])
    named = options.text_column is not None
    text = layout.roles["text"] if named or told is None else told
    taken = {text, layout.roles.get("date")}
    speaker = _column(heads, words["sender"], taken)
    if speaker is None or options.speaker_column is not None:
        speaker = layout.roles.get("speaker")
    if speaker is None or speaker == text:
        return None
    taken |= {speaker}
    reply = _column(heads, words["replies"], taken)
    # Who answers whom is written down of messages alone.
    messages = told is not None or reply is not None
    role = _role_column(heads, body, taken, kinds=messages)
    chatty = messages or role is not None or _is_chatty(heads, body, text)
    if not chatty:
        return None
    roles = {name: i for name, i in layout.roles.items() if i not in (text, speaker, role)}
    roles |= {"text": text, "speaker": speaker}
    roles.pop("answer", None)
    found = Messages(
        Layout(
            layout.header_row,
            layout.names,
            roles,
            layout.header_first,
            layout.places,
            month_first=layout.month_first,
        ),
        role,
        _column(heads, words["threads"], taken | {role}),
        reply,
        _column(heads, words["ids"], taken | {role, reply}),
    )
    if role is None:
        found.offices = _accounts(body, text, speaker) | _everywhere(body, found)
    filled = [row for row in body if _cell(row, text)]
    own = [row for row in filled if found.sender(row).office]
    said = [_cell(row, text) for row in own]
    others = [_cell(row, text) for row in filled if not found.sender(row).office]
    if not own or not others or not _replies(said, others, told=role is not None):
        return None
    _locate(found, [_cell(row, speaker) for row in own], said)
    return found


def _is_chatty(heads: list[str], body: Sequence[Sequence[Any]], text: int) -> bool:
    """Tell whether rows under common headings are of a chat: at their hour, many say nothing.

    "Ngày, Giờ, Người gửi, Nội dung" may head a chat as well as a list of petitions.
    """
    clocks = load_rules().messages["clocks"]
    columns = [index for index, head in enumerate(heads) if head in clocks]
    filled = [row for row in body if _cell(row, text)]
    timed = sum(any(_CLOCK.search(_cell(row, i)) for i in columns) for row in filled)
    said = [_cell(row, text) for row in filled]
    empty = sum(is_filler(one) or is_attachment(one) or is_assent(one) for one in said)
    return timed >= _TIMED * len(filled) and empty >= max(1, _EMPTY * len(filled))


def _has_answers(layout: Layout, body: Sequence[Sequence[Any]]) -> bool:
    """Tell whether answers stand beside what is asked, as in a list of petitions."""
    column = layout.roles.get("answer")
    return any(len(_cell(row, column).split()) >= _ANSWER_WORDS for row in body)


def _column(heads: list[str], words: tuple[str, ...], taken: Any = ()) -> int | None:
    fits = [(words.index(head), i) for i, head in enumerate(heads) if head in words]
    return min(((order, i) for order, i in fits if i not in taken), default=(0, None))[1]


def _role_column(
    heads: list[str], body: Sequence[Sequence[Any]], taken: Any, *, kinds: bool
) -> int | None:
    """Return the column that says whether an office sends, of those whose headings may.

    "Loại" may head the kinds of petitioners as well, and tells only beside a column of messages.
    """
    words = load_rules().messages
    for index in range(len(heads)):
        told = heads[index] in words["roles"] or (kinds and heads[index] in words["kinds"])
        if not told or index in taken:
            continue
        values = Counter(fold(cell) for row in body if (cell := _cell(row, index)))
        own = {value for value in values if _is(value, "office") or _is(value, "machine")}
        if own and len(own) < len(values) <= _MOST_ROLES:
            return index
    return None


def _is(role: str, kind: str) -> bool:
    return begins_with(fold(role), load_rules().messages[kind]) is not None


def _accounts(body: Sequence[Sequence[Any]], text: int, speaker: int) -> frozenset[str]:
    """Return the accounts that bear an office's name, where one of them sends often.

    Whoever answers many writes most; whoever talks to one person may write a third as often. A list
    of petitions that offices send one by one has none such, or what they send is opinions.
    """
    sent = Counter(fold(_cell(row, speaker)) for row in body if _cell(row, text))
    named = {fold(name) for row in body if is_office_name(name := _cell(row, speaker))}
    most = max(sent.values(), default=0)
    often = any(_OFTEN * sent[name] >= most and sent[name] >= _ACCOUNT_ROWS for name in named)
    return frozenset(filter(None, named)) if often else frozenset()


def _everywhere(body: Sequence[Sequence[Any]], messages: Messages) -> frozenset[str]:
    """Return the account that writes in most conversations, where others write in one of them."""
    written: dict[str, set[str]] = {}
    for row in body:
        thread = fold(_cell(row, messages.thread))
        name = fold(_cell(row, messages.layout.roles["speaker"]))
        if thread and name:
            written.setdefault(name, set()).add(thread)
    n = len(set().union(*written.values()))
    most = {name for name, threads in written.items() if len(threads) >= _MOST_THREADS * n}
    others = [len(threads) for name, threads in written.items() if name not in most]
    alone = sum(count == 1 for count in others) >= _IN_ONE * len(others)
    return frozenset(most) if n >= _FEWEST_THREADS and len(most) == 1 and alone else frozenset()


def _replies(own: Sequence[str], others: Sequence[str], *, told: bool) -> bool:
    """Tell whether what an office writes reads like opinions less than what the others write.

    What begins as people are spoken to is no opinion, however it reads. Where a column says who
    is the office, it need not be far from what the others write.
    """
    mine = _opinions(["" if _SPEAKS_TO.match(text) else text for text in own])
    theirs = _opinions(others)
    return mine < max(_OPINION, theirs) if told else mine < min(_OPINION, theirs)


def _opinions(texts: Sequence[str]) -> float:
    judged = [text for text in texts if not text or len(text.split()) >= _LEAST_WORDS][:_JUDGED]
    shares = [likeness(text)["opinion"] if text else 0.0 for text in judged]
    # Nothing but "hello" and "dạ" tells nothing.
    return sum(shares) / len(shares) if shares else _OPINION / 2


def _locate(found: Messages, senders: Sequence[str], texts: Sequence[str]) -> None:
    """Note where the office is, by the name of its account or by how it greets."""
    names = dict.fromkeys(senders)
    greetings = [said for said in dict.fromkeys(texts[:_TELLING]) if len(said) <= _LONGEST]
    for said in [*names, *greetings]:
        bare = without_office(said)
        place = find_place(bare)
        # "Công ty cấp nước (tổ Đức Trọng)" is not where a commune's people live.
        parts = plain(place).split(", ")
        if said in names and not any(part.startswith(COMMUNES) for part in parts):
            continue
        if place and (said in names or not found.place):
            found.place = found.place or place
            found.head.append(bare)
    # "UBND phường A, tỉnh B" tells more of the place than the account's name.
    if found.place:
        more = [said for said in greetings if found.place.lower() in said.lower()]
        found.head += [said for said in more if said not in found.head]


def _cell(cells: Sequence[Any], index: int | None) -> str:
    return cell_text(cells[index]).strip() if index is not None and index < len(cells) else ""
