"""`report_hotspots`: tagged tables in, a page, a workbook or JSON of hot spots out."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.atomic import check_writable, replacing, written_as
from nlp.batch.headings import canonical_names
from nlp.batch.output import write_rejects
from nlp.batch.tagged import TaggedTable, read_tagged
from nlp.errors import (
    InputError,
    Lang,
    OutputError,
    Phrase,
    Reject,
    YkienError,
    did_you_mean,
)
from nlp.hotspots.places import CODE_COLUMNS, PLACE_COLUMNS, place_columns
from nlp.hotspots.report.content import Content, Origin, report_content
from nlp.hotspots.report.page import page_html
from nlp.hotspots.report.places import PlaceColumns
from nlp.hotspots.report.records import report_json
from nlp.hotspots.report.workbook import TooManyRowsError, write_workbook
from nlp.hotspots.scan import find_hotspots
from nlp.reading.gazetteer.codes import place_name
from nlp.reading.tables.layout import listed
from nlp.taxonomy import Taxonomy

if TYPE_CHECKING:
    import pandas as pd

    from nlp.hotspots.result import HotspotResult

Writer = Callable[[Content, Path, str | None], None]


@dataclass
class HotspotReport:
    """What was found and written.

    Attributes
    ----------
    result : HotspotResult
    content : Content
        What the page and the workbook show.
    outputs : list of Path
    rejects : list of Reject
    rejects_file : Path or None
    """

    result: HotspotResult
    content: Content
    outputs: list[Path] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    rejects_file: Path | None = None


def report_hotspots(
    inputs: str | Path | Sequence[str | Path],
    outputs: str | Path | Sequence[str | Path] = (),
    *,
    until: pd.Timestamp | None = None,
    window: str = "90D",
    alpha: float = 0.05,
    max_hotspots: int = 50,
    places: Sequence[str] = (),
    taxonomy: Taxonomy | None = None,
    lang: Lang = "vi",
    rankings: bool = False,
    force: bool = False,
) -> HotspotReport:
    """Find the hot spots of tagged tables and write them down.

    Parameters
    ----------
    inputs : path or sequence of paths
        Tables that ``ykien tag`` wrote.
    outputs : path or sequence of paths
        Files to write, their kind told by the suffix: html, xlsx, json.
    until, window, alpha, max_hotspots
        As in `nlp.hotspots.scan.find_hotspots`.
    places : sequence of str
        Columns that name the place, widest first, by name or by heading ("Nơi"); by default those
        of the frame of opinions.
    taxonomy : Taxonomy, optional
        By default the one that comes along.
    lang : {"vi", "en"}
        Of the page and the workbook.
    rankings : bool
        Rank topics at places by volume and by growth too; plain counts, labelled as such.
    force : bool
        Replace outputs that exist.

    Returns
    -------
    HotspotReport

    Raises
    ------
    InputError
        No input can be read, or a column of `places` is missing.
    OutputError
        An output exists already, is an input too, or can't be written.
    YkienError
        A setting can't be used, or `alpha` is below `HotspotResult.least_p_value`.
    """
    paths = [outputs] if isinstance(outputs, (str, Path)) else list(outputs)
    targets = [(path, _writer(path)) for path in dict.fromkeys(map(Path, paths))]
    rejects_file = None
    if targets:
        first = targets[0][0]
        rejects_file = first.with_name(f"{first.name}.rejects.csv")
    written = [path for path, _ in targets] + ([rejects_file] if rejects_file else [])
    for path in written:
        check_writable(path, force=force)
    taxonomy = taxonomy or Taxonomy.load()
    table = read_tagged(inputs, taxonomy=taxonomy, written=written)
    columns = _place_columns(table.frame, places, lang)
    result = find_hotspots(
        table.frame,
        place=columns.columns,
        until=until,
        window=window,
        alpha=alpha,
        max_hotspots=max_hotspots,
    )
    _check_reachable(result)
    origin = Origin(tuple(dict.fromkeys(table.files)), len(table.rejects), table.n_bad_dates)
    content = report_content(
        table.frame,
        result,
        taxonomy=taxonomy,
        places=columns,
        lang=lang,
        origin=origin,
        rankings=rankings,
    )
    report = HotspotReport(result, content, [path for path, _ in targets], table.rejects)
    if rejects_file is not None:
        _write(report, table, targets, rejects_file, lang)
    return report


def _check_reachable(result: HotspotResult) -> None:
    """Refuse an `alpha` that no hot spot could meet: to report none would say nothing.

    Raises
    ------
    YkienError
    """
    least = result.least_p_value
    if result.n_scanned and result.alpha < least:
        # Rounded up, so that what is named will do.
        least = math.ceil(least * 10_000) / 10_000
        allowed = Phrase(
            f"với {result.n_replicates} lần hoán đổi phải từ {least} trở lên",
            f"with {result.n_replicates} replicates it must be at least {least}",
        )
        raise YkienError("hotspots_setting", setting="alpha", value=result.alpha, allowed=allowed)


def _write(
    report: HotspotReport,
    table: TaggedTable,
    targets: list[tuple[Path, Writer]],
    rejects_file: Path,
    lang: Lang,
) -> None:
    book = next((path.name for path, _ in targets if path.suffix.lower() == ".xlsx"), None)
    with ExitStack() as stack:
        # All outputs and the rejects take their places together, after the last is written.
        temporary = [stack.enter_context(replacing(path)) for path, _ in targets]
        if table.rejects:
            write_rejects(table.rejects, stack.enter_context(replacing(rejects_file)), lang)
            report.rejects_file = rejects_file
        for (path, write), new in zip(targets, temporary):
            try:
                with written_as(path):
                    write(report.content, new, book)
            except TooManyRowsError as error:
                raise OutputError("output_unwritable", file=path, detail=error.phrase) from error
    if not table.rejects:
        # Left from an earlier run it would speak of rows that are in the report now.
        rejects_file.unlink(missing_ok=True)


def _write_page(content: Content, path: Path, book: str | None) -> None:
    path.write_text(page_html(content, book=book), encoding="utf-8", newline="\n")


def _write_book(content: Content, path: Path, book: str | None) -> None:
    write_workbook(content, path)


def _write_json(content: Content, path: Path, book: str | None) -> None:
    path.write_text(report_json(content) + "\n", encoding="utf-8", newline="\n")


_WRITERS: dict[str, Writer] = {".html": _write_page, ".xlsx": _write_book, ".json": _write_json}


def _writer(path: str | Path) -> Writer:
    try:
        return _WRITERS[Path(path).suffix.lower()]
    except KeyError:
        raise OutputError("report_kind", file=path) from None


def _place_columns(frame: pd.DataFrame, asked: Sequence[str], lang: Lang) -> PlaceColumns:
    # Staff name a column as the spreadsheet shows it, perhaps twice.
    named = (name if name in frame else canonical_names([name])[0] for name in asked)
    asked = list(dict.fromkeys(named))
    for name in asked:
        if name not in frame:
            names = list(map(str, frame.columns))
            raise InputError(
                "column_missing",
                file="--place-columns",
                column=name,
                close=did_you_mean(name, names),
                columns=listed(names),
            )
    found = place_columns(frame, tuple(asked) or PLACE_COLUMNS)
    if not set(found) <= set(CODE_COLUMNS):
        return PlaceColumns(found)
    return PlaceColumns(found, lambda code: place_name(code, lang) or code)
