"""How well opinions are found in transcripts: ``python tests/benchmarks/transcripts.py [NAME...]``.

An opinion counts as found when its text equals that of a gold opinion of the same file, each of
them once, after NFC, one tone-mark style, one-space gaps, and without punctuation at both ends: so
its begin and its end must both be right. Dots for pauses are taken out of both. A copula ("thứ hai
là ...") and fillers ("dạ", "vâng", "ờ", "à") at the beginning are taken off both, since writers
disagree on where they belong. Precision is the share of the opinions that came out which are found,
recall that of the gold opinions.

The overlap is a figure for near misses: every opinion that came out is paired with at most one
gold opinion, most words in common first; twice the words in common over the words of both sides.

The share of leaks is over the words of the gold texts that are answers or officials' words: how
many of them stand inside an output opinion, counted by runs of four words (of all words where
there are fewer) that no gold opinion has.

Fields are compared on found opinions, without case and punctuation, a speaker without the word of
kinship before a name ("bác Thuận"), which some writers leave out; an answer counts as right where
its words are the gold answer's (both empty included).
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from nlp.errors import YkienError
from nlp.reading.encoding import normalize
from nlp.reading.files import read_opinions

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "data" / "transcripts"
SAMPLES = ROOT / "corpus" / "samples"
SAMPLES_GOLD = ROOT / "tests" / "data" / "samples-gold.jsonl"
KINDS = {
    kind: tuple(stems.split())
    for kind, stems in {
        "speech": "b01 b02 c03 c04 e01 e04 e06 e16 e20 f01 f03 f05 f07 i08 i09 j01 j02 j03 l07 l08"
        " q08 q09 y ab01 ab02 ab03 ab04 ag ah ak01 ak02 ak03 al08 am07 am08 an08 an09"
        " ao ap01 ap02 ap03 ap04 ap05 at09 at10 au09 au10"
        " av05 av06 av07 aw01 aw02 aw03 aw04 aw05 aw06 aw07"
        " ax ay01 ay02 ay03 ay04 ay05 ba bb bc bd bf09 bf10 bh bi bj bk bl bp08"
        " bq05 br05 bs05 bt05 bu05 bv05 bq06 br06 bs06 bt06 bu06 bv06"
        " bw05 bx05 by05 bz05 bw06 bx06 by06 bz06"
        " ca05 cb05 cc05 ca06 cb06 cc06"
        " cd05 ce05 cf05 cg05 ch05 ci05 cd06 ce06 cf06 cg06 ch06 ci06"
        " cj05 ck05 cl05 cj06 ck06 cl06 cm cn co cp cq cr cs ct"
        " cu cv cw cx cy cz ea eb ec ed ee ef eg eh ep eq fa fb fc fd fe",
        "notes": "b03 c05 e12 f02 f04 f06 f08 i05 i06 i07 j06 j07 n0 s w aa01 aa03 aa04 aa05"
        " ai01 ai02 ai03 ai04 ai05 ai06 ak04 ak05 al09 an01 an02 an03"
        " as01 as02 as03 as04 as05 as06 bg08 bg09 bp09"
        " bq07 br07 bs07 bt07 bu07 bv07"
        " bw07 bx07 by07 bz07"
        " ca07 cb07 cc07"
        " cd07 ce07 cf07 cg07 ch07 ci07"
        " cj07 ck07 cl07"
        " ei05 ej05 ek05 el05 em05 en05 eo05"
        " et05 eu07 eu08 ev13 ev14 ev15 ev16 ev23",
        "letters": "b04 c06 e05 e14 e18 h01 h02 h08 j10 l01 l02 l03 l04 q01 q02 q03 q04"
        " u01 u02 u03 u04 u05 u06 u07 x ab05 ab06 ab07 ab08 ae af ak06 ak07 al01 al02 al03"
        " am10 an06 an07"
        " aq at05 at06 at07 at08"
        " ay06 ay07 ay08 ay09 ay10 az01 az02 az03 az04 az05 az06 be bm bo07"
        " bq08 br08 bs08 bt08 bu08 bv08"
        " bw08 bx08 by08 bz08"
        " ca08 cb08 cc08"
        " cd08 ce08 cf08 cg08 ch08 ci08"
        " cj08 ck08 cl08"
        " ei06 ej06 ek06 el06 em06 en06 eo06"
        " et06 et10 eu01 eu02 eu03 ev01 ev02 ev03 ev04 ev05 ev06 ev07 ev22 ev24",
        "minutes": "b07 b09 b10 c01 c09 e02 e10 e13 e15 e19 g03 g04 g07 h05 h06 i01 i02 i03 i04"
        " j08 j09 k05 k06 l10 p01 p02 p03 p04 p07 p08 p09 t01 t02 t03 t04 t08 t10 z01 z02 z05 z07"
        " z09 z10 ab09 ab10 aj01 aj02 aj03 aj04 ak10 al10 am01 am02 hung-yen nghe-an quang-ngai"
        " as07 as08 as09 as10 au01 au02 au03 aw08 aw09 aw10 bg04 bg05 bg06 bg07 bn bp01"
        " bq01 br01 bs01 bt01 bu01 bv01 bq02 br02 bs02 bt02 bu02 bv02"
        " bw01 bx01 by01 bz01 bw02 bx02 by02 bz02"
        " ca01 cb01 cc01 ca02 cb02 cc02 cc10"
        " cd01 ce01 cf01 cg01 ch01 ci01 cd02 ce02 cf02 cg02 ch02 ci02"
        " cj01 ck01 cl01 cj02 ck02 cl02"
        " ei01 ej01 ek01 el01 em01 en01 eo01 ei02 ej02 ek02 el02 em02 en02 eo02 eo10"
        " et01 et02 eu09 ev17 ev19",
        "questions and answers": "g08 k07 k08 p06 q05 t06 t09 z03 z04 z06 z08 aj05 aj06 aj07 am05"
        " au08 bp06 bp07"
        " bs10 bu10"
        " bz10"
        " cj10"
        " ei10 ej10 ek10 el10"
        " ev18",
        "petition list": "b08 dak-lak e21 g01 g02 g09 hau-loc i10 k01 k02 k09 k10 o05 t05 t07"
        " aj08 aj09 aj10 bp03"
        " bq03 br03 bs03 bt03 bu03 bv03"
        " bx03 by03 bz03"
        " ca03 cb03 cc03"
        " cd03 ce03 cf03 cg03 ch03 ci03"
        " cj03 ck03 cl03"
        " ei03 ej03 ek03 el03 em03 en03 eo03"
        " et03",
        "prose report": "c08 e07 g05 g06 hai-phong k03 k04 o01 o02 o03 o04 o06 o07 o08 o09 r v"
        " aa06 aa07 aa08 aa09 aa10 ac ad ak09 al04 al05 am03 am04 an10"
        " ar au04 au05 au06 av01 av02 av03 av04 bg01 bg02 bg03 bp02"
        " bq09 br09 bs09 bt09 bu09 bv09 bt10"
        " bw09 bx09 by09 bz09"
        " ca09 cb09 cc09"
        " cd09 ce09 cf09 cg09 ch09 ci09"
        " cj09 ck09 cl09"
        " ei07 ej07 ek07 el07 em07 en07 eo07"
        " et07 eu10 ev20 ev21",
        "reception book": "h09 l05 l06 p05 phu-my bg10 bp04 bp10 bq10 bw03 bw10 by10"
        " ce10 cf10 cg10 ci10 ck10 cl10"
        " ei08 ej08 ek08 el08 em08 en08 eo08 en10"
        " et08",
        "chat": "f09 j04 j05 l09 q06 q07 u08 u09 u10 aa02 ai07 ai08 ai09 ai10 ak08 al06"
        " am09 an04 an05"
        " ap06 ap07 ap09 ap10 at01 at03 at04 av08 av09 av10"
        " az07 az08 az10 bf01 bf02 bf03 bf04 bf05"
        " bo01 bo02 bo03 bo04 bo05 bo06"
        " br10 bv10"
        " bx10"
        " cb10 ca10"
        " cd10 ch10"
        " ei09 ej09 ek09 el09 em09 en09 eo09"
        " et09 eu04 eu05 eu06 ev08 ev09 ev10 ev11 ev12",
        "table": "b05 b06 b11 b12 c02 c07 e03 e08 e09 e11 e17 h03 h04 h07 al07 am06 can-tho"
        " hcm tuyen-quang"
        " ap08 at02 au07"
        " az09 bf06 bf07 bf08 bo08 bo09 bo10 bp05"
        " bq04 br04 bs04 bt04 bu04 bv04"
        " bw04 bx04 by04 bz04"
        " ca04 cb04 cc04"
        " cd04 ce04 cf04 cg04 ch04 ci04"
        " cj04 ck04 cl04"
        " ei04 ej04 ek04 el04 em04 en04 eo04 em10"
        " et04",
    }.items()
}
# Written after the reader had been tuned on all the others, by those who had not seen it: files as
# an office has them, running text alone, and recordings alone.
HELD_OUT_PARTS = {
    "D and M": ("d0", "m0", "m1"),
    "EE and EF": ("ee", "ef"),
    "EH": ("eh",),
    "ER and ES": ("er", "es"),
    "EW": ("ew",),
    "EX": ("ex",),
    "EY": ("ey",),
    "EZ": ("ez",),
    "EQ": ("eq",),
    "FA to FC": ("fa", "fb", "fc"),
    "FD": ("fd",),
    "FE": ("fe",),
    "FF": ("ff",),
    "FG": ("fg",),
    "FH": ("fh",),
    "FI": ("fi",),
    "FJ": ("fj",),
    "FK": ("fk",),
    "FL": ("fl",),
    "FM": ("fm",),
    "FN": ("fn",),
    "FO": ("fo",),
}
HELD_OUT = tuple(stem for stems in HELD_OUT_PARTS.values() for stem in stems)
FIELDS = ("speaker", "place", "date", "answer")
_EDGES = re.compile(r"^\W+|\W+$")
_PAUSES = re.compile(r"\s*(?:\.{2,}|…)\s*")
_KIN = re.compile(r"ông|bà|bác|chị|anh|cô|chú|cụ|mệ|dì|thím|cậu|mợ|em|o|ôn")
_FILLERS = re.compile(r"^(?:(?:là|dạ|vâng|ờ|à|ừ|ạ)\b\W*)+(?=\w)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_RUN = 4


@dataclass
class Score:
    """Counts of one file or of several.

    Attributes
    ----------
    gold, output, found : int
        Opinions.
    gold_words, output_words, common_words : int
    official_words, leaked_words : int
        Of answers and officials.
    right, judged : Counter of str
        Found opinions by field that is right, and by field that the gold has.
    missed, wrong : list of str
        Gold opinions not found, and opinions that came out and are none.
    """

    gold: int = 0
    output: int = 0
    found: int = 0
    gold_words: int = 0
    output_words: int = 0
    common_words: int = 0
    official_words: int = 0
    leaked_words: int = 0
    right: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __add__(self, other: Score) -> Score:
        mine, others = vars(self), vars(other)
        return Score(**{name: mine[name] + others[name] for name in mine})

    @property
    def precision(self) -> float:
        return self.found / self.output if self.output else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.found / max(self.gold + self.output, 1)

    @property
    def overlap(self) -> float:
        return 2 * self.common_words / max(self.gold_words + self.output_words, 1)

    @property
    def leak(self) -> float:
        return self.leaked_words / max(self.official_words, 1)

    def accuracy(self, name: str) -> float:
        """Return the share of found opinions whose field is right."""
        return self.right[name] / max(self.judged[name], 1)


def boundary(text: str) -> str:
    """Return a text as it is compared: a text whose begin and end are right equals the gold's."""
    return _FILLERS.sub("", _EDGES.sub("", _PAUSES.sub(" ", normalize(text))))


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return _WORD.findall(normalize(text).lower())


