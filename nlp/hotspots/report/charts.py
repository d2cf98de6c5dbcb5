"""Charts in Vega-Lite, and the scripts that draw them without any network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from nlp.hotspots.report.opinions import OpinionTable
from nlp.hotspots.report.words import Words

if TYPE_CHECKING:
    import pandas as pd

# Whole numbers with a mark of thousands, which the page's script sets by language.
_WHOLE = ",d"
_TICKS = 5
# Told apart in the common forms of colour blindness (Okabe & Ito 2008), and by lightness in print;
# the last is for small topics together.
_PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#b8bec7")
_BLUE = "#1f5f99"
_SERIES = len(_PALETTE) - 1
# Up to this span in days time is shown by week.
_WEEKLY_DAYS = 200
_FONT = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"


@dataclass(frozen=True)
class TimeCounts:
    """Opinions by period and topic.

    Attributes
    ----------
    unit : {"week", "month"}
    periods : list of pandas.Timestamp
        First day of each.
    series : dict of str to list of int
        Counts a period by name of the topic, most opinions first; the small ones together.
    """

    unit: str
    periods: list[pd.Timestamp]
    series: dict[str, list[int]]


def time_counts(opinions: OpinionTable, words: Words) -> TimeCounts | None:
    """Count opinions by period and topic; None where none is dated."""
    import pandas as pd

    dated = opinions.dated
    if not dated.any():
        return None
    days = pd.DatetimeIndex(opinions.day[dated].astype("datetime64[D]"))
    unit, code = ("week", "W") if (days.max() - days.min()).days <= _WEEKLY_DAYS else ("month", "M")
    periods = pd.period_range(days.min(), days.max(), freq=code)
    period = np.full(len(opinions), -1, dtype=np.int64)
    period[dated] = periods.get_indexer(days.to_period(code))
    names = opinions.topics.names
    use = period[opinions.topics.row] >= 0
    key = opinions.topics.value[use] * len(periods) + period[opinions.topics.row[use]]
    counts = np.bincount(key, minlength=len(names) * len(periods)).reshape(-1, len(periods))
    order = sorted(np.flatnonzero(counts.any(axis=1)), key=lambda i: (-counts[i].sum(), names[i]))
    shown = order if len(order) <= _SERIES + 1 else order[:_SERIES]
    series = {names[i]: counts[i].tolist() for i in shown}
    if len(shown) < len(order):
        series[words("other_topics")] = counts[order[_SERIES:]].sum(axis=0).tolist()
    return TimeCounts(unit, [period.start_time.normalize() for period in periods], series)


def topic_chart(counts: Sequence[tuple[str, int]], words: Words) -> dict[str, Any]:
    """Return the Vega-Lite specification of bars by topic.

    Parameters
    ----------
    counts : sequence of (str, int)
        Name and number of opinions, most first.
    words : Words
    """
    import altair as alt

    values = [{"topic": name, "n": n} for name, n in counts]
    most = max((n for _, n in counts), default=1)
    base = alt.Chart({"values": values}).encode(
        y=alt.Y("topic:N", sort=None, title=None, axis=alt.Axis(labelLimit=230)),
        x=alt.X(
            "n:Q",
            title=None,
            # Room for the number behind the longest bar.
            scale=alt.Scale(domain=[0, 1.4 * most], nice=False),
            axis=alt.Axis(values=whole_ticks(1.4 * most), format=_WHOLE, grid=True),
        ),
        tooltip=[
            alt.Tooltip("topic:N", title=words("topic")),
            alt.Tooltip("n:Q", title=words("opinions"), format=_WHOLE),
        ],
    )
    bars = base.mark_bar(color=_BLUE, cursor="pointer", height={"band": 0.72})
    labels = base.mark_text(align="left", dx=4, color="#1d2733").encode(
        text=alt.Text("n:Q", format=_WHOLE)
    )
    chart = alt.layer(bars, labels).properties(height=24 * len(values))
    return _finished(chart, words("chart_topics"))


def time_chart(counts: TimeCounts, words: Words) -> dict[str, Any]:
    """Return the Vega-Lite specification of stacked bars over time.

    Parameters
    ----------
    counts : TimeCounts
    words : Words
    """
    import altair as alt

    names = list(counts.series)
    form = "%d/%m/%Y" if counts.unit == "week" else "%m/%Y"
    axis_form = "%d/%m" if counts.unit == "week" else "%m/%Y"
    labels = [f"{day:{form}}" for day in counts.periods]
    # Twelve labels at the most, whatever the span.
    step = -(-len(labels) // 12)
    ticks = labels[::step]
    values = [
        {"period": labels[i], "topic": name, "rank": rank, "n": n}
        for rank, name in enumerate(names)
        for i, n in enumerate(counts.series[name])
        if n
    ]
    most = max(map(sum, zip(*counts.series.values())), default=1)
    unit = words(f"unit_{counts.unit}")
    cut = 5 if axis_form == "%d/%m" else 7
    chart = (
        alt.Chart({"values": values})
        .mark_bar(cursor="pointer", stroke="white", strokeWidth=0.5)
        .encode(
            x=alt.X(
                "period:O",
                title=None,
                scale=alt.Scale(domain=labels),
                axis=alt.Axis(
                    values=ticks, labelAngle=-45, labelExpr=f"slice(datum.value, 0, {cut})"
                ),
            ),
            y=alt.Y("sum(n):Q", title=None, axis=alt.Axis(values=whole_ticks(most), format=_WHOLE)),
            order=alt.Order("rank:Q"),
            color=alt.Color(
                "topic:N",
                sort=names,
                scale=alt.Scale(domain=names, range=_PALETTE[: len(names)]),
                legend=alt.Legend(
                    title=None,
                    orient="top",
                    columns={"expr": "width < 480 ? 1 : 3"},
                    labelLimit=300,
                ),
            ),
            tooltip=[
                alt.Tooltip("period:O", title=unit.capitalize()),
                alt.Tooltip("topic:N", title=words("topic")),
                alt.Tooltip("sum(n):Q", title=words("opinions"), format=_WHOLE),
            ],
        )
        .properties(height=240)
    )
    return _finished(chart, words("chart_time", unit=unit))


def whole_ticks(most: float) -> list[int]:
    """Return whole numbers from 0 to about the largest count: there are no half opinions.

    Vega takes the least step of ticks as a wish, and shows 0.5 below a count of one.
    """
    step = next(
        digit * 10**power
        for power in range(18)
        for digit in (1, 2, 5)
        if digit * 10**power * _TICKS >= most
    )
    return list(range(0, int(most) + 1, step))


def _finished(chart: Any, description: str) -> dict[str, Any]:
    chart = (
        chart.properties(width="container", description=description, autosize="fit-x")
        .configure(font=_FONT, background="transparent")
        .configure_axis(labelFontSize=13, labelColor="#1d2733", gridColor="#e3e7ec", domain=False)
        .configure_legend(labelFontSize=13, labelColor="#1d2733")
        .configure_view(stroke=None)
    )
    spec: dict[str, Any] = chart.to_dict()
    return spec


@cache
def vega_scripts() -> str:
    """Return Vega, Vega-Lite and Vega-Embed as one script that needs nothing else.

    Vega-Embed brings Vega's expression interpreter, so that no code is made from text and the
    page's security policy can forbid it.
    """
    import vl_convert

    script: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return script
