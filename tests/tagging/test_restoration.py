"""Text without diacritics or with slips is read as it was meant, and clear text as it is."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import Tagger
from nlp.learning.bigrams import fit_restorer, fit_syllable_model, restored
from nlp.learning.corpus import Corpus
from nlp.reading.encoding import strip_diacritics
from nlp.tagging.edits import Neighbours, is_one_edit
from nlp.tagging.restoration import Restorer
from nlp.tagging.syllable_model import SPECIAL, SyllableModel
from nlp.tagging.telex import telex_readings
from nlp.tagging.tokens import read_words, tokenize

TEXTS = [
    "Đề nghị sửa đường liên thôn đã hỏng nặng, nhiều ổ gà.",
    "Xin cấp sổ đỏ cho hộ dân đã ở ổn định nhiều năm.",
    "Nước máy có mùi hôi, nhà tôi không dám uống; đề nghị kiểm tra.",
    "Rác thải đổ ra sông, nhà máy xả nước thải không qua xử lý.",
    "Trạm y tế xã thiếu bác sĩ, bà con phải đi xa để khám bệnh.",
]
SYLLABLES = sorted({s.lower() for text in tokenize(TEXTS) for w in text for s in w.split(" ")})


@pytest.fixture(scope="module")
def restorer() -> Restorer:
    return fit_restorer(tokenize(TEXTS))


@pytest.fixture(scope="module")
def learned(root: Path) -> tuple[Restorer, list[str]]:
    """A restorer of most of the corpus, and texts of batches that it has not read."""
    corpus = Corpus.load(root / "corpus" / "opinions")
    kept = corpus.groups % 5 != 0
    rows = np.flatnonzero(kept)[::12]
    left_out = [corpus.texts[i] for i in np.flatnonzero(~kept)[::40]]
    return fit_restorer(tokenize([corpus.texts[i] for i in rows])), left_out


def read(restorer: Restorer, text: str) -> str:
    (words,) = read_words([text], restorer)
    return " ".join(words.read)


@pytest.mark.parametrize("text", TEXTS)
def test_what_was_learned_gets_its_diacritics_back(restorer: Restorer, text: str) -> None:
    (words,) = tokenize([text])
    assert read(restorer, strip_diacritics(text)) == " ".join(words)
    upper = read(restorer, strip_diacritics(text).upper())
    assert upper == " ".join(words).upper()


def test_most_syllables_of_unseen_batches_get_theirs_back(
    learned: tuple[Restorer, list[str]],
) -> None:
    restorer, texts = learned
    right = []
    for text in texts:
        (clear,) = read_words([text])
        syllables = [s for word in clear.written for s in word.split(" ")]
        if sum(not s.isascii() for s in syllables) < 0.4 * len(syllables):
            continue
        meant = restorer.restore([strip_diacritics(s) for s in syllables])
        right += [a == b for a, b in zip(meant, syllables) if b.isalpha()]
    assert len(right) > 1000
    assert np.mean(right) > 0.8


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Đề nghị sửa đườg liên thôn", "Đề nghị sửa đường liên thôn"),
        ("Đề nghị sửa đưòng liên thôn", "Đề nghị sửa đường liên thôn"),
        ("suawr dduwowngf, Xin caaps soor ddor", "sửa đường, Xin cấp sổ đỏ"),
        ("Nước máy có mùi hôi, nhà tôi khôgn dám uống", None),
        ("Nước máy có mùi hôi, nhà tôi khoongf dám uống", None),
        ("DDeef nghij suawr dduwowngf lieen thoon", "Đề nghị sửa đường liên thôn"),
    ],
)
def test_slips_and_keys_of_telex_are_read_as_they_were_meant(
    restorer: Restorer, typed: str, meant: str | None
) -> None:
    expected = meant or "Nước máy có mùi hôi, nhà tôi không dám uống"
    (words,) = tokenize([expected])
    assert read(restorer, typed).split() == " ".join(words).split()


@pytest.mark.parametrize(
    "text",
    [
        "The road is bad and so the car can not go to the house",
        "def main(args): return so.do(x) or None",
        "UBND xã chưa trả lời đơn GPMB của gia đình ông Y Krông Ayũ",
        "",
        "?!",
    ],
)
def test_other_languages_names_and_abbreviations_are_let_be(restorer: Restorer, text: str) -> None:
    (words,) = read_words([text], restorer)
    assert words.read is words.written


def test_clear_text_is_let_be(root: Path, learned: tuple[Restorer, list[str]]) -> None:
    restorer, texts = learned
    for words in read_words(texts, restorer):
        written = [s for word in words.written for s in word.split(" ")]
        marked = [s for s in written if s.isalpha() and not s.isascii()]
        if len(marked) < 0.4 * len(written):
            continue
        read = [s for word in words.read for s in word.split(" ")]
        known = [a == b for a, b in zip(written, read) if a.lower() in restorer.model.ids]
        assert all(known)


tokens = st.lists(
    st.sampled_from([*SYLLABLES, *map(strip_diacritics, SYLLABLES), "khng", "duowngf"])
    | st.text("aăâbcdđeêghiknoôơpqrstuưvxyàáảãạ0.,", min_size=1, max_size=7)
    | st.text(min_size=1, max_size=5),
    max_size=25,
)


@given(tokens)
def test_the_number_of_tokens_and_all_that_is_no_syllable_stay(
    restorer: Restorer, said: list[str]
) -> None:
    meant = restorer.restore(said)
    assert len(meant) == len(said)
    for a, b in zip(said, meant):
        assert a == b or (a.isalpha() and b.isalpha() and a[0].isupper() == b[0].isupper())


@given(tokens)
def test_restoring_again_changes_nothing(restorer: Restorer, said: list[str]) -> None:
    once = restorer.restore(said)
    assert list(restorer.restore(once)) == list(once)


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=25))
def test_known_syllables_with_diacritics_are_never_changed(
    restorer: Restorer, said: list[str]
) -> None:
    for a, b in zip(said, restorer.restore(said)):
        assert a.isascii() or a == b


@given(st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=6))
def test_the_path_is_the_likeliest_of_all(restorer: Restorer, said: list[str]) -> None:
    """Against all readings of short texts, one by one."""
    bare = [strip_diacritics(s) for s in said]
    model = restorer.model
    forms = [
        [i for s, i in model.ids.items() if s not in SPECIAL and strip_diacritics(s) == b]
        if b.isalpha()
        else [model.id_of(b)]
        for b in bare
    ]
    if np.prod([len(of) for of in forms]) > 3000:
        forms, bare = forms[:2], bare[:2]

    def value(path: tuple[int, ...]) -> float:
        stops = np.asarray([0, *path, 0])
        return sum(float(model.log_probs(a, b)[0, 0]) for a, b in _pairs(stops))

    got = tuple(model.id_of(s) for s in restorer.restore(bare))
    assert value(got) == pytest.approx(max(map(value, itertools.product(*forms))))


def _pairs(stops: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    return [(stops[i : i + 1], stops[i + 1 : i + 2]) for i in range(len(stops) - 1)]


def test_the_probabilities_after_a_syllable_add_up_to_one() -> None:
    model = fit_syllable_model(tokenize(TEXTS))
    everything = np.arange(len(model.vocabulary))
    total = np.exp(model.log_probs(everything[:200], everything)).sum(axis=1)
    assert total == pytest.approx(1, abs=0.02)


def test_texts_strip_diacritics_are_not_learned_from() -> None:
    clear = tokenize(TEXTS)
    bare = tokenize([strip_diacritics(text) for text in TEXTS])
    a, b = fit_syllable_model(clear), fit_syllable_model([*clear, *bare])
    assert a.vocabulary == b.vocabulary
    assert all(np.array_equal(a.arrays[name], b.arrays[name]) for name in a.arrays)


def test_words_to_learn_from_are_parted_anew_where_they_are_read_otherwise(
    restorer: Restorer,
) -> None:
    clear, bare = tokenize([TEXTS[0], strip_diacritics(TEXTS[0])])
    first, second = restored([clear, bare], restorer)
    assert first is clear
    assert second == clear


@pytest.mark.parametrize("name", ["syllable_log_prob", "bigram_following", "bigram_log_prob"])
def test_arrays_that_do_not_fit_are_refused(restorer: Restorer, name: str) -> None:
    model = restorer.model
    for broken in (model.arrays[name][:-1], model.arrays[name][::-1].copy()[1:]):
        with pytest.raises(ValueError, match="do not fit"):
            SyllableModel(model.vocabulary, {**model.arrays, name: broken})
    with pytest.raises(ValueError, match="ascending"):
        arrays = {n: a[::-1] if n.startswith("bigram") else a for n, a in model.arrays.items()}
        SyllableModel(model.vocabulary, arrays)


@given(st.text("abcđê", max_size=5), st.text("abcđê", max_size=5))
def test_one_edit_is_found_from_either_side(a: str, b: str) -> None:
    letters = "abcđê"
    made = {a[:i] + a[i + 1 :] for i in range(len(a))}
    made |= {a[:i] + c + a[i:] for i in range(len(a) + 1) for c in letters}
    made |= {a[:i] + c + a[i + 1 :] for i in range(len(a)) for c in letters}
    made |= {a[:i] + a[i + 1] + a[i] + a[i + 2 :] for i in range(len(a) - 1)}
    made.discard(a)
    assert is_one_edit(a, b) == is_one_edit(b, a) == (b in made)
    assert Neighbours([b]).of(a) == ([b] if b in made else [])


def test_readings_of_telex() -> None:
    assert ("đương", "f") in telex_readings("dduwowngf")
    assert ("đương", "f") in telex_readings("dduowngf")
    assert ("viêc", "j") in telex_readings("vieejc")
    assert ("sưa", "r") in telex_readings("suawr")
    assert ("quăng", "") in telex_readings("quawng")
    assert telex_readings("cho") == telex_readings("đường") == telex_readings("bcd") == []


def test_words_are_shown_as_they_were_written(
    tagger: Tagger, learned: tuple[Restorer, list[str]]
) -> None:
    restoring = Tagger(replace(tagger.model, restorer=learned[0]))
    clear = "Đề nghị cấp sổ đỏ cho hộ dân, mặt đường nhiều ổ gà"
    typed = strip_diacritics(clear)
    assert read(learned[0], typed) == read(learned[0], clear)
    expected, got = restoring.explain(clear), restoring.explain(typed)
    assert got.result.topics == expected.result.topics
    assert got.result.confidence == expected.result.confidence
    assert got.intercept == expected.intercept
    assert got.words == [replace(w, word=strip_diacritics(w.word)) for w in expected.words]
    assert got.result.keywords == [strip_diacritics(w) for w in expected.result.keywords]
    phrases = [match.written for match in expected.phrases]
    assert [match.written for match in got.phrases] == [strip_diacritics(p) for p in phrases]
    assert "sổ đỏ" in " ".join(phrases) or "cấp sổ" in phrases


def test_a_corrected_word_is_shown_with_its_slip(
    tagger: Tagger, learned: tuple[Restorer, list[str]]
) -> None:
    restoring = Tagger(replace(tagger.model, restorer=learned[0]))
    typed = "Đề nghị sửa đườg làng vì mặt đườg hư hỏng nặng"
    explanation = restoring.explain(typed)
    assert " ".join(word.word for word in explanation.words) == typed
    assert any("đườg" in word.split() for word in explanation.result.keywords)
    meant = restoring.tag(typed.replace("đườg", "đường"))
    assert explanation.result.topics == meant.topics


def test_keys_of_telex_that_were_read_are_no_reason_for_review(tagger: Tagger) -> None:
    clear, typed = tagger.tag(
        [
            "Đề nghị cấp sổ đỏ cho bà con thôn Đông",
            "DDeef nghij caaps soor ddor cho baf con thoon DDoong",
        ]
    )
    assert (typed.topics, typed.needs_review) == (clear.topics, False)
    assert "soor ddor" in typed.keywords


def test_a_long_run_of_keys_is_no_syllable() -> None:
    assert ("nghiêng", "f") in telex_readings("nghieengf")
    assert telex_readings("a" + "s" * 2000) == []
