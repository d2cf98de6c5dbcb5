"""Finds the names of private persons in a text, and leaves those of officials, firms and streets.

A text is read syllable by syllable, each with a bounded look at its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.reading.privacy_words import NameWords, Phrases, Span, fold, name_words

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|\n|[^\w\s]|_")
_LONGEST = 6  # syllables of a name
_PHRASE = 4  # syllables of a phrase in the lists
_BACK = 14  # syllables between an office and its holder


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    text: str
    word: str  # in lower case, and without diacritics in a text without
    letters: bool
    capital: bool
    acronym: bool


class Sentence:
    """The syllables of a text and how it is typed.

    Parameters
    ----------
    text : str
    """

    def __init__(self, text: str) -> None:
        letters = "".join(filter(str.isalpha, text))
        self.upper = len(letters) > 8 and letters.isupper()
        self.bare = fold(text) == text.lower()
        self.words = name_words(bare=self.bare)
        self.tokens = [self._token(match) for match in _TOKEN.finditer(text)]
        capitals = sum(token.capital for token in self.tokens)
        # Capitals tell nothing where there are none or nothing else.
        self.cased = not self.upper and capitals > 0

    def _token(self, match: re.Match[str]) -> _Token:
        text = match.group()
        return _Token(
            match.start(),
            match.end(),
            text,
            text.lower() if len(text.lower()) == len(text) else text,
            text[0].isalpha(),
            text[0].isupper(),
            len(text) > 1 and text.isupper(),
        )

    def ends_phrase(self, end: int, phrases: Phrases) -> int:
        """Return how many syllables before `end` make the longest of `phrases`, or 0."""
        for size in range(min(_PHRASE, end), 0, -1):
            if tuple(token.word for token in self.tokens[end - size : end]) in phrases:
                return size
        return 0

    def begins_phrase(self, start: int, phrases: Phrases) -> int:
        """Return how many syllables from `start` on make the longest of `phrases`, or 0."""
        for size in range(_PHRASE, 0, -1):
            if tuple(token.word for token in self.tokens[start : start + size]) in phrases:
                return size
        return 0


def find_names(text: str, taken: Sequence[Span] = ()) -> list[Span]:
    """Return the names of private persons in `text`, in their order.

    Parameters
    ----------
    text : str
    taken : sequence of Span
        Parts where no name can be.

    Returns
    -------
    list of Span
    """
    return list(_Search(text, taken).names())


class _Search:
    def __init__(self, text: str, taken: Sequence[Span]) -> None:
        self.sentence = Sentence(text)
        self.tokens = self.sentence.tokens
        self.words: NameWords = self.sentence.words
        self._taken = bytearray(len(text))
        self._houses = {span.end for span in taken if span.kind == "house"}
        for span in taken:
            self._taken[span.start : span.end] = b"\1" * (span.end - span.start)

    def names(self) -> Iterator[Span]:
        position = 0
        while position < len(self.tokens):
            end = self._name_at(position)
            if end > position:
                yield Span(self.tokens[position].start, self.tokens[end - 1].end, "name")
            position = max(end, position + 1)

    def _name_at(self, start: int) -> int:
        """Return where the name ends that begins at a token, or `start` when none does."""
        token = self.tokens[start]
        if not token.letters or self._taken[token.start]:
            return start
        called = self._called(start)
        end = self._initials(start) if called else start
        if end == start:
            end = self._capitals(start, called) if self.sentence.cased else start
        if end == start and not (self.sentence.cased and token.capital):
            end = self._by_lists(start, called)
        if end == start or self._of_no_private_person(start, end, called):
            return start
        return end

    def _called(self, start: int) -> str:
        """Return what says that a name follows: ``title``, ``introduction`` or nothing."""
        before = start
        if before and self.tokens[before - 1].text in ":-–,(" and before > 1:
            before -= 1
        introductions = self.words.introductions
        if self.sentence.ends_phrase(before, introductions):
            # "tôi là ...": the introduction may go on.
            longer = self.sentence.ends_phrase(start + 1, introductions)
            return "" if longer and before == start else "introduction"
        if self.tokens[start].capital and self.sentence.ends_phrase(
            before, self.words.weak_introductions
        ):
            return "introduction"
        if before == start:
            size = self.sentence.ends_phrase(start, self.words.titles)
            if size and not self._part_of_name(start - size):
                return "title"
        return ""

    def _part_of_name(self, position: int) -> bool:
        """Tell whether a title is the middle of a name: "Tuấn Anh Dũng", "Hai Bà Trưng"."""
        if not self.sentence.cased or position == 0 or not self.tokens[position].capital:
            return False
        before = self.tokens[position - 1]
        return before.capital and self._adjacent(position) and position > 1

    def _adjacent(self, position: int) -> bool:
        return self.tokens[position].start - self.tokens[position - 1].end == 1

    def _run(self, start: int) -> int:
        """Return where the capitalised syllables from `start` on end."""
        end = start
        while end < len(self.tokens) and end - start < _LONGEST:
            token = self.tokens[end]
            named = token.letters and token.capital and not self._taken[token.start]
            if not named or (end > start and not self._adjacent(end)):
                break
            if token.word in self.words.not_names:
                break
            end += 1
        return end

    def _initials(self, start: int) -> int:
        """Return the end of "T" or "N.V.A" after a title."""
        end = start
        while end < len(self.tokens) and end - start < 9:
            token = self.tokens[end]
            if not (token.letters and len(token.text) == 1 and token.capital):
                break
            end += 1
            following = self.tokens[end : end + 2]
            more = len(following) == 2 and following[0].text == "." and len(following[1].text) == 1
            if not (more and following[1].capital):
                break
            end += 1
        if end > start and [token.text for token in self.tokens[end : end + 1]] == ["."]:
            # The mark of a shortened name, unless the sentence ends there.
            after = self.tokens[end + 1 : end + 2]
            end += bool(after) and not after[0].capital and after[0].text != "\n"
        if end - start == 1 and end < len(self.tokens):
            # "Y Blưk" and "A Páo" go on.
            follows = self.tokens[end]
            if follows.letters and follows.capital and self._adjacent(end):
                return start
        return end

    def _capitals(self, start: int, called: str) -> int:
        """Return the end of a name that its capitals show."""
        end = self._run(start)
        run = [token.word for token in self.tokens[start:end]]
        if not run:
            return start
        # A bank writes the names of its customers without diacritics.
        words = name_words(bare=all(map(str.isascii, run)))
        surname = run[0] in words.surnames
        if any(token.acronym for token in self.tokens[start:end]) and not (
            surname and len(run) > 1 and all(token.acronym for token in self.tokens[start:end])
        ):
            return start
        if called:
            return end
        if not surname or len(run) < 2:
            return start
        if start and self._adjacent(start) and self.tokens[start - 1].capital and not self._opens(start - 1):
            # Inside a longer proper name.
            return end if run[1] in words.strong_middles else start
        if run[1] in words.strong_middles and len(run) > 2:
            return end
        likely = run[-1] in words.given and (len(run) > 2 and run[1] in words.middles)
        firm = run[0] not in words.weak_surnames
        if likely or (firm and len(run) > 2):
            return end
        return start

    def _opens(self, position: int) -> bool:
        """Tell whether a token's capital is only that of the first word of a sentence."""
        return position == 0 or self.tokens[position - 1].text in ".!?:;-–\n(\"“"

    def _by_lists(self, start: int, called: str) -> int:
        """Return the end of a name in a text where capitals tell nothing."""
        words = self._plain_run(start)
        lists = self.words
        if len(words) > 2 and all(map(str.isascii, words[:3])) and words[1] in ("van", "thi"):
            lists = name_words(bare=True)
        size = 0
        if words[0] in lists.surnames and len(words) > 2 and words[1] in lists.strong_middles:
            size = 3
        elif called and self._surname(words[0], called) and len(words) > 1:
            if len(words) > 2 and words[1] in lists.middles and words[2] in lists.given:
                size = 3
            elif words[1] in lists.given and (called == "introduction" or self._ends(start + 2)):
                size = 2
        if size:
            more = words[size : size + 1]
            if more and more[0] in lists.given and more[0] not in lists.after_name:
                size += 1
            return start + size
        return start + self._given_name(start, words, called)

    def _plain_run(self, start: int) -> list[str]:
        """Return the syllables that follow each other from `start` on, of one case."""
        run = [self.tokens[start].word]
        for position in range(start + 1, min(start + _LONGEST, len(self.tokens))):
            token = self.tokens[position]
            if not token.letters or not self._adjacent(position):
                break
            if token.capital and self.sentence.cased:
                break
            run.append(token.word)
        return run

    def _surname(self, word: str, called: str) -> bool:
        """Tell whether a word is a surname; without diacritics many look like one."""
        if word not in self.words.surnames:
            return False
        firm = word not in self.words.weak_surnames
        return firm and called == "introduction" if self.sentence.bare else True

    def _given_name(self, start: int, words: list[str], called: str) -> int:
        """Return how many syllables of a given name follow a title."""
        lists = self.words
        if not called or words[0] not in lists.given or words[0] in lists.not_names:
            return 0
        weak = words[0] in lists.weak_given
        if len(words) > 1 and words[1] in lists.given and self._ends(start + 2):
            firm = words[1] not in lists.weak_given and words[1] not in lists.after_name
            if firm or called == "introduction":
                return 2
        if not self._ends(start + 1):
            return 0
        if not weak:
            return 1
        home = start > 1 and self.tokens[start - 2].word in ("nhà", "hộ", "nha", "ho", "gặp", "với", "tên", "ten")
        return int(home and called == "title")

    def _ends(self, position: int) -> bool:
        if position >= len(self.tokens):
            return True
        token = self.tokens[position]
        return not token.letters or token.word in self.words.after_name

    def _of_no_private_person(self, start: int, end: int, called: str) -> bool:
        name = tuple(token.word for token in self.tokens[start:end])
        sentence, words = self.sentence, self.words
        if called == "title":
            size = sentence.ends_phrase(start, words.titles)
            before = start - size
            with_title = tuple(token.word for token in self.tokens[before:end])
            # "chợ Bà Chiểu", "ấp Ông Đội", "Hai Bà Trưng"
            if with_title in words.namesakes or self._is_kind(before):
                return self.tokens[before].capital or sentence.upper
            if name in words.places:
                return True
        elif name in words.places or (name in words.namesakes and not called):
            return True
        if not called and (self._is_kind(start) or self._follows_house(start) or self._in_list_of_kinds(start)):
            return True
        return self._holds_office(start, end)

    def _is_kind(self, position: int) -> bool:
        if position == 0:
            return False
        before = self.tokens[position - 1]
        return before.word in self.words.kinds or bool(
            self.sentence.ends_phrase(position, self.words.kind_phrases)
        )

    def _follows_house(self, start: int) -> bool:
        return start > 0 and self.tokens[start - 1].end in self._houses

    def _in_list_of_kinds(self, start: int) -> bool:
        """Tell whether a name is joined to that of a place: "ngã tư Lý Thường Kiệt - X"."""
        if start < 2 or self.tokens[start - 1].text not in "-–" or self.sentence.upper:
            return False
        position = start - 1
        while position > 0 and start - position < _LONGEST + 2 and self.tokens[position - 1].capital:
            position -= 1
        return self._is_kind(position)

    def _holds_office(self, start: int, end: int) -> bool:
        return self._office_before(start) or self._office_after(end)

    def _office_before(self, start: int) -> bool:
        position = start
        titles, offices = self.words.titles, self.words.offices
        while position > max(0, start - _BACK):
            if self.sentence.ends_phrase(position, offices):
                return True
            token = self.tokens[position - 1]
            size = self.sentence.ends_phrase(position, titles)
            allowed = (
                token.word in self.words.office_words
                or (self.sentence.cased and token.capital and token.letters and not size)
                or (token.text in ",:-–" and self._titled(position, start))
                or token.text.isdigit()
                or token.text == "/"
            )
            if allowed:
                position -= 1
            elif size and position == start:
                position -= size
            else:
                return False
        return False

    def _titled(self, position: int, start: int) -> bool:
        """Tell whether nothing but a title stands between a comma and the name."""
        return self.sentence.ends_phrase(start, self.words.titles) == start - position

    def _office_after(self, end: int) -> bool:
        if end >= len(self.tokens) or self.tokens[end].text not in ",-–(":
            return False
        position = end + 1
        if position < len(self.tokens) and self.tokens[position].word in ("nguyên", "là", "hiện"):
            position += 1
        return bool(self.sentence.begins_phrase(position, self.words.offices))


def is_name_of_person(part: str) -> bool:
    """Tell whether a part of a cell in a column of persons is a name, and no group or place."""
    sentence = Sentence(part)
    tokens, words = sentence.tokens, sentence.words
    if not tokens or len(tokens) > _LONGEST or not all(token.letters for token in tokens):
        return False
    groups = sentence.begins_phrase(0, words.groups) or sentence.begins_phrase(0, words.offices)
    return not groups and tokens[0].word not in words.kinds
