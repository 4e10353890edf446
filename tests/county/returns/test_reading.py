"""A package comes back as it was packed; anything else is refused in a sentence."""

import hashlib
import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pingkou_gui.county.package import manifest_of, read_package
from pingkou_gui.errors import UnusableFileError

FIXED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def parts_of(package):
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts, way=zipfile.ZIP_DEFLATED):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", way) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return packed.getvalue()


def with_manifest(package, **changed):
    parts = parts_of(package)
    manifest = json.loads(parts["manifest.json"]) | changed
    return zipped(parts | {"manifest.json": json.dumps(manifest)})


def refusal(tmp_path, data, name="包.jxbg"):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnusableFileError) as caught:
        read_package(path)
    return caught.value


def test_a_package_comes_back(tmp_path, sample_package):
    path = tmp_path / "包.jxbg"
    path.write_bytes(sample_package)
    package = read_package(path)
    assert package.manifest.unit == "安化县平口镇人民政府"
    assert package.manifest.sent_despite == "按期报送，差额核实中"
    assert any(finding.must_be_mended for finding in package.findings)
    assert package.word.startswith(b"PK")


def test_the_manifest_tells_program_scheme_and_hashes(sample_package):
    manifest, hashes = manifest_of(parts_of(sample_package)["manifest.json"].decode())
    assert manifest.program
    assert (manifest.unit, manifest.county) == ("安化县平口镇人民政府", "安化县")
    assert manifest.scheme.name == "湖南省通用方案"
    assert set(hashes) == {"report.docx", "data.json", "findings.json"}


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(UnusableFileError, match="找不到"):
        read_package(tmp_path / "没有.jxbg")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(UnusableFileError, match="打不开"):
        read_package(tmp_path)


@pytest.mark.parametrize("data", [b"", b"hello", b"PK", b"PK\x03\x04" + b"x" * 999])
def test_what_is_no_zip_is_refused(tmp_path, data):
    assert "包.jxbg" in refusal(tmp_path, data).happened


def test_another_zip_is_no_package(tmp_path):
    assert "不是上报包" in refusal(tmp_path, zipped({"a.txt": b"1"})).happened


@pytest.mark.parametrize("name", ["../report.docx", "/etc/passwd", "C:\\a", "report.docx/../x"])
def test_a_part_with_a_path_is_refused(tmp_path, sample_package, name):
    parts = parts_of(sample_package)
    refusal(tmp_path, zipped(parts | {name: b"x"}))
    parts[name] = parts.pop("report.docx")
    refusal(tmp_path, zipped(parts))


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, sample_package):
    parts = parts_of(sample_package) | {"data.json": b"[" * 20_000_000}
    assert "大得不像" in refusal(tmp_path, zipped(parts)).happened


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path, sample_package):
    bomb = zipped(parts_of(sample_package) | {"data.json": b"0" * 50_000_000})
    lied = bomb.replace((50_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lied != bomb
    refusal(tmp_path, lied)


def test_a_changed_part_is_refused(tmp_path, sample_package):
    parts = parts_of(sample_package)
    parts["data.json"] = parts["data.json"].replace(b"1024.74", b"9024.74")
    assert "改动过" in refusal(tmp_path, zipped(parts)).happened


def test_a_part_whose_sum_is_wrong_is_damaged_and_not_called_changed(tmp_path, sample_package):
    word = parts_of(sample_package)["report.docx"]
    at = sample_package.index(word) + len(word) // 2
    spoilt = bytearray(sample_package)
    spoilt[at] ^= 1
    assert "改动过" not in refusal(tmp_path, bytes(spoilt)).happened


def test_a_package_of_a_newer_version_asks_for_the_newer_program(tmp_path, sample_package):
    error = refusal(tmp_path, with_manifest(sample_package, version=2))
    assert "更新版本" in error.happened
    assert "新版本" in error.remedy


@pytest.mark.parametrize(
    "changed",
    [
        {"format": "x"}, {"version": "1"}, {"version": True}, {"unit": 5}, {"year": "2023"},
        {"created": "gestern"}, {"created": "2024-01-01T00:00:00"}, {"figures": []},
        {"figures": {"a": "1e999999"}}, {"parts": {}}, {"scheme": None}, {"unit": "x" * 9999},
    ],
)  # fmt: skip
def test_a_manifest_out_of_shape_is_refused(tmp_path, sample_package, changed):
    refusal(tmp_path, with_manifest(sample_package, **changed))


def test_a_part_there_twice_is_refused(tmp_path, sample_package):
    packed = io.BytesIO(sample_package)
    with zipfile.ZipFile(packed, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("data.json", b"{}")
    refusal(tmp_path, packed.getvalue())


def test_a_locked_part_is_refused(tmp_path, sample_package):
    at = sample_package.index(b"PK\x01\x02") + 8
    locked = sample_package[:at] + b"\x01" + sample_package[at + 1 :]
    refusal(tmp_path, locked)


@FIXED
@given(cut=st.floats(0, 0.999))
def test_a_package_cut_short_is_refused(tmp_path, sample_package, cut):
    refusal(tmp_path, sample_package[: int(len(sample_package) * cut)])


@FIXED
@given(place=st.floats(0, 0.9999), flip=st.integers(1, 255))
def test_a_flipped_byte_changes_nothing_or_is_refused(tmp_path, sample_package, place, flip):
    at = int(len(sample_package) * place)
    path = tmp_path / "改.jxbg"
    path.write_bytes(
        sample_package[:at] + bytes([sample_package[at] ^ flip]) + sample_package[at + 1 :]
    )
    good = parts_of(sample_package)
    try:
        package = read_package(path)
    except UnusableFileError:
        return
    assert package.data.encode() == good["data.json"]
    assert package.word == good["report.docx"]


@pytest.mark.parametrize("part", ["data.json", "findings.json"])
def test_a_part_of_a_million_lists_is_refused_before_it_is_read(tmp_path, sample_package, part):
    flood = b"[" + b"[]," * 600_000 + b"[]]"
    parts = parts_of(sample_package) | {part: flood}
    manifest = json.loads(parts["manifest.json"])
    manifest["parts"][part] = hashlib.sha256(flood).hexdigest()
    parts["manifest.json"] = json.dumps(manifest).encode()
    assert "大得不像" in refusal(tmp_path, zipped(parts)).happened


def test_a_part_whose_own_head_names_another_is_refused(tmp_path, sample_package):
    at = sample_package.index(b"data.json")
    refusal(tmp_path, sample_package[:at] + b"DATA" + sample_package[at + 4 :])


def test_deep_nesting_is_refused(tmp_path, sample_package):
    parts = parts_of(sample_package) | {"manifest.json": b"[" * 100_000}
    refusal(tmp_path, zipped(parts))
