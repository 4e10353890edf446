"""Make print_alike.toml: which characters look alike in print, measured on their pictures.

Run `python resources/lexicon/make_print_alike.py SANS SERIF` with NotoSansCJK-Regular.ttc and
NotoSerifCJK-Regular.ttc (Debian: fonts-noto-cjk 1:20220127), numpy, scipy and Pillow installed.

Each character of the first level of GB/T 2312 is drawn in both faces and blurred. How alike two are is
the correlation of their pictures, the mean of both faces. A character keeps those that are at least
`ALIKE`, at most `MOST` of them, the likest first. Only which characters they are is kept of the fonts.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from scipy.ndimage import gaussian_filter

ALIKE, MOST = 0.86, 8
SIZE, MARGIN, BLUR = 48, 4, 2.0
CHINESE = 2
"""Which face of the collections draws characters as they are printed in China."""
HEAD = """\
# Characters that look alike in print, the likest first: each line a character and those like it.
# Made by make_print_alike.py.

alike = [
"""


def characters() -> str:
    """Return the characters of the first level of GB/T 2312, in their order."""
    rows = (bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return "".join(code.decode("gb2312", "ignore") for code in rows)


def pictures(font: Path, drawn: str) -> np.ndarray:
    """Return a row for each character: its blurred picture, with mean 0 and length 1."""
    face = ImageFont.truetype(str(font), SIZE, index=CHINESE)
    rows = []
    for character in drawn:
        image = Image.new("L", (SIZE + 2 * MARGIN, SIZE + 2 * MARGIN))
        ImageDraw.Draw(image).text((MARGIN, -MARGIN), character, fill=255, font=face)
        row = gaussian_filter(np.asarray(image, float), BLUR)[::2, ::2].ravel()
        rows.append(row - row.mean())
    table = np.array(rows)
    return table / np.linalg.norm(table, axis=1, keepdims=True)


def main() -> None:
    """Measure and write."""
    drawn = characters()
    tables = [pictures(Path(name), drawn) for name in sys.argv[1:3]]
    alike = sum(table @ table.T for table in tables) / len(tables)
    np.fill_diagonal(alike, 0)
    lines = []
    for at, character in enumerate(drawn):
        best = [other for other in np.argsort(-alike[at])[:MOST] if alike[at, other] >= ALIKE]
        if best:
            lines.append(f'  "{character}{"".join(drawn[other] for other in best)}",\n')
    target = Path(__file__).with_name("print_alike.toml")
    target.write_text(HEAD + "".join(lines) + "]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
