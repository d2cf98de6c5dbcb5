"""Reports in prose: opinions strung together with semicolons, and who each is ascribed to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from nlp.reading.matters import asks
from nlp.reading.named_places import find_place
from nlp.reading.person_names import person_length
from nlp.reading.rules import any_of, begins_with, load_rules, plain

# A clause of fewer words is part of the one before it.
_FEWEST = 5
# A source stands among so many words of a sentence, and its verb within so many behind it.
_SOURCE_WORDS = 9
_VERB_WORDS = 26
_TOLD = 4
_SEVERAL = re.compile(r"(?:một số|nhiều|các|những|đa số|không ít|một vài) \w+", re.IGNORECASE)
_FROM = re.compile(
    r"\b(?:phản ánh|ý kiến|kiến nghị|đơn|thư|tin nhắn|cuộc gọi) (?:từ|của|ở|tại) ", re.IGNORECASE
)
_ASCRIBED = re.compile(r"\s*\(([^()]{3,80})\)\s*[.;,]?\s*$")
_DASH = re.compile(r"\s+[-–—]\s+([^-–—.;:]{3,80})\s*[.;]?\s*$")
_LAST = re.compile(r"(?<=\w)\.\s+([^.;:]{8,80})\s*\.?\s*$")
_SAME = re.compile(
    r"^(?:cử tri\s+)?(?:cùng (?:xã|phường|thôn|địa bàn|nơi)|nt|như trên)$", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=\w)(\)?\.)\s+(?=\S)")


@cache
def _reporting() -> re.Pattern[str]:
    rules = load_rules()
    who = any_of(rules.reporters).pattern
    says = any_of(rules.reported).pattern
    return re.compile(rf"{who}(?:[^.;:]{{0,80}}?)\s{says}", re.IGNORECASE)


@cache
def _says() -> re.Pattern[str]:
    rules = load_rules()
    return any_of((*rules.reported, *rules.speech_verbs, "đồng tình", "phản đối", "ủng hộ"))


def is_ascribed(sentence: str) -> bool:
    """Tell whether a sentence names whose opinion it reports.

    "Ông X ở xã Y cho rằng ...", "Còn theo bà Z thì ...", "Phản ánh từ phường W ...", and a
    quotation with its speaker behind it.

    Parameters
    ----------
    sentence : str
    """
    rules = load_rules()
    words = sentence.split()
    if _FROM.search(" ".join(words[:_SOURCE_WORDS])):
        return True
    quoted = sentence.lstrip()[:1] in ('"', "“")
    start = max(sentence.rfind('"'), sentence.rfind("”")) + 1 if quoted else 0
    rest = sentence[start:].split()
    for index in range(min(len(rest), _SOURCE_WORDS)):
        tail = rest[index : index + 8]
        titled = tail[0][:1].islower() or index == 0
        titled = titled and person_length(tail) > 1
        group = begins_with(
            plain(" ".join(tail)), rules.groups + rules.reporters + rules.somebody
        ) or (index == 0 and _SEVERAL.match(" ".join(tail)))
        if titled or group:
            said = " ".join(rest[index + 1 : index + _VERB_WORDS])
            theo = index > 0 and plain(rest[index - 1]) == "theo"
            return theo or _says().search(said) is not None
    return False


def _is_told(texts: Sequence[str]) -> bool:
    """Tell whether paragraphs are prose in which nearly every sentence has its source."""
    sentences = [part for text in texts for part in _full_sentences(text)]
    found = sum(map(is_ascribed, sentences))
    several = sum(len(_full_sentences(text)) > 1 for text in texts)
    return several >= 2 and found >= _TOLD and found >= 0.5 * len(sentences)


def _full_sentences(text: str) -> list[str]:
    found, start = [], 0
    for match in _SENTENCE.finditer(text):
        found.append(text[start : match.end()].strip())
        start = match.end()
    return [part for part in (*found, text[start:].strip()) if len(part.split()) >= _FEWEST]


def is_report(texts: Sequence[str]) -> bool:
    """Tell whether paragraphs string opinions together.

    Parameters
    ----------
    texts : sequence of str
        The paragraphs that may be opinions.
    """
    strung = sum(text.count(";") >= 2 and bool(_reporting().search(text)) for text in texts)
    return strung >= 2 or (strung == 1 and len(texts) <= 3) or _is_told(texts)


def ascribes(texts: Sequence[str]) -> bool:
    """Tell whether opinions end in brackets with whose they are, or from where."""
    found = sum(bool(_ASCRIBED.search(text)) for text in texts)
    return found >= 3 and found >= 0.3 * len(texts)


def split_report(text: str) -> list[str]:
    """Cut a paragraph of a report into its opinions.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of str
        The paragraph itself where it strings nothing together.
    """
    cut: list[str] = []
    for sentence in _sentences(text):
        for clause in map(str.strip, re.split(r"\s*;\s*", sentence)):
            if not clause:
                continue
            if cut and _goes_on(clause, cut[-1]):
                cut[-1] = f"{cut[-1]}; {clause}"
            else:
                cut.append(clause)
    return cut


def _sentences(text: str) -> list[str]:
    """Cut at full stops below which somebody else is said to say something."""
    found, start = [], 0
    stops = list(_SENTENCE.finditer(text))
    for match, end in zip(stops, [*(stop.start() for stop in stops[1:]), len(text)]):
        rest = text[match.end() : end]
        opens = (
            _reporting().match(rest)
            or begins_with(plain(rest), load_rules().reporters)
            or is_ascribed(rest)
        )
        if opens and match.start() - start > 20:
            found.append(text[start : match.end()].strip())
            start = match.end()
    return [*found, text[start:]]


def _goes_on(clause: str, above: str) -> bool:
    """Tell whether a clause asks for what the one above it complains of."""
    if len(clause.split()) < _FEWEST:
        return True
    request = begins_with(
        plain(clause), ("đề nghị", "kiến nghị", "yêu cầu", "mong", "xin", "đồng thời")
    )
    return request is not None and not asks(above) and not _ASCRIBED.search(above)


def take_attribution(text: str, before: str, *, bare: bool = False) -> tuple[str, str, str]:
    """Return an opinion without who it is ascribed to at its end, the speaker, and the place.

    "... (cử tri xã Hương Gián)", "... (ông Nguyễn Văn Nam, thôn Kép)", "... - thôn Kép", and
    the subject of the sentence where nothing stands at its end.

    Parameters
    ----------
    text : str
    before : str
        The place of the opinion before, which "cùng xã" stands for.
    bare : bool
        A name alone in brackets is a place, as in lists where most are ("(Tuy Lộc)").
    """
    for pattern in (_ASCRIBED, _DASH, _LAST):
        match = pattern.search(text)
        if match is None or match.start() < 10:
            continue
        said = text[: match.start()].rstrip()
        inside = match[1].strip()
        if _SAME.match(inside):
            return said, "", before
        words = inside.split()
        length = person_length(words)
        place = find_place(inside)
        group = begins_with(plain(inside), load_rules().groups)
        same = before if "cùng " in plain(inside) else ""
        if pattern is _LAST and not (length and place):
            continue
        if not length and place and (dash := _DASH.search(said)) and dash.start() > 10:
            # "... - Cử tri Vũ Văn Lanh (xã Đa Lộc)"
            person = dash[1].strip()
            if person_length(person.split()) == len(person.split()):
                return said[: dash.start()].rstrip(), person, place
        if length and not group:
            return said, " ".join(words[:length]).strip(" ,."), place or same
        if group and not place:
            # "(cử tri thị trấn)"
            place = inside[len(group) :].strip()
        if place and (group or len(place) >= len(inside) - 2):
            return said, "", place
        names = 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words)
        if bare and pattern is _ASCRIBED and names:
            return said, "", inside
    return text, *_subject(text, before)


def _subject(text: str, before: str) -> tuple[str, str]:
    words = text.split()
    length = person_length(words)
    says = any_of(load_rules().reported).search(text)
    if says is None:
        return "", ""
    subject = text[: says.start()]
    group = begins_with(plain(text), load_rules().groups)
    if length and not group:
        name = " ".join(words[:length]).strip(" ,.(")
        same = before if "cùng " in plain(subject) else ""
        return name, find_place(subject) or same
    if group is not None or plain(subject).startswith("tại "):
        return "", find_place(subject)
    return "", ""
