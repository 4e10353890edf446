"""Make word_counts.txt.gz: how often Chinese words of one to four characters are written.

Run `python resources/lexicon/make_word_counts.py DICT`, with the dict.txt of the source archive
of jieba 0.42.1 from PyPI (MIT licence). Of that list only the counts are taken: words of Chinese
characters alone, seen at least five times; parts of speech are left out. The same list gives the
same bytes.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import sys
from pathlib import Path

SHA256 = "7197c3211ddd98962b036cdf40324d1ea2bfaa12bd028e68faa70111a88e12a8"
LEAST = 5
CHINESE = re.compile("[一-鿿]{1,4}")


def main(source: Path) -> None:
    """Write the counts beside this script; refuse any other list than the one named above."""
    content = source.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        sys.exit(f"{source}: not the dict.txt of jieba 0.42.1")
    rows = (line.split(" ") for line in content.decode("utf-8").splitlines())
    counts = {row[0]: int(row[1]) for row in rows if CHINESE.fullmatch(row[0])}
    kept = sorted((word, count) for word, count in counts.items() if count >= LEAST)
    text = "".join(f"{word} {count}\n" for word, count in kept)
    target = Path(__file__).parent / "word_counts.txt.gz"
    target.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{target.name}: {len(kept)} words")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
