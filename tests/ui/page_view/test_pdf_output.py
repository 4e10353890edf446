"""The PDF: searchable, titled, in Chinese, upright and lying pages, fonts inside."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from pingkou_gui.document.phrases import Span
from pingkou_gui.document.tree import Attachment, Document, Paragraph, Signature
from pingkou_gui.document.typesetting import Typesetting
from pingkou_gui.errors import TargetError
from pingkou_gui.scheme.scheme import PageHabits
from pingkou_gui.ui.page_painting import QtFonts, characters_without_font
from pingkou_gui.ui.pdf_export import pdf_bytes, write_pdf

MOMENT = datetime(2024, 3, 18, 9, 30, tzinfo=UTC)
RADICALS = "一丨丶丿乙二人儿入八几刀力十厂口土士大女子小工己干广弓心戈户手支文斗方日月木止毛气水火爪父片牙牛犬玉瓜瓦甘生用田白皮目矛石示禾穴立竹米羊老而耳肉自至臼舌舟色虫血行衣见角言谷豆贝赤走足身车门面革音页风飞食首香马骨高鱼鸟鹿麦麻黄黑鼓鼠鼻齐齿龙龟民长"
TEXT = f"平口镇人民政府门口支出{RADICALS}，共1287.78万元（含“三公”经费）……"


@pytest.fixture
def fonts(theme):
    found = QtFonts()
    if not found.has_chinese:
        pytest.skip("no Chinese font is installed here")
    return found


@pytest.fixture
def pages(fonts):
    lying = Attachment(1, "横表", (Paragraph((Span("横排"),)),), landscape=True)
    document = Document(
        "报告", (Paragraph((Span(TEXT),)),), Signature("平口镇", date(2024, 3, 15)), (lying,)
    )
    return Typesetting(PageHabits(), fonts).lay_out(document).pages


@pytest.fixture
def written(pages, fonts, tmp_path):
    path = tmp_path / "报告.pdf"
    write_pdf(path, pages, fonts, "自评报告（2023）", written=MOMENT)
    return path


def tool(name, *words):
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    return subprocess.run(
        [name, *map(str, words)], check=True, capture_output=True, text=True
    ).stdout


def test_every_word_can_be_searched_as_it_was_typed(written):
    text = re.sub(r"\s", "", tool("pdftotext", "-raw", written, "-"))
    assert TEXT in text


def test_the_title_and_the_language_are_set(written):
    assert "自评报告（2023）" in tool("pdfinfo", written)
    data = written.read_bytes()
    assert b"/Lang (zh-CN)" in data
    assert b"/DisplayDocTitle true" in data


def test_pages_stand_and_lie_as_they_are_read(written):
    told = tool("pdfinfo", "-f", "1", "-l", "2", written)
    sizes = re.findall(r"size:\s+([\d.]+) x ([\d.]+)", told)
    assert [float(a) < float(b) for a, b in sizes] == [True, False]


def test_fonts_are_inside_and_text_is_no_picture(written):
    lines = tool("pdffonts", written).splitlines()[2:]
    assert lines
    assert all(" yes " in line for line in lines)
    assert tool("pdfimages", "-list", written).splitlines()[2:] == []


def test_the_update_at_the_end_refers_to_the_table_before_it(written):
    data = written.read_bytes()
    starts = [int(n) for n in re.findall(rb"startxref\s+(\d+)", data)]
    assert len(starts) == 2
    assert all(data[start : start + 4] == b"xref" for start in starts)
    assert int(re.findall(rb"/Prev (\d+)", data)[-1]) == starts[0]


def test_an_older_file_stays_where_the_new_one_cannot_be_written(pages, fonts, tmp_path):
    with pytest.raises(TargetError, match="已经不在了"):
        write_pdf(tmp_path / "没有" / "报告.pdf", pages, fonts, "报告", written=MOMENT)


def test_a_character_no_font_has_is_a_box_and_is_named(fonts):
    strange = "\U0010fffd"
    document = Document("报告", (Paragraph((Span(f"镇{strange}"),)),), None)
    pages = Typesetting(PageHabits(), fonts).lay_out(document).pages
    assert characters_without_font(pages, fonts) == strange
    assert pdf_bytes(pages, fonts, "报告", written=MOMENT).startswith(b"%PDF")


def test_the_same_pages_and_moment_are_the_same_bytes_in_any_zone(pages, fonts):
    first = pdf_bytes(pages, fonts, "报告", written=MOMENT)
    elsewhere = MOMENT.astimezone(timezone(timedelta(hours=8)))
    assert pdf_bytes(pages, fonts, "报告", written=elsewhere) == first
    assert pdf_bytes(pages[:1], fonts, "报告", written=MOMENT) != first
    assert pdf_bytes(pages, fonts, "报告", written=MOMENT + timedelta(days=1)) != first


def test_the_table_of_the_file_names_where_its_objects_stand(pages, fonts, monkeypatch):
    """Written far from Greenwich the date Qt puts in is longer than ours."""
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    data = pdf_bytes(pages, fonts, "报告", written=MOMENT)
    table = int(re.findall(rb"startxref\s+(\d+)", data)[0])
    assert data[table:].startswith(b"xref")
    offsets = re.findall(rb"(?m)^(\d{10}) 00000 n", data[table:].split(b"trailer")[0])
    for number, offset in enumerate(offsets, 1):
        assert data[int(offset) :].startswith(b"%d 0 obj" % number)
