import sys

import pytest

from pingkou_gui.paths import PORTABLE_FOLDER, PORTABLE_MARKER, default_data_folder


@pytest.fixture
def disk(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "pingkou-gui.exe"))
    return tmp_path


def test_a_marked_program_keeps_its_data_beside_it(disk):
    (disk / PORTABLE_MARKER).write_text("", encoding="utf-8")
    assert default_data_folder() == disk / PORTABLE_FOLDER


def test_an_installed_program_keeps_its_data_in_the_profile(disk):
    assert not default_data_folder().is_relative_to(disk)


def test_a_marker_beside_somebody_s_python_means_nothing(disk, monkeypatch):
    monkeypatch.delattr(sys, "frozen")
    (disk / PORTABLE_MARKER).write_text("", encoding="utf-8")
    assert not default_data_folder().is_relative_to(disk)
