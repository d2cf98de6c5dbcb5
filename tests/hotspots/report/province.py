"""A province's year of tagged opinions, as `ykien tag` writes them."""

from __future__ import annotations

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

UNTIL = date(2026, 9, 30)
#: Topic, ward, days before `UNTIL` from which it runs, opinions.
PLANTED = (
    ("moi_truong/rac_thai", "Xã Tam Đa", 35, 40),
    ("ha_tang/nuoc_sach", "Phường Kinh Bắc", 28, 32),
    ("dat_dai/thu_hoi_boi_thuong", "Xã Yên Phong", 42, 36),
)
_STATUSES = ("Đã giải quyết",) * 17 + ("Đang xử lý", "Đang xử lý", "Chưa trả lời", "Lưu hồ sơ")


def province_year(root: Path, n_opinions: int) -> list[dict[str, Any]]:
    """Return tagged rows as `ykien tag` writes them: no text twice, three planted hot spots."""
    lines = [
        json.loads(line)
        for file in sorted((root / "corpus" / "opinions").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    chance = random.Random(6)
    chance.shuffle(lines)
    planted = [(topic, ward, days) for topic, ward, days, n in PLANTED for _ in range(n)]
    wards = [ward for _, ward, _, _ in PLANTED] + [f"Xã An Lạc {i}" for i in range(1, 38)]
    by_topic: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        by_topic.setdefault(line["topics"][0], []).append(line)
    rows, used = [], set()
    for topic, ward, days in planted:
        line = by_topic[topic].pop()
        used.add(id(line))
        rows.append(_row(line, ward, UNTIL - timedelta(chance.randrange(days)), chance))
    for line in lines:
        if len(rows) == n_opinions:
            break
        if id(line) not in used:
            day = UNTIL - timedelta(chance.randrange(365))
            rows.append(_row(line, chance.choice(wards), day, chance))
    chance.shuffle(rows)
    for number, row in enumerate(rows, 1):
        row |= {"id": f"id{number:05}", "source": "nam.xlsx", "position": f"Ý kiến!{number}"}
    return rows


def _row(line: dict[str, Any], ward: str, day: date, chance: random.Random) -> dict[str, Any]:
    return {
        "id": "",
        "source": "",
        "position": "",
        "date": day.isoformat(),
        "speaker": f"Người dân {chance.randrange(9000)}",
        "place": ward,
        "province_code": "",
        "ward_code": "",
        "text": line["text"],
        "topics": line["topics"],
        "topic": line["topics"][0].split("/")[0],
        "confidence": round(chance.uniform(0.5, 1), 4),
        "needs_review": False,
        "keywords": [],
        "trang_thai": chance.choice(_STATUSES),
    }


def write_lines(rows: list[dict[str, Any]], path: Path) -> Path:
    """Write rows as JSON Lines."""
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
