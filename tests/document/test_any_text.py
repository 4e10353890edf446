"""Words of every kind, placeholders among them, in the file."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_report import report, text
from word_xml import find, tree, values

from pingkou_gui.document.phrases import Span, SpanKind
from pingkou_gui.document.tree import Document, Heading, Paragraph, Signature, xml_safe_text
from pingkou_gui.document.word_page import run

DOCUMENT = "word/document.xml"


def test_a_placeholder_is_marked_for_the_eye(parts_of, build):
    document = parts_of(build(report(missing=True)))[DOCUMENT]
    path = "//w:r[w:rPr/w:rStyle/@w:val='Missing']/w:t/text()"
    assert values(document, path) == ["【待填：培训费】"]


def test_a_placeholder_in_a_heading_is_marked_too(parts_of, build, sample):
    odd = replace(sample, blocks=(Heading(1, "【待填：标题】情况", "一、"),))
    path = "//w:r[w:rPr/w:rStyle/@w:val='Missing']/w:t/text()"
    assert values(parts_of(build(odd))[DOCUMENT], path) == ["【待填：标题】"]


def test_the_tree_of_a_file_can_hold_any_typed_text(parts_of, build, sample):
    odd = "😀 <b>&amp;\t“引”]]>\x00\x1b\ud800\ufffe终"
    document = parts_of(build(replace(sample, blocks=(Paragraph(text(odd)),))))[DOCUMENT]
    line = find(document, "//w:p")[1]
    assert "".join(line.itertext()) == "😀 <b>&amp;“引”]]>□□□□终"
    assert len(line.findall(".//{*}tab")) == 1


@given(st.text())
def test_any_text_makes_a_run_that_can_be_parsed(words):
    xml = f'<x xmlns:w="urn:w">{run(words)}</x>'
    shown = "".join(tree(xml.encode()).itertext())
    assert shown == xml_safe_text(words).replace("\n", "").replace("\t", "")


def test_a_report_of_nothing_but_a_title_can_be_written(build, parts_of):
    bare = Document("", (), Signature(None, date(2025, 1, 2)))
    document = parts_of(build(bare))[DOCUMENT]
    assert "【待填：单位名称】" in values(document, "//w:t/text()")


def test_spans_of_one_look_share_a_run(parts_of, build, sample):
    spans = (Span("共"), Span("3", SpanKind.DERIVED), Span("个"))
    document = parts_of(build(replace(sample, blocks=(Paragraph(spans),))))[DOCUMENT]
    assert values(find_second(document), "//w:t/text()") == ["共3个"]


def find_second(document):
    from lxml import etree

    return etree.tostring(find(document, "//w:p")[1])


@pytest.mark.parametrize("runs_in", [False, True])
def test_a_placeholder_anywhere_is_marked_and_proved(tmp_path, build, sample, habits, runs_in):
    from pingkou_gui.document.verify import verify

    blocks = (
        Heading(1, "办【待填：甲】事", "一、", runs_in=runs_in),
        Paragraph(text("正文【待核：乙】。", SpanKind.TYPED)),
    )
    odd = replace(sample, blocks=blocks, signature=Signature(None, None), draft=True)
    (tmp_path / "写成.docx").write_bytes(build(odd))
    proof = verify(tmp_path / "写成.docx", odd, habits)
    assert proof.missing == 4
    assert proof.failures == ()
