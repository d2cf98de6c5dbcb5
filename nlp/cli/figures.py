"""Evaluations as tables on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nlp.cli.console import Console, decimal, whole

if TYPE_CHECKING:
    from nlp.errors import Lang
    from nlp.learning.figures import Evaluation, Figure
    from nlp.taxonomy import Taxonomy


def print_figures(console: Console, columns: dict[str, Evaluation]) -> None:
    """Print a table of figures, one column an evaluation."""
    lang = console.lang
    names = list(next(iter(columns.values())).figures)
    rows = []
    for name in names:
        figures = [evaluation.figures[name] for evaluation in columns.values()]
        rows.append((console.text(name), *(_cell(figure, lang) for figure in figures)))
    heads = [f"{name} (n = {whole(e.n, lang)})" for name, e in columns.items()]
    console.table(console.text("figures_title"), (console.text("figure"), *heads), rows)


def _cell(figure: Figure, lang: Lang) -> str:
    if figure.value is None or figure.low is None or figure.high is None:
        return "–"
    low, high = decimal(figure.low, lang), decimal(figure.high, lang)
    return f"{decimal(figure.value, lang)} ({low} – {high})"


def print_confusions(
    console: Console, evaluation: Evaluation, taxonomy: Taxonomy, most: int = 12
) -> None:
    """Print the most frequent confusions of the primary label."""
    console.table(
        console.text("confusions_title"),
        [console.text(key) for key in ("col_true", "col_predicted", "col_times")],
        [
            (taxonomy.full_name(c.true), taxonomy.full_name(c.predicted), whole(c.n, console.lang))
            for c in evaluation.confusions[:most]
        ],
        left=2,
    )
