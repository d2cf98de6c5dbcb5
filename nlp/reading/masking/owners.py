"""Whose a name is: a private person's, or that of a street, a firm, an official."""

from __future__ import annotations

from nlp.reading.masking.sentence import Sentence

_BACK = 14  # syllables between an office and its holder
_LIST = 8  # syllables between a kind of place and the second of two


class Owners:
    """Judges the names of one text.

    Parameters
    ----------
    sentence : Sentence
    houses : set of int
        Where the house numbers in the text end; the name of a street follows.
    """

    def __init__(self, sentence: Sentence, houses: set[int]) -> None:
        self._sentence = sentence
        self._tokens = sentence.tokens
        self._words = sentence.words
        self._houses = houses

    def of_no_private_person(self, start: int, end: int, called: str) -> bool:
        """Tell whether a name is that of a street, a place, a firm, or of somebody with an office.

        Parameters
        ----------
        start, end : int
            Tokens of the name.
        called : str
            What says that a name follows: ``title``, ``introduction``, ``group``, ``kin``, or
            nothing.
        """
        name = tuple(token.word for token in self._tokens[start:end])
        sentence, words = self._sentence, self._words
        if sentence.ends_phrase(start, words.kind_phrases):
            return True
        if called == "title":
            size = sentence.ends_phrase(start, words.titles)
            before = start - size
            with_title = tuple(token.word for token in self._tokens[before:end])
            # "chợ Bà Chiểu", "ấp Ông Đội", "Hai Bà Trưng"
            if with_title in words.namesakes or self._is_kind(before):
                return self._tokens[before].capital or sentence.upper
            if len(name) > 1 and name in words.places:
                return True
        elif called == "introduction":
            # "Tên tôi: Hoa" tells of no people, but "liên hệ Hoa Lư" of a place.
            if len(name) > 1 and name in words.places:
                return True
        elif name in words.places or name in words.namesakes:
            return True
        if called in ("", "group") and (
            self._is_kind(start) or self._follows_house(start) or self._in_list_of_kinds(start)
        ):
            return True
        return self._holds_office(start, end)

    def _is_kind(self, position: int) -> bool:
        if position == 0:
            return False
        before = self._tokens[position - 1]
        if position > 1 and (before.text.isdigit() or before.word in ("mới", "cũ", "moi", "cu")):
            # "hẻm 47 Lý Nam Đế", "đường mới Võ Văn Tần"
            before = self._tokens[position - 2]
        return before.word in self._words.kinds or bool(
            self._sentence.ends_phrase(position, self._words.kind_phrases)
        )

    def _follows_house(self, start: int) -> bool:
        return start > 0 and self._tokens[start - 1].end in self._houses

    def _in_list_of_kinds(self, start: int) -> bool:
        """Tell whether a name is joined to that of a place: "ngã tư Lý Thường Kiệt - X"."""
        if start < 2 or self._tokens[start - 1].text not in "-–" or self._sentence.upper:
            return False
        position = start - 1
        while position > 0 and start - position < _LIST and self._tokens[position - 1].capital:
            position -= 1
        return self._is_kind(position)

    def _holds_office(self, start: int, end: int) -> bool:
        return self._office_before(start) or self._office_after(end)

    def _office_before(self, start: int) -> bool:
        position = start
        titles, offices = self._words.titles, self._words.offices
        while position > max(0, start - _BACK):
            if self._sentence.ends_phrase(position, offices):
                return True
            token = self._tokens[position - 1]
            size = self._sentence.ends_phrase(position, titles)
            allowed = (
                token.word in self._words.office_words
                or (self._sentence.cased and token.capital and token.letters and not size)
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
        return self._sentence.ends_phrase(start, self._words.titles) == start - position

    def _office_after(self, end: int) -> bool:
        if end >= len(self._tokens) or self._tokens[end].text not in ",-–(":
            return False
        position = end + 1
        if position < len(self._tokens) and self._tokens[position].word in ("nguyên", "là", "hiện"):
            position += 1
        return bool(self._sentence.begins_phrase(position, self._words.offices))
