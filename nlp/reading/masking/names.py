"""Finds the names of private persons in a text, and leaves those of officials, firms and streets.

A text is read syllable by syllable, each with a bounded look at its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlp.reading.masking.owners import Owners
from nlp.reading.masking.rare_names import is_of_kin, is_rare_name
from nlp.reading.masking.sentence import Sentence
from nlp.reading.masking.words import LONGEST_NAME, NameWords, Span, name_words

# "Ô. Tư"; other letters with a dot are the marks of items as well.
_SHORT_TITLE = ["ô", "."]
# How names of women and men begin among Ê Đê, M'nông, Jrai and K'ho.
_HIGHLAND = re.compile(r"[hk]['’]\w")


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
        houses = {span.end for span in taken if span.kind == "house"}
        self._owners = Owners(self.sentence, houses)
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
        end = self._initials(start) if called in ("title", "introduction") else start
        if end == start:
            end = self._capitals(start, called) if self.sentence.cased else start
        if end == start and not (self.sentence.cased and token.capital):
            end = self._by_lists(start, called)
        if end == start or self._owners.of_no_private_person(start, end, called):
            return start
        return end

    def _called(self, start: int) -> str:
        """Return what says that a name follows.

        ``title``, ``introduction``, ``group``, ``kin``, or nothing.
        """
        before = start
        if before and self.tokens[before - 1].text in ":-–,(" and before > 1:
            before -= 1
        if self.sentence.ends_phrase(before, self.words.false_introductions):
            return ""
        introductions = self.words.introductions
        if self.sentence.ends_phrase(before, introductions):
            # "tôi là ...": the introduction may go on.
            longer = self.sentence.ends_phrase(start + 1, introductions)
            if longer and before == start:
                return ""
            return "group" if self.tokens[before].text == "," else "introduction"
        if self.tokens[start].capital and self.sentence.ends_phrase(
            before, self.words.weak_introductions
        ):
            return "group" if self.tokens[before].text == "," else "introduction"
        if before == start:
            size = self.sentence.ends_phrase(start, self.words.titles)
            if size and not self._part_of_name(start - size):
                return "title"
            if [token.word for token in self.tokens[max(0, start - 2) : start]] == _SHORT_TITLE:
                return "title"
            if self.sentence.ends_phrase(start, self.words.group_titles):
                return "group"
        elif self.tokens[before].text == ":" and self.sentence.ends_phrase(before, self.words.kin):
            return "kin"
        elif self.tokens[before].text == "," and self._surname(self.tokens[start].word, ""):
            return "group" if self.sentence.ends_phrase(before, self.words.titles) else ""
        return ""

    def _part_of_name(self, position: int) -> bool:
        """Tell whether a title is the middle of a name: "Tuấn Anh Dũng", "Hai Bà Trưng"."""
        if not self.sentence.cased or position == 0 or not self.tokens[position].capital:
            return False
        before = self.tokens[position - 1]
        return before.capital and self.sentence.adjacent(position) and position > 1

    def _run(self, start: int) -> int:
        """Return where the capitalised syllables from `start` on end."""
        end = start
        while end < len(self.tokens) and end - start < LONGEST_NAME:
            token = self.tokens[end]
            named = token.letters and token.capital and not self._taken[token.start]
            if not named or (end > start and not self.sentence.adjacent(end)):
                break
            if token.word in self.words.not_names or self.sentence.begins_phrase(
                end, self.words.not_name_phrases
            ):
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
            if follows.letters and follows.capital and self.sentence.adjacent(end):
                return start
        return end

    def _capitals(self, start: int, called: str) -> int:
        """Return the end of a name that its capitals show."""
        end = self._run(start)
        run = [token.word for token in self.tokens[start:end]]
        if not run:
            return start
        # A bank writes the names of its customers without diacritics.
        capitals = all(token.acronym for token in self.tokens[start:end])
        words = name_words(bare=True) if capitals and all(map(str.isascii, run)) else self.words
        surname = run[0] in words.surnames
        if not called and is_rare_name(self.sentence, start, end):
            return end
        if not called and run[0] in words.kinds and not words.strong_middles.intersection(run[1:2]):
            # "Đèo Nà Hú"
            return start
        acronyms = any(token.acronym for token in self.tokens[start:end])
        if acronyms and not (surname and len(run) > 1 and capitals):
            return start
        if called in ("title", "introduction"):
            return end
        if called == "group" and self._one_of_group(run, words):
            return end
        if called == "kin" and is_of_kin(run, words):
            return end
        inside = (
            start > 0
            and self.sentence.adjacent(start)
            and self.tokens[start - 1].capital
            and not self._opens(start - 1)
        )
        if (
            _HIGHLAND.match(run[0])
            and not inside
            and not words.places.intersection([(run[0].replace("’", "'"),)])
        ):
            # "H'Hen Niê", "K'Brểu"; but "Ea H'leo", "người K'Ho"
            return end
        if not surname or len(run) < 2:
            return start
        if inside:
            # Inside a longer proper name.
            return end if run[1] in words.strong_middles else start
        if run[1] in words.strong_middles and len(run) > 2:
            return end
        if _HIGHLAND.match(run[1]):
            # "Ksor H'Blăm"
            return end
        likely = run[-1] in words.given and (len(run) > 2 and run[1] in words.middles)
        firm = run[0] not in words.weak_surnames
        if likely or (firm and len(run) > 2):
            return end
        return start

    @staticmethod
    def _one_of_group(run: list[str], words: NameWords) -> bool:
        """Tell whether capitals after "cử tri" are a person's, and not the voters' place."""
        if len(run) == 1:
            return run[0] in words.given - words.weak_given
        marked = any(re.match(r"[hky]['’]", word) for word in run)
        return marked or (run[0] in words.surnames and (len(run) > 2 or run[1] in words.given))

    def _opens(self, position: int) -> bool:
        """Tell whether a token's capital is only that of the first word of a sentence."""
        return position == 0 or self.tokens[position - 1].text in '.!?:;-–\n("“'

    def _by_lists(self, start: int, called: str) -> int:
        """Return the end of a name in a text where capitals tell nothing."""
        words = self._plain_run(start)
        lists = self.words
        if len(words) > 2 and all(map(str.isascii, words[:3])) and words[1] in ("van", "thi"):
            lists = name_words(bare=True)
        size = 0
        strong = (
            len(words) > 2
            and words[1] in lists.strong_middles
            and not self.sentence.begins_phrase(start + 1, self.words.not_name_phrases)
        )
        surnames = lists.surnames if called else lists.firm_surnames
        if strong and words[0] in surnames:
            size = 3
        elif self.sentence.cased or called in ("group", "kin"):
            # Where names are written with capitals a small letter begins none.
            return start
        elif called and self._surname(words[0], called) and len(words) > 1:
            if len(words) > 2 and words[1] in lists.middles and words[2] in lists.given:
                size = 3
            elif words[1] in lists.given - lists.weak_given and (
                called == "introduction" or self._ends(start + 2)
            ):
                size = 2
        if size:
            more = words[size : size + 1]
            if more and more[0] in lists.given and more[0] not in lists.after_name:
                size += 1
            return start + size
        if self.sentence.upper and called and words[0] in lists.surnames and len(words) > 1:
            whole = len(words) < 5 and not lists.not_names.union(lists.kinds).intersection(words)
            if whole and called in ("title", "introduction"):
                return start + len(words)
        return start + self._given_name(start, words, called)

    def _plain_run(self, start: int) -> list[str]:
        """Return the syllables that follow each other from `start` on, of one case."""
        run = [self.tokens[start].word]
        for position in range(start + 1, min(start + LONGEST_NAME, len(self.tokens))):
            token = self.tokens[position]
            if not token.letters or not self.sentence.adjacent(position):
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
        if self.sentence.begins_phrase(start, lists.not_name_phrases):
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
        home = start > 1 and self.tokens[start - 2].word in (
            "nhà",
            "hộ",
            "nha",
            "ho",
            "gặp",
            "với",
            "tên",
            "ten",
        )
        return int(home and called == "title")

    def _ends(self, position: int) -> bool:
        if position >= len(self.tokens):
            return True
        token = self.tokens[position]
        return not token.letters or token.word in self.words.after_name
