"""Markdown: its marks are taken off, its lists, headings and tables kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from nlp.reading.formats.word import Grid, Paragraph
from nlp.reading.formats.wrapped import is_wrapped, paragraphs_of

# A heading is short and begins with a capital; "# tiền rừng chưa về ..." is a note's bullet.
_HEADING = re.compile(r"^#{1,6}[ \t]+(?=[^\W_])([^\n]{1,120})$", re.MULTILINE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_COMMENT_END = "-->"
_TAG_OR_COMMENT = re.compile(rf"{_TAG.pattern}|<!--.*?{_COMMENT_END}", re.DOTALL)
# Gaps end with the line: where blank lines count, time would grow with the cube of their number.
_PIPES = re.compile(r"^[^\S\n]*(?:\|[^\S\n]*)?:?-{2,}:?\s*\|", re.MULTILINE)
# Each may open a link, and the parser looks far for its end; no document has as many.
_MAX_BRACKETS = 20_000
# The parser leaves out what is nested deeper.
_NESTING = 100


def is_markdown(head: str, suffix: str) -> bool:
    """Tell whether a text is Markdown: by its suffix, two headings (``## ...``) or a table.

    Parameters
    ----------
    head : str
        The beginning of the text.
    suffix : str
        Of the file's name, in lower case.
    """
    if suffix in (".md", ".markdown"):
        return True
    headings = [text for text in _HEADING.findall(head) if not text[:1].islower()]
    return len(headings) >= 2 or (head.count("|") >= 6 and bool(_PIPES.search(head)))


def read_markdown(text: str) -> list[Paragraph | Grid] | None:
    """Return the paragraphs and tables of Markdown text, in their order.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Paragraph and Grid, or None
        Positions are the lines of the source (``L12``). None where it is nested too deeply to be
        read in full, or has too many brackets to be read soon.
    """
    from markdown_it import MarkdownIt

    if text.count("[") > _MAX_BRACKETS:
        return None
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING}).enable("table")
    tokens = parser.parse(text)
    if any(token.level >= _NESTING - 2 for token in tokens):
        return None
    return list(_blocks(tokens, wrapped=is_wrapped(text)))


def _blocks(tokens: list[Any], *, wrapped: bool) -> Iterator[Paragraph | Grid]:
    heading = False
    # A list item's mark belongs to its first paragraph.
    item = False
    # Kinds of the lists around, and the quotations.
    lists: list[str] = []
    quotes = 0
    rows: list[tuple[str, list[str]]] = []
    table = 0
    for token in tokens:
        if token.type == "heading_open":
            heading = True
        elif token.type == "heading_close":
            heading = False
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token.type.split("_")[0])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type in ("blockquote_open", "blockquote_close"):
            quotes += token.nesting
        elif token.type == "list_item_open":
            item = True
        elif token.type == "table_open":
            table, rows = table + 1, []
        elif token.type == "tr_open":
            rows.append((f"L{token.map[0] + 1}", []))
        elif token.type == "table_close":
            yield Grid(list(rows))
            rows = []
        elif token.type == "inline" and rows:
            rows[-1][1].append(_plain(token))
        elif token.type == "inline":
            for paragraph in _lines(_plain(token), token.map[0] + 1, wrapped=wrapped):
                mark = f"{lists[-1]} {len(lists)}" if item and lists else ""
                yield Paragraph(paragraph.position, paragraph.text, item, heading, mark, quotes > 0)
                item = False
        elif token.type in ("fence", "code_block", "html_block"):
            first = token.map[0] + (2 if token.type == "fence" else 1)
            content = _untagged(token.content) if token.type == "html_block" else token.content
            yield from _lines(content, first, wrapped=wrapped)


def _untagged(markup: str) -> str:
    """Return HTML without its tags and comments."""
    # Behind the last end of a comment none is looked for: each beginning would be, to the end.
    end = markup.rfind(_COMMENT_END) + len(_COMMENT_END) if _COMMENT_END in markup else 0
    return _TAG_OR_COMMENT.sub(" ", markup[:end]) + _TAG.sub(" ", markup[end:])


def _lines(text: str, first: int, *, wrapped: bool) -> list[Paragraph]:
    """Return the lines of a paragraph, each one of its own where the text is not wrapped."""
    numbered = list(enumerate(text.split("\n"), first))
    if wrapped:
        return paragraphs_of(numbered)
    # A paragraph of two lines alone looks wrapped where the first is the longer one.
    return [one for line in numbered for one in paragraphs_of([line])]


def _plain(token: Any) -> str:
    parts = []
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif child.type == "html_inline":
            parts.append("\n" if child.content.lower().startswith("<br") else "")
        else:
            # Text, code, or a picture's description.
            parts.append(child.content)
    return "".join(parts)
