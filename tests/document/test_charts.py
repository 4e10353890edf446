"""The pictures as a Word page: native charts that stay apart in black and white."""

import io
import zipfile
from datetime import datetime
from decimal import Decimal

import docx
import pytest
from lxml import etree

from pingkou_gui.document.charts import chart_xml, charts_word
from pingkou_gui.report.chart_data import Chart, ChartKind, Look, Series
from pingkou_gui.scheme.scheme import PageHabits

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
NOW = datetime(2026, 3, 5, 9, 30)  # noqa: DTZ001 - stored as it stands
BARS = Chart(
    "bars",
    "“三公”经费 & 预算",
    "万元",
    ChartKind.BARS,
    ("接待<费>", "会议费"),
    (
        Series("上年", (Decimal("3.10"), None), Look.LAST),
        Series("预算", (Decimal("5.00"), Decimal(0)), Look.BUDGET),
        Series("本年", (Decimal("2.80"), Decimal("1.20"))),
    ),
)
LINES = Chart(
    "lines",
    "历年",
    "万元",
    ChartKind.LINES,
    ("2022年", "2023年"),
    (Series("总", (Decimal(4), Decimal(5))), Series("分", (Decimal(1), Decimal(2)))),
)


@pytest.fixture(scope="module")
def written():
    return charts_word((BARS, LINES), "某镇2023年度图表", PageHabits(), written=NOW)


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return etree.fromstring(file.read(name))


def test_word_opens_the_page_and_finds_title_and_pictures(written):
    document = docx.Document(io.BytesIO(written))
    assert document.paragraphs[0].text == "某镇2023年度图表"
    kinds = [rel.reltype for rel in document.part.rels.values()]
    assert sum(kind.endswith("/chart") for kind in kinds) == 2


def test_every_picture_has_words_for_whoever_cannot_see_it(written):
    body = part(written, "word/document.xml")
    told = [each.get("descr") for each in body.iter() if each.tag.endswith("}docPr")]
    assert told == [BARS.description, LINES.description]


def test_the_numbers_of_a_series_are_those_of_the_report_and_a_blank_stays_blank():
    root = etree.fromstring(chart_xml(BARS).encode())
    first = next(root.iter(f"{C}ser"))
    points = {p.get("idx"): p.findtext(f"{C}v") for p in first.find(f"{C}val").iter(f"{C}pt")}
    assert points == {"0": "3.10"}
    names = [p.findtext(f"{C}v") for p in first.find(f"{C}cat").iter(f"{C}pt")]
    assert names == ["接待<费>", "会议费"]


def test_series_differ_in_pattern_or_dash_and_not_in_colour_alone():
    bars = etree.fromstring(chart_xml(BARS).encode())
    fills = [next(iter(ser.find(f"{C}spPr"))) for ser in bars.iter(f"{C}ser")]
    looks = [etree.tostring(fill) for fill in fills]
    assert len(set(looks)) == 3
    assert any(fill.tag == f"{A}pattFill" for fill in fills)
    lines = etree.fromstring(chart_xml(LINES).encode())
    assert len({each.get("val") for each in lines.iter(f"{A}prstDash")}) == 2
    assert len({each.get("val") for each in lines.iter(f"{C}symbol")}) == 2


def test_the_same_pictures_give_the_same_bytes(written):
    assert charts_word((BARS, LINES), "某镇2023年度图表", PageHabits(), written=NOW) == written


def test_numbers_of_lines_that_run_close_stand_apart():
    years = ("2023年", "2024年")
    lines = tuple(
        Series(name, tuple(map(Decimal, values)))
        for name, values in (
            ("三公", ("37.58", "29.09")),
            ("会议", ("5.65", "2.80")),
            ("培训", ("13.95", "8.04")),
        )
    )
    root = etree.fromstring(
        chart_xml(Chart("l", "历年", "万元", ChartKind.LINES, years, lines)).encode()
    )
    places = [
        {
            int(one.find(f"{C}idx").get("val")): one.find(f"{C}dLblPos").get("val")
            for one in ser.iter(f"{C}dLbl")
        }
        for ser in root.iter(f"{C}ser")
    ]
    assert places == [{}, {0: "l", 1: "r"}, {}]
    usual = [labels.find(f"{C}dLblPos").get("val") for labels in root.iter(f"{C}dLbls")]
    assert usual == ["t", "t", "t"]
