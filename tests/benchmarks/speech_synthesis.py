"""Recordings for training, glued from what citizens and officials say and from invented phrases.

Gold recordings are few. These are made of single opinions and replies, lower-cased and without
signs as a machine writes them down, with introductions, links, endings and chair's words from
``speech_phrases.yaml`` around them, in random order and manner.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from as_said import as_said

from nlp.reading.speech.recording import Recording, Word

PHRASES = Path(__file__).with_name("speech_phrases.yaml")
_CHOICE = re.compile(r"<([^<>]*)>")
_SLOT = re.compile(r"\{(\w+)\}")
_PEOPLE = ("tôi", "tôi", "tôi", "tui", "tui", "em", "em", "con", "cháu", "mình")
# So often a phrase of a real recording is taken.
_REAL = 0.35


@dataclass
class _Speech:
    """What is being put together."""

    words: list[Word] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


class Synthesis:
    """Makes recordings.

    Parameters
    ----------
    opinions, replies : list of str
        As written.
    seed : int
    heard : dict of str to list of str, optional
        What was said in real recordings: introductions, links and endings of citizens, and what
        chairs say, by label.
    """

    def __init__(
        self,
        opinions: list[str],
        replies: list[str],
        seed: int,
        heard: Mapping[str, list[str]] | None = None,
    ) -> None:
        self._phrases: dict[str, Any] = yaml.safe_load(PHRASES.read_text(encoding="utf-8"))
        self._opinions, self._replies = opinions, replies
        self._random = random.Random(seed)
        self._heard = dict(heard or {})
        self._me = "tôi"
        self._written_out = self._upper_names = self._southern = False

    def recording(self) -> tuple[Recording, list[str]]:
        """Return a recording and the label of each word."""
        draw = self._random
        self._manner = draw.choices(("stream", "time", "para", "label", "pause"), (4, 2, 3, 3, 1))[
            0
        ]
        # Some machines set no signs, some a few, some all.
        style = draw.choices(("none", "few", "all"), (5, 1, 4))[0]
        self._signs = draw.random() if style == "few" else 0.0
        self._written_out = style == "all"
        self._upper_names = draw.random() < 0.8
        self._southern = draw.random() < 0.4
        # How sure people introduce themselves and end in words.
        self._politeness = draw.uniform(0.4, 1.0)
        self._link = draw.uniform(0.5, 1.0)
        self._chairing = draw.uniform(0.3, 1.0)
        self._done = _Speech()
        chair = "v1"
        self._turn("v0" if draw.random() < 0.1 else chair, self._opening())
        last_official = draw.random() < 0.7
        for number in range(draw.randint(3, 9)):
            speaker = f"c{number}"
            if draw.random() < self._chairing or number == 0:
                self._turn(chair, [(p, "O") for p in self._calls()])
            again = draw.random() < 0.1
            self._turn(speaker, self._citizen())
            if draw.random() < (0.15 if last_official else 0.8):
                if draw.random() < 0.4:
                    self._turn(chair, [(p, "O") for p in self._calls()])
                self._turn(f"o{draw.randint(0, 2)}", self._official())
                if draw.random() < 0.3:
                    self._turn(speaker, [(self._say("aside"), "E")])
            if again:
                self._turn(chair, [(self._say("call"), "O")])
                self._turn(speaker, self._matters(1))
            if draw.random() < 0.06:
                self._turn(f"c{number}x", [(self._say("aside"), "E")])
        if last_official:
            for number in range(draw.randint(1, 3)):
                self._turn(chair, [(self._say("pass"), "O")])
                self._turn(f"o{number}", self._official(draw.randint(2, 6)))
        if draw.random() < 0.8:
            self._turn(chair, [(self._say("closing"), "O") for _ in range(draw.randint(1, 2))])
        words = self._done.words
        if self._manner == "label":
            for before, word in zip(words, words[1:]):
                if word.gap == "same" and before.speaker != word.speaker:
                    word.gap = "change"
        timed = self._manner == "time"
        return Recording(words, [], [], timed, self._manner == "label"), self._done.labels

    def samples(self, names: tuple[str, ...], count: int) -> list[str]:
        """Return so many phrases of each name."""
        return [self._say(name) for name in names for _ in range(count)]

    def _say(self, name: str) -> str:
        text = str(self._random.choice(self._phrases[name]))
        return self._fill(text)

    def _fill(self, text: str) -> str:
        while choice := _CHOICE.search(text):
            chosen = self._random.choice(choice[1].split("|"))
            text = text[: choice.start()] + chosen + text[choice.end() :]
        words = _SLOT.sub(lambda match: self._slot(match[1]), text).split()
        if self._southern:
            southern = self._phrases["southern"]
            words = [southern.get(w, w) if self._random.random() < 0.7 else w for w in words]
        return " ".join(words)

    def _slot(self, name: str) -> str:
        found = self._slot_in_lower_case(name)
        if self._written_out and self._upper_names and name in ("person", "given", "place"):
            kind = next((k for k in self._phrases["place_kinds"] if found.startswith(f"{k} ")), "")
            rest = found[len(kind) :]
            return kind + " ".join(w[:1].upper() + w[1:] for w in rest.split(" "))
        return found

    def _slot_in_lower_case(self, name: str) -> str:
        draw = self._random
        if name == "I":
            return self._me
        if name == "person":
            if draw.random() < 0.12:
                return self._say("called")
            return self._fill("{family} {middle} {middle_or_not} {given}")
        if name == "middle_or_not":
            return self._say("middle") if draw.random() < 0.15 else ""
        if name == "place":
            name_of = self._say("number") if draw.random() < 0.6 else self._say("place_name")
            return f"{self._say('place_kind')} {name_of}"
        return self._say("title" if name == "title" else name)

    def _opening(self) -> list[tuple[str, str]]:
        self._me = "tôi"
        count = self._random.randint(1, 5)
        pieces = [self._say("opening") for _ in range(count)]
        if self._random.random() < 0.3:
            pieces.append(self._said(self._random.choice(self._replies)))
        return [(piece, "O") for piece in pieces] + [(self._say("call"), "O")]

    def _calls(self) -> list[str]:
        self._me = "tôi"
        count = self._random.choice((1, 1, 1, 2, 2, 3))
        return [self._really("O") or self._say("call") for _ in range(count)]

    def _really(self, label: str) -> str:
        """Return, at times, what was said in a real recording."""
        if not self._heard.get(label) or self._random.random() > _REAL:
            return ""
        return self._said(self._random.choice(self._heard[label]))

    def _official(self, count: int | None = None) -> list[tuple[str, str]]:
        draw = self._random
        self._me = draw.choice(("tôi", "tôi", "em", "chúng tôi"))
        pieces = [self._say("official_intro")] if draw.random() < 0.8 else []
        for _ in range(draw.randint(1, 2) if count is None else count):
            if draw.random() < 0.25:
                pieces.append(
                    f"{self._say('answer_lead')} {self._say('topic')} {self._say('promise')}"
                )
                continue
            reply = self._said(draw.choice(self._replies))
            pieces.append(f"{self._say('answer_lead')} {reply}")
        if draw.random() < 0.2:
            pieces.append(self._say("closing"))
        elif draw.random() < 0.2:
            pieces.append(draw.choice(("xin hết", "tôi xin hết", "em hết ạ", "cảm ơn bà con")))
        return [(piece, "O") for piece in pieces]

    def _citizen(self) -> list[tuple[str, str]]:
        draw = self._random
        self._me = draw.choice(_PEOPLE)
        count = draw.choice((1, 1, 1, 2, 2, 3))
        parts: list[str] = []
        if draw.random() < 0.5 * self._politeness + 0.2:
            parts.append(
                draw.choice(("dạ", "vâng", "dạ thưa", "rồi", "à", "ờ", "vâng ạ", "dạ vâng"))
            )
        if draw.random() < 0.7 * self._politeness:
            parts.append(self._say("greeting"))
        if draw.random() < 0.35 + 0.6 * self._politeness:
            own = [self._say("name_said")]
            if draw.random() < 0.8:
                own.append(self._say("place_said"))
            if draw.random() < 0.35:
                own.insert(draw.randint(1, len(own)), self._say("role_said"))
            if draw.random() < 0.1:
                own = own[1:]
            parts += own
        if draw.random() < 0.25 * self._politeness:
            parts.append(self._say("modest"))
        if draw.random() < (0.08 if count == 1 else 0.4):
            parts.append(self._say("count_said"))
        if draw.random() < 0.15:
            parts.append(draw.choice(("ạ", "dạ", "thì", "là", "thế này", "như sau")))
        if real := self._really("S"):
            parts = [real]
        said = [(part, "S") for part in parts] + self._matters(count)
        if draw.random() < 0.25 + 0.5 * self._politeness:
            said.append((self._really("E") or self._say("end"), "E"))
            if draw.random() < 0.2:
                said.append((self._say("end"), "E"))
        return said

    def _matters(self, count: int) -> list[tuple[str, str]]:
        draw = self._random
        said: list[tuple[str, str]] = []
        counting = draw.random() < 0.5
        for number in range(count):
            text = self._said(draw.choice(self._opinions))
            if draw.random() < 0.25:
                text = f"{text} {self._say('request')}"
            if count > 1 and number == 0 and counting:
                said.append((self._say("first"), "L"))
            elif number:
                kind = draw.random()
                if kind < 0.85 * self._link:
                    said.append((self._really("L") or self._say("next"), "L"))
                elif kind < 0.95:
                    text = f"{self._say('joined')} {text}"
                elif self._written_out:
                    said.append((self._say("next"), "L"))
            elif draw.random() < 0.3:
                text = f"{self._say('lead')} {text}"
            said.append((text, "B"))
        return said

    def _said(self, text: str) -> str:
        """Return an opinion or a reply as the machine writes it down."""
        if not self._written_out:
            return as_said(text)
        return " ".join(re.sub(r"[()\[\]\"“”:;]", ",", text).replace(" ,", ",").split())

    def _turn(self, speaker: str, said: list[tuple[str, str]]) -> None:
        """Add what somebody says, with breaks of lines and signs in the recording's manner."""
        draw = self._random
        manner = self._manner
        first = True
        since = 0
        for number, (text, label) in enumerate(said):
            tokens = text.split()
            for index, token in enumerate(tokens):
                starts = index == 0
                gap = ""
                if first:
                    gap = {"label": "change", "time": "time", "para": "para"}.get(manner, "")
                    if manner in ("stream", "pause") and draw.random() < 0.05:
                        gap = "para"
                    if manner == "pause":
                        gap = "pause" if draw.random() < 0.6 else gap
                    if manner == "time" and draw.random() < 0.1:
                        gap = ""
                elif manner == "pause":
                    often = 0.6 if starts else 0.07
                    gap = "pause" if draw.random() < often else "wrap" if since > 14 else ""
                elif manner == "time" and since > 2:
                    often = 0.7 if starts else 0.02 + max(0, since - 9) * 0.06
                    gap = "time" if draw.random() < often else ""
                elif manner == "label":
                    often = 0.25 if starts else 0.002
                    gap = "same" if draw.random() < often else ""
                elif manner == "para" and starts:
                    gap = "para" if draw.random() < 0.1 else ""
                since = 0 if gap not in ("", "pause") else since + 1
                written = self._written(token, label, index, first or (starts and number > 0))
                self._done.words.append(Word(written, 0, gap, speaker if manner == "label" else ""))
                inside = label == "B" and index
                self._done.labels.append("I" if inside else label)
                first = False
            self._sign(label)

    def _written(self, token: str, label: str, index: int, starts: bool) -> str:
        if self._written_out:
            before = self._done.words[-1].text if self._done.words else "."
            fresh = before[-1:] in ".?!" or (starts and index == 0 and self._random.random() < 0.8)
            return token[:1].upper() + token[1:] if fresh else token
        if not self._signs:
            return token
        if starts and index == 0 and self._random.random() < 0.4 + 0.6 * self._signs:
            return token[:1].upper() + token[1:]
        comma = index and self._random.random() < 0.05 * self._signs
        return f"{token}," if comma else token

    def _sign(self, label: str) -> None:
        """End the last word with a sign, at times."""
        if self._written_out and self._done.words:
            word = self._done.words[-1]
            if word.text[-1].isalnum():
                often = {"B": (8, 1, 1), "L": (1, 5, 5), "S": (5, 4, 1)}.get(label, (7, 3, 0.5))
                word.text += self._random.choices((".", ",", ""), often)[0]
            elif label in "BO" and word.text[-1] == ",":
                word.text = f"{word.text[:-1]}."
            return
        if self._signs > 0.5 and self._done.words and self._random.random() < self._signs - 0.4:
            word = self._done.words[-1]
            word.text = word.text.rstrip(",") + self._random.choice(".,.")
