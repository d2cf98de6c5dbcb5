"""What single messages of citizens say: greetings, attachments, where somebody lives."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.reading.matters import asks
from nlp.reading.named_places import find_place, place_openings
from nlp.reading.rules import load_rules, plain
from nlp.reading.trimming import introduced_place, trim

_LETTERS = re.compile(r"[^\W\d_]+")
_MEDIA = (
    r"(?:hình ảnh|hình|ảnh|video|clip|tệp|tệp tin|tập tin|file|nhãn dán|sticker|gif|ghi âm|thoại"
    r"|tin nhắn thoại|voice|audio|image|photo|picture|location|vị trí|danh thiếp|attachment"
    r"|đính kèm|link|liên kết|emoji|cuộc gọi|cuộc gọi nhỡ)"
)
_ATTACHMENT = re.compile(
    rf"^[\[(<{{]\s*(?:(?:người dùng |khách )?(?:đã )?gửi (?:\d+ )?)?{_MEDIA}\b"
    r"[^\])>}]{0,60}[\])>}][\s.]*(?:[^\s.]\S*)?$"
    r"|^(?:sticker|nhãn dán|gif)\s*:.{0,40}$"
    # "Đã gửi ảnh rồi mà chưa ai trả lời" asks for an answer.
    rf"|^(?:đã gửi|sent|you sent)\s+(?:\w+\s+){{0,2}}{_MEDIA}\b"
    r"(?!.*\b(?:rồi|mà|nhưng|vẫn|chưa|không|ko|sao)\b).{0,30}$"
    r"|^(?:https?://|www\.)\S+$|^[^\s/\\]+\.(?:jpe?g|png|gif|mp4|mov|pdf|docx?|xlsx?|heic|webp)$"
    r"|^<?(?:media omitted|đã bỏ qua (?:đa|file|tệp) phương tiện)>?$"
    rf"|^<?{_MEDIA} (?:bị bỏ qua|omitted)>?$"
    r"|^\[?(?:tin nhắn|message|bình luận)[^.]{0,20}(?:thu hồi|bị xóa|bị xoá|deleted|unsent)\b"
    r"[^,?!]{0,40}$",
    re.IGNORECASE,
)
_SECRECY = re.compile(
    # "Cây che biển tên đường" asks for nothing of the kind.
    r"(?:^|[,.;:!]\s*|\b(?:ad|admin|ạ|dạ|xin|nhờ|cho|giúp|mong|muốn|vui lòng|làm ơn|nhớ|nhưng|và)\s"
    r"(?:\w+\s){0,2})"
    r"(?:giữ kín|giữ bí mật|giấu|đừng nêu|đừng ghi|đừng công khai|đừng đăng|không nêu|không ghi"
    r"|ko nêu|k nêu|ẩn|che|bí mật)\b.{0,20}\b(?:tên|danh tính|nick|số|sđt|thông tin)\b"
    r"(?! (?:đường|phố|nhà|tiền|liệu|quy|đất)\b)",
    re.IGNORECASE,
)
_SECRECY_WORDS = 14
_CLAUSE = re.compile(r"[^,.:;!?\n]+(?:[,.:;!?\n]+\s*|$)")
_ME = (
    r"(?:(?:dạ|vâng|ad|chào ad)\s{1,9})?(?:(?:nhà|gia đình|bên|xóm)\s{1,9})?"
    r"(?:tôi|tui|em|e|mình|con|cháu|chúng tôi|tụi tui|tụi em|chị|anh)?"
)
_LIVES = re.compile(
    rf"^{_ME}\s*(?:(?:hiện\s+)?(?:đang\s+)?(?:(?:sống|ngụ|trú|nhà|cư trú)\s*)?(?:ở|tại)"
    r"|là dân|dân)\s+(?=\w)",
    re.IGNORECASE,
)
_PARTICLES = re.compile(
    r"^((?:\s*\b(?:nha|nhé|nè|ạ|á|ad|đây|đó|luôn|ơi|nghen)\b)*)[\s,.:;!?]*$", re.IGNORECASE
)
_STOPS = ".!?…\n"
_NUMBERED = re.compile(r"^(?:số\s+)?(?:nhà\s+)?(?:số\s+)?\d+\w*(?:/\d+\w*)*\s+", re.IGNORECASE)
# Who writes says it so, or greets the office so.
_NAMED = re.compile(r"\b(?:tôi|tui|em|con|cháu|mình)\s+(?:tên\s+)?(?:là|tên)\b", re.IGNORECASE)
_POLITE = ("kính thưa", "kính gửi", "kính chào", "xin chào", "chào")
# What is spoken of may be a street, and nobody lives in one without a word for it.
_STREETS = ("đường ", "phố ", "quốc lộ ")
_OPENING = 300
_ADDRESS_WORDS = 8
_GREETING_WORDS = 12
_ASKS_LEAVE = re.compile(
    r"^(?:(?:à|mà|dạ|alo|ad|admin|bà con|cả nhà|mọi người)\s+)*cho\s+(?:\w+\s+)?"
    r"(?:hỏi|góp ý|phản ánh|nói)(?:\s+(?:phường|xã|ad|thêm|chút|xíu|cái|luôn|với))*$",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"\W*\d{1,2}\W*")
_THANKS = re.compile(r"\b(?:cảm ơn|cám ơn|cam on|thanks|thank you|tks|tuyệt vời)\b", re.IGNORECASE)
# What was done; before thanks anything else that is long is a matter.
_PRAISES = re.compile(r"\b(?:đã|được|tốt|đẹp|sạch|nhanh|lẹ|hay|gọn)\b", re.IGNORECASE)
_MATTER_WORDS = 6
_ASSENT = re.compile(
    r"^(?:dạ\s+|vâng\s+|ừ\s+)?(?:ok|oke|okay|oki|được rồi|vậy để"
    r"|rồi(?= (?:ạ|nha|nhé|em|e|để|ok)\b|\W*$)"
    r"|thôi (?:bỏ qua|bỏ đi|kệ|được|khỏi|vậy)"
    r"|để (?:em|e|tôi|tui|mình|con|cháu)|em hiểu|hiểu rồi|biết rồi|nhận được rồi"
    r"|tag|@\w+(?: \S+){0,3}$|chấm|hóng|hong|\.{1,3}$|chuẩn"
    r"|đúng(?! (?:giờ|lúc|hôm|đoạn|chỗ|ngay))|đồng ý|ủng hộ|nhà (?:mình|em|tôi|tui) cũng"
    r"|(?:ha){2,}|(?:hi){2,}|(?:he){2,}|k{3,}"
    # "lớp con em cũng vậy", "phản hồi nhanh ghê"
    r"|(?:nhà|lớp|xóm|hẻm|ngõ|bên|tổ|khu|chỗ|dãy|block) "
    r"(?:\w+ ){0,4}cũng (?:vậy|thế|rứa)(?: \w{1,3})?\W*$"
    r"|(?:phản hồi|trả lời|xử lý|giải quyết) (?:quá |thật )?(?:lẹ|nhanh|kịp thời)\b)",
    re.IGNORECASE,
)
_ADVERT = re.compile(
    # "Bán hàng rong lấn vỉa hè", "Em bán ở chợ, giá thuê ki ốt tăng" tell a matter.
    r"^(?:ib|inbox|nhận order)\b"
    r"|^(?:(?:em|mình|nhà (?:em|mình)) )?(?:pass|sang nhượng|nhượng lại|thanh lý|(?:cần )?bán)\b"
    r".*\b(?:liên hệ|lh|ib|inbox|zalo|0\d{8,9})\b"
    r"|\b(?:lãi suất|giải ngân|hoa hồng|khuyến mãi|ưu đãi)\b.{0,80}\bliên hệ ngay\b"
    r"|\b(?:giá rẻ|bên em|bên mình|shop(?: em)?) ?(?:chuyên |có )?(?:nhận|bán|ship|cung cấp)\b"
    r".*\b(?:liên hệ|lh|ib|inbox|zalo|giá)\b",
    re.IGNORECASE,
)
_OBJECTS = re.compile(r"\b(?:mà|nhưng|vẫn|chưa|không|ko|k|hông|hổng|sao)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """A message in its parts.

    Attributes
    ----------
    lead : str
        Greeting and introduction before what is said.
    text : str
        What is said, empty where nothing is left.
    home : str
        Where the sender lives, empty where the message doesn't say so.
    end : str
        Thanks behind what is said.
    """

    lead: str
    text: str
    home: str
    end: str


def is_attachment(text: str) -> bool:
    """Tell whether a message is a picture, a link or another thing without words.

    Parameters
    ----------
    text : str
    """
    parts = [part.strip() for part in text.splitlines() if part.strip()]
    return all(_ATTACHMENT.match(part) for part in parts)


def without_attachments(text: str) -> str:
    """Return a message without the lines that stand for pictures and links in it.

    Parameters
    ----------
    text : str
    """
    lines = [line for line in text.splitlines() if not _ATTACHMENT.match(line.strip())]
    return "\n".join(lines).strip()


def asks_secrecy(text: str) -> bool:
    """Tell whether a message only asks not to be named.

    Parameters
    ----------
    text : str
    """
    return len(text.split()) <= _SECRECY_WORDS and _SECRECY.search(text) is not None


def is_filler(text: str, *, marked: bool = False) -> bool:
    """Tell whether a text has no words but those of greetings, thanks and assent.

    Parameters
    ----------
    text : str
    marked : bool
        Among them must be one that nothing else is said with ("Sáng nay," may begin an opinion).
    """
    if re.search(r"\d", text):
        # A number alone is chosen from a menu.
        return _CHOICE.fullmatch(text.strip()) is not None
    words = load_rules().messages
    tokens = _LETTERS.findall(plain(text))
    if len(tokens) > _GREETING_WORDS or not set(tokens) <= set(words["fillers"]):
        return False
    return not marked or not tokens or bool(set(tokens) & set(words["marks"]))


def is_assent(text: str) -> bool:
    """Tell whether a message only thanks or agrees, in words that vary ("ok để em ra hỏi thử").

    Parameters
    ----------
    text : str
    """
    short = len(text.split()) <= _GREETING_WORDS and not asks(text)
    if not short or _OBJECTS.search(text):
        return False
    if (thanks := _THANKS.search(text)) is not None:
        before = text[: thanks.start()]
        return len(before.split()) < _MATTER_WORDS or _PRAISES.search(before) is not None
    return _ASSENT.match(text.strip()) is not None


def is_advert(text: str) -> bool:
    """Tell whether a message offers something for sale.

    Parameters
    ----------
    text : str
    """
    return _ADVERT.search(text[:_OPENING]) is not None


def take_apart(text: str) -> Said:
    """Take greeting, introduction and thanks off a message.

    Parameters
    ----------
    text : str
    """
    rest = text.strip()
    lead, home = "", ""
    while rest:
        greeting = _CLAUSE.match(rest)
        if greeting is not None and _greets(greeting[0]):
            end = greeting.end()
        else:
            end, place = _address(rest)
            home = home or place
        if not end:
            break
        lead, rest = lead + rest[:end], rest[end:]
    trimmed = trim(rest)
    if not trimmed.further and _introduces(trimmed.taken):
        rest = trimmed.text
        lead = f"{lead} {trimmed.taken}"
        home = home or introduced_place(trimmed.taken)
    behind = ""
    while (begin := _last_sentence(rest)) and is_filler(rest[begin:], marked=True):
        rest, behind = rest[:begin].rstrip(), f"{rest[begin:].lstrip()} {behind}"
    if is_filler(rest, marked=True):
        lead, rest = f"{lead} {rest}", ""
    return Said(" ".join(lead.split()), rest.strip(), home, behind.strip())


def _last_sentence(text: str) -> int:
    """Return where the last sentence of several begins that asks nothing, 0 where none does."""
    end = len(text)
    while end and (text[end - 1].isspace() or text[end - 1] in ".!…"):
        end -= 1
    begin = max(text.rfind(stop, 0, end) for stop in _STOPS) + 1
    return begin if begin < end else 0


def _introduces(taken: str) -> bool:
    """Tell whether what was taken off a message only greets or says who writes.

    "Dạ nước vẫn chưa có ạ." begins like an answer to the chair of a meeting, but says something.
    """
    named = _NAMED.search(taken) is not None or introduced_place(taken) != ""
    return is_filler(taken) or named or plain(taken).startswith(_POLITE)


def _greets(clause: str) -> bool:
    """Tell whether a clause at the beginning of a message only greets or calls somebody.

    Before a colon it is a part of the sentence ("Cho em hỏi: ...").
    """
    if clause.rstrip().endswith(":"):
        return False
    bare = clause.strip(" ,.:;!?\n")
    if is_filler(bare, marked=True) or _ASKS_LEAVE.match(bare):
        return True
    words = plain(bare).split()
    if len(words) > _ADDRESS_WORDS or words[-1:] not in (["ơi"], ["oi"]):
        return False
    return words[0] in load_rules().messages["marks"] or words[0] in place_openings()


def _address(text: str) -> tuple[int, str]:
    """Return where the home ends that a message begins with, and the home.

    The end is 0 where the place is a part of what is said ("Khu phố 3, đường lầy lội").
    """
    places: list[str] = []
    lives = _LIVES.match(text)
    begin = end = lives.end() if lives else 0
    closed = lives is not None
    while (clause := _CLAUSE.match(text, begin)) is not None:
        bare = clause[0].rstrip()
        after = _NUMBERED.sub("", bare)
        place = find_place(after)
        street = not lives and plain(place).startswith(_STREETS)
        if not place or street or not after.startswith(place):
            break
        places.append(place)
        particles = _PARTICLES.match(after[len(place) :])
        if particles is None:
            end = 0
            break
        closed = closed or bare[-1:] in ":." or particles[1] != "" or clause[0].endswith("\n")
        begin = end = clause.end()
        if bare[-1:] != ",":
            break
    return (end if closed and places else 0), ", ".join(places)
