"""A Word file opened again: every field back, and every edit made in Word afterwards shown."""

import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pingkou_gui.document.publish import publish
from pingkou_gui.paths import asset
from pingkou_gui.reopen import Difference, open_word
from pingkou_gui.report.json_format import Record, from_json
from pingkou_gui.report.report import Report

sys.path.insert(0, str(Path(__file__).parent / "importers"))
from last_report_own_prose import written

WHEN = datetime(2024, 3, 15, tzinfo=UTC)
BODY = "word/document.xml"


def sample():
    return from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("word") / "报告.docx"
    publish(sample(), path, WHEN)
    return path


def edited(path, target, old, new):
    """A copy of the file in which somebody changed words of the text."""
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == BODY:
                assert old.encode() in part
                part = part.replace(old.encode(), new.encode(), 1)
            after.writestr(name, part)
    return target


def test_every_field_comes_back_with_its_source_and_its_scheme(file):
    assert open_word(file).record == sample()


def test_a_file_nobody_touched_shows_no_difference(file):
    assert open_word(file).differences == ()


def test_an_empty_report_comes_back_too(tmp_path):
    publish(Record(Report(), ""), tmp_path / "空.docx", WHEN)
    opened = open_word(tmp_path / "空.docx")
    assert (opened.record, opened.differences) == (Record(Report(), ""), ())


@pytest.mark.parametrize("seed", range(6))
def test_invented_reports_come_back_equal_and_without_differences(tmp_path, seed):
    record = Record(written(seed), "")
    publish(record, tmp_path / "报告.docx", WHEN)
    opened = open_word(tmp_path / "报告.docx")
    assert (opened.record, opened.differences) == (record, ())


def test_one_character_edited_in_a_paragraph_is_shown_with_both_wordings(file, tmp_path):
    opened = open_word(edited(file, tmp_path / "改.docx", "退回补充", "退回补齐"))
    (difference,) = opened.differences
    assert difference.written.replace("退回补充", "退回补齐") == difference.found
    assert difference.where.startswith("段")


def test_one_digit_edited_in_a_table_is_shown_with_its_cell(file, tmp_path):
    opened = open_word(edited(file, tmp_path / "改.docx", ">94.79%<", ">94.97%<"))
    assert [(d.written, d.found) for d in opened.differences] == [("94.79%", "94.97%")]
    assert opened.differences[0].where.startswith("表")


def test_a_heading_number_edited_in_word_is_shown(file, tmp_path):
    opened = open_word(edited(file, tmp_path / "改.docx", "八、下一步", "九、下一步"))
    assert [d.found for d in opened.differences] == ["九、下一步改进措施"]


CELL = '<w:t xml:space="preserve">94.79%</w:t></w:r>'
RUN = '<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>'.format


@pytest.mark.parametrize(
    "new",
    [
        f'<w:t xml:space="preserve"></w:t></w:r>{RUN("<w:rPr><w:strike/></w:rPr>", "94.79%")}{RUN("", "94.97%")}',
        f'<w:t xml:space="preserve"></w:t></w:r>{RUN("<w:rPr><w:vanish/></w:rPr>", "94.79%")}{RUN("", "94.97%")}',
        (
            '<w:t></w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>94.79%</w:delText></w:r></w:del>'
            f'<w:ins w:id="2" w:author="a">{RUN("", "94.97%")}</w:ins>'
        ),
    ],
    ids=["struck out", "hidden", "tracked"],
)  # fmt: skip
def test_an_edit_is_what_the_page_shows_however_it_was_made(file, tmp_path, new):
    with zipfile.ZipFile(file) as package:
        old = package.read(BODY).decode()
    cell = CELL if CELL in old else CELL.replace(' xml:space="preserve"', "")
    opened = open_word(edited(file, tmp_path / "改.docx", cell, new))
    assert [(d.written, d.found) for d in opened.differences] == [("94.79%", "94.97%")]
    assert opened.record == sample()


def test_soft_breaks_and_parted_runs_are_no_edit(file, tmp_path):
    broken = '退回</w:t></w:r><w:r><w:br/><w:t xml:space="preserve">补充'
    assert open_word(edited(file, tmp_path / "改.docx", "退回补充", broken)).differences == ()


def test_edits_leave_the_data_as_they_were(file, tmp_path):
    assert open_word(edited(file, tmp_path / "改.docx", "退回补充", "退回")).record == sample()


def test_a_deleted_paragraph_is_shown_as_missing(file, tmp_path):
    opened = open_word(edited(file, tmp_path / "改.docx", "八、下一步改进措施", ""))
    assert Difference(opened.differences[0].where, "八、下一步改进措施", "") in opened.differences


def test_a_word_file_of_somebody_else_has_words_and_no_data(tmp_path):
    from docx import Document

    document = Document()
    document.add_paragraph("2023年度大坪乡人民政府部门整体支出绩效自评报告")
    document.save(str(tmp_path / "别人的.docx"))
    opened = open_word(tmp_path / "别人的.docx")
    assert (opened.record, opened.differences) == (None, ())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="没有安装 LibreOffice")
def test_a_file_saved_again_by_another_office_program_keeps_its_data(file, tmp_path):
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    target = ["--outdir", str(tmp_path / "出"), str(file)]
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "docx:MS Word 2007 XML", *target],
        check=True, capture_output=True, timeout=500,
    )  # fmt: skip
    opened = open_word(tmp_path / "出" / file.name)
    assert (opened.record, opened.differences) == (sample(), ())
