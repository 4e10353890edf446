"""About the program."""

import sys
from pathlib import Path

import pytest

from pingkou_gui.ui import about as licences
from pingkou_gui.ui.about import AboutDialog, versions

PACKAGING = str(Path(__file__).resolve().parents[3] / "packaging")


@pytest.fixture
def dialog(theme, qtbot, tmp_path):
    dialog = AboutDialog(tmp_path, None, scheme="湖南省通用方案 2024.1")
    qtbot.addWidget(dialog)
    return dialog


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """The text as the build writes it."""
    monkeypatch.syspath_prepend(PACKAGING)
    from licences import OPENING, _part

    sys.modules.pop("licences", None)
    parts = [_part("lxml 6.1.3", "BSD-3-Clause", "Redistribution"), _part("甲（乙） 1", "MIT", "b")]
    (tmp_path / "licences.txt").write_text("\n\n".join([OPENING, *parts]), "utf-8")
    monkeypatch.setattr(licences, "asset", lambda name: tmp_path / name)
    return licences.parts()


def test_versions_of_python_and_qt_are_told():
    assert "Python 3" in versions()
    assert "Qt 6" in versions()


def test_every_part_has_the_text_of_its_licence(dialog):
    assert dialog.list.words.count() > 1
    for at in range(dialog.list.words.count()):
        dialog.list.choose(at)
        assert dialog.licence.toPlainText().strip()


def test_the_data_folder_is_a_click_away(dialog, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("pingkou_gui.ui.about.open_folder", opened.append)
    dialog.data.click()
    assert opened == [tmp_path]


def test_what_the_installer_brought_is_shown_part_by_part(shipped):
    assert [part.name for part in shipped] == ["说明", "lxml 6.1.3", "甲（乙） 1"]
    assert shipped[1].licence == "许可：BSD-3-Clause\n\nRedistribution"
    assert "LGPL" in shipped[0].licence


def test_without_it_the_installed_parts_are_shown_with_what_they_need():
    known = {part.name.lower().replace("_", "-") for part in licences.parts()}
    assert {"python", "pyside6-essentials", "lxml", "click", "sqlite-utils"} <= known


def test_no_installed_part_is_without_a_licence():
    without = [part.name for part in licences.parts() if "许可见" in part.licence]
    assert without == []
