"""A corpus in, a calibrated model out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nlp.errors import OutputError, Phrase
from nlp.learning.card import model_card
from nlp.learning.corpus import Corpus, check_held_out, display_names
from nlp.learning.cross_validation import check_size, folds
from nlp.learning.encoder.judging import OutOfFold
from nlp.learning.enough import is_of_project, too_small
from nlp.learning.evaluation import Evaluation, evaluate
from nlp.learning.fitting import TrainingSettings
from nlp.learning.linear import fit_on_corpus
from nlp.learning.phrases import LabelPhrases
from nlp.tagging.lexicon import Lexicon
from nlp.tagging.model_directory import check_model_output
from nlp.tagging.tagger import Tagger
from nlp.taxonomy import Taxonomy


@dataclass(frozen=True)
class TrainingResult:
    """A trained tagger and what was measured on the way.

    Attributes
    ----------
    tagger : Tagger
    cross_validation : Evaluation
        Out of fold, on the corpus itself.
    held_out : dict of str to Evaluation
        By file name, where labelled files were given to evaluate on.
    n_opinions, n_batches : int
    accurate : TrainingResult or None
        The model with an encoder beside the linear part, where one was asked for.
    warning : Phrase or None
        Why the model is not to be trusted, where the corpus is too small.
    """

    tagger: Tagger
    cross_validation: Evaluation
    held_out: dict[str, Evaluation]
    n_opinions: int
    n_batches: int
    accurate: TrainingResult | None = None
    warning: Phrase | None = None


def train(
    corpus: Corpus | str | Path | Sequence[str | Path],
    output: str | Path | None = None,
    *,
    accurate: str | Path | None = None,
    taxonomy: Taxonomy | str | Path | None = None,
    lexicon: Lexicon | str | Path | None = None,
    evaluate_on: Sequence[str | Path] = (),
    settings: TrainingSettings | None = None,
    n_jobs: int = -1,
    force: bool = False,
    progress: Callable[[str], None] | None = None,
) -> TrainingResult:
    """Train a tagger.

    Parameters
    ----------
    corpus : Corpus, or path(s) of JSON Lines files or folders of them
    output : path, optional
        Model directory to write.
    accurate : path, optional
        Directory for an accurate model to train as well: the same linear model with a fine-tuned
        encoder beside it. Takes an hour and a half on two cores, and
        ``ykien[accurate-training]``.
    taxonomy : Taxonomy or path, optional
        By default the one that comes with ykien.
    lexicon : Lexicon or path, optional
        Phrases of the labels to learn as well; by default those that come with ykien.
    evaluate_on : sequence of paths
        Labelled files that are not learned from; their figures go into the model card.
    settings : TrainingSettings, optional
    n_jobs : int
        Processes; -1 for one a core.
    force : bool
        Replace a model that is at `output`.
    progress : callable, optional
        Told the name of each step, and after a space how far it is, where it takes long.

    Returns
    -------
    TrainingResult

    Raises
    ------
    InputError, CorpusError, TaxonomyError, OutputError, ModelError
        The corpus or taxonomy can't be used, the output not written, or the pretrained encoder is
        not installed.
    """
    tell = progress or (lambda step: None)
    settings = settings or TrainingSettings()
    if output is not None and accurate is not None:
        _refuse_overlap(Path(output), Path(accurate))
    for path in (output, accurate):
        if path is not None:
            check_model_output(Path(path), force=force)
    if accurate is not None:
        # Before the linear model is trained, which may take long: is what it needs installed?
        _require_encoder()
    corpus, held_out = _load(corpus, taxonomy, evaluate_on)
    n_batches = check_size(corpus, settings)
    own_lexicon = _own_lexicon(lexicon, corpus.taxonomy)
    phrases = LabelPhrases.of(corpus.taxonomy, own_lexicon)
    fitted = fit_on_corpus(
        corpus, phrases, own_lexicon, settings, n_batches=n_batches, n_jobs=n_jobs, tell=tell
    )
    model, cross_validation = fitted.model, fitted.cross_validation
    tagger = Tagger(model)
    tell("evaluate")
    measured = {name: evaluate(tagger, data, n_jobs=n_jobs) for name, data in held_out.items()}
    model.figures = {
        "cross_validation": cross_validation.to_dict(),
        "held_out": {name: evaluation.to_dict() for name, evaluation in measured.items()},
    }
    warning = too_small(corpus)
    model.card = model_card(
        model,
        cross_validation,
        measured,
        of_project=is_of_project(corpus),
        warning=warning.en if warning else "",
    )
    if output is not None:
        tell("save")
        tagger.save(output, force=force)
    result = TrainingResult(
        tagger, cross_validation, measured, len(corpus), n_batches, warning=warning
    )
    if accurate is None:
        return result
    _, held_out_rows = next(folds(corpus, settings))
    out_of_fold = OutOfFold(fitted.scores, held_out_rows)
    return replace(
        result,
        accurate=_add_encoder(
            result, corpus, phrases, out_of_fold, held_out, accurate, settings, tell
        ),
    )


def _refuse_overlap(first: Path, second: Path) -> None:
    """Refuse two directories of which one is or holds the other: replacing it would take both."""
    a, b = first.resolve(), second.resolve()
    if a == b:
        raise OutputError("output_twice", file=second)
    if a in b.parents or b in a.parents:
        detail = Phrase(f"thư mục này và {first} lồng nhau", f"it and {first} lie one in the other")
        raise OutputError("output_unwritable", file=second, detail=detail)


def _load(
    corpus: Corpus | str | Path | Sequence[str | Path],
    taxonomy: Taxonomy | str | Path | None,
    evaluate_on: Sequence[str | Path],
) -> tuple[Corpus, dict[str, Corpus]]:
    """Return the corpus, and by name the files that are not learned from."""
    if taxonomy is not None and not isinstance(taxonomy, Taxonomy):
        taxonomy = Taxonomy.load(taxonomy)
    if not isinstance(corpus, Corpus):
        corpus = Corpus.load(corpus, taxonomy)
    read = [Corpus.load(path, corpus.taxonomy) for path in evaluate_on]
    held_out = dict(zip(display_names(evaluate_on), read))
    for name, data in held_out.items():
        check_held_out(corpus, data, name)
    return corpus, held_out


def _own_lexicon(lexicon: Lexicon | str | Path | None, taxonomy: Taxonomy) -> Lexicon | None:
    """Return the phrases that a model must bring along; None for those that come with ykien."""
    if lexicon is None:
        return None
    if not isinstance(lexicon, Lexicon):
        lexicon = Lexicon.load(lexicon, taxonomy)
    own = lexicon.of_labels(taxonomy)
    if own == Lexicon.load().of_labels(taxonomy):
        return None
    # One that was put together in a program is checked by what reads the model again.
    return Lexicon.from_dict(own.to_dict(), taxonomy)


def _require_encoder() -> None:
    from nlp.learning.encoder.pretrained import load_pretrained

    load_pretrained()


def _add_encoder(
    linear: TrainingResult,
    corpus: Corpus,
    phrases: LabelPhrases,
    out_of_fold: OutOfFold,
    held_out: dict[str, Corpus],
    output: str | Path,
    settings: TrainingSettings,
    tell: Callable[[str], None],
) -> TrainingResult:
    from nlp.learning.encoder.accurate import train_accurate

    tell("encoder")
    model, evaluations = train_accurate(
        linear.tagger.model,
        corpus,
        phrases,
        out_of_fold,
        settings.review_precision,
        several_share=settings.several_share,
        seed=settings.seed,
        progress=lambda detail: tell(f"encoder {detail}"),
    )
    tagger = Tagger(model)
    tell("evaluate")
    measured = {name: evaluate(tagger, data) for name, data in held_out.items()}
    beside = {f"{name}, cross-validation": evaluations[name] for name in ("unsure", "linear")}
    for name, data in held_out.items():
        beside[f"unsure, {name}"] = evaluate(Tagger(model, "unsure"), data)
        beside[f"linear, {name}"] = linear.held_out[name]
    judged = evaluations["always"]
    model.figures = {
        "cross_validation": judged.to_dict(),
        "held_out": {name: evaluation.to_dict() for name, evaluation in measured.items()},
        # Of what stands beside, the card shows the figures alone; the rest would fill the file.
        "beside": {
            name: replace(e, confusions=[], topics=[], reliability=[]).to_dict()
            for name, e in beside.items()
        },
    }
    model.card = model_card(
        model,
        judged,
        measured,
        beside,
        of_project=is_of_project(corpus),
        warning=linear.warning.en if linear.warning else "",
    )
    tell("save")
    tagger.save(output, force=True)
    return TrainingResult(
        tagger,
        judged,
        measured,
        linear.n_opinions,
        linear.n_batches,
        warning=linear.warning,
    )
