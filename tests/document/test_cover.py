"""A cover of the county's own: the title and its lines on a first page without a number."""

import re
from dataclasses import replace

import pytest
from sample_report import report
from word_xml import changed

from pingkou_gui.document.compose import compose
from pingkou_gui.document.line_breaking import OfficialWidths
from pingkou_gui.document.tree import plain_text
from pingkou_gui.document.typesetting import Typesetting
from pingkou_gui.document.verify import verify
from pingkou_gui.paths import asset
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import from_json
from pingkou_gui.scheme.scheme import SchemeError
from pingkou_gui.scheme.scheme_editing import differences, draft_of, scheme_text
from pingkou_gui.scheme.scheme_reader import default_scheme, read_scheme

LINES = ("评价年度：{year}年", "评价单位（公章）：{unit}", "填报日期：{date}")
TEXT = asset("schemes/hunan.toml").read_text(encoding="utf-8")
COVER = '[cover]\nlines = ["评价年度：{year}年", "填报日期：{date}"]\n'


@pytest.fixture
def document():
    return replace(report(), cover=("评价年度：2023年", "填报日期：2024年3月15日"))


def pages(document, habits):
    return Typesetting(habits, OfficialWidths()).lay_out(document).pages


def test_its_lines_are_filled_in_and_stand_before_the_report():
    record = from_json(asset("sample/pingkou-2023.json").read_text(encoding="utf-8"))
    composed = compose(Facts(record.report, replace(default_scheme(), cover=LINES)), draft=False)
    assert plain_text(composed).split("\n")[:6] == [
        composed.title,
        "评价年度：2023年",
        "评价单位（公章）：安化县平口镇人民政府",
        "填报日期：2024年3月15日",
        composed.title,
        "一、部门概况",
    ]


def test_it_is_a_page_of_its_own_that_shows_no_number(document, habits):
    laid = pages(document, habits)
    bare = pages(replace(document, cover=()), habits)
    assert len(laid) == len(bare) + 1
    assert laid[0].texts[-2:] == list(document.cover)
    assert laid[0].edges == ()
    assert "— 2 —" in [edge.content.text for edge in laid[1].edges]
    assert laid[1].texts == bare[0].texts
    drafted = pages(replace(document, draft=True), habits)
    assert [edge.warning for edge in drafted[0].edges] == [True]


def test_the_word_file_has_it_and_its_proof_holds(document, habits, build, parts_of, tmp_path):
    data = build(replace(document, draft=True))
    path = tmp_path / "报告.docx"
    path.write_bytes(data)
    assert [
        item.label for item in verify(path, replace(document, draft=True), habits).failures
    ] == []
    parts = parts_of(data)
    xml = parts["word/document.xml"].decode()
    assert xml.count("<w:titlePg/>") == 1
    first = re.findall(r'<w:(header|footer)Reference w:type="first"', xml)
    assert first == ["header", "footer"]
    marks = [
        n for n, part in parts.items() if n.startswith("word/header") and "草稿".encode() in part
    ]
    assert len(marks) == len([n for n in parts if n.startswith("word/header")])


def test_a_number_on_the_cover_is_a_fault_of_the_proof(document, habits, build, tmp_path):
    path = tmp_path / "报告.docx"
    path.write_bytes(changed(build(document), "word/document.xml", "<w:titlePg/>", ""))
    (fault,) = verify(path, document, habits).failures
    assert (fault.name, fault.detail) == ("page_numbers", "封面上印了页码")


def test_a_scheme_brings_it_and_the_editor_keeps_it():
    scheme = read_scheme(f"{TEXT}\n{COVER}")
    assert scheme.cover == ("评价年度：{year}年", "填报日期：{date}")
    assert read_scheme(scheme_text(draft_of(scheme))).cover == scheme.cover
    assert list(differences(scheme, replace(scheme, cover=()))) == ["封面有变动"]
    assert read_scheme(TEXT).cover == ()


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('lines = ["{years}年"]', "封面里的 {years} 程序不认识"),
        ('lines = ["{project}"]', "封面里的 {project} 程序不认识"),
        (f"lines = {[str(n) for n in range(9)]}".replace("'", '"'), "封面有 9 行"),
    ],
)
def test_a_fault_of_it_is_told_with_its_line(line, what):
    text = f"{TEXT}\n[cover]\n{line}\n"
    with pytest.raises(SchemeError) as caught:
        read_scheme(text)
    (problem,) = caught.value.problems
    assert problem.what == what
    assert problem.line == text.rstrip("\n").count("\n") + 1
