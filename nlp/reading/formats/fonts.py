"""Word documents in the fonts of TCVN3 and VNI: their letters are made Unicode in place.

The font of a run is evidence and no proof: people paste Unicode text into a run of .VnTime, and
text of .VnTime into one of Times New Roman. So what a run holds decides together with its font.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from nlp.reading.formats.legacy import Form
from nlp.reading.formats.repair import Repair, has_unicode_letters
from nlp.reading.formats.shown import is_hidden

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# Breaks between words, what stands between two of them, and text that the reader passes over.
_ENDS = {
    *(_W + name for name in ("tab", "ptab", "br", "cr", "noBreakHyphen", "p", "tbl")),
    *(_W + name for name in ("sym", "checkBox")),
    _M + "oMath",
}
_PASSED_OVER = {_W + name for name in ("del", "moveFrom", "pPr", "rPr", "txbxContent", "instrText")}
_TRUE = ("1", "true", "on")
# Chains of styles may run in circles in damaged files.
_MAX_CHAIN = 20


@dataclass(frozen=True)
class Font:
    """What a font shows: letters of a legacy form, every letter as a capital, or nothing."""

    form: Form | None = None
    capitals: bool = False
    hidden: bool = False


@dataclass
class _Stretch:
    """Text of one font without a break; `holders` are the elements that it is in."""

    font: Font
    text: str = ""
    holders: list[Any] = field(default_factory=list)


def font_named(name: str) -> Font:
    """Return what a font of this name shows.

    Parameters
    ----------
    name : str
        ``.VnTime``, ``.VnArialH`` (capitals), ``VNI-Times``, ...

    Returns
    -------
    Font
    """
    folded = name.strip().lower()
    if folded.startswith(".vn"):
        # "VnTimeH", also with a style behind it: ".VnTimeH Bold".
        return Font("tcvn3", name.strip().split()[0].endswith("H"))
    return Font("vni") if folded.startswith(("vni-", "vni ")) else Font()


def repair_document(document: Any, parts: Iterable[Any] = ()) -> None:
    """Make Unicode of the legacy text in a document's body, in place.

    Parameters
    ----------
    document : docx.document.Document
    parts : iterable of lxml elements
        Of its pages' heads, its notes and comments, which are repaired as well.
    """
    fonts = _Fonts(document)
    stretches = [
        stretch
        for part in (document.element.body, *parts)
        for p in part.iter(_W + "p")
        for stretch in _stretches(p, fonts.of_paragraph(p), fonts)
    ]
    repair = Repair(stretch.text for stretch in stretches)
    for stretch in stretches:
        text = repair(stretch.text, stretch.font.form)
        # Letters that only Unicode has are not shown by such a font.
        if stretch.font.capitals and (text != stretch.text or text.isascii()):
            text = text.upper()
        if text != stretch.text:
            _replace(stretch.holders, text)


def _replace(holders: list[Any], text: str) -> None:
    first, *others = holders
    # A soft hyphen holds no text.
    first.tag = _W + "t"
    first.text = text
    for other in others:
        other.text = ""


class _Fonts:
    """Resolves the font of a run: its own, its style's, its paragraph's, the document's."""

    def __init__(self, document: Any) -> None:
        root = document.styles.element
        self._styles = {style.get(_W + "styleId"): style for style in root.iter(_W + "style")}
        self._cache: dict[str, str] = {}
        self._shown: dict[str, Font] = {}
        default = _name(root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr"))
        normal = next(
            (
                key
                for key, style in self._styles.items()
                if style.get(_W + "type") == "paragraph" and style.get(_W + "default") in _TRUE
            ),
            "",
        )
        self._default = self._of_style(normal) or default

    def of_paragraph(self, paragraph: Any) -> str:
        return self._of_style(_value(paragraph, "pPr", "pStyle")) or self._default

    def of_run(self, run: Any, inherited: str) -> Font:
        own = _name(run.find(_W + "rPr"))
        name = own or self._of_style(_value(run, "rPr", "rStyle")) or inherited
        if name not in self._shown:
            self._shown[name] = font_named(name)
        return self._shown[name]

    def _of_style(self, key: str) -> str:
        if key not in self._cache:
            name, current = "", key
            for _ in range(_MAX_CHAIN):
                style = self._styles.get(current)
                if style is None or name:
                    break
                name = _name(style.find(_W + "rPr"))
                parent = style.find(_W + "basedOn")
                current = parent.get(_W + "val", "") if parent is not None else ""
            self._cache[key] = name
        return self._cache[key]


def _name(properties: Any) -> str:
    fonts = properties.find(_W + "rFonts") if properties is not None else None
    if fonts is None:
        return ""
    # Letters above ASCII are shown in the font of "hAnsi"; the theme's font goes before it.
    if fonts.get(_W + "hAnsiTheme"):
        return "+theme"
    return fonts.get(_W + "hAnsi") or fonts.get(_W + "ascii") or fonts.get(_W + "cs") or ""


def _value(element: Any, group: str, name: str) -> str:
    found = element.find(f"{_W}{group}/{_W}{name}")
    return found.get(_W + "val", "") if found is not None else ""


def _stretches(paragraph: Any, inherited: str, fonts: _Fonts) -> Iterator[_Stretch]:
    current = _Stretch(Font())
    clean = False
    for font, element in _pieces(paragraph, inherited, fonts, Font()):
        ended = element.tag in _ENDS
        # Word keeps the code of ư in TCVN3 as a soft hyphen.
        text = "\u00ad" if element.tag == _W + "softHyphen" else element.text or ""
        if ended or font != current.font or has_unicode_letters(text) != clean:
            if current.holders:
                yield current
            current = _Stretch(font)
            clean = has_unicode_letters(text)
        if not ended:
            current.text += text
            current.holders.append(element)
    if current.holders:
        yield current


def _pieces(parent: Any, inherited: str, fonts: _Fonts, font: Font) -> Iterator[tuple[Font, Any]]:
    for child in parent:
        if child.tag == _W + "r":
            own = fonts.of_run(child, inherited)
            # What is shown and what is not must not come into one run.
            own = replace(own, hidden=True) if is_hidden(child) else own
            yield from _pieces(child, inherited, fonts, own)
        elif child.tag in _ENDS or child.tag in (_W + "t", _W + "softHyphen"):
            yield font, child
        elif child.tag not in _PASSED_OVER:
            yield from _pieces(child, inherited, fonts, font)
