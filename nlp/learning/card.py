"""The model card: what a person should know before trusting the model."""

from __future__ import annotations

from nlp.learning.figures import Evaluation, Figure
from nlp.tagging.model import Model

_NAMES = {
    "topic_accuracy": "Topic accuracy (primary)",
    "subtopic_accuracy": "Subtopic accuracy (primary)",
    "micro_f1": "Micro-F1 of the label sets",
    "macro_f1": "Macro-F1 of the label sets",
    "expected_calibration_error": "Expected calibration error",
    "accuracy_at_80_coverage": "Topic accuracy at 80 % coverage",
    "accepted": "Accepted without review",
    "accepted_accuracy": "Topic accuracy of the accepted",
}
_SAME_ROWS = ("Rows with about the same share of right tags are not told apart by the confidence.",)
_SAME_ROWS_OF_PROJECT = (
    "Rows with about the same share of right tags are not told apart by the confidence. In the",
    "model that comes with the project that is so below about 0.6: whether it says 0.4 or 0.6,",
    "about half of such tags are wrong.",
)
_CORPUS = (
    "- The figures hold for opinions like those of the corpus. Where people ask for other things",
    "  or say them in another way, go by figures on opinions from there (`ykien evaluate`).",
)
_CORPUS_OF_PROJECT = (
    "- The corpus was written for the project. What people really say is messier, and the",
    "  figures on real opinions are the ones to go by.",
)
_LIMITS = (
    "- The model counts words. It misses irony, a matter that is only implied, and words it",
    "  has never read; text in another language is often wrong, and text without diacritics or",
    "  with slips more often than clear text.",
    "- A confidence says how often such a tag is right on average; it is no promise for one",
    "  opinion. Nothing here should decide about a person.",
)


def model_card(
    model: Model,
    cross_validation: Evaluation,
    held_out: dict[str, Evaluation],
    beside: dict[str, Evaluation] | None = None,
    *,
    of_project: bool = False,
    warning: str = "",
) -> str:
    """Write the card of a model as Markdown.

    Parameters
    ----------
    model : Model
        With its provenance.
    cross_validation : Evaluation
    held_out : dict of str to Evaluation
        By file name.
    beside : dict of str to Evaluation, optional
        Of the same model with its encoder where it is unsure, and without.
    of_project : bool
        It learned from the corpus that comes with the project, of which more is known.
    warning : str
        Why the model is not to be trusted, said before all else.

    Returns
    -------
    str
    """
    lines = [
        "# Model card",
        "",
        *([f"**Beware**: {warning}.", ""] if warning else []),
        *_method_lines(model),
        *_restorer_lines(model),
        *_encoder_lines(model),
        *_provenance_lines(model),
        "## Figures",
        "",
        "With 95 % intervals (bootstrap, 1,000 draws; whole batches in cross-validation).",
        "The six numbers of the calibration are learned on the same out-of-fold decision values",
        "that the cross-validation column is measured on; held-out files take no part in it.",
        "",
        *figures_table({"cross-validation": cross_validation, **held_out}),
        "",
        *_beside_lines(beside),
        *_review_lines(model),
        *_detail_lines(model, cross_validation),
        *(_SAME_ROWS_OF_PROJECT if of_project else _SAME_ROWS),
        "",
        "## Limits",
        "",
        *(_CORPUS_OF_PROJECT if of_project else _CORPUS),
        *_LIMITS,
        "",
    ]
    return "\n".join(lines)


def _method_lines(model: Model) -> list[str]:
    """Return what the linear part is."""
    made = model.provenance
    n_topics, n_labels = len(model.taxonomy.topics), len(model.taxonomy.labels)
    return [
        f"Tags Vietnamese citizen opinions with {n_topics} topics and {n_labels} labels: TF-IDF of",
        "words (1-2-grams, segmented by underthesea), of characters (2-5-grams within a word)",
        "and of syllables without diacritics (1-2-grams), one linear support vector machine a",
        "label with the weights of complement naive Bayes added, probabilities by temperature and",
        f"sigmoid scaling. {made['strip_share']:.0%} of the opinions were learned once more",
        f"without diacritics, and {made['n_phrases']:,} names and phrases of the labels beside",
        "them. For the primary label the first third of a text is scored once more by itself",
        f"(weight {made['lead_weight']}, and {made['extra_lead_weight']} more where two labels or"
        f" more reach {made['lead_threshold']}),",
        "since the first of several matters is as a rule the primary one. For further labels each",
        f"clause is scored by itself, and the best counts {made['clause_weight']:.0%} beside the"
        " whole text.",
        "",
    ]


def _provenance_lines(model: Model) -> list[str]:
    """Return what the model was made of."""
    made = model.provenance
    versions = ", ".join(f"{name} {number}" for name, number in made["versions"].items())
    return [
        "## How it was made",
        "",
        f"- {made['n_opinions']:,} labelled opinions in {made['n_batches']} batches (one writer's",
        "  run or one occasion each, near-duplicates joined), SHA-256 of the corpus",
        f"  `{made['corpus_sha256']}`",
        f"- seed {made['seed']}, C = {made['regularization']}, naive Bayes weight",
        f"  {made['complement_weight']} and smoothing {made['complement_smoothing']},"
        f" {made['n_splits']} folds by whole batch for calibration and for the figures below",
        "- the threshold of further labels was chosen as if"
        f" {made['several_share']:.0%} of the opinions had several",
        f"- {versions}",
        "",
    ]


