"""What Word shows of a document: no hidden text, and as one what a deleted end had parted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off")


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
