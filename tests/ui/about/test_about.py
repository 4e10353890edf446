"""About the program."""

import pytest

from pingkou_gui.ui.about import licences
from pingkou_gui.ui.about.about_dialog import AboutDialog, versions


@pytest.fixture
def dialog(theme, qtbot, tmp_path):
    dialog = AboutDialog(tmp_path, None)
    qtbot.addWidget(dialog)
    return dialog


def test_versions_of_python_and_qt_are_told():
    assert "Python 3" in versions()
    assert "Qt 6" in versions()


def test_every_part_has_the_text_of_its_licence(dialog):
    assert dialog.list.count() > 1
    for at in range(dialog.list.count()):
        dialog.list.setCurrentRow(at)
        assert dialog.licence.toPlainText().strip()


def test_the_data_folder_is_a_click_away(dialog, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("pingkou_gui.ui.about.about_dialog.open_folder", opened.append)
    dialog.data.click()
    assert opened == [tmp_path]


def test_what_the_installer_brought_goes_first(tmp_path, monkeypatch):
    (tmp_path / "Qt.txt").write_text("LGPL", "utf-8")
    monkeypatch.setattr(licences, "asset", lambda _name: tmp_path)
    assert licences.parts() == (licences.Part("Qt.txt", "", "LGPL"),)
