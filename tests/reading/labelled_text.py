"""Documents with the label of each stretch before it: ``<W>Ông Tám: <B>Đường lầy.``"""

from __future__ import annotations

import re

from nlp.reading.formats.word import Paragraph
from nlp.reading.lines import lines_of
from nlp.reading.sequence.labelled import put_together
from nlp.reading.sequence.segments import Segment
from nlp.reading.turns import Opinion

_TAG = re.compile(r"<([BIRWO])>")
HEAD = """\
<O>ỦY BAN NHÂN DÂN XÃ TAM ĐA
<O>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
<O>BIÊN BẢN
<O>Hôm nay, hồi 8 giờ ngày 12 tháng 3 năm 2026, tại hội trường thôn Nội.
"""
ROAD = "Đường ra đồng thôn sạt lở hai đoạn, đề nghị xã cho đổ đá."
LIGHT = "Đèn đường ngõ Chùa hỏng ba cột, tối om."
WATER = "Nước máy có mùi tanh, đề nghị kiểm tra đường ống."
WASTE = "Rác mười ngày mới có xe vào một lần."


def read(text: str) -> list[Opinion]:
    """Read a document whose stretches have their labels before them."""
    rows = text.splitlines()
    lines = lines_of([Paragraph(f"L{i}", _TAG.sub("", row)) for i, row in enumerate(rows, 1)])
    assert len(lines) == len(rows)
    segments: list[Segment] = []
    labels: list[str] = []
    for index, (line, row) in enumerate(zip(lines, rows)):
        at = len(line.text) - len(line.body)
        pieces = _TAG.split(row)[1:]
        for label, piece in zip(pieces[::2], pieces[1::2]):
            said = piece.strip()
            while (begin := line.text.find(said, at)) < 0:
                # The mark before a line is in none.
                said = said[1:]
            at = begin + len(said)
            segments.append(Segment(index, begin, at, said, False))
            labels.append(label)
    return put_together(lines, segments, labels)[0]


def who(text: str) -> list[tuple[str, str]]:
    return [(opinion.speaker, opinion.place) for opinion in read(text)]


def answers(text: str) -> list[str]:
    return [" ".join(opinion.answers) for opinion in read(text)]
