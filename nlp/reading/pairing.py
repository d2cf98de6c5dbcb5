"""Which opinion the words of an office answer: by number, by name, by the words in common.

What a sentence says itself is in `nlp.reading.reply_evidence`; here it is who gets the sentences
that say nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.reading.reply_evidence import (
    Asked,
    Reply,
    names_asker,
    names_several,
    numbers_in,
    own_targets,
    term_weights,
)
from nlp.reading.reply_words import closes, ends_answers, goes_on, names_official, reminds
from nlp.reading.rules import fold

# More matters of one turn are not all answered by words that name none.
_MOST_MATTERS = 3
# Answers to more turns than these are gathered, and none is to the last turn by its place.
_MOST_TURNS = 2
# "(1) Phòng đã lấy mẫu ...", "1) ..."
ENUMERATED = re.compile(r"\(?([1-9](?=[.)/])|[a-e](?=\)))[.)/]\s*(?=[^\W\d])")
_ARROW = re.compile(r"\s*(?:[→⇒➜]|[=-]+>)")


def pair(
    replies: Sequence[Reply],
    asked: Sequence[Asked],
    recent: int,
    *,
    headed: bool = False,
    waiting: Sequence[int] = (),
) -> list[tuple[int, list[Reply]]]:
    """Tell which opinions are answered by a block of replies, and with which sentences.

    Parameters
    ----------
    replies : sequence of Reply
        What officials say without an opinion between, in order.
    asked : sequence of Asked
        All opinions above.
    recent : int
        So many of them, the last ones, stand above with no reply between.
    headed : bool
        A heading of answers stands above the replies.
    waiting : sequence of int
        Opinions that nobody has answered. Below a heading of answers those are meant too that
        stand above an earlier reply.

    Returns
    -------
    list of (int, list of Reply)
        Index of an opinion and the sentences that answer it.
    """
    last = range(len(asked) - recent, len(asked))
    near: Sequence[int] = sorted({*last, *waiting}) if headed else last
    turn = [i for i in last if asked[i].turn == asked[-1].turn] if recent else []
    weights = term_weights(asked)
    targets = [own_targets(reply, asked, last, turn, weights) for reply in replies]
    if len(near) > len(last):
        wider = [own_targets(reply, asked, near, turn, weights) for reply in replies]
        targets = [own or found for own, found in zip(targets, wider)]
    _go_on(replies, targets, asked)
    beside = _beside(replies, asked)
    for number, index in beside.items():
        targets[number] = [index]
    counted = _enumerated(replies, asked, turn)
    for number, index in counted.items():
        targets[number] = [index]
    ordered = _in_order(replies, targets, turn)
    if ordered is None:
        turns = len({asked[i].turn for i in near})
        lines = len({reply.line for reply in replies})
        gathered = turns > _MOST_TURNS and (headed or lines > _MOST_TURNS)
        _inherit(replies, targets, asked, turn, gathered=gathered)
        _join(replies, targets)
    else:
        targets = ordered
    for number, index in (beside | counted).items():
        # Whatever it says ("→ mời ông Hên lên"), it is of the line in which it stands.
        targets[number] = [index]
    found: dict[int, list[Reply]] = {}
    for reply, indices in zip(replies, targets):
        for index in indices:
            found.setdefault(index, []).append(reply)
    return sorted(found.items())


def _go_on(replies: Sequence[Reply], targets: list[list[int]], asked: Sequence[Asked]) -> None:
    """Give a clause behind a semicolon to whom the one before it is ("...; trước mắt sẽ ...")."""
    for index in range(1, len(replies)):
        before, reply = replies[index - 1], replies[index]
        clause = before.line == reply.line and before.text.rstrip().endswith(";")
        # Who is named in one clause is answered in the next too.
        named = _evident(before, asked, targets[index - 1])
        named = named and not _evident(reply, asked, targets[index])
        clause = clause and (named or goes_on(reply.text))
        if clause and targets[index - 1]:
            targets[index] = targets[index - 1]


def _beside(replies: Sequence[Reply], asked: Sequence[Asked]) -> dict[int, int]:
    """Return the opinion of each reply that stands behind an arrow in the line of it.

    In notes each matter has its own arrow, if somebody has several of them.
    """
    last = {one.line: index for index, one in enumerate(asked)}
    found: dict[int, int] = {}
    for line, own in _by_line(replies).items():
        if line not in last or any(names_several(replies[number].text) for number in own):
            continue
        for number in own:
            behind = number > own[0] and number - 1 in found
            if behind or _ARROW.match(replies[number].text):
                found[number] = last[line]
    return found


def _by_line(replies: Sequence[Reply]) -> dict[int, list[int]]:
    """Return the numbers of the sentences in each line."""
    found: dict[int, list[int]] = {}
    for number, reply in enumerate(replies):
        found.setdefault(reply.line, []).append(number)
    return found


def _enumerated(
    replies: Sequence[Reply], asked: Sequence[Asked], turn: Sequence[int]
) -> dict[int, int]:
    """Return the matter of each sentence of a line that counts off what somebody asked.

    "Đ/c Dậu, với ý kiến bà Thọ: (1) Phòng đã ... (2) Đường ..."
    """
    found: dict[int, int] = {}
    for own in _by_line(replies).values():
        named = [i for i in range(len(asked)) if names_asker(replies[own[0]], asked[i])]
        matters = [i for i in named if asked[i].turn == asked[named[-1]].turn] or list(turn)
        counts = {n: count for n in own if (count := _count(replies[n]))}
        if not counts or len(matters) < 2 or max(counts.values()) > len(matters):
            continue
        if not named and list(counts.values()) != list(range(1, len(matters) + 1)):
            continue
        at = 0
        for number in own:
            at = counts.get(number, at)
            if at:
                found[number] = matters[at - 1]
    return found


def _count(reply: Reply) -> int:
    """Return with which number or letter a sentence counts itself, 0 where with none."""
    if (match := ENUMERATED.match(reply.text)) is not None:
        return int(match[1]) if match[1].isdigit() else "abcde".index(match[1]) + 1
    numbers = numbers_in(reply)
    return numbers[0] if len(numbers) == 1 else 0


def _join(replies: Sequence[Reply], targets: list[list[int]]) -> None:
    """Give a line whole to each opinion it is to, where it says that it answers several."""
    for own in _by_line(replies).values():
        if any(names_several(replies[i].text) for i in own):
            several = sorted({index for i in own for index in targets[i]})
            for i in own:
                targets[i] = several


def _in_order(
    replies: Sequence[Reply], targets: Sequence[Sequence[int]], turn: Sequence[int]
) -> list[list[int]] | None:
    """Return the matters of a turn in order, where as many lines answer them, else None."""
    marked = any(reply.marked for reply in replies)
    lines = list(dict.fromkeys(r.line for r in replies if r.marked or not marked))
    if len(lines) == 1 and len(replies) == len(turn) > 1:
        return _sentence_each(targets, turn)
    if len(turn) < 2 or len(lines) != len(turn) or (marked and not replies[0].marked):
        return None
    if any(closes(fold(r.text)) for r in replies if r.line in lines and r.line != lines[0]):
        # The second line thanks or concludes.
        return None
    places: list[int] = []
    told: dict[int, set[int]] = {}
    at = -1
    for reply, own in zip(replies, targets):
        if at < 0 or (reply.line in lines and reply.line != lines[at]):
            at += 1
        places.append(at)
        told.setdefault(at, set()).update(own)
    wrong = sum(bool(own) and turn[place] not in own for place, own in told.items())
    order = _left_over(told, turn) if wrong else list(turn)
    return None if order is None else [[order[place]] for place in places]


def _sentence_each(targets: Sequence[Sequence[int]], turn: Sequence[int]) -> list[list[int]] | None:
    """Return the matters of a turn in order, where as many sentences answer them in one line.

    All but the first must tell their own: what tells nothing goes on the one before it.
    """
    told = [list(own) for own in targets]
    right = told[1:] == [[index] for index in turn[1:]] and told[0] in ([], [turn[0]])
    return [[index] for index in turn] if right else None


def _left_over(told: dict[int, set[int]], turn: Sequence[int]) -> list[int] | None:
    """Return the matter of each line where all lines but one tell theirs, else None."""
    known = {place: min(own) for place, own in told.items() if len(own) == 1}
    rest = set(turn) - set(known.values())
    if len(known) != len(turn) - 1 or len(rest) != 1 or any(len(x) > 1 for x in told.values()):
        return None
    (left,) = rest
    return [known.get(place, left) for place in range(len(turn))]


def _inherit(
    replies: Sequence[Reply],
    targets: list[list[int]],
    asked: Sequence[Asked],
    turn: Sequence[int],
    *,
    gathered: bool,
) -> None:
    """Give sentences without evidence to whom the ones before them are, or the turn above."""
    default = list(turn) if 0 < len(turn) <= _MOST_MATTERS and not gathered else []
    told = any(targets)
    if len(turn) > 1 and told and any(set(t) & set(turn) for t in targets):
        # Its words name some of the matters; what comes before them leads in.
        first = next(t for t in targets if set(t) & set(turn))
        default = first
    closed = False
    last: list[int] = []
    for index, reply in enumerate(replies):
        words = fold(reply.text.strip(" -–.*("))
        opens = not index or reply.line != replies[index - 1].line
        if opens and reminds(f"{reply.lead} {reply.text}"):
            targets[index], last, default, closed = [], [], [], True
            continue
        if closes(words) and not _evident(reply, asked, targets[index]):
            closed = ends_answers(words)
            targets[index] = []
            last = [] if closed else last
            if closed:
                default = []
            continue
        if targets[index]:
            last, closed = targets[index], False
            continue
        if closed:
            continue
        new = index and reply.line != replies[index - 1].line
        other = new and (reply.marked or names_official(reply.lead))
        if last and not (other and not set(last) <= set(turn)):
            targets[index] = last
        elif default:
            targets[index] = last = default


def _evident(reply: Reply, asked: Sequence[Asked], indices: Sequence[int]) -> bool:
    return any(names_asker(reply, asked[index]) for index in indices)
