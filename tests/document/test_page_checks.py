"""The verification sees a signature alone or torn, and 附件1 without its head."""

from __future__ import annotations

from datetime import date

import pytest
from word_xml import changed

from pingkou_gui.document.line_breaking import OfficialWidths, Typesetter
from pingkou_gui.document.page_checks import signature_fault, written_flow
from pingkou_gui.document.phrases import Span
from pingkou_gui.document.tree import (
    Attachment,
    Document,
    Paragraph,
    Signature,
    Table,
    TableCell,
    TableRow,
)
from pingkou_gui.document.typesetting import Typesetting
from pingkou_gui.document.verify import verify
from pingkou_gui.document.written_file import opened
from pingkou_gui.scheme.scheme import PageHabits

HABITS = PageHabits()
DOCUMENT = "word/document.xml"
UNITS = (
    "云山县柏溪镇人民政府",
    "云山县柏溪镇人民政府农业综合服务中心和社会事务综合服务中心联合党支部",
)


def lines(count):
    """A paragraph of so many lines."""
    return Paragraph((Span("乡" * (26 + 28 * (count - 1))),))


def signed(text, *, last=1, attachments=2, name=8, unit=UNITS[0]):
    listed = tuple(
        Attachment(n, "表" * name, (Paragraph((Span("略"),)),)) for n in range(1, attachments + 1)
    )
    blocks = (*(lines(1) for _ in range(text)), lines(last))
    return Document("报告", blocks, Signature(unit, date(2024, 3, 15)), listed)


@pytest.fixture
def proved(tmp_path, build):
    def proved(document, mend=lambda data: data):
        path = tmp_path / "报告.docx"
        path.write_bytes(mend(build(document)))
        return verify(path, document, HABITS)

    return proved


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("attachments", [1, 2, 8, 11, 14, 30])
@pytest.mark.parametrize("name", [8, 24, 48])
def test_the_signature_is_never_alone_wherever_the_text_ends(unit, attachments, name):
    """Eight projects with names of two lines, forty of one: the list outgrows its page."""
    for rules in Typesetter:
        typesetting = Typesetting(HABITS, OfficialWidths(), rules)
        for text in range(1, 24):
            for last in (1, 4, 20):
                document = signed(text, last=last, attachments=attachments, name=name, unit=unit)
                assert signature_fault(typesetting.lay_out(document)) == ""


@pytest.mark.parametrize("last", [1, 3, 10, 17])
def test_without_attachments_the_signature_takes_the_last_paragraph_along(last):
    for rules in Typesetter:
        typesetting = Typesetting(HABITS, OfficialWidths(), rules)
        for text in range(1, 24):
            document = signed(text, last=last, attachments=0)
            assert signature_fault(typesetting.lay_out(document)) == ""


def untied(data):
    return changed(data, DOCUMENT, "<w:keepNext/>", "")


def free(data):
    """What ties the unit to the text above, and the day to the unit, is taken out on purpose."""
    return changed(untied(data), "word/styles.xml", "<w:keepNext/>", "")


def test_a_signature_alone_on_a_page_fails(proved):
    document = signed(19, attachments=0)
    assert proved(document)["signature"].holds
    item = proved(document, free)["signature"]
    assert not item.holds
    assert item.detail == "第2页上只有落款，没有正文"


def test_a_torn_signature_fails(proved):
    item = proved(signed(17, attachments=0), free)["signature"]
    assert not item.holds
    assert item.detail == "单位落款在第1页，日期在第2页，被拆开了"


def basic_data(count, head=()):
    rows = tuple(
        TableRow((TableCell((Span("甲"),)), TableCell((Span("1.00"),)))) for _ in range(count)
    )
    sheet = Attachment(1, "基础数据表", (Table("数据", (1, 1), head, rows),))
    return Document("报告", (lines(1),), None, (sheet,))


def test_basic_data_over_two_pages_without_a_head_fail(proved):
    item = proved(basic_data(40))["repeated_heads"]
    assert not item.holds
    assert item.detail == "附件1接排到第3页，表头没有重复"


def test_basic_data_on_one_page_or_with_a_head_hold(proved):
    head = (TableRow((TableCell((Span("项目"),)), TableCell((Span("金额"),)))),)
    assert proved(basic_data(20))["repeated_heads"].holds
    assert proved(basic_data(40, head))["repeated_heads"].holds


def test_what_the_file_says_is_laid_out_not_what_the_tree_says(build, tmp_path):
    path = tmp_path / "报告.docx"
    path.write_bytes(changed(build(signed(5)), DOCUMENT, "乡乡乡乡", "镇"))
    read = written_flow(opened(path, signed(5), HABITS), last=0)
    assert [part.number for section in read for part in section.parts] == [0]
    text = "".join(s.text for i in read[0].items for run in i.runs for s in run.spans)
    assert "镇" in text
