"""What a reader sees of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Open = Callable[..., Any]


def shown(page: Any) -> str:
    text: str = page.locator("#shown").inner_text()
    return text


def column(page: Any, name: str) -> list[str]:
    texts: list[str] = page.locator(f"#rows tbody .c-{name}").all_inner_texts()
    return texts
