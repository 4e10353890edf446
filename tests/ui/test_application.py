"""How the program presents itself to the desktop."""

import os
import time
from pathlib import Path

import pytest

from pingkou_gui.store.database import DataFolderLock
from pingkou_gui.ui.application import (
    SecondStartRequests,
    forward_to_open_window,
    program_icon,
    set_application_identity,
    set_program_icon,
    take_folder,
)
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.window.side_panes import FINDINGS, TEXT

PACKAGING = str(Path(__file__).resolve().parents[2] / "packaging")


def test_the_windows_have_an_icon_of_every_size(qapp):
    sides = {size.width() for size in program_icon().availableSizes()}
    assert sides == {16, 24, 32, 48, 64, 128, 256}


def test_the_windows_belong_to_the_menu_entry(qapp, monkeypatch):
    monkeypatch.syspath_prepend(PACKAGING)
    from installers.recipe import NAME

    set_application_identity(qapp)
    set_program_icon()
    assert qapp.desktopFileName() == NAME
    assert not qapp.windowIcon().isNull()


@pytest.fixture
def told(monkeypatch):
    said = []
    monkeypatch.setattr("pingkou_gui.ui.application.show_error", said.append)
    return said


def test_a_second_window_on_one_folder_says_that_the_first_is_open(tmp_path, told):
    first = take_folder(tmp_path, None)
    assert take_folder(tmp_path, None) is None
    assert [str(tmp_path) in error.happened for error in told] == [True]
    first.release()
    again = DataFolderLock.acquire(tmp_path)
    assert again is not None
    again.release()


def test_the_window_that_is_open_comes_to_the_front_and_takes_the_file(
    window, told, tmp_path, monkeypatch, qtbot
):
    taken = []
    monkeypatch.setattr(window, "take_later", taken.append)
    window.show()
    window.showMinimized()
    first = take_folder(window.folder, None)
    SecondStartRequests(window)
    assert take_folder(window.folder, tmp_path / "甲.jxbg") is None
    qtbot.waitUntil(lambda: taken == [tmp_path / "甲.jxbg"])
    assert not window.isMinimized()
    assert "“甲.jxbg”已交给它" in told[0].remedy
    first.release()


def test_a_request_from_while_the_window_was_starting_is_taken_too(window, monkeypatch):
    taken = []
    monkeypatch.setattr(window, "take_later", taken.append)
    first = take_folder(window.folder, None)
    forward_to_open_window(window.folder, Path("乙.jxbg").absolute())
    made_older(window.folder, 5)
    SecondStartRequests(window)
    assert [path.name for path in taken] == ["乙.jxbg"]
    first.release()


def made_older(folder, hours):
    """The requests in a folder were written so long ago."""
    moment = time.time() - hours * 3600
    requests = list((folder / "handed").glob("*.txt"))
    for path in requests:
        os.utime(path, (moment, moment))
    return len(requests)


def test_a_request_to_a_window_that_ended_before_it_looked_is_none_to_the_next(window, monkeypatch):
    taken = []
    monkeypatch.setattr(window, "take_later", taken.append)
    forward_to_open_window(window.folder, Path("丙.jxbg").absolute())
    assert made_older(window.folder, 0.1) == 1
    first = take_folder(window.folder, None)
    SecondStartRequests(window)
    assert taken == []
    first.release()


def test_the_text_stands_beside_the_form_until_another_pane_or_none_is_chosen(tmp_path):
    settings = Settings(tmp_path)
    settings.begin_with(TEXT)
    assert settings.pane == TEXT
    for chosen in (FINDINGS, ""):
        settings.pane = chosen
        settings.begin_with(TEXT)
        assert settings.pane == chosen
