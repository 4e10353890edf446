"""Data formats: older data go up step by step, newer and nameless ones are told apart."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from pingkou_gui.county import package
from pingkou_gui.document import docx_file
from pingkou_gui.errors import UnusableFileError
from pingkou_gui.report import json_format
from pingkou_gui.versions import DataFormat

FILES = Path(__file__).parent / "data" / "0.1.0"
FORMAT = DataFormat(
    3, {1: lambda data: {**data, "b": data["a"]}, 2: lambda data: {**data, "c": data["b"] + 1}}
)
LATE = DataFormat(3, {2: lambda data: data})


@pytest.mark.parametrize(
    ("data", "upgraded"),
    [
        ({"version": 1, "a": 5}, {"version": 3, "a": 5, "b": 5, "c": 6}),
        ({"version": 2, "b": 5}, {"version": 3, "b": 5, "c": 6}),
        ({"version": 3, "c": 5}, {"version": 3, "c": 5}),
    ],
)
def test_older_data_go_through_every_step_that_is_left(data, upgraded):
    assert FORMAT.upgraded(data, "文件") == upgraded


@pytest.mark.parametrize("version", [None, True, "1", 1.0, 0, -1, [], {}])
def test_a_version_that_is_no_number_has_a_sentence_of_its_own(version):
    with pytest.raises(UnusableFileError, match="没有写明数据的版本，或者写得不对"):
        FORMAT.upgraded({"version": version}, "文件")


@pytest.mark.parametrize("version", [4, 10**30])
def test_only_what_is_newer_is_called_newer(version):
    with pytest.raises(UnusableFileError, match="文件由更新版本的程序写出"):
        FORMAT.upgraded({"version": version}, "文件")


def test_a_version_from_which_no_step_leads_on_is_too_early():
    with pytest.raises(UnusableFileError, match="太早的版本"):
        LATE.upgraded({"version": 1}, "文件")


def test_a_step_over_data_that_are_not_ours_is_told_as_that(monkeypatch):
    monkeypatch.setattr(
        json_format, "JSON_FORMAT", DataFormat(2, {1: lambda data: {"rows": data["lanes"]}})
    )
    with pytest.raises(UnusableFileError, match="不是本程序的报告数据"):
        json_format.from_json('{"format": "pingkou-report", "version": 1}')


# Files of 0.1.0, read by a program whose formats have gone on by one.


def test_a_report_of_0_1_0_is_upgraded(monkeypatch):
    text = (FILES / "report-rich.json").read_text("utf-8")
    before = json_format.from_json(text)
    present = json.dumps(json.loads(text) | {"version": 2})
    seen = []

    def step(data):
        seen.append(data["version"])
        return {**data, "scheme": data["scheme"] + "\n# 二"}

    monkeypatch.setattr(json_format, "JSON_FORMAT", DataFormat(2, {1: step}))
    after = json_format.from_json(text)
    assert (after.report, after.scheme) == (before.report, before.scheme + "\n# 二")
    assert seen == [1]
    assert json_format.from_json(present) == before
    assert json.loads(json_format.to_json(after))["version"] == 2


def test_a_package_of_0_1_0_is_upgraded(monkeypatch):
    path = FILES / "package-rich.jxbg"
    before = package.read_package(path)
    format_ = DataFormat(2, {1: lambda data: {**data, "county": f"{data['county']}（旧）"}})
    monkeypatch.setattr(package, "PACKAGE_FORMAT", format_)
    after = package.read_package(path)
    assert after.manifest.county == f"{before.manifest.county}（旧）"
    assert after.data == before.data


def test_a_word_file_of_0_1_0_is_upgraded(monkeypatch):
    path = FILES / "word-rich.docx"
    before = docx_file.read_payload(path)
    assert before
    format_ = DataFormat(2, {1: lambda part: {**part, "encoding": "text"}})
    monkeypatch.setattr(docx_file, "PAYLOAD_FORMAT", format_)
    assert docx_file.read_payload(path) == before


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("2", "由更新版本的程序写出"),
        ("0", "没有写明数据的版本"),
        ("x", "没有写明数据的版本"),
        ("9" * 5000, "没有写明数据的版本"),
    ],
)
def test_a_word_file_with_data_of_another_version_says_which(tmp_path, number, words):
    old, content = docx_file.NAMESPACE, io.BytesIO()
    with (
        zipfile.ZipFile(FILES / "word-rich.docx") as source,
        zipfile.ZipFile(content, "w") as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(old.encode(), f"{old[:-1]}{number}".encode()))
    path = tmp_path / "报告.docx"
    path.write_bytes(content.getvalue())
    with pytest.raises(UnusableFileError, match=words):
        docx_file.read_payload(path)
