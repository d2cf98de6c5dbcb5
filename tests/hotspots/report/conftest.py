"""A browser to look at the page, and a folder for what it looks like."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from looking import Open


@pytest.fixture(scope="session")
def artefacts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots are kept: ``YKIEN_ARTEFACTS``, or a temporary folder."""
    asked = os.environ.get("YKIEN_ARTEFACTS")
    folder = Path(asked) if asked else tmp_path_factory.mktemp("artefacts")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium without a window; never skipped in continuous integration."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        reason = "no Chromium: `apt-get install chromium` brings it"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Open]:
    """Open a file, and check when the test is over that nothing went wrong or out."""
    troubles: list[str] = []
    contexts: list[Any] = []

    def opened(path: Path, width: int = 1280, height: int = 900) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))

        def route(handler: Any) -> None:
            if handler.request.url == path.as_uri():
                handler.continue_()
            else:
                troubles.append(f"request: {handler.request.url}")
                handler.abort()

        page.route("**/*", route)
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]")
        page.wait_for_selector("#chart-topics svg")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []
