"""What in the words of officials is no answer: chairing, concluding, the label before one."""

from __future__ import annotations

import re

from nlp.reading.headings import is_answer
from nlp.reading.person_names import person_length
from nlp.reading.rules import any_of, fold, load_rules
from nlp.reading.speakers import COLON, LONGEST_HEAD, is_official, speaker_head

_CLOSES = re.compile(
    r"^(?:tren day la|ngoai ra, co|nhan xet|danh gia|ket luan|phat bieu ket|be mac|but phe"
    r"|thua lenh|(?:cac|nhung) (?:y kien|viec|kien nghi|noi dung|cau hoi|van de)"
    r" (?:con lai|khac)"
    r"|cam on (?:cac|cu tri|ba con|nhan dan|moi nguoi|toan the)|xin cam on|chuc|nhin chung"
    r"|de nghi cac to|con (?:bac|ai|anh|chi|ban|co) nao|moi (?:bac|chi|anh|ba|ong|co|nguoi)"
    r"|(?:toi |em )?xin (?:phep )?dung (?:tra loi|loi|o day|tai day)|toi muon roi|ghi chu cua|ly do"
    r"|(?:doi thoai|hoi nghi|cuoc hop|buoi \w+|phat bieu) ket thuc)\b"
)
# Of what a report itself asks its receiver for, or tells of the place, nothing is an answer.
_REPORTS = re.compile(
    r"^(?:(?:ban thuong truc|ban thuong vu|thuong truc|mat tran|hoi|to dai bieu|ban tuyen giao)\b"
    r".{0,60}\b(?:kinh chuyen|kinh trinh|(?:kinh )?de nghi|kien nghi)"
    r" (?:hdnd|ubnd|thuong truc|cac|cap)\b"
    r"|(?:kinh )?(?:de nghi|kien nghi) (?:hdnd|ubnd (?:tinh|huyen|thanh pho)|cap tren|mat tran)\b"
    r"|yeu cau (?:cac (?:phong|so|don vi|nganh))\b"
    r"|(?:cac|nhung) (?:xa|phuong|thon) (?:con lai|khac)\b"
    r"|(?:nhan dan|ba con|cu tri|du luan|hoi vien)\b.{0,30}"
    r"\b(?:dong tinh|ghi nhan|phan khoi|hoan nghenh|danh gia cao)\b"
    r"|nhan dinh (?:tuan|thang|chung|thoi)\b)"
)
_CONCLUDES = re.compile(
    r"(?<!tra, )\bket luan\b(?! truoc\b)|\bbe mac\b|\bgiao van phong (?:len|tong hop)\b"
)
_INVITES = re.compile(
    r"\bmoi (?:bac|chi|anh|ba|ong|co|di|chu|chau|em|cac|nguoi|them|tiep|ban)\b"
    r"|^(?:(?:da|vang|roi|thoi|xin|ok),? )*(?:cam|cam) on\b"
)
_INVITING_WORDS = 12
_CHAIRS = re.compile(
    r"\b(?:con ai|ai nua|nguoi ke|ai (?:con |co )+y kien (?:gi|chi)? ?nua"
    r"|bac nao nua|y kien nao nua|goi y|tra loi (?:lan luot|tung nhom|nhom)|lan luot tra loi"
    r"|cac y kien (?:deu|noi)|moi nguoi (?:khong qua )?\d+ phut|thu ky ghi)\b"
)
_CHAIR_WORDS = 26
# Words that only say that no answer is given.
_DEFERS = re.compile(
    r"^.{0,80}(?:(?:tra loi|tl) (?:sau|bang van ban)|(?:khong|ko|k|chua) (?:tra loi|hua)"
    r"|chua co dai dien|thu ky chuyen giay)[^.]{0,40}\.?(?: [^.]{0,40}\.?)?$"
)
_SHORT = 200
_REMINDS = re.compile(
    r"\W*(?:(?:(?:ghi|cần|chú ý|lưu ý)\s+)?nhớ\b|(?:sáng|chiều|tối)(?: mai)?(?: [\d/]+)? nhớ\b"
    r"|việc cần làm\b|\(việc này\b|cuối (?:quý|tháng|năm) gom\b|\(?hết (?:tháng|trang|quý|sổ)\b"
    r"|chi bộ nhắc\b|(?:nói|nhắc|dặn)(?: với)? bà con nhớ\b|(?:tổng )?cộng\b[^:]{0,30}:[^.]*\d"
    r"|(?:bản|thôn|tổ|ấp|buôn|xóm|hội nghị|cả họp|cuộc họp) thống nhất\s*:)",
    re.IGNORECASE,
)
# A line of a form that says who answers.
_ANSWERER = re.compile(r"^(?:co quan|don vi|nguoi|noi) (?:tra loi|giai quyet|xu ly)\s*:")
_LEADS = re.compile(
    r"\b(?:tra loi(?: them)?|phuc dap|giai trinh|y kien nhu sau|mot so viec|phat bieu)\b.{0,40}:$"
)
_ANSWERS = re.compile(
    r"\b(?:trả lời|giải đáp|phúc đáp|đáp|nói|báo lại|báo|phát biểu)"
    r"(?:\s+(?:thêm|luôn|ngay|như sau|lại))?(?:\s+\d\S*)?$"
    r"|\b(?:tiếp|nối) lời(?:\s+(?:luôn|ngay))?$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^(?:truoc mat|dong thoi|du kien|thoi gian toi|trong do|sau do|tu nay)\b")
