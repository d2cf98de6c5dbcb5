"""Reads a corpus as a careful reviewer would: what is wrong with it, and what it is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nlp.errors import Lang, Phrase
from nlp.learning.corpus import Corpus, LabelledOpinion
from nlp.learning.skeletons import NAME, NUMBER, opening, skeleton
from nlp.learning.statistics import CorpusStatistics, statistics
from nlp.tagging.near_duplicates import near_duplicates, repeats, similar_sets, similarity
from nlp.tagging.tokens import syllables
from nlp.taxonomy import Taxonomy

# Of thousands of opinions that are all alike nobody reads each pair.
_MOST_ALIKE = 20


@dataclass(frozen=True)
class QualitySettings:
    """From where on something counts as a defect.

    Attributes
    ----------
    near_duplicate : float
        Jaccard similarity of syllable 5-grams of two opinions.
    held_out : float
        Jaccard similarity of syllable 3-grams of an opinion and a held-out one.
    frame : float
        Jaccard similarity of 3-grams of two skeletons (texts without numbers and names).
    frame_words : int
        A skeleton with fewer words of its own tells nothing.
    opening_share, opening_least : float, int
        More opinions than this share of the corpus, and than this many, begin alike.
    min_count : int
        Fewer opinions than this carry a label.
    """

    near_duplicate: float = 0.5
    held_out: float = 0.3
    frame: float = 0.6
    frame_words: int = 6
    opening_share: float = 1 / 400
    opening_least: int = 6
    min_count: int = 130


@dataclass(frozen=True)
class Problem:
    """Something that a person must mend.

    Attributes
    ----------
    kind : str
        ``malformed``, ``duplicate_id``, ``duplicate``, ``near_duplicate``, ``held_out``,
        ``opening``, ``frame``, ``clause`` or ``few``.
    where : tuple of str
        ``file:line`` or the id of each opinion that it is about.
    detail : Phrase
    """

    kind: str
    where: tuple[str, ...]
    detail: Phrase

    def to_dict(self, lang: Lang = "en") -> dict[str, Any]:
        """Return the problem as plain data."""
        return {"kind": self.kind, "where": list(self.where), "detail": self.detail.say(lang)}


@dataclass(frozen=True)
class CorpusReport:
    """What was found.

    Attributes
    ----------
    problems : list of Problem
    statistics : CorpusStatistics
    settings : QualitySettings
        What the problems were decided by.
    """

    problems: list[Problem]
    statistics: CorpusStatistics
    settings: QualitySettings

    def to_dict(self, lang: Lang = "en") -> dict[str, Any]:
        """Return the report as plain data."""
        return {
            "problems": [problem.to_dict(lang) for problem in self.problems],
            "statistics": self.statistics.to_dict(),
            "settings": asdict(self.settings),
        }


def check_corpus(
    paths: str | Path | Sequence[str | Path],
    *,
    held_out: Sequence[str | Path] = (),
    taxonomy: Taxonomy | None = None,
    settings: QualitySettings | None = None,
) -> CorpusReport:
    """Read a corpus and report what is wrong with it and what it is made of.

    Parameters
    ----------
    paths : path or sequence of paths
        JSON Lines files or folders of them.
    held_out : sequence of paths
        Labelled files that nothing in the corpus may come close to.
    taxonomy : Taxonomy, optional
        By default the one that comes with ykien.
    settings : QualitySettings, optional

    Returns
    -------
    CorpusReport

    Raises
    ------
    InputError, CorpusError
        A file can't be opened, or a held-out file can't be used.
    """
    settings = settings or QualitySettings()
    corpus, errors = Corpus.collect(paths, taxonomy)
    problems = [
        Problem("malformed", (f"{e.params['file']}:{e.params['line']}",), _phrase(e.params))
        for e in errors
    ]
    others = [Corpus.load(path, corpus.taxonomy) for path in held_out]
    problems += _repeated_ids(corpus.opinions)
    problems += _clauses(corpus.opinions)
    problems += _duplicates(corpus.opinions, settings)
    for other in others:
        problems += _close_to(corpus.opinions, other, settings)
    problems += _openings(corpus.opinions, settings)
    problems += _frames(corpus.opinions, settings)
    problems += _few(corpus, settings)
    return CorpusReport(problems, statistics(corpus), settings)


def _phrase(params: dict[str, object]) -> Phrase:
    detail = params["detail"]
    return detail if isinstance(detail, Phrase) else Phrase(str(detail), str(detail))


def _place(opinion: LabelledOpinion) -> str:
    return f"{opinion.id} ({Path(opinion.file).name}:{opinion.line})"


def _repeated_ids(opinions: Sequence[LabelledOpinion]) -> Iterator[Problem]:
    by_id: dict[str, list[LabelledOpinion]] = defaultdict(list)
    for opinion in opinions:
        by_id[opinion.id].append(opinion)
    for same in by_id.values():
        if len(same) > 1:
            detail = Phrase("trùng mã", "the same id")
            yield Problem("duplicate_id", tuple(map(_place, same)), detail)


def _clauses(opinions: Sequence[LabelledOpinion]) -> Iterator[Problem]:
    for opinion in opinions:
        for label, text in opinion.clauses:
            if label not in opinion.topics:
                detail = Phrase(
                    f"{label} không phải nhãn của ý kiến", f"{label} is none of its labels"
                )
            elif not text or text not in opinion.text:
                detail = Phrase(f"{text!r} không có trong ý kiến", f"{text!r} is not in the text")
            else:
                continue
            yield Problem("clause", (_place(opinion),), detail)


def _duplicates(
    opinions: Sequence[LabelledOpinion], settings: QualitySettings
) -> Iterator[Problem]:
    words = [syllables(opinion.text) for opinion in opinions]
    distinct, pairs = repeats(words)
    near = similar_sets(
        [words[i] for i in distinct], threshold=settings.near_duplicate, most=_MOST_ALIKE
    )
    for i, j in sorted([*pairs, *((distinct[i], distinct[j]) for i, j in near)]):
        pair = (_place(opinions[i]), _place(opinions[j]))
        same = words[i] == words[j]
        detail = (
            Phrase("cùng một nội dung", "the same text")
            if same
            else Phrase("gần như cùng nội dung", "nearly the same text")
        )
        if set(opinions[i].topics) != set(opinions[j].topics):
            # One of them is labelled wrongly: worse than a mere repetition.
            detail = Phrase(f"{detail.vi}, nhưng khác nhãn", f"{detail.en}, with other labels")
        yield Problem("duplicate" if same else "near_duplicate", pair, detail)


def _close_to(
    opinions: Sequence[LabelledOpinion], held_out: Corpus, settings: QualitySettings
) -> Iterator[Problem]:
    texts = [opinion.text for opinion in opinions]
    if not texts:
        return
    for i, j in near_duplicates(texts, held_out.texts, threshold=settings.held_out):
        pair = (_place(opinions[i]), _place(held_out.opinions[j]))
        detail = Phrase("gần với ý kiến để riêng", "close to a held-out opinion")
        yield Problem("held_out", pair, detail)


def _openings(opinions: Sequence[LabelledOpinion], settings: QualitySettings) -> Iterator[Problem]:
    by_opening: dict[str, list[LabelledOpinion]] = defaultdict(list)
    for opinion in opinions:
        by_opening[opening(opinion.text)].append(opinion)
    allowed = max(settings.opening_least, int(len(opinions) * settings.opening_share))
    for words, same in by_opening.items():
        if len(same) > allowed:
            detail = Phrase(
                f"{len(same)} ý kiến cùng mở đầu {words!r}", f"{len(same)} opinions begin {words!r}"
            )
            yield Problem("opening", tuple(map(_place, same)), detail)


def _frames(opinions: Sequence[LabelledOpinion], settings: QualitySettings) -> Iterator[Problem]:
    skeletons = [skeleton(opinion.text) for opinion in opinions]
    telling = [
        i
        for i, words in enumerate(skeletons)
        if sum(word not in (NUMBER, NAME) for word in words) >= settings.frame_words
    ]
    distinct, pairs = repeats([skeletons[i] for i in telling])
    kinds = [skeletons[telling[i]] for i in distinct]
    near = similar_sets(kinds, threshold=settings.frame, size=3, most=_MOST_ALIKE)
    # Texts that are alike with their names and numbers are named as near-duplicates already.
    words = [syllables(opinion.text) for opinion in opinions]
    for i, j in sorted([*pairs, *((distinct[i], distinct[j]) for i, j in near)]):
        a, b = telling[i], telling[j]
        if similarity(words[a], words[b]) >= settings.near_duplicate:
            continue
        first, second = opinions[a], opinions[b]
        detail = Phrase(
            "cùng một khuôn câu, chỉ khác tên và số", "one frame, with other names and numbers"
        )
        yield Problem("frame", (_place(first), _place(second)), detail)


def _few(corpus: Corpus, settings: QualitySettings) -> Iterator[Problem]:
    counts = corpus.indicator.sum(axis=0) if len(corpus) else np.zeros(len(corpus.taxonomy.labels))
    for label, count in zip(corpus.taxonomy.labels, counts.tolist()):
        if count < settings.min_count:
            detail = Phrase(
                f"chỉ có {int(count)} ý kiến, cần {settings.min_count}",
                f"stands on {int(count)} opinions, {settings.min_count} are wanted",
            )
            yield Problem("few", (label,), detail)
