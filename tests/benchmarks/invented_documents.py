"""Invented documents for the sequence model to learn from, beside the test set's.

Opinions of the corpus and replies of ``tests/data/blocks`` are set in the layouts that offices
use, each document with marks, heads and labels of its own choice. They teach plain layouts and
many wordings; what real files look like the test set of transcripts teaches.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nlp.reading.encoding import normalize

ROOT = Path(__file__).resolve().parents[2]
Row = dict[str, Any]
FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Vũ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Đinh",
    "Mai",
    "Trịnh",
    "Lò",
    "Quàng",
    "Hà",
]
MIDDLE = [
    "Văn",
    "Thị",
    "Đức",
    "Hữu",
    "Minh",
    "Thanh",
    "Xuân",
    "Ngọc",
    "Kim",
    "Quang",
    "Đình",
    "Bá",
    "Thu",
    "Công",
    "Mạnh",
]
GIVEN = [
    "An",
    "Bình",
    "Chiến",
    "Dung",
    "Giang",
    "Hạnh",
    "Hòa",
    "Hùng",
    "Lan",
    "Liên",
    "Long",
    "Mai",
    "Nam",
    "Nga",
    "Phúc",
    "Quý",
    "Sáu",
    "Sơn",
    "Tâm",
    "Thảo",
    "Út",
    "Yến",
]
TITLES = (
    "Ông",
    "Bà",
    "Anh",
    "Chị",
    "ông",
    "bà",
    "anh",
    "chị",
    "cô",
    "chú",
    "bác",
    "Cử tri",
    "ô.",
    "b.",
    "a.",
    "c.",
    "Cụ",
)
HAMLETS = (
    "thôn Đông",
    "xóm 3",
    "tổ 7",
    "ấp Bình Hòa",
    "khu phố 2",
    "bản Nà Lốc",
    "tổ dân phố số 5",
    "thôn Phú Mỹ",
    "KP4",
    "khóm 1",
    "buôn Ea Sút",
    "tổ 12",
)
COMMUNES = (
    "xã Tân Lập",
    "phường Hòa Bình",
    "xã Ea Kar",
    "xã Hưng Nguyên",
    "phường Trung Tâm",
    "xã Vĩnh Hậu",
    "thị trấn Sao Vàng",
)
GROUPS = (
    "Cử tri",
    "Nhân dân",
    "Bà con",
    "Người dân",
    "Các hộ dân",
    "Một số hộ dân",
    "Phụ huynh",
    "Tiểu thương",
)
ASKS = (
    "phản ánh",
    "kiến nghị",
    "đề nghị",
    "cho biết",
    "bức xúc về việc",
    "hỏi",
    "nêu",
    "thắc mắc",
    "than phiền",
)
HEADS = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc",
    "ỦY BAN NHÂN DÂN XÃ TÂN LẬP|Số: 45/BB-UBND",
    "BIÊN BẢN HỌP THÔN",
    "BIÊN BẢN|Hội nghị tiếp xúc cử tri",
    "TỔNG HỢP Ý KIẾN, KIẾN NGHỊ",
    "Ghi chép buổi đối thoại",
    "BÁO CÁO|Kết quả tiếp xúc cử tri",
)
PLACES = (
    "Thời gian: 8 giờ 00 ngày 12/3/2026",
    "Địa điểm: Nhà văn hóa thôn",
    "Thành phần: đại diện UBND xã, 64 hộ dân",
    "Chủ trì: ông Trần Văn Lâm, Chủ tịch UBND xã",
    "Thư ký: bà Lê Thị Thu",
)
OPENS = (
    "I. PHẦN KHAI MẠC",
    "Nội dung họp:",
    "Ý kiến của nhân dân:",
    "II. Ý KIẾN CỬ TRI",
    "Các ý kiến như sau:",
    "Phần thảo luận",
    "B. Nội dung kiến nghị",
    "Sau đây là các ý kiến:",
)
FIELDS = (
    "Đất đai",
    "Môi trường",
    "Giao thông",
    "Y tế, giáo dục",
    "An ninh trật tự",
    "Lĩnh vực nông nghiệp",
    "Điện, nước",
    "Chế độ chính sách",
    "Cán bộ",
)
ANSWERS = (
    "Trả lời:",
    "Đáp:",
    "UBND xã trả lời:",
    "Giải trình:",
    "Ông Chủ tịch UBND xã trả lời:",
    "Đại diện Phòng Kinh tế:",
    "TL:",
    "Hướng giải quyết:",
    "Bà Phó Chủ tịch cho biết:",
    "Chủ tọa:",
    "Ý kiến tiếp thu, giải trình:",
)
ARROWS = ("→ ", "=> ", "-> ", ">> ")
ENDS = (
    "Cuộc họp kết thúc lúc 11 giờ cùng ngày.",
    "Biên bản lập thành 02 bản.|THƯ KÝ|CHỦ TRÌ",
    "Hội nghị kết thúc hồi 16h30, biên bản đã đọc lại cho mọi người nghe.",
    "Nơi nhận:|- Như trên;|- Lưu: VT.",
    "Tổng cộng: {n} ý kiến.",
)
ROLES = (
    "Bà Chủ tịch Hội phụ nữ thôn",
    "Trưởng thôn",
    "Đại diện hộ dân",
    "Đại diện Hội Nông dân",
    "Tổ trưởng tổ dân phố",
    "Bí thư chi bộ thôn",
    "Chi hội Cựu chiến binh",
    "Ban công tác Mặt trận thôn",
    "Một hộ dân",
    "Đại diện các hộ kinh doanh",
)
OFFICES = (
    "Chủ tịch UBND xã",
    "Phó Chủ tịch UBND phường",
    "Trưởng phòng Kinh tế",
    "cán bộ địa chính",
    "Công an xã",
    "Giám đốc Điện lực",
    "Chủ tịch HĐND xã",
    "Chủ tọa",
    "Hiệu trưởng",
    "đại diện Sở Xây dựng",
)
CHAIRED = (
    "{} phát biểu bế mạc, cảm ơn bà con.",
    "{} tuyên bố lý do, giới thiệu đại biểu.",
    "{} thông qua chương trình làm việc.",
    "{} báo cáo kết quả kỳ họp.",
    "{} mời các hộ phát biểu ý kiến.",
    "{} xin tiếp thu các ý kiến của nhân dân.",
    "{} ghi nhận và sẽ trả lời bằng văn bản.",
)
COUNTS = (
    ("Thứ nhất, ", "Thứ hai, "),
    ("Một là, ", "Hai là, "),
    ("", "Ngoài ra, "),
    ("", "Ý thứ hai: "),
)
MARKS: tuple[Callable[[int], str], ...] = (
    lambda i: "- ", lambda i: "+ ", lambda i: f"{i}. ", lambda i: f"{i}) ", lambda i: "• ",
    lambda i: f"{i}/ ", lambda i: "", lambda i: "* ", lambda i: f"({i}) ", lambda i: "– ",
)  # fmt: skip


class Writer:
    """Writes one document after another.

    Parameters
    ----------
    seed : int
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        opinions = [
            json.loads(line)["text"]
            for path in sorted((ROOT / "corpus" / "opinions").glob("*.jsonl"))
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
        self._opinions = [normalize(t) for t in opinions if 3 <= len(t.split()) <= 90]
        blocks = [
            json.loads(line)
            for name in ("a", "b")
            for line in (ROOT / "tests" / "data" / "blocks" / f"{name}.jsonl")
            .read_text(encoding="utf-8")
            .splitlines()
        ]
        self._replies = [
            normalize(b["text"])
            for b in blocks
            if b["kind"] == "reply" and b.get("manner") != "speech"
        ]
        self._others = [
            normalize(b["text"])
            for b in blocks
            if b["kind"] == "other" and b.get("manner") != "speech"
        ]

    def document(self) -> tuple[list[str], list[Row]]:
        """Return the lines of a document and its gold."""
        lines: list[str] = []
        gold: list[Row] = []
        choose, chance = self._random.choice, self._random.random
        if chance() < 0.55:
            for line in choose(HEADS).split("|") + self._random.sample(
                PLACES, self._random.randint(0, 4)
            ):
                lines.append(line)
                gold.append({"not_opinion": line, "kind": "form"})
        if chance() < 0.5:
            self._other(lines, gold, choose(OPENS))
        if chance() < 0.25:
            for _ in range(self._random.randint(1, 4)):
                self._other(lines, gold, f"- {self._person()} - {choose(OFFICES)};")
        if chance() < 0.3:
            self._official(lines, gold)
        layout = choose(
            (
                self._turns,
                self._turns,
                self._listed,
                self._listed,
                self._ascribed,
                self._told,
                self._forms,
                self._plain,
                self._questions,
            )
        )
        count = self._random.randint(2, 12)
        layout(lines, gold, count)
        if chance() < 0.2:
            self._official(lines, gold)
        if chance() < 0.35:
            for line in choose(ENDS).format(n=count).split("|"):
                self._other(lines, gold, line)
        return lines, gold

    def _other(self, lines: list[str], gold: list[Row], text: str) -> None:
        lines.append(text)
        gold.append({"not_opinion": text, "kind": "heading"})

    def _official(self, lines: list[str], gold: list[Row]) -> None:
        """Write what the chair or an official does or says, as a line of its own."""
        choose = self._random.choice
        who = choose((self._person(), f"{self._person()}, {choose(OFFICES)}", choose(OFFICES)))
        if self._random.random() < 0.5:
            text = choose(CHAIRED).format(who)
            lines.append(choose(("", "- ", "3. ")) + text)
        else:
            text = choose(self._replies)
            lines.append(f"{choose(('', '- '))}{who}: {text}")
        gold.append({"not_opinion": text, "kind": "official"})

    def _opinion(self) -> str:
        text = self._random.choice(self._opinions)
        chance = self._random.random()
        short = text.split(". ")[0] if chance < 0.25 else text
        clause = short.split(",")[0]
        return clause if chance < 0.12 and len(clause.split()) > 2 else short

    def _person(self) -> str:
        choose = self._random.choice
        name = f"{choose(FAMILY)} {choose(MIDDLE)} {choose(GIVEN)}"
        if self._random.random() < 0.3:
            name = choose(GIVEN)
        return f"{choose(TITLES)} {name}"

    def _place(self) -> str:
        choose, chance = self._random.choice, self._random.random()
        return (
            choose(HAMLETS)
            if chance < 0.6
            else f"{choose(HAMLETS)}, {choose(COMMUNES)}"
            if chance < 0.8
            else choose(COMMUNES)
        )

    def _said(
        self,
        lines: list[str],
        gold: list[Row],
        before: str,
        text: str,
        whose: Row,
        behind: str = "",
    ) -> None:
        parts = text.split(". ", 1)
        if len(parts) == 2 and not behind and self._random.random() < 0.12:
            # It goes on in a paragraph of its own.
            lines += [f"{before}{parts[0]}.", parts[1]]
            text = f"{parts[0]}.\n{parts[1]}"
        else:
            lines.append(f"{before}{text}{behind}")
        gold.append({"text": text, **whose})

    def _replied(self, lines: list[str], gold: list[Row], label: str) -> None:
        for number in range(self._random.choice((1, 1, 1, 2, 3))):
            text = self._random.choice(self._replies)
            head = label if not number else ""
            lines.append(f"{head}{' ' if head and head[-1] == ':' else ''}{text}")
            gold.append({"not_opinion": text, "kind": "answer"})

    def _reply_label(self) -> str | None:
        chance = self._random.random()
        if chance < 0.45:
            return None
        return (
            self._random.choice(ANSWERS)
            if chance < 0.75
            else self._random.choice(ARROWS)
            if chance < 0.9
            else ""
        )

    def _turns(self, lines: list[str], gold: list[Row], count: int) -> None:
        choose, chance = self._random.choice, self._random.random
        mark, label = choose(MARKS), self._reply_label()
        sign = choose(
            (": ", ": ", ": ", " – ", " - ", " nói: ", " phát biểu: ", " hỏi: ", ":\n", "\n")
        )
        with_place = choose((", {}", " ({})", " - {}", ""))
        for i in range(1, count + 1):
            person, place = self._person(), self._place() if with_place else ""
            if chance() < 0.25:
                person = choose(ROLES) + choose(("", f" {self._place()}", f" {choose(FAMILY)} B"))
            head = person + with_place.format(place)
            whose = {"speaker": person, "place": place}
            if chance() < 0.08:
                self._official(lines, gold)
            if chance() < 0.1 and not sign.endswith("\n"):
                first, second = choose(COUNTS)
                one, two = self._opinion().rstrip(".") + ".", self._opinion()
                lines.append(f"{mark(i)}{head}{sign}{first}{one} {second}{two}")
                gold += [{"text": one, **whose}, {"text": two, **whose}]
                continue
            if sign.endswith("\n"):
                lines.append(mark(i) + head + sign.strip("\n"))
                self._said(lines, gold, "", self._opinion(), whose)
            else:
                self._said(lines, gold, f"{mark(i)}{head}{sign}", self._opinion(), whose)
            if chance() < 0.1:
                self._said(
                    lines,
                    gold,
                    choose(("Thứ hai, ", "Ngoài ra, ", "- ", "")),
                    self._opinion(),
                    whose,
                )
            if label is not None and chance() < 0.8:
                self._replied(lines, gold, label)
        if label is None and chance() < 0.4:
            self._other(
                lines,
                gold,
                choose(
                    (
                        "III. PHẦN TRẢ LỜI",
                        "Trả lời của lãnh đạo xã",
                        "Chủ tịch UBND xã giải trình:",
                        "Ý kiến kết luận của chủ tọa:",
                    )
                ),
            )
            for _ in range(self._random.randint(1, 5)):
                self._replied(lines, gold, choose(("", "- ", "+ ")))

    def _listed(self, lines: list[str], gold: list[Row], count: int) -> None:
        choose, chance = self._random.choice, self._random.random
        mark, label = choose(MARKS), self._reply_label() if chance() < 0.5 else None
        sections = chance() < 0.4
        for i in range(1, count + 1):
            if sections and (i == 1 or chance() < 0.25):
                self._other(
                    lines,
                    gold,
                    choose(("{}", "I. {}", "{}:", "1. {}", "* {}")).format(choose(FIELDS)),
                )
            self._said(lines, gold, mark(i), self._opinion(), {})
            if label is not None and chance() < 0.8:
                self._replied(lines, gold, label)

    def _ascribed(self, lines: list[str], gold: list[Row], count: int) -> None:
        choose = self._random.choice
        mark, form = choose(MARKS), choose((" ({})", " – {}", ". ({})", " [{}]"))
        label = self._reply_label()
        for i in range(1, count + 1):
            person, place = self._person(), self._place()
            whose = choose((person, f"{person}, {place}", f"{person} {place}"))
            said = self._opinion().rstrip(".")
            self._said(
                lines, gold, mark(i), said, {"speaker": person, "place": place}, form.format(whose)
            )
            if label is not None and self._random.random() < 0.7:
                self._replied(lines, gold, label)

    def _told(self, lines: list[str], gold: list[Row], count: int) -> None:
        choose, chance = self._random.choice, self._random.random
        answered, paragraph = chance() < 0.7, ""
        mark = choose(MARKS)
        for i in range(1, count + 1):
            who = (
                f"{choose(GROUPS)} {self._place()}"
                if chance() < 0.7
                else f"{self._person()}, {self._place()}"
            )
            said = self._opinion()
            said = said[:1].lower() + said[1:] if not said[:2].isupper() else said
            text = f"{who} {choose(ASKS)} {said.rstrip('.')}."
            gold.append({"text": text})
            reply = ""
            if answered and chance() < 0.8:
                reply = choose(self._replies)
                gold.append({"not_opinion": reply, "kind": "answer"})
            paragraph = f"{paragraph} {text} {reply}".strip()
            if chance() < 0.6 or i == count:
                lines.append(mark(i) + paragraph)
                paragraph = ""

    def _forms(self, lines: list[str], gold: list[Row], count: int) -> None:
        choose, chance = self._random.choice, self._random.random
        name, home = (
            choose(("Họ và tên", "Họ tên", "Người gửi", "Công dân")),
            choose(("Địa chỉ", "Nơi ở", "Ở")),
        )
        text, reply = (
            choose(("Nội dung", "Nội dung phản ánh", "Ý kiến", "Kiến nghị")),
            choose(ANSWERS),
        )
        inline, dated = chance() < 0.6, chance() < 0.5
        for i in range(1, count + 1):
            if chance() < 0.5:
                lines.append(choose(("Phiếu số {}", "{}.", "--- {} ---", "Lượt {}")).format(i))
            person, place = self._person(), self._place()
            if dated:
                lines.append(f"Ngày: {self._random.randint(1, 28)}/3/2026")
            lines += [f"{name}: {person}", f"{home}: {place}"]
            said = self._opinion()
            whose = {"speaker": person, "place": place}
            if inline:
                self._said(lines, gold, f"{text}: ", said, whose)
            else:
                lines.append(f"{text}:")
                self._said(lines, gold, "", said, whose)
            if chance() < 0.6:
                self._replied(lines, gold, reply)

    def _plain(self, lines: list[str], gold: list[Row], count: int) -> None:
        for _ in range(count):
            self._said(lines, gold, "", self._opinion(), {})

    def _questions(self, lines: list[str], gold: list[Row], count: int) -> None:
        choose, chance = self._random.choice, self._random.random
        ask = choose(("Câu hỏi {}: ", "Hỏi: ", "Câu {}. ", "{}. Hỏi: ", "Ý kiến {}: ", "{} hỏi: "))
        reply = choose(
            ("Trả lời:", "Đáp:", "Trả lời: ", "Sở Xây dựng trả lời:", "Cơ quan trả lời:")
        )
        for i in range(1, count + 1):
            who = self._person() if ask.startswith("{} hỏi") else i
            self._said(
                lines,
                gold,
                ask.format(who),
                self._opinion(),
                {"speaker": who} if isinstance(who, str) else {},
            )
            if chance() < 0.9:
                self._replied(lines, gold, reply)
