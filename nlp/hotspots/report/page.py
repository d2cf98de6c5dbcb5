"""The page: one HTML file that opens from disk and asks the network for nothing."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.hotspots.report.charts import time_chart, time_counts, topic_chart, vega_scripts
from nlp.hotspots.report.content import Content
from nlp.hotspots.report.method import method_text
from nlp.hotspots.report.payload import MAX_PACKED, page_payload

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).with_name("templates")
_SCRIPTS = ("data.js", "table.js", "heat.js", "main.js")


@dataclass(frozen=True)
class _Figure:
    label: str
    value: str


def page_html(content: Content, *, book: str | None = None, max_packed: int = MAX_PACKED) -> str:
    """Return the page.

    Parameters
    ----------
    content : Content
    book : str, optional
        Name of the workbook that is written beside it, for the opinions that do not fit.
    max_packed : int
        Packed letters that opinions may take; see `nlp.hotspots.report.payload`.

    Returns
    -------
    str
        HTML whose security policy allows its own two scripts and its own style, by hash, and
        nothing else: no network, no inline handlers, no code made from text.
    """
    from markupsafe import Markup

    words = content.words
    time = time_counts(content.opinions, words)
    charts = {"topics": topic_chart([(c.topic, c.n) for c in content.topics], words)}
    if time is not None:
        charts["time"] = time_chart(time, words)
    payload = page_payload(content, charts, limit=max_packed)
    css = _text("page.css")
    script = '(() => {\n"use strict";\n' + "\n".join(map(_text, _SCRIPTS)) + "})();"
    vega = vega_scripts()
    cut = ""
    if payload.n_held < len(content.opinions):
        where = book or words("cut_book")
        cut = words("cut", n=payload.n_held, total=len(content.opinions), book=where)
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            content=content,
            words=words,
            result=content.result,
            alpha=words.percent(content.result.alpha),
            policy=_policy([css], [vega, script]),
            css=Markup(css),
            vega=Markup(vega),
            script=Markup(script),
            payload=Markup(payload.text),
            period=_period(content),
            kpis=_figures(content),
            sections=_sections(content),
            time=time,
            cut=cut,
            unknown_statuses=_unknown_statuses(content),
            method=method_text(content),
        )
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _text(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _policy(styles: list[str], scripts: list[str]) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {' '.join(map(_hash, styles))}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _period(content: Content) -> str:
    words, first, last = content.words, content.first_day, content.last_day
    if first is None or last is None:
        return words("period_undated", n=len(content.opinions))
    return words(
        "period",
        n=len(content.opinions),
        first=words.day(first),
        last=words.day(last),
        until=words.day(content.result.until),
    )


def _figures(content: Content) -> list[_Figure]:
    words, resolution = content.words, content.resolution
    figures = [
        _Figure(words("kpi_opinions"), words.whole(len(content.opinions))),
        _Figure(words("kpi_spots"), words.whole(content.result.n_hotspots)),
    ]
    if resolution is not None and resolution.overall.share is not None:
        figures.append(_Figure(words("kpi_resolved"), words.percent(resolution.overall.share)))
    if resolution is not None and resolution.oldest:
        figures.append(_Figure(words("kpi_oldest"), words("days", n=resolution.oldest[0].days)))
    return figures


def _sections(content: Content) -> list[tuple[str, str]]:
    sections = [("sec_spots", "spots")]
    if content.growth is not None:
        sections.append(("sec_rankings", "rankings"))
    if content.resolution is not None:
        sections.append(("sec_status", "status"))
    return [
        *sections,
        ("sec_charts", "charts"),
        ("sec_heat", "heat"),
        ("sec_table", "opinions"),
        ("sec_method", "method"),
    ]


def _unknown_statuses(content: Content) -> str:
    resolution = content.resolution
    if resolution is None or not resolution.unknown:
        return ""
    which = "; ".join(f"{text[:60]} ({n})" for text, n in resolution.unknown)
    return content.words("status_unknown", n=resolution.overall.counts["unknown"], which=which)
