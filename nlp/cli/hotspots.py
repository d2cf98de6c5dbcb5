"""``ykien hotspots``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from nlp.cli.console import Console, print_rejects, whole
from nlp.cli.messages import message
from nlp.cli.options import force_option, json_option, lang_option
from nlp.errors import Lang

if TYPE_CHECKING:
    import pandas as pd

    from nlp.batch.hotspots import HotspotReport


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the command to the application."""

    def option(name: str, metavar: str, key: str, **more: Any) -> Any:
        return typer.Option(name, metavar=metavar, help=message(key, lang), **more)

    @app.command("hotspots", help=message("hotspots", lang))
    def hotspots_cli(
        tagged: Annotated[
            list[Path], typer.Argument(metavar="TAGGED", help=message("arg_tagged", lang))
        ],
        outputs: Annotated[
            list[Path] | None,
            typer.Option("--output", "-o", metavar="OUT", help=message("arg_report", lang)),
        ] = None,
        until: Annotated[str | None, option("--until", "DATE", "arg_until")] = None,
        window: Annotated[str, option("--window", "SPAN", "arg_window")] = "90D",
        alpha: Annotated[float, option("--alpha", "P", "arg_alpha", min=0.001, max=0.5)] = 0.05,
        places: Annotated[
            str | None, option("--place-columns", "A,B,...", "arg_place_columns")
        ] = None,
        max_hotspots: Annotated[int, option("--max-hotspots", "N", "arg_max_hotspots", min=1)] = 50,
        rankings: Annotated[
            bool, typer.Option("--rankings", help=message("arg_rankings", lang))
        ] = False,
        taxonomy: Annotated[Path | None, option("--taxonomy", "FILE", "arg_taxonomy")] = None,
        force: Annotated[bool, force_option(lang)] = False,
        as_json: Annotated[bool, json_option(lang)] = False,
        lang_: Annotated[str, lang_option(lang)] = lang,
    ) -> int:
        from nlp.batch.hotspots import report_hotspots
        from nlp.hotspots.report.records import report_json
        from nlp.taxonomy import Taxonomy

        console = Console(lang, optional=bool(outputs) and not as_json)
        report = report_hotspots(
            tagged,
            outputs or (),
            until=_day(until, lang),
            window=window,
            alpha=alpha,
            max_hotspots=max_hotspots,
            places=[name.strip() for name in (places or "").split(",") if name.strip()],
            taxonomy=Taxonomy.load(taxonomy),
            lang=lang,
            rankings=rankings,
            force=force,
        )
        if as_json:
            console.line(report_json(report.content))
        else:
            _print(console, report)
        print_rejects(lang, report.rejects, report.rejects_file, quiet=as_json)
        return 2 if report.rejects else 0


def _day(value: str | None, lang: Lang) -> "pd.Timestamp | None":
    import pandas as pd

    from nlp.reading.dates import parse_date

    if value is None:
        return None
    found = parse_date(value)
    if found is None:
        raise typer.BadParameter(message("bad_date", lang, value=value), param_hint="--until")
    return pd.Timestamp(found)


def _print(console: Console, report: "HotspotReport") -> None:
    words, lang = report.content.words, console.lang
    opinions = whole(len(report.content.opinions), lang)
    spots = report.content.spots
    if spots:
        keys = ("col_spot", "col_place", "col_since", "col_opinions", "col_expected")
        console.table(
            console.text("spots_title", spots=whole(len(spots), lang), opinions=opinions),
            [console.text(key) for key in (*keys, "col_chance")],
            [
                (
                    f"{spot.number}. {spot.topic}",
                    spot.place,
                    words.day(spot.start),
                    whole(round(spot.observed), lang),
                    words.decimal(spot.expected),
                    words.chance(spot.p_value),
                )
                for spot in spots
            ],
            left=2,
        )
    elif report.result.n_scanned:
        console.say("spots_none", opinions=opinions)
    if len(spots) < report.result.n_hotspots or not report.result.n_scanned:
        console.line(report.content.headline)
    if report.content.sparse_period:
        console.line(report.content.sparse_period)
    for path in report.outputs:
        console.say("written", file=path)
