"""``ykien explain``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.console import Console, decimal, percent
from nlp.cli.messages import message
from nlp.cli.options import json_option, lang_option, model_option
from nlp.errors import InputError, Lang

if TYPE_CHECKING:
    from nlp.tagging.result import Explanation
    from nlp.taxonomy import Taxonomy

_LABELS = 5
_WORDS = 8
_INPUT_BYTES = 1_000_000


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the command to the application."""

    @app.command("explain", help=message("explain", lang))
    def explain_cli(
        text: Annotated[str, typer.Argument(metavar="TEXT", help=message("arg_text", lang))],
        model: Annotated[Path | None, model_option(lang)] = None,
        as_json: Annotated[bool, json_option(lang)] = False,
        lang_: Annotated[str, lang_option(lang)] = lang,
    ) -> int:
        from nlp.tagging.tagger import Tagger

        if text == "-":
            if sys.stdin is None:
                raise InputError("stdin_closed")
            text = sys.stdin.buffer.read(_INPUT_BYTES).decode("utf-8", errors="replace")
        console = Console(lang)
        tagger = Tagger.load(model)
        explanation = tagger.explain(text)
        if as_json:
            console.json(explanation.to_dict())
        else:
            _print(console, explanation, tagger.taxonomy)
        return 0


def _print(console: Console, explanation: "Explanation", taxonomy: "Taxonomy") -> None:
    result, lang = explanation.result, console.lang
    for label in result.topics:
        console.line(taxonomy.full_name(label))
    unsure = result.confidence < result.review_threshold
    key = "review_yes" if unsure else "review_unknown" if result.needs_review else "review_no"
    verdict = console.text(key, threshold=percent(result.review_threshold, lang))
    console.line(f"{console.text('confidence')}: {percent(result.confidence, lang)}, {verdict}")
    likely = list(explanation.label_probabilities.items())[:_LABELS]
    console.table(
        "",
        [console.text("label"), console.text("probability")],
        [(taxonomy.full_name(label), percent(p, lang)) for label, p in likely],
    )
    added: dict[str, float] = {}
    for word in explanation.words:
        if any(c.isalpha() for c in word.word):
            added[word.word] = added.get(word.word, 0.0) + word.weight
    ranked = sorted(added.items(), key=lambda item: -item[1])
    sides = {
        "words_for": [(word, w) for word, w in ranked if w > 0][:_WORDS],
        "words_against": [(word, w) for word, w in reversed(ranked) if w < 0][:_WORDS],
    }
    for side, words in sides.items():
        said = ", ".join(f"{word} ({'+' * (w > 0)}{decimal(w, lang, 2)})" for word, w in words)
        console.line(f"{console.text(side)}: {said or '–'}")
    phrases: dict[str, str] = {}
    for match in explanation.phrases:
        names = " / ".join(taxonomy[entry.label].name for entry in match.entries)
        phrases.setdefault(match.written.lower(), f"{match.written} ({names})")
    found = ", ".join(list(phrases.values())[:_WORDS])
    console.line(f"{console.text('lexicon_phrases')}: {found or '–'}")
