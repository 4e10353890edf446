import re

import pytest

from pingkou_gui.ui import theme as sheet
from pingkou_gui.ui.theme import LIGHT


def test_every_placeholder_is_filled():
    filled = sheet.style_sheet(LIGHT, lambda count: round(count * 20))
    assert not re.search(r"[@$]", filled)


def test_a_size_is_counted_in_em_with_a_pixel_more_or_less(monkeypatch):
    monkeypatch.setattr(sheet, "_template", lambda: "a $0.5em b $0.5em-1 c $0.5em+1 @text")
    filled = sheet.style_sheet(LIGHT, lambda count: round(count * 20))
    assert filled == f"a 10px b 9px c 11px {LIGHT.text}"


def test_a_role_that_does_not_exist_is_an_error(monkeypatch):
    monkeypatch.setattr(sheet, "_template", lambda: "@no_such_role")
    with pytest.raises(KeyError):
        sheet.style_sheet(LIGHT, round)


def test_fonts_never_stand_in_the_sheet():
    assert not re.search(r"\bfont(-\w+)?\s*:", sheet._template())


def test_every_colour_role_is_a_colour():
    values = list(LIGHT)
    assert all(re.fullmatch(r"#[0-9A-F]{6}", value) for value in values)
