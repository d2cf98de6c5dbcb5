"""What the page and the workbook say, and how they write numbers and days."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from nlp.errors import Lang

if TYPE_CHECKING:
    import pandas as pd


class Words:
    """The sentences of the report in one language.

    Parameters
    ----------
    lang : {"vi", "en"}
    """

    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang

    def __call__(self, key: str, **params: object) -> str:
        """Return a sentence; whole numbers among `params` are written as people write them."""
        said = {
            name: self.whole(value) if isinstance(value, int) else value
            for name, value in params.items()
        }
        return _catalogue()[key][self.lang].format(**said)

    def template(self, key: str) -> str:
        """Return a sentence with its gaps, for the page's script to fill."""
        return _catalogue()[key][self.lang]

    def whole(self, value: int) -> str:
        """Return a whole number with the language's thousands mark."""
        text = f"{value:,}"
        return text.replace(",", ".") if self.lang == "vi" else text

    def decimal(self, value: float, digits: int = 1) -> str:
        """Return a number with the language's decimal mark."""
        text = f"{value:.{digits}f}"
        return text.replace(".", ",") if self.lang == "vi" else text

    def percent(self, share: float) -> str:
        """Return a share in per cent, with a digit behind the mark where that tells something.

        What is small has as many digits as keep it from being told as none, and what lacks little
        as many as keep it from being told as all.
        """
        # 1 - 0.9999 is 0.00009999... in floating point.
        least = round(min(share, 1 - share), 9)
        digits = max(1, math.ceil(-math.log10(100 * least))) if least else 0
        return f"{self.decimal(100 * share, digits)} %"

    def day(self, value: pd.Timestamp | None) -> str:
        """Return a day as offices write it, ``05/09/2026``."""
        import pandas as pd

        return self("undated") if value is None or pd.isna(value) else f"{value:%d/%m/%Y}"

    def chance(self, p_value: float) -> str:
        """Return a probability of chance as a fraction that needs no statistics to read.

        The p-value is adjusted for everything that was searched, which makes it a bound.
        """
        return self("chance_at_most", n=self.odds(p_value))

    def odds(self, p_value: float) -> str:
        """Return the largest whole number whose fraction a probability does not exceed."""
        # 1 / 0.002 is 499.99... in floating point.
        return str(int(1 / p_value + 1e-6))


@cache
def _catalogue() -> dict[str, dict[Lang, str]]:
    import yaml

    text = Path(__file__).with_name("words.yaml").read_text(encoding="utf-8")
    catalogue: dict[str, dict[Lang, str]] = yaml.safe_load(text)
    return catalogue
