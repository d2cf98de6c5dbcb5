"""How the hot spots were found and what the figures do not say, for the page and the workbook."""

from __future__ import annotations

from nlp.hotspots.report.content import Content
from nlp.hotspots.report.words import Words


def method_text(content: Content) -> list[str]:
    """Return the paragraphs on method and limits."""
    from nlp import __version__

    words, result, origin = content.words, content.result, content.origin
    paragraphs = []
    if result.n_scanned:
        until, window = words.day(result.until), words("days", n=result.window)
        split = ", ".join(
            f"{_question(name, words)} {words.decimal(100 * share, 0)} %"
            for name, share in result.alpha_shares.items()
        )
        alpha, seed = words.percent(result.alpha), str(result.seed)
        paragraphs += [
            words("method_scan", until=until, window=window),
            words("method_chance", n=result.n_replicates, alpha=alpha, split=split, seed=seed),
            words("method_least", n=result.n_replicates, least=words.odds(result.least_p_value)),
            words("method_ratio"),
        ]
    paragraphs += [
        words("method_tags"),
        words("method_unknown", dates=result.n_unknown_date, places=result.n_unknown_place),
    ]
    if result.n_later:
        until = words.day(result.until)
        paragraphs.append(words("method_later", n=result.n_later, until=until))
    if result.n_refiled:
        paragraphs.append(words("method_refiled", n=result.n_refiled))
    if origin.n_bad_dates:
        paragraphs.append(words("method_bad_dates", n=origin.n_bad_dates))
    if origin.n_rejects:
        paragraphs.append(words("method_rejects", n=origin.n_rejects))
    if origin.files:
        files = ", ".join(origin.files)
        paragraphs.append(words("method_made", version=__version__, files=files))
    return paragraphs


def _question(name: str, words: Words) -> str:
    """Return a question of `HotspotResult.alpha_shares` in words."""
    kind, _, baseline = name.partition(": ")
    return f"{words(f'kind_{kind}').lower()} {words('why_' + baseline.replace(' ', '_'))}"
