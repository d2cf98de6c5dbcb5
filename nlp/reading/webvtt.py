"""WebVTT subtitles in, plain lines out: voices before what they say, no tags.

The format is that of the World Wide Web Consortium (https://www.w3.org/TR/webvtt1/), which meeting
programs write: ``<v Name>`` says who speaks, other tags are about looks and times of words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

_HEADER = re.compile(r"^\ufeff?WEBVTT(?:[ \t].*)?$")
_TIMES = re.compile(r"^\s*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{3}\s+-->\s")
_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+([^>\n]{1,120})>")
_TAG = re.compile(r"</?(?:[cibuv]|ruby|rt|lang)(?:[. \t][^>\n]{0,120})?>|<[\d:.]{5,15}>")
_ROLE = re.compile(r"^(.+?)\s+[-–—]\s+([^()]{1,40})$")


def is_webvtt(first: str) -> bool:
    """Tell by its first line whether a text is WebVTT.

    Parameters
    ----------
    first : str
    """
    return bool(_HEADER.match(first.rstrip("\r\n")))


def plain_cues(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Return the lines of a WebVTT text without identifiers, styles and tags.

    Parameters
    ----------
    lines : iterable of (int, str)
        Lines with their numbers.

    Yields
    ------
    (int, str)
        Header, notes and times as they are; text with ``Name: `` where a voice begins.
    """
    held: tuple[int, str] | None = None
    block = ""
    for number, raw in lines:
        line = raw.strip()
        if not line:
            if held:
                yield held[0], _plain(held[1])
            held, block = None, ""
            yield number, raw
        elif _TIMES.match(line):
            # What stands alone above the times is the cue's identifier.
            held, block = None, "cue"
            yield number, line
        elif block == "cue":
            yield number, _plain(line)
        elif block == "style" or line in ("STYLE", "REGION"):
            block = "style"
        elif block or _HEADER.match(line) or line.startswith("NOTE"):
            block = block or "note"
            yield number, line
        elif held:
            yield held[0], _plain(held[1])
            yield number, _plain(line)
            held, block = None, "text"
        else:
            held = (number, line)
    if held:
        yield held[0], _plain(held[1])


def _plain(text: str) -> str:
    """Return the text of a cue with its voices as labels."""
    return html.unescape(_TAG.sub("", _VOICE.sub(_label, text))).strip()


def _label(match: re.Match[str]) -> str:
    name = match[1].strip()
    # "Trần Văn A - Chủ tịch": what the office is stands in brackets behind a label.
    role = _ROLE.match(name)
    return f"{role[1]} ({role[2]}): " if role else f"{name}: "