def score(output: Sequence[dict[str, Any]], gold: Sequence[dict[str, Any]]) -> Score:
    """Compare the opinions that were read from a file with the gold.

    Parameters
    ----------
    output : sequence of dict
        ``text``, ``speaker``, ``place``, ``date`` (ISO or None), ``answer``.
    gold : sequence of dict
        The lines of a gold file.
    """
    opinions = [row for row in gold if "text" in row]
    officials = [row["not_opinion"] for row in gold if row.get("kind") in ("answer", "official")]
    result = Score(gold=len(opinions), output=len(output))
    waiting: dict[str, list[dict[str, Any]]] = {}
    for row in output:
        waiting.setdefault(boundary(row["text"]), []).append(row)
    for row in opinions:
        same = waiting.get(boundary(row["text"]))
        if not same:
            result.missed.append(row["text"])
            continue
        read = same.pop(0)
        result.found += 1
        for name in FIELDS:
            result.judged[name] += name in row
            result.right[name] += name in row and _same(name, read.get(name), row[name])
    result.wrong = [row["text"] for rows in waiting.values() for row in rows]
    said, true = [words(row["text"]) for row in output], [words(row["text"]) for row in opinions]
    result.output_words, result.gold_words = sum(map(len, said)), sum(map(len, true))
    result.common_words = _common(said, true)
    allowed = {run for text in true for run in _runs(text, _RUN)}
    for text in map(words, officials):
        size = min(_RUN, len(text))
        inside = {run for out in said for run in _runs(out, size)} - allowed
        hits = {
            index + k
            for index, run in enumerate(_runs(text, size))
            if run in inside
            for k in range(size)
        }
        result.official_words += len(text)
        result.leaked_words += len(hits)
    return result


