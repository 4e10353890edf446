"""A package is read whatever its parts are called, and one that cannot be read is refused in a sentence."""

import zipfile
from datetime import UTC, datetime

import pytest
from plain_report import TEXT, changed, refusal
from word_files import NAMES, document, in_list, level, lists, package, pars, relations, word

from pingkou_gui.cli_reports import read_file
from pingkou_gui.importers.docx_package import is_docx
from pingkou_gui.importers.several_files import REPORT, kind_of
from pingkou_gui.importers.source_text import read_source
from pingkou_gui.importers.tracked_changes import corrected_copy
from pingkou_gui.reopen import open_word
from pingkou_gui.report.report import Report
from pingkou_gui.text.lines.source import Span
from pingkou_gui.text.reasoning.finding import Edit

BODY = in_list("部门概况") + "".join(pars(line) for line in TEXT.splitlines()[2:])
NUMBERS = lists({0: level(0, "chineseCounting", "%1、")}, (1, 0, ""))
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


def strict(text):
    return text.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ).replace(RELATED, STRICT)


def main_part():
    title = pars(TEXT.splitlines()[0])
    return document(title + BODY)


def parts(
    main="word/document.xml", numbering="word/numbering.xml", target="numbering.xml", kinds=RELATED
):
    folder, _, name = main.rpartition("/")
    return {
        "_rels/.rels": relations(("officeDocument", main), kinds=kinds),
        f"{folder}/_rels/{name}.rels".lstrip("/"): relations(("numbering", target), kinds=kinds),
        main: main_part(),
        numbering: NUMBERS,
    }


PACKAGES = {
    "usual": parts(),
    "main part called otherwise": parts("word/document22.xml"),
    "main part in another folder": parts("a/b/main.xml", "c/lists.xml", "../../c/lists.xml"),
    "main part at the top": parts("content.xml", "numbering.xml"),
    "targets from the root": {**parts(), "_rels/.rels": relations(("officeDocument", "/word/document.xml"))},
    "backslashes": {name.replace("/", "\\"): content for name, content in parts().items()},
    "other case": {name.replace("word/", "Word/"): content for name, content in parts().items()},
    "strict": {name: strict(content) for name, content in parts().items()},
    "no relationships": {"word/document.xml": main_part(), "word/numbering.xml": NUMBERS},
    "prefixes": {name: content.replace("w:", "ns0:").replace("xmlns:w=", "xmlns:ns0=") for name, content in parts().items()},
    "a leading point": {f"./{name}": content for name, content in parts().items()},
}  # fmt: skip


@pytest.mark.parametrize("kind", PACKAGES)
def test_a_package_is_read_by_its_relationships(tmp_path, kind):
    path = package(tmp_path / "报告.docx", PACKAGES[kind])
    assert changed(read_source(path)) == {}
    assert is_docx(path)
    assert kind_of(path) == REPORT
    assert len(read_file(path, Report()).items) > 50
    opened = open_word(path)
    assert (opened.record, opened.differences) == (None, ())


@pytest.mark.parametrize("kind", PACKAGES)
def test_a_correction_is_written_into_every_kind_of_package(tmp_path, kind):
    path = package(tmp_path / "报告.docx", PACKAGES[kind])
    texts = [p.text for p in read_source(path).paragraphs]
    at = next(n for n, text in enumerate(texts) if "640.00" in text)
    start = texts[at].index("640.00")
    edit = Edit(Span(at, start, start + 6), "641.00")
    copy = corrected_copy(path, [edit], datetime(2024, 3, 5, tzinfo=UTC))
    (tmp_path / "改正.docx").write_bytes(copy.data)
    assert copy.left == ()
    corrected = [p.text for p in read_source(tmp_path / "改正.docx").paragraphs]
    assert corrected[at] == texts[at].replace("640.00", "641.00")
    assert [n for n, text in enumerate(corrected) if text != texts[n]] == [at]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"xl/workbook.xml": "<a/>", "_rels/.rels": relations(("officeDocument", "xl/workbook.xml"))}, "表格"),
        ({"ppt/presentation.xml": "<a/>", "_rels/.rels": relations(("officeDocument", "ppt/presentation.xml"))}, "演示"),
        ({"_rels/.rels": relations(("officeDocument", "theme/theme1.xml")), "theme/theme1.xml": "<a/>"}, "不是Word文档"),
        ({"word/document.xml": f"<w:document {NAMES}>"}, "损坏"),
        ({"word/document.xml": f"<w:document {NAMES}/>"}, "没有正文"),
        ({"_rels/.rels": "<broken", "word/document.xml": document(pars("甲"))}, "损坏"),
        ({"word/document.xml": document(pars("甲")), "word/numbering.xml": "<broken"}, "损坏"),
        ({"word/document.xml": '<!DOCTYPE a [<!ENTITY x "y">]>' + document(pars("&x;"))}, "不像Word写的"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}, "ODT"),
        ({"OFD.xml": "<a/>"}, "OFD"),
        ({"甲.jxbg": "x", "乙.jxbg": "x"}, "压缩包"),
        ({"资料/报告.docx": "x", "资料/预算.xlsx": "x"}, "压缩包"),
        ({}, "空的"),
    ],
)  # fmt: skip
def test_another_package_is_refused_for_what_it_is(tmp_path, content, said):
    path = package(tmp_path / "报告.docx", content)
    assert said in refusal(read_source, path)
    assert not is_docx(path) or "document.xml" in str(content)


def test_what_is_built_to_exhaust_the_computer_is_refused(tmp_path):
    deep = "<w:tbl><w:tr><w:tc>" * 60 + pars("底") + "</w:tc></w:tr></w:tbl>" * 60
    assert "套得太深" in refusal(read_source, word(tmp_path / "a.docx", deep))
    many = word(tmp_path / "b.docx", pars("甲") * 70_000)
    assert "太长" in refusal(read_source, many) or "太大" in refusal(read_source, many)
    dense = word(tmp_path / "c.docx", "<w:p/>" * 1_300_000)
    assert "太大" in refusal(read_source, dense)


def test_attributes_alone_may_exhaust_the_computer_too(tmp_path):
    marked = "<w:p a='{0}1' b='{0}2' c='{0}3' d='{0}4' e='{0}5' f='{0}6' g='{0}7' h='{0}8'/>"
    marks = (marked.format(at * 7919) for at in range(90_000))
    assert "太大" in refusal(read_source, word(tmp_path / "a.docx", "".join(marks)))


def test_an_unusual_compression_is_refused(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("word/document.xml", document(pars("甲")))
    assert "存的方式少见" in refusal(read_source, path)


def test_styles_based_on_each_other_in_a_circle_end(tmp_path):
    from word_files import par, style

    round_ = style("A", '<w:basedOn w:val="B"/>') + style("B", '<w:basedOn w:val="A"/>')
    path = word(tmp_path / "a.docx", par("甲", '<w:pStyle w:val="A"/>'), styles=round_)
    assert [p.text for p in read_source(path).paragraphs] == ["甲"]
