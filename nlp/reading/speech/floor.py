"""Who has the floor in a recording: as labels, introductions and a chair's calls tell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from nlp.reading.speakers import is_official
from nlp.reading.speech.features import key
from nlp.reading.speech.introductions import PLACE_SAID, introduced, invited
from nlp.reading.speech.model import BEGIN, OFFICIAL, SELF
from nlp.reading.speech.recording import Recording
from nlp.reading.speech.runs import Run

# Parts of a label.
_PARTED = re.compile(r"\s+-\s+|,\s+")
# In so many last words a chair calls somebody.
_LAST_WORDS = 60
# Labels that name nobody: a code for a voice, which is one person's, and a word for anybody.
_CODE = re.compile(
    r"(?:(?:unknown |người )?(?:nói|speaker|spk|voice|participant|người tham gia)"
    r"|giọng(?: nam| nữ)?|người dân|cử tri|công dân|khách|[^\W\d_]{1,4})[\s_#-]*\d{1,3}"
    r"|(?:người nói|speaker)[\s_]+[a-z]",
    re.IGNORECASE,
)
_ANYBODY = re.compile(
    r">>|giọng|nam\b|nữ\b|người dân|cử tri|dân\b|công dân|khách|unknown", re.IGNORECASE
)


@dataclass(frozen=True)
class Speaker:
    """Who says a run of words.

    Attributes
    ----------
    name : str
        As the label says, or as he was called; empty where nobody knows.
    home : str
        Where he lives.
    called : str
        As he said or was called, whatever the label says.
    voice : str
        Label of the voice, empty where there are none.
    """

    name: str
    home: str
    called: str
    voice: str


class Floor:
    """Tells run by run who speaks.

    Parameters
    ----------
    recording : Recording
    """

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        keys = [key(word.text) for word in recording.words]
        self._often = Counter(map(" ".join, zip(keys, keys[1:])))
        # Name and home of each voice, and of who speaks now.
        self._known: dict[str, tuple[str, str]] = {}
        self._who = ("", "")
        self._names: dict[str, set[str]] = defaultdict(set)
        self._call = ""
        self._before = ""
        # Voice and name of each opinion.
        self._said: list[tuple[str, str]] = []

    def taken(self, run: Run, text: str) -> Speaker:
        """Take note of a run, and return who says it.

        Parameters
        ----------
        run : Run
            The one behind the last that was asked for.
        text : str
            Its words.
        """
        begins = run.label == OFFICIAL or (run.label == SELF and self._before != SELF)
        begins = begins or (run.label == BEGIN and self._before == OFFICIAL)
        # Whoever breaks in on somebody does not take the floor.
        begins = begins and not (run.breaks_in or run.goes_on)
        self._before = run.label
        first = self._recording.words[run.begin]
        voice, (label, home) = first.speaker, _label_parts(first.speaker, self._recording)
        named = bool(label) and not (_CODE.fullmatch(label) or _ANYBODY.match(label))
        who = self._who
        if begins or first.gap == "change":
            who = self._known.get(voice, ("", "")) if voice else ("", "")
            if not (who[0] or named or run.label == OFFICIAL):
                who = (invited(self._call, self._often), who[1])
        if run.label == SELF:
            name, place_said = introduced(text)
            who = (name or who[0], place_said or who[1])
            if voice:
                self._known[voice] = who
                self._names[voice].add(name)
        self._who = who
        return Speaker(label if named else who[0] or label, who[1] or home, who[0], voice)

    def has_said(self, speaker: Speaker) -> None:
        """Take note that he said an opinion."""
        if _CODE.fullmatch(_label_parts(speaker.voice, self._recording)[0]):
            self._known[speaker.voice] = self._who
        self._said.append((speaker.voice, speaker.name))
        self.has_spoken()

    def has_spoken(self) -> None:
        """Take note that whoever was called has spoken; the next without a call is another."""
        self._call = ""

    def is_given(self, run: Run) -> None:
        """Take note of an official's words, in the last of which he may call somebody."""
        if not run.breaks_in:
            # Whoever speaks next under a word for anybody may be another.
            self._known = {
                v: w for v, w in self._known.items() if _CODE.fullmatch(v) or not _ANYBODY.match(v)
            }
        self._call = self._recording.text(max(run.begin, run.end - _LAST_WORDS), run.end)

    def names_said_later(self) -> list[str]:
        """Return the name of each opinion's speaker that he said only when he spoke again.

        Returns
        -------
        list of str
            Empty where he said none; a word for anybody is several persons'.
        """
        found = []
        for voice, name in self._said:
            names = self._names[voice] - {""}
            alone = _CODE.fullmatch(voice) and name == voice and len(names) == 1
            found.append(min(names) if alone else "")
        return found


def _label_parts(label: str, recording: Recording) -> tuple[str, str]:
    """Return the name in a label that a person wrote ("Anh Phước - Giáp Kiền"), and the home."""
    if label not in recording.homes:
        return label, ""
    if label[-1].isdigit() and not _PARTED.search(label):
        # "TN2 (Lương Quốc Bình)", but not "Ông Khoát, xóm 5"
        return recording.homes[label] or label, ""
    name, *behind = _PARTED.split(label)
    behind += [recording.homes[label]]
    for part in behind:
        if place := PLACE_SAID.match(part):
            return name, place[0]
    named = [
        p for p in behind if p and not is_official(p) and all(w[0].isupper() for w in p.split())
    ]
    return name, named[-1] if named else ""
