"""What Word shows of a document: no hidden text, and as one what a deleted end had parted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OFF = ("0", "false", "off")
# Deleted text is none; tab stops in a paragraph's properties are no tabs; a text box is read
# behind the paragraph that it hangs on.
PASSED_OVER = {_W + name for name in ("del", "moveFrom", "pPr", "txbxContent")}
_SIGNS = {
    _W + "tab": "\t",
    _W + "ptab": "\t",
    _W + "br": "\n",
    _W + "cr": "\n",
    _W + "noBreakHyphen": "-",
}
# What Word draws around a part of an equation: brackets, and the stroke of a fraction.
_DRAWN = {_M + "d": ("(", ")"), _M + "den": ("/", "")}
# Signs of symbol fonts, which Word keeps as numbers: what is ticked and what isn't, and measures.
_SYMBOLS = {
    ("wingdings", "FC"): "✓",
    ("wingdings", "FE"): "☑",
    ("wingdings", "FD"): "☒",
    ("wingdings", "FB"): "×",
    ("wingdings", "A8"): "☐",
    ("wingdings", "6F"): "☐",
    ("wingdings 2", "50"): "✓",
    ("wingdings 2", "52"): "☑",
    ("wingdings 2", "51"): "☒",
    ("wingdings 2", "4F"): "×",
    ("wingdings 2", "A3"): "☐",
    ("symbol", "A3"): "≤",
    ("symbol", "B0"): "°",
    ("symbol", "B1"): "±",
    ("symbol", "B3"): "≥",
    ("symbol", "B4"): "×",
}


def is_hidden(element: Any) -> bool:
    """Tell whether an element is a run of hidden text, which is neither shown nor printed.

    Parameters
    ----------
    element : lxml element
    """
    if element.tag != _W + "r":
        return False
    hidden = element.find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and hidden.get(_W + "val") not in _OFF


def shown_text(paragraph: Any) -> str:
    """Return what is written in a paragraph, without the text boxes that hang on it.

    Parameters
    ----------
    paragraph : lxml element
    """
    return "".join(_texts(paragraph))


def _texts(parent: Any) -> Iterator[str]:
    for child in parent:
        if child.tag in (_W + "t", _M + "t"):
            yield child.text or ""
        elif child.tag in _DRAWN:
            before, behind = _DRAWN[child.tag]
            yield from (before, *_texts(child), behind)
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == _W + "sym":
            font, sign = (child.get(_W + name, "") for name in ("font", "char"))
            yield _SYMBOLS.get((font.lower(), sign[-2:].upper()), "")
        elif child.tag == _W + "checkBox":
            yield "☒" if _is_ticked(child) else "☐"
        elif child.tag not in PASSED_OVER and not is_hidden(child):
            yield from _texts(child)


def _is_ticked(box: Any) -> bool:
    """Tell whether a box of a form is ticked, by whoever filled it in or from the beginning."""
    said = (box.find(_W + name) for name in ("checked", "default"))
    ticked = next((mark for mark in said if mark is not None), None)
    return ticked is not None and ticked.get(_W + "val") not in _OFF


def hidden_text(paragraph: Any) -> str:
    """Return the hidden text of a paragraph.

    Parameters
    ----------
    paragraph : lxml element
    """
    return "".join(
        text.text or ""
        for run in paragraph.iter(_W + "r")
        if is_hidden(run)
        for text in run.iter(_W + "t")
    )


def join_paragraphs(body: Any) -> None:
    """Put what stands below a paragraph into it where its end is deleted, in place.

    Who reviews minutes joins paragraphs so while changes are tracked. The paragraph below is left
    empty, so that all others keep their numbers.

    Parameters
    ----------
    body : lxml element
    """
    for first, others in _runs(body):
        for other in others:
            properties = other.find(_W + "pPr")
            for child in [child for child in other if child is not properties]:
                first.append(child)


def _runs(body: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Yield paragraphs with those below that they go on in."""
    first: Any = None
    others: list[Any] = []
    for element in [*body.iter(_W + "p", _W + "tbl"), None]:
        paragraph = element is not None and element.tag == _W + "p"
        beside = paragraph and first is not None and element.getparent() is first.getparent()
        if first is not None and not beside:
            yield first, others
            first, others = None, []
        if not paragraph:
            continue
        if first is not None:
            others.append(element)
        if element.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
            # One whose text is deleted as well is no more.
            if first is None and any(text.text for text in element.iter(_W + "t")):
                first = element
        elif first is not None:
            yield first, others
            first, others = None, []