def _review_lines(model: Model) -> list[str]:
    """Return which tags a person should look at, and what the numbers beside a tag mean."""
    calibration = model.calibration
    wanted = f"{100 * calibration.review_precision:g}%"
    return [
        "## When to look",
        "",
        f"`needs_review` is set below a confidence of {calibration.review_threshold:.3f}. It was",
        f"chosen so that out of fold {wanted} of the accepted primary",
        "topics are right; the last two rows above say how many that leaves, and how it holds on",
        "held-out opinions. It is also set where the vocabulary has less than"
        f" {calibration.coverage_threshold:.0%} of a text's",
        "syllables, as with other languages.",
        "",
        "The confidence and the probabilities that `ykien explain` lists differ by construction.",
        "A probability is a softmax over all labels: the chance of each to be the primary one,",
        "adding up to 1. The confidence is about the primary topic as a whole: a sigmoid,",
        "calibrated out of fold, of the topic's best decision value and of the best outside it.",
        "Neither can be computed from the other, and they need not rank two opinions alike.",
        "",
    ]


def _detail_lines(model: Model, measured: Evaluation) -> list[str]:
    """Return the figures of each topic, the confusions and the reliability."""
    return [
        "## By topic (cross-validation, primary topic)",
        "",
        "| topic | opinions | precision | recall | F1 |",
        "| --- | ---: | ---: | ---: | ---: |",
        *(
            f"| {_escaped(model.taxonomy[t.topic].name)} (`{t.topic}`) | {t.n} |"
            f" {t.precision:.2f} | {t.recall:.2f} | {t.f1:.2f} |"
            for t in measured.topics
        ),
        "",
        "## Most frequent confusions (cross-validation, primary label)",
        "",
        "| said | taken for | times |",
        "| --- | --- | ---: |",
        *(f"| `{c.true}` | `{c.predicted}` | {c.n} |" for c in measured.confusions[:12]),
        "",
        "## Reliability (cross-validation)",
        "",
        "| confidence | opinions | mean confidence | right |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {b.low:.1f} to {b.low + 0.1:.1f} | {b.n} | {b.confidence:.2f} | {b.accuracy:.2f} |"
            for b in measured.reliability
        ),
        "",
    ]


def _restorer_lines(model: Model) -> list[str]:
    if model.restorer is None:
        return []
    syllables = model.restorer.model
    n_bigrams = len(syllables.arrays["bigram_log_prob"])
    return [
        "Before that, text typed without diacritics gets back the likeliest ones, keys of Telex",
        "become letters, and what is no Vietnamese syllable becomes one that is a slip of the",
        "finger away: the best path (Viterbi) under a bigram model (Kneser-Ney) of",
        f"{len(syllables.vocabulary):,} syllables and {n_bigrams:,} pairs, counted from the same",
        "opinions and phrases, in each fold without the batches left out. Known syllables with",
        "diacritics are never changed, and results show the words as they were written.",
        "",
    ]


def _encoder_lines(model: Model) -> list[str]:
    if model.encoder is None:
        return []
    made, calibration = model.provenance, model.calibration
    settings = ", ".join(f"{name} {value}" for name, value in made["encoder"].items())
    return [
        "Beside this linear part stands an encoder: multilingual-e5-small (Wang et al., 2024,",
        "arXiv:2402.05672), fine-tuned on the same opinions and stored with 8-bit weights. Its",
        f"logits are added with weight {calibration.encoder_weight:g} for the primary label and",
        f"{calibration.encoder_set_weight:g} for the label set.",
        "",
        f"- encoder settings: {settings}",
        f"- the encoder has read all but {made['encoder_judged_on']:,} opinions, one part of the",
        "  corpus by whole batch: on these the column of the cross-validation is measured, and",
        "  both weights and the calibration were chosen",
        "",
    ]


def _beside_lines(beside: dict[str, Evaluation] | None) -> list[str]:
    if not beside:
        return []
    return [
        "The same with the encoder only where the linear part would have a person look (unsure),",
        "and by the linear part alone (linear):",
        "",
        *figures_table(beside),
        "",
    ]


def figures_table(columns: dict[str, Evaluation]) -> list[str]:
    """Return the lines of a Markdown table of figures, one column an evaluation."""
    heads = [f"{_escaped(name)} (n = {evaluation.n:,})" for name, evaluation in columns.items()]
    lines = ["| figure | " + " | ".join(heads) + " |", "| --- |" + " --- |" * len(heads)]
    for key, name in _NAMES.items():
        cells = [_cell(evaluation.figures[key]) for evaluation in columns.values()]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines


def _cell(figure: Figure) -> str:
    if figure.value is None:
        return "-"
    return f"{figure.value:.3f} ({figure.low:.3f} to {figure.high:.3f})"


def _escaped(text: str) -> str:
    """Return a name as it may stand in a cell of a Markdown table."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|")
