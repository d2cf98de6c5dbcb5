"""Tables are written to files of the kind that their name says."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl


def write(path: Path, header: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Path:
    if path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in [header, *rows]:
            book.active.append(list(row))
        book.save(path)
    elif path.suffix == ".jsonl":
        lines = (json.dumps(dict(zip(header, row)), ensure_ascii=False) for row in rows)
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
    return path
