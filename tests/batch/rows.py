"""A row as `ykien tag` writes it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROW = {
    "id": "a1",
    "date": "2026-09-05",
    "place": "Xã Tam Đa",
    "text": "Bãi rác đầu thôn bốc mùi",
    "topics": ["moi_truong/rac_thai"],
    "topic": "moi_truong",
}


def write_jsonl(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
