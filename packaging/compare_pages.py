"""Hold the pages of the program against those LibreOffice makes of the same Word file.

`PYTHONPATH=. python packaging/compare_pages.py [SEED…] [--keep FOLDER]` varies the sample report once
for every seed (ten by default), writes each as Word, lets LibreOffice print it, lays it out with
the same fonts by LibreOffice's rules, and compares every page line by line: the same words, on
the same line, beginning at the same place. It needs soffice and pdftotext, and prints a table and
every line that differs.

LibreOffice reads the switch of hanging punctuation upside down; the copy it prints has it turned.
"""

import argparse
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

from PySide6.QtGui import QGuiApplication

from pingkou_gui.document.compose import compose
from pingkou_gui.document.line_breaking import Typesetter
from pingkou_gui.document.page_layout import PageLayout, PlacedLine
from pingkou_gui.document.publish import build_word
from pingkou_gui.document.tree import Document
from pingkou_gui.document.typesetting import Typesetting
from pingkou_gui.paths import asset
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import Record, from_json
from pingkou_gui.scheme.scheme import PageHabits
from pingkou_gui.scheme.scheme_reader import scheme_of
from pingkou_gui.ui.page_painting import QtFonts

TWIPS = 20
NEAR, ASIDE = 4.0, 4.0
"""Points by which a word may stand higher or further to the side and still be in its place."""
MIDDLE = 0.35
"""Parts of the size from the baseline up to the middle of a word as pdftotext gives it."""
OFTEN, SELDOM = 0.5, 0.3
SHORT_TEXT = 12
UNITS = (
    "平口镇人民政府",
    "湘西土家族苗族自治州某某县高望界乡人民政府",
    "城关街道办事处",
    "白云山国家级自然保护区所在地的梅家坪镇农业综合服务中心",
    "青石县槐荫乡",
)
ODD = (
    "“一站式”服务",
    "（含2020—2023年欠款）",
    "同比增长12.5%、下降±0.3%",
    "占地5×8米",
    "WiFi覆盖率达到100%",
    "时间为8:30至17:30",
    "《乡镇财政管理办法》（湘财预〔2023〕15号）",
    "第①项、第②项……",
    "原因——主要是雨季",
    "A类项目3个",
)


class Word(NamedTuple):
    """A word of a PDF: its left edge and the middle of its height, in points."""

    text: str
    left: float
    right: float
    middle: float


def varied(seed: int) -> Record:
    """Return the sample with other sentences, figures, rows and lengths."""
    chance = random.Random(seed)  # noqa: S311 - the same reports every time
    data = json.loads(asset("sample/pingkou-2023.json").read_text("utf-8"))
    _vary_rows(data, chance)
    texts = [text for _, _, _, text in data["entries"] if len(text) > SHORT_TEXT]
    clauses = [part for text in texts for part in re.split("[。；，]", text) if not part.isascii()]
    data["entries"] = [_varied(entry, clauses, chance) for entry in data["entries"]]
    return from_json(json.dumps(data, ensure_ascii=False))


def _vary_rows(data: dict[str, Any], chance: random.Random) -> None:
    """Leave out some rows of every table, or put more of the same kind in."""
    for key, _, ids in list(data["rows"]):
        if key == "project_indicator":
            continue
        wanted = round(len(ids) * chance.choice((0.4, 0.8, 1, 1, 1.3, 2)))
        _drop(data, key, set(ids[wanted:]))
        del ids[wanted:]
        while ids and len(ids) < wanted:
            _double(data, key, chance.choice(ids), ids)


def _drop(data: dict[str, Any], key: str, gone: set[int]) -> None:
    """Take rows out, and the indicators of projects among them."""
    data["entries"] = [e for e in data["entries"] if not (e[0] == key and e[1] in gone)]
    if key == "project":
        below = {n for owner, of, ids in data["rows"] if of in gone and owner != key for n in ids}
        data["rows"] = [row for row in data["rows"] if row[1] not in gone]
        _drop(data, "project_indicator", below)


def _double(data: dict[str, Any], key: str, model: int, ids: list[int]) -> None:
    """Put in a row like another one."""
    number = max(n for _, _, others in data["rows"] for n in others) + 1
    data["entries"] += [
        [s, number, f, t] for s, n, f, t in data["entries"] if (s, n) == (key, model)
    ]
    ids.append(number)


def _varied(entry: list[Any], clauses: list[str], chance: random.Random) -> list[Any]:
    """Return what was typed with other words or another figure."""
    section, row, field, text = entry
    if (section, field) == ("unit", "name"):
        text = chance.choice(UNITS)
    elif re.fullmatch(r"\d+\.\d\d", text):
        if chance.random() < OFTEN:
            text = f"{float(text) * chance.choice((0.1, 1.37, 10.3)):.2f}"
    elif field == "name":
        if chance.random() < SELDOM:
            text += chance.choice(clauses)[:12]
    elif len(text) > SHORT_TEXT and not text.isascii() and not text[0].isdigit():
        count = chance.choice((1, 2, 3, 5, 8))
        parts = [chance.choice((*clauses, *clauses, *ODD)) for _ in range(count)]
        text = "，".join(parts) + "。"
    return [section, row, field, text]


def composed(record: Record, *, draft: bool) -> tuple[Document, PageHabits]:
    """Return the report as a tree, and the county's page."""
    scheme = scheme_of(record.scheme)
    return compose(Facts(record.report, scheme), draft=draft), scheme.page


