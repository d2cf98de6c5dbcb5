"""How the hot spots were found and what the figures do not say, for the page and the workbook."""

from __future__ import annotations

from nlp.hotspots.report.content import Content


def method_text(content: Content) -> list[str]:
    """Return the paragraphs on method and limits."""
    from nlp import __version__

    words, result, origin = content.words, content.result, content.origin
    paragraphs = [
        words(
            "method_scan",
            until=words.day(result.until),
            window=words("days", n=content.result.window),
        ),
        words(
            "method_chance",
            n=result.n_replicates,
            alpha=words.percent(result.alpha),
            seed=str(result.seed),
        ),
        words("method_tags"),
        words("method_unknown", dates=result.n_unknown_date, places=result.n_unknown_place),
    ]
    if result.n_later:
        until = words.day(result.until)
        paragraphs.append(words("method_later", n=result.n_later, until=until))
    if origin.n_bad_dates:
        paragraphs.append(words("method_bad_dates", n=origin.n_bad_dates))
    if origin.n_rejects:
        paragraphs.append(words("method_rejects", n=origin.n_rejects))
    if origin.files:
        files = ", ".join(origin.files)
        paragraphs.append(words("method_made", version=__version__, files=files))
    return paragraphs