_TOPIC = re.compile(
    r"^(?:ve|doi voi|rieng|con|viec|chuyen|y kien|noi dung|cai|y|cau|ban|truong hop|lien quan)\b"
)


# "Phản hồi của bà Hạnh, Phó Giám đốc", "Trả lời chung (ông Trí)".
_LABEL = re.compile(
    r"^(?:phan hoi|tra loi|giai dap|phuc dap|hoi am|hoi dap|dap|giai trinh|tiep thu"
    r"|(?:y kien|noi dung|phan) (?:tra loi|phan hoi|giai trinh|tiep thu|giai dap))"
    r"(?:\s+(?:chung|them|nhanh|tai cho|ngay|luon|cua|tu|boi)\b.*|\s*\(.*|\s*)$"
)
# "..., với ý kiến bà Thơm", "trả lời cử tri Khôi": whom an answer is to.
_WHOM = r"(?:cử tri|ông|bà|anh|chị|cô|chú|bác|cụ|em|đ/c|đồng chí|phụ huynh|công dân|bạn)"
_TO = re.compile(
    r"(?:,\s*|\s+)(?:(?:trả lời|giải đáp|phúc đáp|đáp|phản hồi|giải trình)"
    r"(?:\s+(?:cho|với|về))?\s+"
    rf"(?:(?:các\s+)?(?:ý kiến|câu hỏi|kiến nghị|phản ánh)\b|{_WHOM}\s)"
    r"|(?:với|đối với|về)\s+(?:ý kiến|câu hỏi|kiến nghị|phản ánh|phiếu)\b"
    rf"|về\s+[^,:]{{2,40}}\s{_WHOM}\s+\S+\s+(?:nêu|hỏi|phản ánh|nói)$).*$",
    re.IGNORECASE,
)
# "Với bà Chắp, ý 1", "Trả lời cử tri Hiếu"
_ALONE = re.compile(
    r"(?:với|trả lời|giải đáp|phúc đáp|phản hồi|đáp)(?:\s+cho)?"
    r"(?:\s+(?:ý kiến|câu hỏi|kiến nghị))?"
    rf"(?:\s+của)?\s+{_WHOM}\s+[^.:;]{{1,40}}",
    re.IGNORECASE,
)
_HEAD_WORDS = 28