def turned(data: bytes) -> bytes:
    """Return a Word file with hanging punctuation switched for LibreOffice."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            old, new = b'overflowPunct w:val="0"', b'overflowPunct w:val="1"'
            target.writestr(name, source.read(name).replace(old, new))
    return result.getvalue()


def print_all(folder: Path) -> None:
    """Let LibreOffice print every Word file of a folder as PDF."""
    soffice = shutil.which("soffice")
    if soffice is None:
        sys.exit("soffice is not installed")
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(path) for path in sorted(folder.glob("*.docx"))]
    command = [soffice, own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


MEASURED = 7
"""The LibreOffice whose lines and pages the page view was measured with, by its first number."""


def libreoffice_version() -> int:
    """Return the first number of the version of the LibreOffice installed, 0 where there is none."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return 0
    command = [soffice, "--headless", "--version"]
    told = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60).stdout
    number = re.search(r"LibreOffice (\d+)", told)
    return int(number[1]) if number else 0


def words_of(pdf: Path) -> list[list[Word]]:
    """Return the words of a PDF page by page."""
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        sys.exit("pdftotext is not installed")
    command = [pdftotext, "-bbox", str(pdf), "-"]
    shown = subprocess.run(command, check=True, capture_output=True).stdout
    clean = re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", shown)
    name = "{http://www.w3.org/1999/xhtml}"
    pages = []
    for page in ET.fromstring(clean).iter(f"{name}page"):  # noqa: S314 - our own file
        words = []
        for word in page.iter(f"{name}word"):
            left, top, right, bottom = (
                float(word.get(k, "0")) for k in ("xMin", "yMin", "xMax", "yMax")
            )
            words.append(Word(word.text or "", left, right, (top + bottom) / 2))
        pages.append(words)
    return pages


class Row(NamedTuple):
    """A line as the layout sets it, in points: where it begins and the middle of its height."""

    text: str
    left: float
    middle: float


def rows_of(page: PageLayout, fonts: QtFonts) -> list[Row]:
    """Return the lines of a page as they would be found in print."""
    rows = []
    for line in page.lines:
        rows += _pieces(line, fonts)
    return rows


def _pieces(line: PlacedLine, fonts: QtFonts) -> Iterator[Row]:
    content = line.paragraph.content.text
    middle = line.baseline(fonts) - MIDDLE * line.paragraph.style.look.size
    for piece, places in line.characters():
        text = content[piece.start : piece.stop]
        if text.strip():
            yield Row(text, places[0] / TWIPS, middle / TWIPS)


def differences(page: PageLayout, words: list[Word], fonts: QtFonts) -> list[str]:
    """Return what of a page stands elsewhere in print; empty where all is the same."""
    rows = rows_of(page, fonts)
    found: list[list[Word]] = [[] for _ in rows]
    result = []
    for word in words:
        if _outside(page, word):
            continue
        place = _row_of(word, rows)
        if place is None:
            result.append(f"only in print: {word.text} at {word.left:.0f}, {word.middle:.0f}")
        else:
            found[place].append(word)
    for row, parts in zip(rows, found, strict=True):
        shown = _plain("".join(w.text for w in sorted(parts, key=lambda w: w.left)))
        if shown != _plain(row.text):
            result.append(f"{_plain(row.text)} | in print: {shown}")
        elif parts and abs(min(w.left for w in parts) - row.left) > ASIDE:
            result.append(
                f"{row.text} begins at {row.left:.1f}, not {min(w.left for w in parts):.1f}"
            )
    return result


def _outside(page: PageLayout, word: Word) -> bool:
    sheet = page.page
    top, bottom = sheet.top / TWIPS, (sheet.paper[1] - sheet.bottom) / TWIPS
    beside = word.right < sheet.left / TWIPS - 1
    return not top - 2 < word.middle < bottom + 2 or beside


def _row_of(word: Word, rows: list[Row]) -> int | None:
    near = [
        (abs(row.middle - word.middle), -row.left, number)
        for number, row in enumerate(rows)
        if abs(row.middle - word.middle) < NEAR and row.left < word.left + ASIDE
    ]
    # Of the cells on one height it belongs to the one that begins last before it.
    return max(near, key=lambda found: -found[1] - found[0] / 100)[2] if near else None


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def main() -> None:
    """Print how many pages of each varied report are the same."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("seeds", nargs="*", type=int, default=list(range(1, 11)))
    parser.add_argument("--keep", type=Path, help="folder for the files")
    args = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _app = QGuiApplication([])
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        compare(args.seeds, folder)


def compare(seeds: list[int], folder: Path) -> None:
    """Write, print, lay out and compare the reports of all seeds."""
    trees = {seed: composed(varied(seed), draft=seed % 3 == 0) for seed in seeds}
    for seed, (document, habits) in trees.items():
        data = build_word(document, habits, written=datetime(2024, 3, 18, tzinfo=UTC))
        (folder / f"report{seed:02}.docx").write_bytes(turned(data))
    print_all(folder)
    fonts = QtFonts()
    same = whole = 0
    for seed, (document, habits) in trees.items():
        typesetting = Typesetting(habits, fonts, Typesetter.LIBREOFFICE)
        began = time.perf_counter()
        pages = typesetting.lay_out(document).pages
        took = (time.perf_counter() - began) * 1000
        printed = words_of(folder / f"report{seed:02}.pdf")
        faults = {}
        for page, words in zip(pages, printed, strict=False):
            if found := differences(page, words, fonts):
                faults[page.number] = found
        right = min(len(pages), len(printed)) - len(faults)
        same, whole = same + right, whole + max(len(pages), len(printed))
        print(
            f"report {seed}: {len(pages)} pages, {len(printed)} in print, {right} the same, {took:.0f} ms"
        )
        for number, found in faults.items():
            for fault in found[:3]:
                print(f"    page {number}: {fault}")
    print(f"in all: {same} of {whole} pages the same ({same / whole:.1%})")


if __name__ == "__main__":
    main()
