"""The page as LibreOffice prints it: sizes, positions, numbers, repeated heads.

LibreOffice reads overflowPunct upside down and drops marks at full lines, so a copy with the
switch turned is printed. It has the fonts of its computer: positions are held to a
tolerance, and only Word or WPS can show the rest.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from dataclasses import dataclass

import pytest
from lxml import etree
from sample_report import SIGNED, UNIT, report

from pingkou_gui.document.tree import plain_text

TOOLS = ("soffice", "pdftotext")
MM = 72 / 25.4
FOOT = 262 * MM
"""Lower edge of the type area of an upright page."""
PAGE_NUMBER = re.compile(r"—\s*(\d+)\s*—")


@dataclass
class Line:
    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self):
        return (self.top + self.bottom) / 2


@dataclass
class Page:
    width: float
    height: float
    words: list[Line]
    lines: list[Line]

    @property
    def body(self):
        return [line for line in self.lines if 36 * MM < line.middle < FOOT]

    @property
    def text(self):
        return "".join(line.text for line in self.lines)

    @property
    def number(self):
        return next(line for line in self.lines if PAGE_NUMBER.fullmatch(line.text))


def joined(words):
    """Words of one height as one line: the tool cuts a justified line at its gaps."""
    lines = []
    for word in sorted(words, key=lambda w: (round(w.middle / 4), w.left)):
        same = lines and abs(lines[-1].middle - word.middle) < 5
        if same:
            last = lines[-1]
            lines[-1] = Line(
                last.text + word.text,
                min(last.left, word.left),
                last.top,
                max(last.right, word.right),
                last.bottom,
            )
        else:
            lines.append(word)
    return lines


def read_pages(pdf):
    shown = subprocess.run(
        ["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True
    ).stdout
    pages = []
    for page in etree.fromstring(shown, etree.XMLParser(recover=True)).iter("{*}page"):
        words = [
            Line(word.text or "", *(float(word.get(k)) for k in ("xMin", "yMin", "xMax", "yMax")))
            for word in page.iter("{*}word")
        ]
        size = float(page.get("width")), float(page.get("height"))
        pages.append(Page(*size, words, joined(words)))
    return pages


def turned(data):
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        for name in source.namelist():
            old, new = b'overflowPunct w:val="0"', b'overflowPunct w:val="1"'
            target.writestr(name, source.read(name).replace(old, new))
    return result.getvalue()


@pytest.fixture(scope="module")
def printed(tmp_path_factory, build):
    """The pages of a final report and of a draft, in one run of LibreOffice."""
    absent = [tool for tool in TOOLS if not shutil.which(tool)]
    if absent:
        pytest.skip(f"not installed here: {', '.join(absent)}")
    folder = tmp_path_factory.mktemp("printed")
    for name, document in (("final", report()), ("draft", report(draft=True, missing=True))):
        (folder / f"{name}.docx").write_bytes(turned(build(document)))
    own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = [str(folder / "final.docx"), str(folder / "draft.docx")]
    command = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=500)
    return {name: read_pages(folder / f"{name}.pdf") for name in ("final", "draft")}


@pytest.fixture(scope="module")
def pages(printed):
    return printed["final"]


@pytest.fixture(scope="module")
def upright(pages):
    return [page for page in pages if page.height > page.width]


@pytest.fixture(scope="module")
def lying(pages):
    return [page for page in pages if page.width > page.height]


def test_the_sheet_is_a4_upright_or_lying(pages):
    sizes = {tuple(round(side / MM) for side in (page.width, page.height)) for page in pages}
    assert sizes == {(210, 297), (297, 210)}


def test_the_report_has_the_pages_it_should(pages, lying):
    assert len(pages) - len(lying) >= 7
    assert len(lying) >= 2


def test_the_body_keeps_the_margins(upright):
    for page in upright[:5]:
        assert min(line.left for line in page.body) == pytest.approx(28 * MM, abs=1.5)
        assert max(line.right for line in page.body) == pytest.approx(184 * MM, abs=3)
        assert min(line.top for line in page.body) > 36.5 * MM


def test_a_full_page_has_22_lines(upright):
    assert max(len(page.body) for page in upright[:6]) == 22


def test_lines_are_28_95_points_apart(upright):
    full = next(page for page in upright if len(page.body) == 22)
    steps = [b.middle - a.middle for a, b in zip(full.body, full.body[1:], strict=False)]
    assert sum(steps) / len(steps) == pytest.approx(28.95, abs=0.1)


def test_a_full_line_has_28_characters(upright):
    whole = re.compile("[\u3001-\u9fff，。；：]{28}")
    lengths = Counter(len(n.text) for n in upright[1].body if re.fullmatch(r"\D+", n.text))
    assert max(lengths) == 28
    assert any(whole.fullmatch(line.text) for line in upright[1].body)


def test_the_title_is_broken_by_sense(pages):
    assert [line.text for line in pages[0].body[:2]] == [
        "2024年度青石县槐荫乡人民政府",
        "部门整体支出绩效自评报告",
    ]


def test_pages_are_numbered_from_one(upright, pages):
    numbers = [int(PAGE_NUMBER.fullmatch(page.number.text)[1]) for page in upright]
    assert numbers == [n for n, page in enumerate(pages, 1) if page.height > page.width]


def test_odd_numbers_stand_right_and_even_ones_left(pages):
    for count, page in enumerate(pages, 1):
        if page.height > page.width and count % 2:
            assert page.number.right == pytest.approx(184 * MM - 14, abs=2)
        elif page.height > page.width:
            assert page.number.left == pytest.approx(28 * MM + 14, abs=2)


def test_the_number_stands_7_mm_under_the_type_area(upright):
    for page in upright:
        assert page.number.middle == pytest.approx(FOOT + 7 * MM, abs=1.5 * MM)


def test_a_landscape_number_keeps_its_place_on_the_sheet(pages):
    found = 0
    for count, page in enumerate(pages, 1):
        if page.width < page.height:
            continue
        aside = [word for word in page.words if word.right < 34 * MM]
        assert str(count) in {word.text for word in aside}
        assert (aside[0].middle > page.height / 2) is bool(count % 2)
        dash = next(word for word in aside if word.text == "—")
        assert (dash.left + dash.right) / 2 == pytest.approx(28 * MM, abs=1 * MM)
        found += 1
    assert found >= 2


def test_the_head_of_a_long_table_repeats_on_every_page(lying):
    heads = [[line.text for line in page.lines if "三级指标" in line.text] for page in lying]
    assert [len(head) for head in heads] == [1] * len(lying)


def test_a_group_of_rows_is_never_parted(lying):
    command = ["soffice", "--headless", "--version"]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=500).stdout
    if not re.search(r"LibreOffice 7\b", told):
        pytest.skip("the rows kept together were measured with LibreOffice 7")
    for page in lying:
        rows = re.findall(r"整修村道第(\d+)段第\d处", page.text)
        assert rows
        assert set(Counter(rows).values()) == {4}


def test_an_attachment_begins_a_page_with_its_title_on_the_third_line(pages):
    starts = [page for page in pages if page.body and re.fullmatch(r"附件\d", page.body[0].text)]
    assert [page.body[0].text for page in starts if page.height > page.width] == ["附件1", "附件3"]
    for page in starts:
        mark, title = page.body[:2]
        if page.height > page.width:
            assert title.middle - mark.middle == pytest.approx(2 * 28.95, abs=3)


def test_the_signature_shares_a_page_with_text(pages):
    signed = next(page for page in pages if any(n.text == "2025年3月18日" for n in page.body))
    texts = [line.text for line in signed.body]
    assert texts[-2:] == [UNIT, "2025年3月18日"]
    above = texts[: -2 - len(report().attachments)]
    assert above


def test_the_date_begins_two_characters_right_of_the_unit(pages):
    signed = next(page for page in pages if any(n.text == UNIT for n in page.body))
    unit, day = signed.body[-2:]
    assert day.left - unit.left == pytest.approx(2 * 15.75, abs=1)
    assert 184 * MM - unit.right == pytest.approx(2 * 15.75, abs=3)


def test_the_line_under_an_attachment_is_not_alone_on_a_page(pages):
    for page in pages:
        if "填表人" in page.text:
            assert len(page.lines) > len(SIGNED.entries)


def test_no_character_is_lost_in_print(pages):
    wanted = Counter(re.sub(r"\s", "", plain_text(report())))
    shown = Counter(re.sub(r"\s", "", "".join(page.text for page in pages)))
    assert wanted - shown == Counter()


def test_a_draft_says_so_above_the_type_area_of_every_page(printed):
    for page in printed["draft"]:
        above = "".join(n.text for n in page.lines if n.bottom < 28 * MM)
        assert "草稿" in re.sub(r"\s", "", above)


def test_the_mark_of_a_draft_moves_no_line(printed):
    lines = [[(n.text, round(n.top)) for n in p.body] for p in printed["final"][:6]]
    assert [[(n.text, round(n.top)) for n in p.body] for p in printed["draft"][:6]] == lines