def reminds(text: str) -> bool:
    """Tell whether a line of notes is for the writer himself, or closes a page ("nhớ: ...").

    Parameters
    ----------
    text : str
        With its diacritics: "nhờ" asks somebody.
    """
    return _REMINDS.match(text) is not None


def closes(words: str) -> bool:
    """Tell whether folded words chair the meeting or end it, and answer nothing.

    Parameters
    ----------
    words : str
        Folded (see `nlp.reading.rules.fold`).
    """
    if _CLOSES.match(words) or _REPORTS.match(words):
        return True
    short = len(words.split()) <= _CHAIR_WORDS
    head = " ".join(words.split()[:14])
    invites = len(words.split()) <= _INVITING_WORDS and _INVITES.search(words)
    if words.endswith(":") and _LEADS.search(words):
        return True
    if invites or any_of(load_rules().to_all).search(words):
        return True
    return bool(short and _CHAIRS.search(words)) or _CONCLUDES.search(head) is not None


def without_head(text: str) -> str:
    """Return an answer without the label or the speaker before it.

    Parameters
    ----------
    text : str
        Such as ``"Giám đốc Sở Xây dựng trả lời: đã lắp đèn."``; what names the matter
        (``"Về đèn đường: ..."``) stays.
    """
    colon = COLON.search(text, 0, LONGEST_HEAD)
    if colon is None:
        return text
    head = text[: colon.start()].strip()
    if leads_answer(head):
        return text[colon.end() :].strip() or text
    rest = text[colon.end() :].strip()
    if not rest:
        return text
    if _TOPIC.match(fold(head)) and not _ANSWERS.search(head):
        # "Về thẻ bảo hiểm của cử tri Đức, bà Dung: ..." names the matter and who answers.
        answerer = head.rpartition(", ")[2]
        named = answerer != head and person_length(answerer.split())
        return rest if named else text
    if is_answer(text, marked=False) or _ANSWERS.search(head):
        return rest
    return text


def leads_answer(head: str) -> bool:
    """Tell whether words before a colon only say who answers, and whom.

    Parameters
    ----------
    head : str
        Such as ``"Phản hồi của bà Hạnh, Phó Giám đốc Sở Nội vụ"`` or ``"Đại biểu Lệ trả lời cử tri
        Xuyền"``; what names the matter (``"Về đèn đường"``) is of the answer.
    """
    head = head.strip(" .,(–-»›*•+")
    if len(head.split()) > _HEAD_WORDS or (_TOPIC.match(fold(head)) and not _ANSWERS.search(head)):
        return False
    if _LABEL.match(fold(head)) or _ALONE.fullmatch(head):
        return True
    to = _TO.search(head)
    bare = head[: to.start()].rstrip(" ,–-") if to else head
    # "Đồng chí Chủ tịch chỉ đạo ngay: ..." tells it, and is no label.
    told = any_of(load_rules().reply_verbs + load_rules().speech_verbs).search(bare)
    if told and not _ANSWERS.search(bare):
        return False
    person = speaker_head(f"{bare}:") == bare if to else False
    return person or is_official(bare)


def ends_answers(words: str) -> bool:
    """Tell whether with folded words the answers are at an end, and not only interrupted."""
    return _CLOSES.match(words) is not None or _REPORTS.match(words) is not None


def defers(answer: str) -> bool:
    """Tell whether an answer only says that none is given now."""
    return _DEFERS.search(fold(answer)[:_SHORT]) is not None


def names_official(lead: str) -> bool:
    """Tell whether the words before an answer say which official gives it ("Đ/c Thuấn:")."""
    head = speaker_head(lead.strip())
    return head is not None and lead.rstrip().endswith(":")


def goes_on(text: str) -> bool:
    """Tell whether a clause goes on what is promised before it ("trước mắt sẽ san tải")."""
    return _GOES_ON.match(fold(text)) is not None


def names_answerer(lead: str) -> bool:
    """Tell whether a label says who answers, and no answer follows it ("Cơ quan trả lời:")."""
    return _ANSWERER.match(fold(lead.strip())) is not None
