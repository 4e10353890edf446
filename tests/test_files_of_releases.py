"""What every released version wrote is read whole by this one."""

import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from pingkou_gui import __version__
from pingkou_gui.county.package import read_package
from pingkou_gui.document.docx_file import read_payload
from pingkou_gui.report.json_format import from_json
from pingkou_gui.scheme.scheme_reader import read_scheme_file
from pingkou_gui.store.reports import ReportStore

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "data"
RELEASES = sorted(folder.name for folder in DATA.iterdir() if folder.is_dir())
RELEASED = re.compile(r"^## (\d+\.\d+\.\d+)", re.MULTILINE)
REPORTS = ("sample", "rich")

every_release = pytest.mark.parametrize("version", RELEASES)
every_report = pytest.mark.parametrize("name", REPORTS)


def data_of(version, name):
    return (DATA / version / f"report-{name}.json").read_text("utf-8")


def test_every_version_ever_released_left_its_files():
    released = RELEASED.findall((ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert set(released) == set(RELEASES)
    assert released
    assert released[0] == __version__, "the program's version is the last one released"


@every_release
@every_report
def test_every_row_and_value_of_a_report_is_read(version, name):
    data = json.loads(data_of(version, name))
    report = from_json(data_of(version, name)).report
    assert {tuple(place) for place in report.entries} == {tuple(e[:3]) for e in data["entries"]}
    assert [[*row_list, list(rows)] for row_list, rows in sorted(report.row_lists.items())] == data[
        "rows"
    ]


@every_release
@every_report
def test_packages_and_word_files_carry_the_same_report(version, name):
    record = from_json(data_of(version, name))
    package = read_package(DATA / version / f"package-{name}.jxbg")
    assert from_json(package.data) == record
    assert package.manifest.program == version
    assert from_json(read_payload(DATA / version / f"word-{name}.docx")) == record


@every_release
def test_a_scheme_is_read(version):
    scheme = read_scheme_file(DATA / version / "scheme-edited.toml")
    assert (scheme.county, scheme.deadline, len(scheme.units)) == ("青石县", "2025-03-28", 2)


@every_release
def test_a_data_file_is_read_with_its_history(version, tmp_path):
    path = tmp_path / "data.sqlite"
    shutil.copyfile(DATA / version / "database.sqlite", path)
    store = ReportStore(path)
    try:
        assert store.load(1) == from_json(data_of(version, "sample"))
        assert store.load(2) == from_json(data_of(version, "rich"))
        steps = 0
        while (step := store.last_step(2)) is not None:
            store.undo(2, step)
            steps += 1
        assert steps > 10
        assert store.load(2).report == from_json(data_of(version, "sample")).report
    finally:
        store.close()


def test_the_files_of_the_next_version_are_made_from_those_of_the_last(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    from release_data import write_release_data

    sys.modules.pop("release_data")
    shutil.copytree(DATA / RELEASES[-1], tmp_path / RELEASES[-1])
    folder = write_release_data("99.0.0", tmp_path)
    assert {path.name for path in folder.iterdir()} == {
        path.name for path in (DATA / RELEASES[-1]).iterdir()
    }
    for name in REPORTS:
        old = from_json(data_of(RELEASES[-1], name))
        assert from_json((folder / f"report-{name}.json").read_text("utf-8")) == old
        assert from_json(read_package(folder / f"package-{name}.jxbg").data) == old
        assert from_json(read_payload(folder / f"word-{name}.docx")) == old
    assert read_scheme_file(folder / "scheme-edited.toml").county == "青石县"
    with pytest.raises(FileExistsError):
        write_release_data("99.0.0", tmp_path)
