"""What the measuring of a collection relies on: its bad packages are bad, its good ones good."""

import sqlite3

import pytest
from bench_packages import BROKEN, FORMULA, HOSTILE, Expected, generate, made, model

from pingkou_gui.county.collect import CollectionRequest, collect
from pingkou_gui.county.package import pack, read_package
from pingkou_gui.errors import UnusableFileError


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    return model(tmp_path_factory.mktemp("model"))


@pytest.mark.parametrize("kind", range(len(BROKEN)))
def test_what_is_broken_is_refused(sample, tmp_path, kind):
    (tmp_path / "a.jxbg").write_bytes(BROKEN[kind](pack(made(sample, 1))))
    with pytest.raises(UnusableFileError):
        read_package(tmp_path / "a.jxbg")


@pytest.mark.parametrize("kind", range(len(HOSTILE)))
def test_what_is_hostile_is_listed_and_keeps_nothing_from_the_summary(sample, tmp_path, kind):
    (tmp_path / "bad.jxbg").write_bytes(HOSTILE[kind](made(sample, 1)))
    (tmp_path / "good.jxbg").write_bytes(pack(made(sample, 2)))
    outcome = collect(CollectionRequest((tmp_path,), tmp_path / "a.xlsx"))
    assert [file for file, _ in outcome.unreadable] == ["bad.jxbg"]
    assert outcome.counts["采用"] == 1


def test_good_packages_agree_with_what_they_state(sample, tmp_path):
    (tmp_path / "a.jxbg").write_bytes(pack(made(sample, 3, FORMULA.format(3))))
    outcome = collect(CollectionRequest((tmp_path,), tmp_path / "a.xlsx", tmp_path / "a.db"))
    db = sqlite3.connect(tmp_path / "a.db")
    assert db.execute("select count(*) from differences").fetchone() == (0,)
    assert db.execute("select unit from reports").fetchone() == (FORMULA.format(3),)
    db.close()
    assert outcome.unreadable == []


def test_as_many_files_as_asked_for_are_generated(tmp_path):
    expected = generate(tmp_path, 60)
    assert len(list(tmp_path.rglob("*.jxbg"))) == 60
    assert expected == Expected({"00025.jxbg", "00050.jxbg"})
