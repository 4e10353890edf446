"""The text of files that clerks really bring, and a clear word for those that cannot be read."""

import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.importers.source_text import read_pasted, read_source


def texts(path):
    return [(p.locator, p.text) for p in read_source(path).paragraphs]


def saved(document, tmp_path):
    path = tmp_path / "报告.docx"
    document.save(path)
    return path


def test_paragraphs_and_cells_come_in_reading_order(tmp_path):
    document = docx.Document()
    document.add_paragraph("一、部门概况")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "公用经费", "12"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "说明"
    document.add_paragraph("二、其他")
    found = texts(saved(document, tmp_path))
    assert found == [
        ("段1", "一、部门概况"),
        ("表1行1列1", "公用经费"),
        ("表1行1列2", "12"),
        ("表1行2列1", "说明"),
        ("段2", "二、其他"),
    ]


def test_automatic_numbers_are_written_out(tmp_path):
    document = docx.Document()
    document.add_paragraph("学习", style="List Number")
    document.add_paragraph("项目", style="List Number")
    assert [text for _, text in texts(saved(document, tmp_path))] == ["1.学习", "2.项目"]


def test_deleted_text_is_left_out_and_inserted_text_kept(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph("公用经费")._p
    paragraph.append(
        parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>44.8</w:delText></w:r></w:del>")
    )
    paragraph.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>244.8</w:t></w:r></w:ins>"))
    assert texts(saved(document, tmp_path)) == [("段1", "公用经费244.8")]


def test_a_field_shows_its_result_only(tmp_path):
    document = docx.Document()
    run = f"<w:r {nsdecls('w')}><w:instrText>PAGEREF _Toc1</w:instrText></w:r>"
    paragraph = document.add_paragraph("第")._p
    paragraph.append(parse_xml(run))
    paragraph.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>3页</w:t></w:r>"))
    assert texts(saved(document, tmp_path)) == [("段1", "第3页")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_text_file_is_read_in_any_encoding(tmp_path, encoding):
    path = tmp_path / "报告.txt"
    path.write_bytes("一、部门概况\n公用经费12万元".encode(encoding))
    assert [text for _, text in texts(path)] == ["一、部门概况", "公用经费12万元"]


@pytest.mark.parametrize(
    "content",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        b"%PDF-1.7 ...", b"{\\rtf1 x}", b"<html><body>x</body></html>", b"PK\x03\x04 broken", b"", bytes(range(256)) * 40,
    ],
    ids=["doc", "encrypted", "pdf", "rtf", "html", "broken", "empty", "binary"],
)  # fmt: skip
def test_another_kind_of_file_gets_a_plain_sentence(tmp_path, content):
    path = tmp_path / "报告.doc"
    path.write_bytes(content)
    with pytest.raises(UnusableFileError) as fault:
        read_source(path)
    assert fault.value.remedy


def packed(tmp_path, **parts):
    path = tmp_path / "报告.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return path


def test_a_zip_bomb_is_refused(tmp_path):
    path = packed(tmp_path, word__document_xml=b"<a>" + b" " * 50_000_000 + b"</a>")
    with pytest.raises(UnusableFileError, match="太大"):
        read_source(path)


def test_entities_are_never_resolved(tmp_path):
    evil = b'<!DOCTYPE a [<!ENTITY x SYSTEM "/etc/hostname">]><a>&x;</a>'
    with pytest.raises(UnusableFileError):
        read_source(packed(tmp_path, word__document_xml=evil))


def test_a_workbook_is_told_apart(tmp_path):
    with pytest.raises(UnusableFileError, match="表格"):
        read_source(packed(tmp_path, xl__workbook_xml=b"<a/>"))


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "报告.docx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(200 * 1024 * 1024)
    with pytest.raises(UnusableFileError, match="200MB"):
        read_source(path)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(UnusableFileError, match="打不开"):
        read_source(tmp_path / "没有.docx")


def test_nothing_pasted_is_told():
    with pytest.raises(UnusableFileError):
        read_pasted("  \n ")