def _same(name: str, read: Any, true: Any) -> bool:
    """Tell whether a field was read right."""
    said, wanted = words(str(read or "")), words(str(true or ""))
    if name == "speaker" and abs(len(said) - len(wanted)) == 1:
        short, long = sorted((said, wanted), key=len)
        return bool(short) and long[1:] == short and _KIN.fullmatch(long[0]) is not None
    return said == wanted


def _runs(text: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return [tuple(text[i : i + size]) for i in range(len(text) - size + 1)] if size else []


def _common(said: Sequence[list[str]], true: Sequence[list[str]]) -> int:
    left, right = [Counter(text) for text in said], [Counter(text) for text in true]
    pairs = sorted(
        ((a & b).total(), -i, -j) for i, a in enumerate(left) for j, b in enumerate(right)
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    total = 0
    for common, i, j in reversed(pairs):
        if common and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            total += common
    return total


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Return the opinions that the reader finds in a file, none where it refuses the file."""
    try:
        frame = read_opinions(path, keep_answers=True)
    except YkienError as error:
        print(f"{path.name}: {error.message('en')}", file=sys.stderr)
        return []
    rows: list[dict[str, Any]] = frame.to_dict("records")
    for row in rows:
        # Put into the frame, None would become NaN, and no date in the gold is like it.
        row["date"] = None if pd.isna(row["date"]) else row["date"].date().isoformat()
    return rows


def gold_files() -> list[tuple[Path, Path]]:
    """Return the files of the test set with their gold, by name."""
    pairs = []
    for gold in sorted(GOLD.glob("*.gold.jsonl")):
        stem = gold.name.removesuffix(".gold.jsonl")
        inputs = [p for p in GOLD.glob(f"{stem}.*") if p != gold]
        pairs.append((inputs[0], gold))
    return pairs


def kind_of(name: str) -> str:
    """Return which kind of transcript a file is."""
    return next(
        kind for kind, stems in KINDS.items() if any(name.startswith(stem) for stem in stems)
    )


def scores_by_file(names: Iterable[str] = (), *, held_out: bool = False) -> dict[str, Score]:
    """Return the score of every file of the test set, or of those whose names begin so.

    Either of the files that the reader was tuned on, or of those that were held out.
    """
    wanted = tuple(names)
    return {
        path.name: score(read_rows(path), _lines(gold))
        for path, gold in gold_files()
        if path.name.startswith(HELD_OUT) == held_out
        and (not wanted or path.name.startswith(wanted))
    }


def sample_score() -> Score:
    """Return the score over the sample files, which were written with the reader."""
    total = Score()
    gold = _lines(SAMPLES_GOLD)
    for path in sorted(SAMPLES.iterdir()):
        if path.suffix != ".md":
            total += score(read_rows(path), [r for r in gold if r["source"] == path.name])
    return total


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def table(rows: Iterable[tuple[str, Score]]) -> str:
    """Return scores as a Markdown table."""
    heads = ["", "gold", "output", "precision", "recall", "F1", "overlap", "leak", *FIELDS]
    lines = [" | ".join(heads), " | ".join(["---"] + ["---:"] * (len(heads) - 1))]
    for name, s in rows:
        figures = [s.precision, s.recall, s.f1, s.overlap]
        cells = [name, str(s.gold), str(s.output), *(f"{value:.3f}" for value in figures)]
        cells += [
            f"{100 * s.leak:.1f} %",
            *(f"{s.accuracy(field):.3f}" if s.judged[field] else "–" for field in FIELDS),
        ]
        lines.append(" | ".join(cells))
    return "\n".join(f"| {line} |" for line in lines)


def main(arguments: Sequence[str]) -> None:
    """Print the scores: by file with ``--files``, what went wrong with ``--errors``."""
    names = [a for a in arguments if not a.startswith("--")]
    found = scores_by_file(names)
    kinds: dict[str, Score] = {}
    for name, one in found.items():
        kinds[kind_of(name)] = kinds.get(kind_of(name), Score()) + one
    rows = list(found.items()) if "--files" in arguments else []
    rows += [(kind, kinds[kind]) for kind in KINDS if kind in kinds]
    rows.append(("**all**", sum(found.values(), Score())))
    held_out = scores_by_file(names, held_out=True)
    rows += list(held_out.items()) if "--files" in arguments else []
    for part, stems in HELD_OUT_PARTS.items():
        scores = [score for name, score in held_out.items() if name.startswith(stems)]
        if scores:
            rows.append((f"**held out, {part}**", sum(scores, Score())))
    if not names:
        rows.append(("samples", sample_score()))
    found |= held_out
    print(table(rows))
    for name, one in found.items() if "--errors" in arguments else ():
        for sign, texts in (("-", one.missed), ("+", one.wrong)):
            for text in texts:
                print(f"{name} {sign} {normalize(text)}")


if __name__ == "__main__":
    main(sys.argv[1:])
