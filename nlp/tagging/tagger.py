"""`Tagger`: the one class a user meets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, overload

import numpy as np

from nlp.reading.encoding import normalize
from nlp.reading.rows import TAG_COLUMNS
from nlp.resources import default_model
from nlp.tagging.classifier import Decision, Floats, LabelTree
from nlp.tagging.deciding import ENCODER_USES, EncoderUse, decide_texts
from nlp.tagging.explanation import Explainer, WordWeight
from nlp.tagging.lexicon import find_phrases
from nlp.tagging.model import Model
from nlp.tagging.model_directory import load_model, save_model
from nlp.tagging.parallel import run_in_parts
from nlp.tagging.result import Explanation, TagResult
from nlp.tagging.scoring import Scored, score
from nlp.tagging.tokens import Words, read_words
from nlp.taxonomy import Taxonomy

if TYPE_CHECKING:
    import pandas as pd

# Texts that are turned into arrays at one time: bounds memory, costs no speed.
_BATCH = 2000


class Tagger:
    """Tags opinions with the topics they ask about.

    Parameters
    ----------
    model : Model
    encoder_use : {"always", "unsure"}
        Of a model with an encoder: whether it reads every text, or those alone that the linear
        part by itself would have a person look at, which is faster.

    Raises
    ------
    ValueError
        `encoder_use` is neither.

    Examples
    --------
    >>> from nlp import Tagger
    >>> tagger = Tagger.load()
    >>> tagger.tag(["Đề nghị cấp sổ đỏ cho các hộ dân đã ở ổn định từ năm 1990."])[0].topics
    ['dat_dai/giay_chung_nhan']
    """

    def __init__(self, model: Model, encoder_use: EncoderUse = "always") -> None:
        if encoder_use not in ENCODER_USES:
            raise ValueError(f"encoder_use is {encoder_use!r}, not one of {ENCODER_USES}")
        self._model = model
        self.encoder_use: EncoderUse = encoder_use
        self._tree = LabelTree.of(model.taxonomy)
        self._explainer = Explainer(model.classifier, model.calibration)

    @classmethod
    def load(cls, path: str | Path | None = None, *, encoder_use: EncoderUse = "always") -> Tagger:
        """Load a model directory, by default the one that comes with ykien.

        Parameters
        ----------
        path : str or Path, optional
        encoder_use : {"always", "unsure"}

        Raises
        ------
        ModelError
            The directory is truncated, altered or of another program.
        """
        return cls(load_model(path if path is not None else default_model()), encoder_use)

    def save(self, path: str | Path, *, force: bool = False) -> None:
        """Write the model directory.

        Raises
        ------
        OutputError
            `path` exists and `force` is false, or can't be written.
        """
        save_model(self._model, path, force=force)

    @property
    def model(self) -> Model:
        """The model: its calibration, provenance, figures and card."""
        return self._model

    @property
    def taxonomy(self) -> Taxonomy:
        """The topics that the model knows."""
        return self._model.taxonomy

    @property
    def labels(self) -> list[str]:
        """The labels, in the order of the columns of `predict_proba`."""
        return list(self._tree.labels)

    def predict_proba(self, texts: Sequence[str], *, n_jobs: int = 1) -> Floats:
        """Return the probability of each label to be the primary one.

        Parameters
        ----------
        texts : sequence of str, length n_texts
        n_jobs : int
            Processes; -1 for one a core.

        Returns
        -------
        array of float64, shape (n_texts, n_labels)
            Columns as in `labels`; a row adds up to 1.

        Raises
        ------
        TypeError
            A text is no string, or `texts` is a single one.
        """
        parts = run_in_parts(self._proba_part, _checked(texts), n_jobs)
        return np.vstack([np.empty((0, len(self.labels))), *parts])

    @overload
    def tag(self, texts: str, *, n_jobs: int = 1) -> TagResult: ...

    @overload
    def tag(self, texts: list[str], *, n_jobs: int = 1) -> list[TagResult]: ...

    def tag(self, texts: str | list[str], *, n_jobs: int = 1) -> TagResult | list[TagResult]:
        """Tag opinions.

        Parameters
        ----------
        texts : str or list of str, length n_texts
        n_jobs : int
            Processes; -1 for one a core.

        Returns
        -------
        TagResult, or list of TagResult of length n_texts
            A text without a letter or digit is of the topic that stands for "other" where the
            taxonomy has one, with confidence 0.

        Raises
        ------
        TypeError
            A text is no string.
        """
        if isinstance(texts, str):
            return self.tag([texts])[0]
        parts = run_in_parts(self._tag_part, _checked(texts), n_jobs)
        return [result for part in parts for result in part]

    def tag_frame(
        self, frame: pd.DataFrame, text: str = "text", *, n_jobs: int = 1
    ) -> pd.DataFrame:
        """Tag a frame's column of texts.

        Parameters
        ----------
        frame : pandas.DataFrame
        text : str
            Name of the column; missing values count as empty texts.
        n_jobs : int
            Processes; -1 for one a core.

        Returns
        -------
        pandas.DataFrame
            A copy with the columns ``topics``, ``topic``, ``confidence``, ``needs_review`` and
            ``keywords``, which replace columns of these names, and the same index.

        Raises
        ------
        KeyError
            There is no column `text`.
        TypeError
            A value is bytes, whose encoding isn't known.
        ValueError
            There are several columns `text`, or the tags would replace it.
        """
        import pandas as pd

        column = frame[text]
        if not isinstance(column, pd.Series):
            raise ValueError(f"there are several columns {text!r}")
        if text in TAG_COLUMNS:
            raise ValueError(f"the tags would replace the texts in {text!r}; rename that column")
        if any(isinstance(value, bytes) for value in column):
            raise TypeError(f"the column {text!r} holds bytes, not str; decode them first")
        texts = ["" if gone else str(value) for value, gone in zip(column, column.isna())]
        results = self.tag(texts, n_jobs=n_jobs)
        tags = {
            name: pd.Series(
                [getattr(result, name) for result in results],
                index=frame.index,
                dtype={"confidence": "float64", "needs_review": "bool", "topic": "str"}.get(
                    name, "object"
                ),
            )
            for name in TAG_COLUMNS
        }
        return frame.assign(**tags)

    def explain(self, text: str) -> Explanation:
        """Explain how one opinion is tagged.

        Parameters
        ----------
        text : str

        Returns
        -------
        Explanation

        Raises
        ------
        TypeError
            `text` is no string.
        """
        ((said,), scored, decision) = next(self._decisions(_checked([text])))
        label = decision.label_sets[0][0]
        (weights,) = self._explainer.word_weights(scored, [label])
        (result,) = self._results([said], scored, decision)
        by_topic = decision.proba[0] @ self._tree.membership
        return Explanation(
            result=result,
            topic_probabilities=_ranked(self._tree.topics, by_topic),
            label_probabilities=_ranked(self._tree.labels, decision.proba[0]),
            words=[WordWeight(t, round(float(w), 4)) for t, w in zip(said.written, weights)],
            intercept=round(self._intercept(scored, label), 4),
            phrases=find_phrases(
                text,
                " ".join(said.read),
                self.taxonomy,
                first=result.topics,
                lexicon=self._model.lexicon,
            ),
        )

    def _intercept(self, scored: Scored, label: int) -> float:
        (lead,) = scored.values.lead_weights(self._model.calibration)
        return float(self._model.classifier.intercept[label] * (1 + lead))

    def _tag_part(self, texts: list[str]) -> list[TagResult]:
        return [r for decided in self._decisions(texts) for r in self._results(*decided)]

    def _proba_part(self, texts: list[str]) -> Floats:
        return np.vstack([decision.proba for *_, decision in self._decisions(texts)])

    def _decisions(self, texts: list[str]) -> Iterator[tuple[list[Words], Scored, Decision]]:
        model = self._model
        all_words = read_words(texts, model.restorer)
        for start in range(0, len(texts), _BATCH):
            words = all_words[start : start + _BATCH]
            scored = score([said.read for said in words], model.features, model.classifier)
            batch = texts[start : start + _BATCH]
            yield words, scored, decide_texts(model, scored, batch, words, self.encoder_use)

    def _results(self, said: list[Words], scored: Scored, decision: Decision) -> list[TagResult]:
        tokens = [words.written for words in said]
        calibration = self._model.calibration
        primary = [labels[0] for labels in decision.label_sets]
        keywords = self._explainer.keywords(tokens, scored, primary)
        unsure = set(decision.unsure.tolist())
        results = []
        for i, words in enumerate(said):
            threshold = float(decision.review_threshold[i])
            says_nothing = not any(c.isalnum() for word in words.written for c in word)
            if says_nothing and self._tree.alone is not None:
                other = self._tree.labels[self._tree.alone]
                results.append(TagResult([other], other, 0.0, True, [], threshold))
                continue
            coverage = self._model.features.coverage(words.read)
            results.append(
                TagResult(
                    topics=[self._tree.labels[label] for label in decision.label_sets[i]],
                    topic=self._tree.topics[decision.topic[i]],
                    confidence=round(float(decision.confidence[i]), 4),
                    needs_review=i in unsure or coverage < calibration.coverage_threshold,
                    keywords=keywords[i],
                    review_threshold=threshold,
                )
            )
        return results


def _checked(texts: Sequence[str]) -> list[str]:
    if isinstance(texts, str):
        # A string is a sequence of strings too: of its letters.
        raise TypeError("texts must be a sequence of str, not a single str")
    texts = list(texts)
    for i, text in enumerate(texts):
        if not isinstance(text, str):
            raise TypeError(f"text {i} is {type(text).__name__}, not str")
    return [normalize(text) for text in texts]


def _ranked(names: Sequence[str], values: Floats) -> dict[str, float]:
    order = np.argsort(-values, kind="stable")
    return {names[i]: round(float(values[i]), 4) for i in order}
