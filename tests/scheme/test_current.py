"""The county's scheme in the data folder."""

import os

import pytest

from pingkou_gui.errors import KnownError, StorageError
from pingkou_gui.scheme.scheme_editing import built, draft_of
from pingkou_gui.scheme.scheme_reader import (
    FILE,
    SHIPPED,
    current_scheme,
    default_scheme,
    keep_current,
    known_schemes,
    read_scheme_file,
    set_scheme_aside,
)


def test_without_one_it_is_the_default(tmp_path):
    assert current_scheme(tmp_path) == default_scheme()


def test_the_kept_one_is_used_from_then_on(tmp_path):
    draft = draft_of(default_scheme())
    draft.name = "桃源县方案"
    keep_current(tmp_path, built(draft))
    assert current_scheme(tmp_path).name == "桃源县方案"


def test_the_countys_one_before_it_is_kept_beside_and_one_of_the_programs_is_not(tmp_path):
    first, second = draft_of(default_scheme()), draft_of(default_scheme())
    first.name, second.name = "桃源县方案", "石门县方案"
    keep_current(tmp_path, default_scheme())
    for draft in (first, second, second):
        keep_current(tmp_path, built(draft))
    kept = [read_scheme_file(path).name for path in tmp_path.iterdir() if path.name != FILE]
    assert kept == ["桃源县方案"]


def test_a_damaged_one_is_told_and_never_taken_for_the_default(tmp_path):
    (tmp_path / FILE).write_bytes(b"\xff\x00")
    with pytest.raises(KnownError):
        current_scheme(tmp_path)


def test_one_set_aside_is_kept_under_another_name(tmp_path):
    (tmp_path / FILE).write_bytes(b"\xff\x00")
    aside = set_scheme_aside(tmp_path)
    assert aside.read_bytes() == b"\xff\x00"
    assert not (tmp_path / FILE).exists()
    assert current_scheme(tmp_path) == default_scheme()


def test_one_that_cannot_be_moved_stays(tmp_path, monkeypatch):
    (tmp_path / FILE).write_bytes(b"\xff\x00")

    def refuse(*_):
        raise PermissionError(13, "read-only")

    monkeypatch.setattr(type(tmp_path), "replace", refuse)
    assert set_scheme_aside(tmp_path) == tmp_path / FILE


def test_one_that_cannot_be_kept_leaves_the_last_one_and_nothing_else(tmp_path, monkeypatch):
    keep_current(tmp_path, default_scheme())
    draft = draft_of(default_scheme())
    draft.name = "桃源县方案"

    def full(_):
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="方案"):
        keep_current(tmp_path, built(draft))
    assert current_scheme(tmp_path) == default_scheme()
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_folder_that_is_gone_is_told(tmp_path):
    with pytest.raises(StorageError, match="方案"):
        keep_current(tmp_path / "没有", default_scheme())


def test_what_comes_with_the_program_is_read_once_in_its_run(tmp_path):
    first, again = known_schemes(tmp_path), known_schemes(tmp_path / "another")
    assert len(first) == len(SHIPPED)
    assert all(one is other for one, other in zip(first, again, strict=True))
    assert default_scheme() is first[0]
