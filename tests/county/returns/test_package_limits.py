"""A package at the edges of what it may hold, and as other programs pack it again."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pingkou_gui.county.package import (
    LARGEST,
    LARGEST_FILE,
    MOST_BRACKETS,
    Contents,
    Manifest,
    SchemeMark,
    StatedFinding,
    findings_of,
    findings_text,
    manifest_of,
    manifest_text,
    pack,
    read_package,
)
from pingkou_gui.errors import KnownError, UnusableFileError

SHA = "0" * 64
MANIFEST = Manifest(
    "青石县槐荫乡人民政府",
    2024,
    "青石县",
    datetime(2025, 3, 20, 9, tzinfo=UTC),
    "0.1.0",
    SchemeMark("甲方案", "2024.1", SHA),
)
CONTENTS = Contents(MANIFEST, b"word", '{"a": 1}', ())
PARTS = ("report.docx", "data.json", "findings.json")


def read(tmp_path, package):
    path = tmp_path / "包.jxbg"
    path.write_bytes(package)
    return read_package(path)


def refused(reader, text):
    try:
        reader(text)
    except ValueError:
        return True
    return False


def entries(package):
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {entry.filename: (entry, archive.read(entry)) for entry in archive.infolist()}


def test_what_was_packed_comes_back(tmp_path):
    found = (StatedFinding("必改", "SUM", "资金", "合计不对", "1 ≠ 2", "2", "核实中"),)
    package = read(tmp_path, pack(replace(CONTENTS, findings=found)))
    assert (package.manifest, package.word) == (MANIFEST, b"word")
    assert (package.data, package.findings) == ('{"a": 1}', found)


def test_the_manifest_is_text_that_a_person_can_read():
    hashes = dict(zip(PARTS, (SHA, "1" * 64, "2" * 64), strict=True))
    assert manifest_text(MANIFEST, hashes) == (
        '{\n "format": "pingkou-return",\n "version": 1,\n "program": "0.1.0",\n'
        ' "unit": "青石县槐荫乡人民政府",\n "year": 2024,\n "county": "青石县",\n'
        ' "created": "2025-03-20T09:00:00+00:00",\n "draft": false,\n "sent_despite": "",\n'
        f' "scheme": {{\n  "name": "甲方案",\n  "version": "2024.1",\n  "sha256": "{SHA}"\n }},\n'
        ' "figures": {},\n "parts": {\n'
        f'  "report.docx": "{SHA}",\n  "data.json": "{"1" * 64}",\n'
        f'  "findings.json": "{"2" * 64}"\n }}\n}}'
    )


def test_the_bytes_do_not_tell_when_and_on_which_system_it_was_packed():
    for entry, _ in entries(pack(CONTENTS)).values():
        assert (entry.date_time, entry.create_system) == ((1980, 1, 1, 0, 0, 0), 0)


def test_the_word_file_lies_in_it_as_it_is_and_the_rest_is_compressed():
    ways = {name: entry.compress_type for name, (entry, _) in entries(pack(CONTENTS)).items()}
    assert ways.pop("report.docx") == zipfile.ZIP_STORED
    assert set(ways.values()) == {zipfile.ZIP_DEFLATED}


@pytest.mark.parametrize("way", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_package_that_another_program_packed_again_is_read(tmp_path, way):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, (_, data) in reversed(entries(pack(CONTENTS)).items()):
            entry = zipfile.ZipInfo(name, (2025, 3, 20, 9, 0, 0))
            entry.extra = b"\x55\x54\x05\x00\x01\x00\x00\x00\x00"
            archive.writestr(entry, data, way)
    assert read(tmp_path, packed.getvalue()).manifest == MANIFEST


def test_a_way_of_packing_that_is_not_used_here_is_refused(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, (_, data) in entries(pack(CONTENTS)).items():
            archive.writestr(name, data, zipfile.ZIP_LZMA)
    with pytest.raises(UnusableFileError, match="损坏"):
        read(tmp_path, packed.getvalue())


def test_a_part_whose_own_head_says_it_is_locked_is_refused(tmp_path):
    package = pack(CONTENTS)
    locked = package[:6] + b"\x01" + package[7:]
    with pytest.raises(UnusableFileError, match="损坏"):
        read(tmp_path, locked)


@pytest.mark.parametrize("more", [0, 1])
def test_a_part_may_be_as_large_as_it_may_and_no_larger(more):
    contents = replace(CONTENTS, data=" " * (LARGEST["data.json"] + more))
    if more:
        with pytest.raises(KnownError, match="太大"):
            pack(contents)
    else:
        assert pack(contents)


def test_the_largest_part_that_can_be_packed_is_read(tmp_path):
    data = " " * LARGEST["data.json"]
    assert read(tmp_path, pack(replace(CONTENTS, data=data))).data == data


@pytest.mark.parametrize("more", [0, 1])
def test_a_file_may_be_as_large_as_it_may_and_no_larger(tmp_path, more):
    rest = len(pack(replace(CONTENTS, word=b"")))
    package = pack(replace(CONTENTS, word=b"\0" * (LARGEST_FILE - rest + more)))
    assert len(package) == LARGEST_FILE + more
    if more:
        with pytest.raises(UnusableFileError, match="大得不像"):
            read(tmp_path, package)
    else:
        assert len(read(tmp_path, package).word) == LARGEST_FILE - rest


@pytest.mark.parametrize(("opened", "taken"), [("[", True), ("{[", False), ("[{", False)])
def test_brackets_are_counted(tmp_path, opened, taken):
    most = MOST_BRACKETS["data.json"]
    data = "{" * (most // 2) + "[" * (most // 2 - 1) + opened + " "
    if taken:
        assert read(tmp_path, pack(replace(CONTENTS, data=data))).data == data
    else:
        with pytest.raises(UnusableFileError, match="大得不像"):
            read(tmp_path, pack(replace(CONTENTS, data=data)))


def manifest_with(**changed):
    text = manifest_text(MANIFEST, dict.fromkeys(PARTS, SHA))
    return json.dumps(json.loads(text) | changed)


@pytest.mark.parametrize("unit", ["长" * 2000, "", "甲\u0000镇"])
def test_words_of_a_manifest_are_taken_to_their_length(unit):
    manifest, _ = manifest_of(manifest_with(unit=unit))
    assert manifest.unit == unit.replace("\0", "")


@pytest.mark.parametrize(
    "changed",
    [
        {"unit": "长" * 2001}, {"draft": 1}, {"draft": None},
        {"year": True}, {"year": 2024.0}, {"parts": {"report.docx": SHA}},
        {"parts": {**dict.fromkeys(PARTS, SHA), "x": SHA}},
        {"parts": dict.fromkeys(PARTS, "0" * 63)}, {"parts": dict.fromkeys(PARTS, "G" * 64)},
        {"figures": {"a": "1,2"}}, {"figures": {"a": 1}}, {"figures": {"a": "１"}},
    ],
)  # fmt: skip
def test_a_manifest_out_of_shape_is_no_manifest(changed):
    assert refused(manifest_of, manifest_with(**changed))


@pytest.mark.parametrize("version", [0, -1, None, "1"])
def test_a_manifest_without_a_version_is_not_called_newer(version):
    with pytest.raises(UnusableFileError, match="没有写明数据的版本"):
        manifest_of(manifest_with(version=version))


@pytest.mark.parametrize("text", ["0", "-0.05", "123456789012345", "1." + "0" * 40, "-1234.5678"])
def test_a_figure_is_read_as_it_is_written(text):
    manifest, _ = manifest_of(manifest_with(figures={"score": text, "total:this": "2"}))
    assert str(manifest.figures["score"]) == str(text)
    assert manifest.figures["total:this"] == 2


@pytest.mark.parametrize(
    ("severity", "reason", "is_open", "must"),
    [
        ("还差", "", True, True),
        ("必改", "", True, True),
        ("必改", "核实中", False, False),
        ("提醒", "", True, False),
        ("提示", "", True, False),
    ],
)
def test_what_must_be_mended_is_what_is_open_and_weighs_enough(severity, reason, is_open, must):
    finding = StatedFinding(severity, "SUM", "资金", "合计不对", reason=reason)
    assert (finding.open, finding.must_be_mended) == (is_open, must)


def test_findings_come_back_and_blank_parts_are_not_written():
    found = (StatedFinding("必改", "SUM", "资金", "合计不对"),)
    text = findings_text(found)
    assert text == '[{"severity":"必改","class_":"SUM","page":"资金","message":"合计不对"}]'
    assert findings_of(text) == found


def test_no_more_findings_are_read_than_any_report_has():
    finding = '{"message": "甲"}'
    assert len(findings_of(f"[{', '.join([finding] * 5000)}]")) == 5000
    assert refused(findings_of, f"[{', '.join([finding] * 5001)}]")


def test_words_of_a_finding_are_cut_at_their_length():
    (finding,) = findings_of(json.dumps([{"message": "长" * 2001, "numbers": "1\u00002"}]))
    assert (finding.message, finding.numbers) == ("长" * 2000, "12")


@pytest.mark.parametrize("text", ["{}", "[1]", '[{"message": 1}]', "[[]]", '["甲"]', "null"])
def test_what_is_no_list_of_findings_is_refused(text):
    assert refused(findings_of, text)
