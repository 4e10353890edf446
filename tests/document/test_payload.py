"""The data of a report inside its Word file, read back strictly."""

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_report import PAYLOAD
from word_xml import changed

from pingkou_gui.document.docx_file import NAMESPACE, payload_item, read_payload
from pingkou_gui.errors import UnusableFileError

ITEM = "customXml/item1.xml"
BOMB = (
    '<!DOCTYPE report [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
    f'<report xmlns="{NAMESPACE}" encoding="text" sha256="0">&d;</report>'
)
OUTSIDE = (
    '<!DOCTYPE report [<!ENTITY x SYSTEM "/etc/hostname">]>'
    f'<report xmlns="{NAMESPACE}" encoding="text" sha256="0">&x;</report>'
)


def packed(parts):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def read(tmp_path, data):
    path = tmp_path / "文件.docx"
    path.write_bytes(data)
    return read_payload(path)


def with_item(parts, content):
    return packed({**parts, ITEM: content})


def test_what_was_written_is_read_back(sample_file):
    assert read_payload(sample_file) == PAYLOAD


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(codec=None), min_size=1))
def test_any_text_comes_back_equal(tmp_path, build, sample, payload):
    assert read(tmp_path, build(replace(sample, payload=payload, attachments=()))) == payload


def test_a_report_without_data_has_none(tmp_path, build, sample):
    assert read(tmp_path, build(replace(sample, payload=""))) is None


def test_python_docx_saves_the_data_along(tmp_path, sample_file):
    from docx import Document

    edited = Document(str(sample_file))
    edited.paragraphs[3].add_run("改动")
    edited.save(str(tmp_path / "改.docx"))
    assert read_payload(tmp_path / "改.docx") == PAYLOAD


def test_a_foreign_custom_part_is_passed_over(tmp_path, parts):
    assert read(tmp_path, with_item(parts, b"<other/>")) is None


@pytest.mark.parametrize("hostile", [BOMB, OUTSIDE])
def test_a_part_with_a_dtd_is_never_taken(tmp_path, parts, hostile):
    assert read(tmp_path, with_item(parts, hostile)) is None


def test_nested_elements_are_not_ours(tmp_path, parts):
    deep = f'<report xmlns="{NAMESPACE}">' + "<a>" * 200_000
    assert read(tmp_path, with_item(parts, deep)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [("[1, 2, 3]", "[1, 2, 4]"), ("</report>", ""), ('"text"', '"base64"'), ("sha256", "sum")],
)
def test_changed_data_are_not_taken(tmp_path, sample_bytes, old, new):
    with pytest.raises(UnusableFileError, match="损坏"):
        read(tmp_path, changed(sample_bytes, ITEM, old, new))


def test_two_different_sets_of_data_are_not_taken(tmp_path, parts):
    twice = packed({**parts, "customXml/item2.xml": payload_item("另一份")})
    with pytest.raises(UnusableFileError, match="两份"):
        read(tmp_path, twice)


def test_a_part_that_unpacks_without_end_is_refused(tmp_path, parts):
    with pytest.raises(UnusableFileError, match="大得不像"):
        read(tmp_path, with_item(parts, b" " * (49 * 1024 * 1024)))


def test_many_parts_that_unpack_to_too_much_together_are_refused(tmp_path, parts):
    many = {f"customXml/item{n}.xml": b" " * (5 * 1024 * 1024) for n in range(2, 13)}
    with pytest.raises(UnusableFileError, match="大得不像"):
        read(tmp_path, packed({**parts, **many}))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "不是 Word"),
        ("正文".encode(), "不是 Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式"),
        (b"PK\x03\x04" + b"\0" * 40, "损坏"),
        (packed({"xl/workbook.xml": "<x/>"}), "不是 Word"),
    ],
)
def test_what_is_no_docx_is_told(tmp_path, content, words):
    with pytest.raises(UnusableFileError, match=words):
        read(tmp_path, content)


def test_a_cut_file_is_told(tmp_path, sample_bytes):
    with pytest.raises(UnusableFileError, match="损坏"):
        read(tmp_path, sample_bytes[: len(sample_bytes) // 2])


def test_a_part_with_flipped_bytes_is_told(tmp_path, parts):
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(UnusableFileError, match="损坏"):
        read(tmp_path, stored.getvalue().replace(b"[1, 2, 3]", b"[9, 2, 3]"))


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    with pytest.raises(UnusableFileError, match="找不到"):
        read_payload(tmp_path / "没有.docx")
    with pytest.raises(UnusableFileError, match="打不开"):
        read_payload(tmp_path)
