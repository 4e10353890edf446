"""Make word_pairs.gz: how likely Chinese words are, and each after another.

Run `python resources/lexicon/make_word_pairs.py MODEL WORDS DICT` with

- MODEL: what `tslminfo -v lm_sc.t3g` prints (Debian: sunpinyin-utils, sunpinyin-data 0.1.22+20170109),
- WORDS: the pydict_sc.bin of sunpinyin-data, which has the words by their numbers,
- DICT: the dict.txt of the source archive of jieba 0.42.1 from PyPI.

sunpinyin-data is the statistical language model of open-gram (Kov Chai, virus huo, Tinyfool and MDBG,
Creative Commons Attribution-Share Alike 3.0); word_pairs.gz is an adaptation of it and under the same
licence. Kept of it are words of at most four Chinese characters and those pairs of them that change
most what a text costs; of jieba (MIT licence) the counts of further words seen at least twenty times.
Costs are -10 ln p, in one byte. The same sources give the same bytes.
"""

from __future__ import annotations

import gzip
import math
import re
import sys
from array import array
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

PAIRS, WORDS, LEAST = 600_000, 65_535, 20
CHINESE = re.compile("[一-鿿]{1,4}")
JIEBA, SLOWER = 60_101_967.0, 1.0
"""All counts of jieba together; its words are told as somewhat less likely than the others."""
FIRST_WORD = 2_937_736
"""Where the words begin in pydict_sc.bin, in UTF-32."""
UNLIKELIEST, GAIN, PLAIN, BYTE = 18.6, 0.5, 100, 255


class Model(NamedTuple):
    """The costs of words, of what follows a word rarely, and of pairs; '' is the start of a sentence."""

    alone: dict[str, float]
    rare: dict[str, float]
    pairs: dict[tuple[str, str], float]


def read(model: Path, names: Path) -> Model:
    """Return the model as it is printed, with the words in place of their numbers."""
    words = names.read_bytes()[FIRST_WORD:].decode("utf-32-le").split("\0")
    words[0] = ""
    found, level = Model({}, {}, {}), 0
    with model.open(encoding="ascii") as lines:
        for line in lines:
            row = line.split()
            if line.startswith("\\"):
                level = int(line[1])
            elif level == 1 and int(row[0]) < len(words):
                found.alone[words[int(row[0])]] = float(row[1])
                found.rare[words[int(row[0])]] = float(row[2])
            elif level == 2:
                found.pairs[words[int(row[0])], words[int(row[1])]] = float(row[2])
    return found


def byte(cost: float) -> int:
    """Return a cost in tenths, in a byte."""
    return max(0, min(BYTE, round(cost * 10)))


def kept_pairs(model: Model, numbers: dict[str, int]) -> dict[int, list[tuple[int, float]]]:
    """Return the pairs that change most what a text costs, by their first words."""
    rows = []
    for (first, second), cost in model.pairs.items():
        if first in numbers and second in numbers and second:
            gain = model.alone[second] + model.rare[first] - cost
            often = math.exp(-(model.alone[first] if first else 2.0) - cost)
            if gain > GAIN:
                rows.append((often * gain, first, second, cost))
    rows.sort(reverse=True)
    kept = defaultdict(list)
    for _, first, second, cost in rows[:PAIRS]:
        kept[numbers[first]].append((numbers[second], cost))
    return kept


def main(model_path: Path, names: Path, dictionary: Path) -> None:
    """Write the table beside this script."""
    model = read(model_path, names)
    known = [w for w, cost in model.alone.items() if CHINESE.fullmatch(w) and cost < UNLIKELIEST]
    words = ["", *sorted(known, key=lambda w: (byte(model.alone[w]), w))[:WORDS]]
    numbers = {word: number for number, word in enumerate(words)}
    kept = kept_pairs(model, numbers)
    rows = (line.split(" ") for line in dictionary.read_text("utf-8").splitlines())
    others = sorted(
        (row[0], int(row[1])) for row in rows
        if CHINESE.fullmatch(row[0]) and int(row[1]) >= LEAST and row[0] not in numbers
    )  # fmt: skip
    alone, rare, sizes = bytearray(), bytearray(), array("H")
    low, high, costs = bytearray(), bytearray(), bytearray()
    for number, word in enumerate(words):
        row = sorted(kept.get(number, ()))
        together = 1 - sum(math.exp(-cost) for _, cost in row)
        apart = 1 - sum(math.exp(-model.alone[words[second]]) for second, _ in row)
        alone.append(byte(model.alone[word]))
        rare.append(min(BYTE, byte(-math.log(max(1e-3, together) / max(1e-3, apart)) + PLAIN / 10)))
        sizes.append(len(row))
        low += bytes(second & BYTE for second, _ in row)
        high += bytes(second >> 8 for second, _ in row)
        costs += bytes(byte(cost) for _, cost in row)
    alone += bytes(byte(-math.log(count / JIEBA) + SLOWER) for _, count in others)
    text = "\n".join([*words[1:], *(word for word, _ in others)]).encode()
    head = array("I", [len(text), len(words) - 1, len(others), len(costs)])
    parts = (head.tobytes(), text, alone, rare, sizes.tobytes(), low, high, costs)
    target = Path(__file__).parent / "word_pairs.gz"
    target.write_bytes(gzip.compress(b"".join(map(bytes, parts)), 9, mtime=0))
    print(f"{target.name}: {len(words) - 1} + {len(others)} words, {len(costs)} pairs")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
