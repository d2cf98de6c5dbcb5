"""Whose an opinion is, by the words before or behind it, or by the subject of its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from nlp.reading.entries import label_role
from nlp.reading.headings import part_of
from nlp.reading.introductions import find_narrated
from nlp.reading.lines import Line
from nlp.reading.rules import any_of, begins_with, fold, load_rules, plain
from nlp.reading.speakers import (
    find_place,
    is_name,
    is_official,
    name_length,
    person_length,
    speaks_for_people,
)

_EDGES = " \t–—-:;,.•*→⇒=>/|+☐☑✔☒[]()\"“”«»'"
# Whatever flags the pattern around it has.
_CAPITAL = "(?-i:[" + "".join(c for c in map(chr, range(0x41, 0x1F00)) if c.isupper()) + "])"
# What may stand before a name: how it comes that this person speaks.
_LEADS = re.compile(
    rf"(?:hộ\s+(?={_CAPITAL})|(?:cũng|vẫn|và|còn|rồi|riêng|trong đó|sau đó|ngoài ra|bên cạnh đó|đồng thời|cuối cùng|tiếp theo|tiếp đến"
    r"|thêm|nhất là|trong khi đó|về phía|gặp|đồng tình với (?:bà|ông))(?:\s*[,:]\s*|\s+)"
    r"|(?:còn\s+|và\s+)?theo\s+|(?:dư luận|có|phản ánh từ)\s+(?:ý kiến\s+(?:của\s+)?)?"
    r"|(?:câu hỏi|câu|ý kiến|ý|kiến nghị|phản ánh|trường hợp|lượt|phiếu|thư|đơn)"
    r"(?:\s+(?:số\s+|thứ\s+)?(?:\d+|nhất|hai|ba|tư|năm|cuối cùng|đầu tiên)\b)?(?:\s*[,:.–-]\s*|\s+)(?:là\s+)?(?:của\s+)?(?:các\s+)?"
    r"|(?:người|tiếp)\s+(?:\w+\s+){0,3}?(?:là|đến)\s+|mở đầu(?:\s+\w+){0,2}[,:]?\s+"
    r"|(?:ở|tại|cũng (?:ở|tại)|về|sau khi|trước|tiếp tục|hiện nay|thời gian qua|từ khi|do)\s+[^,.:;]{2,60},\s+|cùng\s+(?:thôn|xóm|ấp|tổ|bản|khóm|xã|phường)[^,]{0,20},\s+)",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"\b(?:cùng|cũng)\s+(?:ở\s+)?(?:thôn|xóm|ấp|tổ|bản|buôn|khóm|khu|xã|phường|tdp|kp|làng|đội)\b"
    r"|\b(?:tại|ở)\s+(?:đây|(?:thôn|xóm|ấp|tổ|bản|khóm|xã|phường)\s+này)\b"
    r"|\b(?:phường|xã|thôn|xóm|ấp)\s+này\b",
    re.IGNORECASE,
)
# A tick box, a clock or a day before a name.
_STAMP = re.compile(
    r"^(?:[x ]?\]\s*|(?:\d[\d/.:hg ]*\d[hg]?|\d{1,2}[hg/])\s*(?:[\]:,–-]\s*|\s-\s*|(?=\d))|kn\s?\d+[.:]\s*)+",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"[\s:\[(·|–-]*\d{1,2}[:/]\d{2}(?:[:/]\d{2,4})?[\])]?\s*$")
_ASKS = re.compile(r"^(?:câu hỏi|ý kiến|kiến nghị|phản ánh)\b.{0,20}\bcủa\b", re.IGNORECASE)
# "nt" (như trên): as above.
_AS_ABOVE = re.compile(
    r"^(?:nt|n/t|như trên|-nt-|người trên)\b|^(?:ông|bà|anh|chị|cô|chú|bác|cụ|em|bạn)\s+"
    r"(?:ấy\s+|này\s+)?(?:cũng|còn|nêu|nói|hỏi|đề nghị|phản ánh)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"^(?:ngoài ra,?\s+|đồng thời,?\s+)?(?:theo\s+)?(?:ông|bà|anh|chị|cô|chú|bác|cụ|em|bạn)\s+"
    r"(?:\w+\s+)?(?:cũng|còn|lại|tiếp tục)\b|^(?:ngoài ra,?\s+)?theo\s+(?:ông|bà|anh|chị|cụ)\s*,",
    re.IGNORECASE,
)
# Streets, markets, lodgings: where somebody lives, beside the units of the state.
_PLACES = re.compile(
    rf"^(?:(?:ở|ngụ|tại|trú(?:\s+tại)?|người(?:\s+dân)?)\s+)?((?:số nhà|ngõ|ngách|hẻm|kiệt|đường|phố|chợ|kcn|ccn"
    rf"|khu công nghiệp|cụm công nghiệp|chung cư|cư xá|tập thể|chung cư mini|nhà trọ|phòng trọ|khu trọ|khu dân cư|kdc"
    rf"|đội|tiểu khu|cụm|làng nghề|khu tập thể|khu|tổ|kp|tdp|thôn|xóm|ấp|bản|khóm)\s+(?:\d|{_CAPITAL}|số\s).*"
    rf"|(?:t\.|tổ|kp|k|đội|khu|p\.?|q\.?)\s?\d+\w*(?:\s+{_CAPITAL}.*)?|\d+\w?(?:/\d+\w?)*\s+(?:(?:đường|hẻm|ngõ|kiệt|phố)\s+(?:\w+\s+)?)?{_CAPITAL}.*)$",
    re.IGNORECASE,
)
_LIVES = re.compile(r"^(?:hiện\s+)?(?:ở|ngụ|tại|trú(?:\s+tại)?|quê|sống ở)\s+", re.IGNORECASE)
_MANY = re.compile(
    rf"\b((?:các|hai|ba|02|03)\s+(?:xã|phường|thôn|xóm|ấp|bản|huyện|tỉnh)\s+{_CAPITAL}[\w'’]*"
    rf"(?:\s+{_CAPITAL}[\w'’]*)*(?:\s*(?:,|và)\s+{_CAPITAL}[\w'’]*(?:\s+{_CAPITAL}[\w'’]*)*)*)"
)
_COMPANY = re.compile(
    r"^(?:công ty|cty|doanh nghiệp|dntn|htx|hợp tác xã|hiệp hội|tập thể|tổ hợp tác|chi hội|chi bộ"
    r"|câu lạc bộ|clb|hội (?!nghị|trường|đồng))",
    re.IGNORECASE,
)
_HOUSEHOLDS = re.compile(
    r"^(?:(?:hơn\s+)?\d{1,4}|mấy|vài|nhiều|một số|một bộ phận|các|cả|tập thể)\s+(?:hộ|nhà|người|công nhân"
    r"|tiểu thương|vợ chồng|vc|chị|anh|em|bà|ông|bác|cô|cháu|bạn|phụ huynh|đứa|thanh niên|hẻm|xóm|trưởng|hội viên"
    r"|nông dân|ngư dân|học sinh|doanh nghiệp|giáo viên|cán bộ)\b|^vợ chồng\s",
    re.IGNORECASE,
)
_AGE = re.compile(r"^\s*\d{1,3}\s*(?:t|tuổi)\b|\b(?:sn|sinh(?:\s+năm)?)\s*\d", re.IGNORECASE)
_ANONYMOUS = re.compile(r"^\W*(?:không|ko|k)\s+(?:ký|nêu|ghi|nói|rõ|xưng)\b", re.IGNORECASE)
_ALIAS = re.compile(r"^\s*\(([^()\s]+(?:\s[^()\s]+)?)\)")
_WITH = re.compile(r"^\s*và\s+\d+\s+hộ(?:\s+dân)?\b")
_INITIALS = frozenset(("ô", "b", "a", "c", "o"))
_WORDS_BEFORE_VERB = 26
_LONGEST_NAME = 8
_SUBJECT_WORDS = 12
_LEAST_BEFORE = 60
# No name: the number of an item, or a word that counts matters off.
_NUMBERED = re.compile(
    r"^(?:kn|câu|ý|mục|số|phiếu|stt|việc|vấn đề)\s?\d+$|^(?:một|hai|ba|bốn|thứ \w+)(?: là)?$|^\d+\W*$",
    re.IGNORECASE,
)
# Who speaks is told so many lines above at the most.
_NEAR_LINES = 5


@dataclass(frozen=True)
class Whose:
    """Who says something, and from where.

    Attributes
    ----------
    name, place : str
        As written, empty where not told.
    same_place : bool
        From the place of the one before ("cùng thôn").
    same_person : bool
        The one before ("nt").
    """

    name: str = ""
    place: str = ""
    same_place: bool = False
    same_person: bool = False

    def __bool__(self) -> bool:
        return bool(self.name or self.place or self.same_place or self.same_person)


def whose(text: str, *, behind: bool = False) -> Whose:
    """Read who speaks from the words that say so ("Ông Lê Văn Tám, ấp 3, xã Tân Hòa hỏi:").

    Parameters
    ----------
    text : str
    behind : bool
        They stand behind what is said, where a group is named for its place.
    """
    bare = _bare(text)
    if not bare or begins_with(plain(bare), load_rules().anonymous) or _ANONYMOUS.match(bare):
        return Whose()
    if _AS_ABOVE.match(bare) and not _person_words(bare):
        return Whose(same_person=True)
    same = _SAME.search(text) is not None
    found = _person(bare, lenient=True)
    if found is None and not _is_group(bare):
        found = _led_to(bare)
    if found is not None:
        return replace(found, same_place=same and not found.place)
    return _group(bare, same=same, behind=behind)


def _bare(text: str) -> str:
    """Return a text without stamps, marks and what leads to a name."""
    text = _CLOCK.sub("", _STAMP.sub("", text.strip(_EDGES))).split("<")[0].strip(_EDGES)
    text = re.sub(r"(?<=\w)\(", " (", text)
    # "ô.Hồ Viết Trinh"
    text = re.sub(r"^(\w{1,2}\.)(?=[^\W\d_])", r"\1 ", text)
    return _without_leads(text)


def _person(text: str, *, lenient: bool = False) -> Whose | None:
    """Read a name at the beginning of a text, and where it is from."""
    length = _person_words(text, lenient=lenient)
    if not length:
        return None
    words = text.split()
    name = " ".join(words[:length])
    rest = text[len(name) :]
    name = name.strip(" ,.:;(")
    if more := _WITH.match(rest):
        name, rest = name + more[0].rstrip(), rest[more.end() :]
    alias = _ALIAS.match(rest)
    if alias and (alias[1].isupper() and not find_place(alias[1]) or alias[1].split()[-1] == words[length - 1]):
        name, rest = f"{name} ({alias[1]})", rest[alias.end() :]
    return Whose(name, _places(rest, name))


def _led_to(text: str) -> Whose | None:
    """Read a name that some words lead to, or that stands in brackets behind a place."""
    inside = re.search(r"\(([^()]+)\)?", text)
    if inside is not None:
        found = _person(inside[1].strip(), lenient=True)
        if found is not None:
            return replace(found, place=found.place or find_place(text[: inside.start()]))
    words = text.split()
    for index in range(1, min(len(words), 9)):
        if words[index - 1][-1] in ".;!?:":
            return None
        named = plain(words[index].strip(".,(")) in _titles()
        if named or (words[index - 1][-1] == "," and name_length(words[index:]) > 2):
            found = _person(" ".join(words[index:]))
            if found is not None and (named or len(found.name.split()) > 2):
                return replace(found, place=found.place or find_place(" ".join(words[:index])))
    return None


def subject(text: str) -> Whose:
    """Read who speaks from the subject of a sentence ("Bà Tư ở ấp 3 phản ánh ...").

    Parameters
    ----------
    text : str
        An opinion.

    Returns
    -------
    Whose
        Empty where the sentence does not begin with somebody who says something.
    """
    if _PRONOUN.match(text) and not _person_words(_without_leads(text)):
        return Whose(same_person=True)
    bare = _without_leads(text)
    led = text[: len(text) - len(bare)]
    colon = bare.find(":", 0, 70)
    if colon > 0 and _is_group(bare) and find_place(bare[:colon]):
        return _group(bare[:colon], same=False, behind=False)
    person = _person(bare[: bare.find(":")] if ":" in bare[:70] else bare[:200])
    known = person is not None and (len(person.name.split()) > 2 or _titled(person.name))
    before = _before_verb(bare, weak=known)
    if before is None and known and fold(led).endswith("theo "):
        before = bare.split(" thì ")[0][:90]
    if before is not None:
        same = _SAME.search(led + before) is not None
        if any_of(load_rules().anonymous).search(bare[:_LEAST_BEFORE]):
            return Whose("", find_place(before), same and not find_place(before))
        if known and (found := _person(before)):
            place = found.place or _places(led, found.name)
            return Whose(found.name, place, same and not place)
        place = find_place(before)
        lives = place and before.rstrip().endswith(place) and len(before.split()) <= _SUBJECT_WORDS
        if _is_group(before) or lives:
            found = _group(before.strip(_EDGES), same=same, behind=False)
            if lives and not _is_group(before) and find_place(before) != before.strip():
                found = replace(found, name=before.strip(_EDGES))
            if fold(found.name) in ("cong ty", "htx", "hoi", "doanh nghiep", "truong"):
                return Whose(same_person=True)
            place = found.place or find_place(led)
            return Whose(found.name, place, same and not place)
    narrated = find_narrated(text)
    if narrated is None or is_official(narrated.text, listed=True) or not _titled(narrated.name):
        return Whose()
    return Whose(narrated.name, narrated.place, _SAME.search(narrated.text) is not None and not narrated.place)


def _titled(name: str) -> bool:
    return begins_with(plain(name), load_rules().titles + load_rules().somebody) is not None


def _before_verb(text: str, *, weak: bool) -> str | None:
    """Return the subject of a sentence whose verb is one of saying, else None."""
    verb = (_says() if weak else _tells()).search(text, 2)
    if verb is None:
        return None
    before = text[: verb.start()]
    long = len(before.split()) > _WORDS_BEFORE_VERB
    return None if long or re.search(r"\w{3}[.!?;:]\s", before) else before


def labelled_field(line: Line) -> tuple[str, str] | None:
    """Return what a line of a form says of whoever speaks: ``"speaker"`` or ``"place"``, its words.

    Parameters
    ----------
    line : Line
    """
    role = label_role(line)
    if role is not None and role[0] in ("speaker", "place"):
        return role
    before, colon, after = line.body.partition(":")
    folded = fold(before)
    if not colon or not after.strip() or len(folded.split()) > 5:
        return None
    if _SPEAKER_LABEL.match(folded):
        return "speaker", after.strip()
    return ("place", after.strip()) if _PLACE_LABEL.match(folded) else None


_SPEAKER_LABEL = re.compile(
    r"^(?:nguoi (?:gui|goi|den|hoi|noi|tra loi|phan anh|kien nghi|viet|trinh bay|neu)|ai (?:goi|noi|hoi|gui)"
    r"|ho (?:va )?ten|ten|cong dan|from|nguoi dan|ben (?:goi|hoi))\b"
)
_PLACE_LABEL = re.compile(r"^(?:o|o dau|noi o|cho o|dia chi|tru tai|thuong tru|que|ngu)$")


def names_person(text: str) -> bool:
    """Tell whether a text begins with a private person, or leads to one, and with no office.

    Parameters
    ----------
    text : str
    """
    bare = _bare(text)
    if text.isupper():
        return False
    if _COMPANY.match(bare) and not _says().search(bare):
        return bool(_ASKS.match(text)) or bool(find_place(bare[-_LEAST_BEFORE:]))
    if not _person_words(bare):
        return _is_called(text)
    return not is_official(bare, listed=True) or speaks_for_people(bare)


def _is_called(text: str) -> bool:
    """Tell whether a text is a name with a colon behind it ("Lệ:", "PH 7A2 hỏi:")."""
    name, colon, rest = text.strip().partition(":")
    verb = any_of(load_rules().speech_verbs).search(name, 1)
    name = (name[: verb.start()] if verb else name).strip(_EDGES)
    words = name.split()
    if not colon or rest.strip() or not 0 < len(words) <= 3 or not all(map(is_name, words)):
        return False
    if plain(words[0]) in load_rules().stop_words:
        return False
    kind = begins_with(plain(name), load_rules().matters + load_rules().question_labels)
    return not (kind or part_of(name) or _NUMBERED.match(name) or find_place(name) or name.isupper())


def _without_leads(text: str) -> str:
    while match := _LEADS.match(text):
        rest = text[match.end() :]
        if not rest.strip():
            return text
        text = rest
    return text


def _person_words(text: str, *, lenient: bool = False) -> int:
    """Return how many words at the beginning are a title and a name, with its initials."""
    words = text.split()[: _LONGEST_NAME + 2]
    if not words:
        return 0
    length = person_length(words)
    if not length and lenient and plain(words[0].strip(".")) in _INITIALS and len(words) > 1:
        # "ô. Tư", where it stands as whose something is.
        length = 1 + name_length(words[1:]) if name_length(words[1:]) else 0
    # "Phạm T. Lệ": a name goes on behind an initial.
    while length and re.fullmatch(rf"{_CAPITAL}\.?", words[length - 1]) and length < len(words):
        after = name_length(words[length:])
        if not after:
            break
        length += after
    return length


def _is_group(text: str) -> bool:
    words = plain(text)
    if begins_with(words, load_rules().groups) or begins_with(words, load_rules().reporters):
        return True
    return begins_with(words, load_rules().somebody) is not None or bool(
        _HOUSEHOLDS.match(text) or _COMPANY.match(text)
    )


def _group(text: str, *, same: bool, behind: bool) -> Whose:
    """Read a group, a firm, or a name without a title."""
    verb = _says().search(text)
    if verb is not None and verb.start() > 2:
        text = text[: verb.start()].strip(_EDGES)
    many = _MANY.search(text)
    place = many[1] if many else ""
    if _is_group(text) or many:
        group = begins_with(plain(text), load_rules().groups) or ""
        if not place:
            place = find_place(text)
        if behind and group and place:
            return Whose("", place, same and not place)
        if many:
            return Whose(text[: many.end()].strip(_EDGES), place)
        first = re.split(r"\s\(|,|\s[–—-]\s", text)[0].strip(_EDGES)
        if alias := re.match(r"\s*\(((?:\w{1,2}\.\s?)?\w+)\)", text[len(first) :]):
            first = f"{first} ({alias[1]})" if not find_place(alias[1]) else first
        if _COMPANY.match(text):
            return Whose(first, _places(text[len(first) :], first), same and not place)
        one = re.match(r"một (?!số|bộ phận)", plain(text)) is not None
        if one and place and (at := first.find(place.split(", ")[0])) > 0:
            return Whose(first[:at].strip(_EDGES), place)
        if place and (more := re.match(r"\s+và\s+(?=\w)", text[text.find(place) + len(place) :])):
            end = text.find(place) + len(place) + more.end()
            if text[end:].startswith(other := find_place(text[end:])) and other:
                place = text[text.find(place) : end + len(other)]
                return Whose(text[: end + len(other)], place)
        whole = place and text.startswith(first) and place.startswith(find_place(first))
        if whole and find_place(first):
            return Whose(text[: text.find(place) + len(place)] if place in text else first, place)
        if behind and group and not place and len(text) > len(group):
            # "(cử tri thị trấn)"
            return Whose("", text[len(group) :].strip(), False)
        return Whose(first, place, same and not place)
    parts = [part.strip(_EDGES) for part in re.split(r"[,(–—]|\s-\s|\s·\s|\s\|\s", text)]
    name = parts[0]
    strict = find_place(name) or (_PLACES.match(name) and name) or ""
    place = _places(text if strict else text[len(name) :], "")
    if place and len(place) >= len(text) - 2:
        return Whose("" if behind else place, place)
    if behind and _all_names(text):
        # "(Hoa Lộc)"
        return Whose("", text)
    own = find_place(name)
    if own and own in name and name.find(own) > 1:
        name = name[: name.find(own)].strip(_EDGES)
    verbs = any_of(load_rules().speech_verbs).search(name)
    name = name[: verbs.start()].strip(_EDGES) if verbs else name
    words = name.split()
    kin = plain(name).split(" ")[0] in load_rules().kin
    # "thầy giáo Khải", "sv Hà", and what people call themselves in a chat.
    called = any(word[:1].isupper() for word in words[1:3]) or re.search(r"[\d*@]", name[1:])
    capital = name[:1].isupper() or name[:1] in "@" or name[:1].isdigit() or kin or called
    if not name or len(name.split()) > _LONGEST_NAME or not capital or _NUMBERED.match(name):
        return Whose("", place, same and not place)
    return Whose(name, place, same and not place)


def _all_names(text: str) -> bool:
    words = text.split()
    return len(words) <= 4 and all(word[:1].isupper() for word in words)


def _places(text: str, name: str) -> str:
    """Return where somebody lives, as written, from what stands behind the name."""
    found: list[str] = []
    given = name.split()[-1] if name else ""
    for raw in re.split(r"[,;:()]|\s[–—-]\s|\s[–—]|^[–—-]\s", text):
        part = raw.strip(_EDGES.replace(".", ""))
        part = part.rstrip(".")
        if not part or _AGE.search(part):
            continue
        place = _place(part, given)
        if place:
            found.append(place)
        elif found:
            break
    return ", ".join(found)


def _place(part: str, given: str) -> str:
    many = _MANY.search(part)
    if many:
        return many[1]
    whole = _PLACES.match(part)
    if whole and not _tells().search(part):
        return _LIVES.sub("", whole[1] or part)
    place = find_place(part)
    if place:
        return place
    lives = _LIVES.match(part)
    rest = part[lives.end() :] if lives else part
    words = rest.split()
    role = begins_with(fold(part), load_rules().roles) or begins_with(fold(part), load_rules().officials)
    bare = 0 < len(words) <= 4 and all(map(is_name, words)) and not rest.isupper()
    alias = given and words[-1:] == [given]
    titled = person_length(words) and begins_with(plain(rest), load_rules().titles)
    if bare and not (role or alias or titled) and not words[0].isdigit():
        return rest
    return ""


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.split()[0] for title in load_rules().titles)


@cache
def _tells() -> re.Pattern[str]:
    """Return the pattern of verbs that say what somebody asks for or complains of."""
    rules = load_rules()
    words = {*rules.speech_verbs, *rules.reported, "tiếp tục", "tỏ ra", "phấn khởi", "đồng tình"}
    words |= {"không đồng tình", "bàn tán", "phê bình", "trình bày", "bức xúc trước", "về việc", "tiếp"}
    return any_of(tuple(sorted(words)))


@cache
def _says() -> re.Pattern[str]:
    rules = load_rules()
    words = {
        *rules.speech_verbs,
        *rules.reported,
        *("tiếp", "tiếp tục", "nêu ý kiến", "tỏ ra", "phấn khởi", "không đồng tình", "đồng tình"),
        *("gửi", "góp", "bàn tán", "chưa đồng tình", "phê bình", "cũng", "thì", "lại", "có"),
        *("về việc", "xin", "than", "kiến nghị", "trình bày", "bức xúc trước", "thắc mắc"),
    }
    return any_of(tuple(sorted(words)))


class Speakers:
    """Keeps who has spoken, and tells whose an opinion is."""

    def __init__(self) -> None:
        self._pending: Whose | None = None
        self._pending_line = 0
        self._fields: set[str] = set()
        # What is pending comes from the fields of a form.
        self._form = False
        self._last = Whose()
        self._goes_on = False
        self._mark = ""
        self._line = -1
        self._known: list[Whose] = []
        self._turn = 0

    def see(self, line: Line, index: int, *, marked: bool) -> None:
        """Take a line in which nobody says anything; it may say who speaks below it.

        Parameters
        ----------
        line : Line
        index : int
        marked : bool
            It is labelled as whose the next opinion is.
        """
        named = labelled_field(line)
        if named is not None:
            role, value = named
            if self._pending is None or role in self._fields or not self._form:
                self._pending, self._fields = Whose(), set()
            self._form = True
            self._fields.add(role)
            self._field(role, value)
            self._pending_line = index
        elif (marked or names_person(line.body)) and len(line.text.split()) <= _WORDS_BEFORE_VERB:
            text = line.text if line.mark == "letter" and len(line.body.split()) < 3 else line.body
            dated = re.sub(r"^\d[\d/.]*\s*[–-]\s*", "", text)
            found = whose(dated)
            if found:
                self._pending, self._pending_line = found, index
                self._form, self._fields = False, {"speaker"}
        else:
            if line.heading or line.mark in ("roman", "alpha", "section"):
                self._pending, self._fields, self._form = None, set(), False
            self._goes_on = False
            return
        self._mark = line.mark
        self._goes_on = False

    def _field(self, role: str, value: str) -> None:
        assert self._pending is not None
        before = self._pending
        if role == "place":
            place = _places(value, "")
            whole = not place or not value.startswith(place)
            self._pending = replace(before, place=value.strip(" .;") if whole else place)
            return
        found = whose(value)
        self._pending = replace(found, place=before.place or found.place)

    def of(
        self, text: str, line: Line, index: int, lead: str, *, led: bool, behind: str
    ) -> tuple[str, str, int]:
        """Return who says something, from where, and the number of the turn.

        Parameters
        ----------
        text : str
            The opinion.
        line : Line
        index : int
            Where it begins.
        lead, behind : str
            What stands before and behind it in its line.
        led : bool
            The lead is labelled as whose it is.

        Returns
        -------
        name, place : str
        turn : int
        """
        before = Whose()
        if lead and (led or names_person(lead) or _AS_ABOVE.match(lead.strip(_EDGES))):
            before = whose(lead)
        after = whose(behind, behind=True) if behind else Whose()
        pending = self._pending
        if pending is not None and not self._form and index - self._pending_line > _NEAR_LINES:
            pending = None
        if not self._form:
            # What the fields of a form say holds to the next form.
            self._pending = None
        if pending and before.name and _same_given(before.name, pending.name):
            # "Trường hợp ông Lò Văn Pọm, bản Nà Hạ", and below it "Ông Pọm trình bày:".
            before = Whose()
        own = before or after or pending or Whose()
        headed = bool(own)
        own = own or subject(text)
        told = bool(own)
        # Another item of the list in which names stand is another's.
        other = line.item and line.mark == self._mark and index != self._line
        inherits = self._goes_on and not other
        self._line = index
        if not told and inherits:
            own = Whose(same_person=True)
        found = self._resolved(own)
        if not own.same_person and not (found.name and found == self._last):
            self._turn += 1
        if told and pending is None and not own.same_person:
            self._mark = line.mark
        self._last = found
        self._known.append(found)
        # What stands behind is of one opinion alone.
        self._goes_on = (headed and not (after and not before)) or own.same_person
        return found.name, found.place, self._turn

    def close(self) -> None:
        """An answer ends the turn."""
        self._goes_on = False

    def _resolved(self, own: Whose) -> Whose:
        if own.same_person:
            return replace(self._last, place=own.place or self._last.place)
        name, place = own.name, own.place
        if own.same_place:
            place = self._last.place
        if name and 1 < len(name.split()) <= 2 and not place:
            for known in reversed(self._known[-30:]):
                if len(known.name.split()) > 2 and known.name.split()[-1] == name.split()[-1]:
                    return known
        return Whose(name, place)


def _same_given(short: str, full: str) -> bool:
    return len(short.split()) <= 2 < len(full.split()) and short.split()[-1] in full.split()
