"""``ykien corpus check``, ``audit`` and ``agreement``."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nlp.cli.console import Console, decimal, percent, require_stdout, whole
from nlp.cli.messages import message
from nlp.cli.options import (
    corpus_or_default,
    force_option,
    jobs_option,
    json_option,
    lang_option,
    taxonomy_option,
)
from nlp.errors import Lang, OutputError, Phrase

if TYPE_CHECKING:
    from nlp.learning.quality import CorpusReport

# Problems of one kind that are printed; `--json` gives all of them.
_SHOWN = 20


def register(app: typer.Typer, lang: Lang) -> None:
    """Add the group of commands to the application."""
    group = typer.Typer(help=message("corpus", lang), no_args_is_help=True)
    app.add_typer(group, name="corpus")

    @group.callback()
    def root(lang_: Annotated[str, lang_option(lang)] = lang) -> None:
        pass

    corpus_argument = typer.Argument(metavar="CORPUS", help=message("arg_corpus", lang))

    @group.command("check", help=message("corpus_check", lang))
    def check_cli(
        corpus: Annotated[list[Path] | None, corpus_argument] = None,
        held_out: Annotated[
            list[Path] | None,
            typer.Option("--held-out", metavar="DATA", help=message("arg_held_out", lang)),
        ] = None,
        min_count: Annotated[
            int, typer.Option("--min-count", min=0, help=message("arg_min_count", lang))
        ] = 130,
        taxonomy: Annotated[Path | None, taxonomy_option(lang)] = None,
        as_json: Annotated[bool, json_option(lang)] = False,
        lang_: Annotated[str, lang_option(lang)] = lang,
    ) -> int:
        from nlp.learning.quality import QualitySettings, check_corpus
        from nlp.taxonomy import Taxonomy

        console = Console(lang)
        report = check_corpus(
            corpus_or_default(corpus),
            held_out=held_out or [],
            taxonomy=Taxonomy.load(taxonomy) if taxonomy else None,
            settings=QualitySettings(min_count=min_count),
        )
        if as_json:
            console.json(report.to_dict(lang))
        else:
            _print_report(console, report)
        return 2 if report.problems else 0

    @group.command("audit", help=message("corpus_audit", lang))
    def audit_cli(
        corpus: Annotated[list[Path] | None, corpus_argument] = None,
        output: Annotated[
            Path | None,
            typer.Option("--output", "-o", metavar="JSONL", help=message("arg_suspects", lang)),
        ] = None,
        taxonomy: Annotated[Path | None, taxonomy_option(lang)] = None,
        force: Annotated[bool, force_option(lang)] = False,
        jobs: Annotated[int, jobs_option(lang)] = -1,
        lang_: Annotated[str, lang_option(lang)] = lang,
    ) -> int:
        from nlp.atomic import check_writable, replacing
        from nlp.learning.audit import audit_labels
        from nlp.taxonomy import Taxonomy

        paths = corpus_or_default(corpus)
        if output is not None:
            _refuse_among(output, paths)
            check_writable(output, force=force)
        if output is None:
            require_stdout()
        console = Console(lang, to_stderr=output is None, optional=True)
        topics = Taxonomy.load(taxonomy) if taxonomy else None
        found = audit_labels(paths, taxonomy=topics, n_jobs=jobs)
        lines = [json.dumps(suspect.to_dict(), ensure_ascii=False) for suspect in found]
        if output is None:
            for line in lines:
                print(line)
        else:
            with replacing(output) as temporary:
                temporary.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        console.say("suspects", n=whole(len(found), lang))
        return 0

    @group.command("agreement", help=message("corpus_agreement", lang))
    def agreement_cli(
        first: Annotated[Path, typer.Argument(metavar="FIRST", help=message("arg_data", lang))],
        second: Annotated[Path, typer.Argument(metavar="SECOND", help=message("arg_data", lang))],
        taxonomy: Annotated[Path | None, taxonomy_option(lang)] = None,
        as_json: Annotated[bool, json_option(lang)] = False,
        lang_: Annotated[str, lang_option(lang)] = lang,
    ) -> int:
        from nlp.learning.agreement import agreement
        from nlp.learning.corpus import Corpus
        from nlp.taxonomy import Taxonomy

        console = Console(lang)
        topics = Taxonomy.load(taxonomy) if taxonomy else None
        figures = agreement(Corpus.load(first, topics), Corpus.load(second, topics))
        if as_json:
            console.json(figures.to_dict())
            return 0
        rows = [
            (
                console.text(f"agreement_{level}"),
                f"{decimal(share, lang)} ({decimal(low, lang)} – {decimal(high, lang)})",
                "–" if kappa is None else decimal(kappa, lang),
            )
            for level, share, (low, high), kappa in (
                ("topic", figures.topic, figures.topic_interval, figures.topic_kappa),
                ("subtopic", figures.subtopic, figures.subtopic_interval, figures.subtopic_kappa),
            )
        ]
        rows.append((console.text("micro_f1"), decimal(figures.label_f1, lang), "–"))
        heads = [console.text(key) for key in ("figure", "col_agreement", "col_kappa")]
        console.table(console.text("agreement_title", n=whole(figures.n, lang)), heads, rows)
        return 0


def _refuse_among(output: Path, corpus: Sequence[Path]) -> None:
    """Refuse a file of suspects that would be read as a part of the corpus the next time."""
    from nlp.learning.corpus import opinions_folder

    target = output.resolve()
    for path in corpus:
        if target == path.resolve():
            raise OutputError("output_is_input", file=output)
        inside = path.is_dir() and target.parent == opinions_folder(path).resolve()
        if inside and target.suffix == ".jsonl":
            detail = Phrase(
                "nằm trong kho nên lần sau sẽ được đọc như ý kiến của kho",
                "it lies in the corpus, as a part of which it would be read",
            )
            raise OutputError("output_unwritable", file=output, detail=detail)


def _print_report(console: Console, report: "CorpusReport") -> None:
    lang, facts = console.lang, report.statistics
    kinds = Counter(problem.kind for problem in report.problems)
    for kind, count in kinds.items():
        console.line(f"{console.text(f'problem_{kind}')}: {whole(count, lang)}")
        for problem in [p for p in report.problems if p.kind == kind][:_SHOWN]:
            console.line(f"  {', '.join(problem.where[:4])}: {problem.detail.say(lang)}")
        if count > _SHOWN:
            console.say("more_problems", n=whole(count - _SHOWN, lang))
    if not kinds:
        console.say("no_problem")

    def shares(values: dict[str, float]) -> str:
        return ", ".join(f"{name} {percent(share, lang)}" for name, share in values.items())

    rows = [
        (console.text("col_opinions"), whole(facts.n, lang)),
        (console.text("fact_batches"), whole(facts.n_batches, lang)),
        (console.text("fact_styles"), shares(facts.styles)),
        (console.text("fact_manners"), shares(facts.manners)),
        (console.text("fact_lengths"), shares(facts.lengths)),
        (console.text("fact_several"), percent(facts.several_topics, lang)),
        (console.text("fact_clauses"), percent(facts.with_clauses, lang)),
        (console.text("fact_plain"), percent(facts.no_diacritics, lang)),
    ]
    console.table(
        console.text("facts_title"), [console.text("figure"), console.text("fact_value")], rows,
        left=2,
    )  # fmt: skip
    half = (len(facts.labels) + 1) // 2
    counted = [(label, whole(n, lang)) for label, n in facts.labels.items()]
    console.table(
        console.text("labels_title"),
        [console.text("label"), console.text("col_opinions")] * 2,
        [
            (*left, *right)
            for left, right in zip(counted[:half], [*counted[half:], ("", "")], strict=False)
        ],
    )
    console.table(
        console.text("growth_title"),
        [console.text(key) for key in ("fact_batch", "col_opinions", "fact_new", "fact_rate")],
        [
            (g.batch, whole(g.n, lang), whole(g.new, lang), decimal(g.new_per_1000, lang, 1))
            for g in facts.growth
        ],
    )
