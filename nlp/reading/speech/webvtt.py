"""WebVTT subtitles in, plain lines out: no tags but those that name voices.

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
_TAG = re.compile(r"</?(?:[cibu]|ruby|rt|lang)(?:[. \t][^>\n]{0,120})?>|<[\d:.]{5,15}>")


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
        Header, notes and times as they are; text with ``<v Name>`` where a voice begins.
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
    """Return the text of a cue without tags, a voice's aside from its class."""
    said = _TAG.sub("", _VOICE.sub(r"\0\1\0", text).replace("</v>", ""))
    # Behind the tags, since what is escaped is none; nor does it name a voice.
    parts = html.unescape(said).replace("<v ", "< v ").split("\0")
    named = [f"<v {part.strip()}>" if i % 2 else part for i, part in enumerate(parts)]
    return "".join(named).strip()
