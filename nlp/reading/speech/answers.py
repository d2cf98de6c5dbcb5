"""What an official says, cut by matter and put to the opinions that it answers.

He answers several opinions in one breath, mostly in their order, and names each matter again. Each
word is put to an opinion, or to none, all together: an opinion's words are those that it has in
common with few others, a chair's are known, and to go over from one to another has its price, which
is low behind signs and breaks and where words say so (dynamic programming over words).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from math import log

from nlp.reading.matters import content_words
from nlp.reading.speech.features import key
from nlp.reading.speech.recording import Recording

# So many opinions back an answer may reach.
_ASKED = 40
# With these somebody goes over to another matter; behind some words they do not.
_GOES_OVER = re.compile(
    r"(?<!\S)(?<!đồng )(?<!góp )(?<!vẫn )(?<!thì )(?:còn(?! hạn| lại)|riêng|vụ|vấn đề"
    r"|câu (?:hỏi|của)|ý (?:thứ|của|kia|cuối|sau|bác|anh|chị|cô|ông|bà)|đối với|(?:xin )?mời"
    r"|thứ (?:nhất|nhứt|hai|ba|tư|năm) (?=là|thì|về)|(?:một|hai|ba|bốn|năm) là|(?:cảm|cám) ơn"
    r"|báo cáo|(?:kính )?thưa|chuyện|về (?=việc|vụ|chuyện|cái|vấn|ý|phần|tình|kiến)"
    r"|cái (?:vụ|chuyện)|dạ|vâng|(?:tôi |em |con )?(?:xin )?(?:phép )?trả lời)(?!\S)"
)
# "cái loa thì": what is spoken of stands so many words before.
_TOPIC, _TOPIC_WORDS = "thì", 6
# What a chair says, or somebody who is about to answer.
_NO_ANSWER = re.compile(
    r"(?<!\S)(?:(?:xin )?mời (?:\S+ ){0,5}\S+|(?:cảm|cám) ơn(?: \S+){0,2}|còn ai"
    r"|ai (?:nữa|nói|hỏi)|ý kiến (?:nữa|tiếp|khác|rất)|tiếp thu|chào (?:bà con|cô bác|các)"
    r"|kính thưa (?:\S+ \S+)"
    r"|(?:tôi |em )?(?:xin )?(?:phép )?trả lời|bế mạc|xin dừng|(?:xin )?hết(?= |$)|ghi nhận"
    r"|thay mặt|tôi là \S+ \S+ \S+|phát biểu|báo cáo (?:rứa|vậy|thế)|giải tán|hội nghị)(?!\S)"
)
# Prices of going over: where a word, a sign or a break says so; before a topic; anywhere else.
_SAID, _BROKEN, _TOPICAL, _UNSAID = 1.2, 1.2, 2.4, 4.5
# In text with its signs nobody goes over between two of them.
_SIGNED, _WITHIN = 0.06, 9.0
# More for one that is not the next, and for one that was answered.
_ELSEWHERE, _AGAIN = 0.8, 0.6
# What an opinion said just before has before others, what no opinion has for words of a chair.
_LATEST, _CHAIR = 0.5, 1.2
# From a chair's words one goes over for less.
_FROM_NONE = 0.6
# Where few opinions were said, words are weighed as if there were so many; so much tells that
# somebody who asked is named with his title ("Trường hợp của bác Tứ").
_FEWEST_ASKED, _NAMED = 6, 1.5
_TITLES = re.compile(r"ông|bà|bác|chị|anh|cô|chú|cụ|em|cháu|mệ|o|dì|cậu|mợ|thím|thầy")
# An answer has so much in common with its opinion, and so many words.
_ENOUGH, _FEWEST_WORDS = 5.0, 6


class Answers:
    """Puts what officials say to opinions.

    Parameters
    ----------
    recording : Recording
    """

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._contents: list[set[str]] = []
        self._names: list[str] = []
        self._answered: set[int] = set()
        self._latest = 0

    def opinion(self, text: str, speaker: str = "") -> None:
        """Take note of an opinion, and of who said it."""
        self._contents.append(content_words(text))
        self._names.append(key(speaker.rpartition(" ")[2]))

    def goes_on(self, text: str) -> None:
        """Take note of the rest of the latest opinion, which somebody broke in on."""
        self._contents[-1] |= content_words(text)

    def said(self, begin: int, end: int) -> list[tuple[int, str]]:
        """Return which opinions the words of an official answer, and what each of them is told.

        Parameters
        ----------
        begin, end : int

        Returns
        -------
        list of tuple of (int, str)
            Numbers of opinions in the order in which they were said.
        """
        first = max(0, len(self._contents) - _ASKED)
        states = list(range(first, len(self._contents)))
        if not states:
            return []
        keys = [key(word.text) for word in self._recording.words[begin:end]]
        scores = self._scores(keys, states)
        path = self._path(scores, self._prices(begin, end, keys), states)
        found: list[tuple[int, str]] = []
        at = 0
        for index, (here, after) in enumerate(pairwise([*path, -1]), 1):
            if here == after:
                continue
            shared = sum(scores[i][here] for i in range(at, index))
            if here < len(states) and shared >= _ENOUGH and index - at >= _FEWEST_WORDS:
                found.append((states[here], self._recording.text(begin + at, begin + index)))
                self._answered.add(states[here])
            at = index
        if found:
            self._latest = len(self._contents)
        return found

    def _scores(self, keys: Sequence[str], states: Sequence[int]) -> list[list[float]]:
        """Return how much each word tells of each opinion, and last of none."""
        asked = [self._contents[state] for state in states]
        often: dict[str, int] = {}
        for words in asked:
            for word in words:
                often[word] = often.get(word, 0) + 1
        weight = {
            word: log(1 + max(len(asked), _FEWEST_ASKED) / count) for word, count in often.items()
        }
        rows = [[weight[k] * (k in words) if k in weight else 0.0 for words in asked] for k in keys]
        for index in range(1, len(keys)):
            if _TITLES.fullmatch(keys[index - 1]):
                for number, state in enumerate(states):
                    if keys[index] and keys[index] == self._names[state]:
                        rows[index][number] += _NAMED
        text = " ".join(keys)
        chair = [0.0] * len(keys)
        for match in _NO_ANSWER.finditer(text):
            at = text.count(" ", 0, match.start())
            for index in range(at, at + match[0].count(" ") + 1):
                chair[index] = _CHAIR
        return [[*row, value] for row, value in zip(rows, chair)]

    def _prices(self, begin: int, end: int, keys: Sequence[str]) -> list[float]:
        """Return the price of going over before each word."""
        words = self._recording.words
        signed = sum(word.text[-1] in ".,;?!" for word in words[begin:end])
        written = signed >= _SIGNED * len(keys)
        prices = [_WITHIN if written else _UNSAID] * len(keys)
        text = " ".join(keys)
        if not written:
            for index, k in enumerate(keys):
                if k == _TOPIC:
                    for near in range(max(0, index - _TOPIC_WORDS), index - 1):
                        prices[near] = min(prices[near], _TOPICAL)
        for match in _GOES_OVER.finditer(text):
            at = text.count(" ", 0, match.start())
            if not written or words[begin + at - 1].text[-1] in ",.;?!:":
                prices[at] = _SAID
        for index in range(1, len(keys)):
            before = words[begin + index - 1].text[-1]
            if before in ".?!;" or words[begin + index].gap in ("para", "same", "change", "pause"):
                prices[index] = min(prices[index], _SAID)
            elif words[begin + index].gap == "time" and not written:
                prices[index] = min(prices[index], _BROKEN)
        return prices

    def _path(
        self, scores: Sequence[Sequence[float]], prices: Sequence[float], states: Sequence[int]
    ) -> list[int]:
        """Return the state of each word that is best all together."""
        none = len(states)
        known = [-_AGAIN * (s in self._answered) for s in states]
        start = [k + (_LATEST if s >= self._latest else 0.0) for s, k in zip(states, known)]
        best = [a + b for a, b in zip(scores[0], [*start, 0.0])]
        came: list[list[int]] = []
        for row, price in zip(scores[1:], prices[1:]):
            top = max(range(none), key=best.__getitem__)
            new, origin = [], []
            for j in range(none):
                options = [
                    (best[j], j),
                    (best[none] - price * _FROM_NONE + start[j], none),
                    (best[top] - price - _ELSEWHERE + known[j], top),
                ]
                if j:
                    options.append((best[j - 1] - price + known[j], j - 1))
                value, i = max(options)
                new.append(value + row[j])
                origin.append(i)
            value, i = max((best[none], none), (best[top] - price, top))
            new.append(value + row[none])
            origin.append(i)
            best = new
            came.append(origin)
        path = [max(range(none + 1), key=best.__getitem__)]
        for origin in reversed(came):
            path.append(origin[path[-1]])
        return path[::-1]
