"""The signature under the text: lines set closer where that is enough, and only there."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from word_xml import NS, W, changed, find

from pingkou_gui.document.line_breaking import OfficialWidths, Typesetter
from pingkou_gui.document.page_checks import closer_pages, layouts_of, written_flow
from pingkou_gui.document.page_flow import FlowSection, FlowTable, flow_parts
from pingkou_gui.document.page_geometry import Geometry
from pingkou_gui.document.phrases import Span
from pingkou_gui.document.tree import (
    Attachment,
    Document,
    Heading,
    Paragraph,
    Signature,
    Table,
    TableCell,
    TableRow,
)
from pingkou_gui.document.typesetting import CLOSER_PAGES, SignatureFit, Typesetting, closer_line
from pingkou_gui.document.verify import verify
from pingkou_gui.document.written_file import opened
from pingkou_gui.scheme.scheme import PageHabits

HABITS = PageHabits()
PAGE = Geometry.of(HABITS)
DOCUMENT = "word/document.xml"


def signed(text, *, last=1, attachments=3):
    """A report of so many lines before its last paragraph."""
    full = Paragraph((Span("乡" * 26),))
    listed = tuple(Attachment(n, "自评表", (full,)) for n in range(1, attachments + 1))
    blocks = (
        *([full] * text),
        Heading(1, "其他", "一、"),
        Paragraph((Span("乡" * (26 + 28 * (last - 1))),)),
    )
    return Document("报告", blocks, Signature("云山县柏溪镇人民政府", date(2024, 3, 15)), listed)


def body(document):
    return next(part for _, part in flow_parts(document, PAGE, sealed=False))


def pages(part):
    typesetting = Typesetting(HABITS, OfficialWidths())
    return typesetting.lay_out_flow([FlowSection(PAGE, (part,))]).pages


@pytest.fixture(scope="module")
def lengths():
    """Every report of one to three pages, as it flows and as its end is fitted."""
    fit = SignatureFit(HABITS)
    parts = [body(signed(text)) for text in range(1, 58)]
    return [(part, fit.fitted(part)) for part in parts]


def test_lines_are_set_closer_only_where_that_saves_a_page(lengths):
    closer = [(part, fitted) for part, fitted in lengths if fitted is not part]
    assert 0 < len(closer) < len(lengths) / 4
    for part, fitted in closer:
        assert len(pages(fitted)) == len(pages(part)) - 1


def test_where_the_signature_stood_with_the_text_already_nothing_is_changed(lengths):
    for part, fitted in lengths:
        before, *_ = [*pages(part)[-2:-1], None]
        full = before is None or before.lines[-1].top + 2 * PAGE.pitch > PAGE.top + PAGE.height
        if full:
            assert fitted is part


def test_a_closer_page_holds_one_line_more_and_none_before_the_last_two_is_closer(lengths):
    for _, fitted in lengths:
        laid = pages(fitted)
        for page in laid:
            assert len(page.lines) <= 23
        closer = [p.number for p in laid if any(line.paragraph.source.line for line in p.lines)]
        exact = [line for page in laid for line in page.lines if line.paragraph.source.line]
        assert {(line.height, line.paragraph.style.on_grid) for line in exact} <= {
            (closer_line(PAGE), False)
        }
        assert not closer or closer[0] >= laid[-1].number - CLOSER_PAGES
        assert not closer or closer == list(range(closer[0], laid[-1].number + 1))


def test_words_ties_and_indents_stay_as_they_are(lengths):
    for part, fitted in lengths:
        assert [item._replace(line=None) for item in fitted.items] == list(part.items)


def test_titles_and_tables_are_never_set_closer():
    table = Table(
        "表", (1, 1), (), (TableRow((TableCell((Span("甲"),)), TableCell((Span("1"),)))),)
    )
    for text in range(1, 24):
        document = signed(text)
        document = Document(document.title, (table, *document.blocks), document.signature)
        for item in SignatureFit(HABITS).fitted(body(document)).items:
            if isinstance(item, FlowTable) or item.style in {
                "ReportTitle",
                "TableUnit",
                "TableGap",
            }:
                assert getattr(item, "line", None) is None


@pytest.fixture(scope="module")
def closer():
    """A report whose end is set closer."""
    fit = SignatureFit(HABITS)
    documents = (signed(text) for text in range(1, 58))
    return next(each for each in documents if fit.fitted(part := body(each)) is not part)


def test_the_file_and_the_pages_of_the_window_are_set_by_the_same_decision(closer, build, tmp_path):
    path = tmp_path / "报告.docx"
    path.write_bytes(build(closer))
    (section, *_) = written_flow(opened(path, closer, HABITS), last=0)
    for rules in Typesetter:
        shown = Typesetting(HABITS, OfficialWidths(), rules).lay_out(closer).part(0)
        written = Typesetting(HABITS, OfficialWidths(), rules).lay_out_flow([section]).pages
        assert [[(line.text, line.top) for line in page.lines] for page in shown] == [
            [(line.text, line.top) for line in page.lines] for page in written
        ]


def test_a_closer_line_is_exact_and_off_the_grid_in_word(closer, build):
    with zipfile.ZipFile(io.BytesIO(build(closer))) as archive:
        part = archive.read(DOCUMENT)
    exact = find(part, "//w:p[w:pPr/w:spacing/@w:lineRule='exact']")
    assert exact
    for paragraph in exact:
        (spacing,) = paragraph.xpath("w:pPr/w:spacing", namespaces=NS)
        assert spacing.get(f"{{{W}}}line") == str(closer_line(PAGE))
        assert paragraph.xpath("w:pPr/w:snapToGrid[@w:val='0']", namespaces=NS)


def proof(path, data, document):
    path.write_bytes(data)
    return verify(path, document, HABITS)["signature"]


def test_the_proof_names_the_pages_that_are_set_closer(closer, build, tmp_path):
    item = proof(tmp_path / "报告.docx", build(closer), closer)
    assert item.holds
    layout = layouts_of(opened(tmp_path / "报告.docx", closer, HABITS))[0]
    assert item.detail.endswith(
        f"第{'、'.join(str(page.number) for page in closer_pages(layout))}页行距略收紧"
    )


def test_lines_closer_than_one_more_a_page_fail(closer, build, tmp_path):
    line = closer_line(PAGE)
    data = changed(build(closer), DOCUMENT, f'w:line="{line}"', f'w:line="{line - 40}"')
    item = proof(tmp_path / "报告.docx", data, closer)
    assert (item.holds, item.detail) == (False, "行距收得比每页23行还紧")


def test_closer_lines_before_the_end_of_the_report_fail(build, tmp_path):
    document = signed(100)
    loose, tight = (
        "<w:p><w:r>",
        (
            f'<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="{closer_line(PAGE)}" '
            'w:lineRule="exact"/></w:pPr><w:r>'
        ),
    )
    data = changed(build(document), DOCUMENT, loose, tight, 1)
    item = proof(tmp_path / "报告.docx", data, document)
    assert (item.holds, item.detail) == (False, "第1页就收紧了行距，只有最后2页可以")
