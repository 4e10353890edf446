"""How the program presents itself to the desktop."""

from pathlib import Path

from pingkou_gui.ui.application import introduce, program_icon

PACKAGING = str(Path(__file__).resolve().parents[2] / "packaging")


def test_the_windows_have_an_icon_of_every_size(qapp):
    sides = {size.width() for size in program_icon().availableSizes()}
    assert sides == {16, 24, 32, 48, 64, 128, 256}


def test_the_windows_belong_to_the_menu_entry(qapp, monkeypatch):
    monkeypatch.syspath_prepend(PACKAGING)
    from installers.recipe import NAME

    introduce(qapp)
    assert qapp.desktopFileName() == NAME
    assert not qapp.windowIcon().isNull()
