import pytest
from PySide6.QtCore import QPoint, Qt

from pingkou_gui.ui.signs import Sign
from pingkou_gui.ui.widgets.base import FieldState
from pingkou_gui.ui.widgets.controls import LineField


@pytest.fixture
def field(theme, qtbot):
    made = LineField(name="会议费，本年决算", figures=True, width=4.8)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("state", FieldState)
def test_a_state_is_shown_and_only_derived_and_locked_fields_cannot_be_edited(field, state):
    field.set_state(state)
    assert field.property("state") == state.value
    assert field.isReadOnly() == (state in {FieldState.DERIVED, FieldState.LOCKED})


def test_the_sheet_is_asked_again_only_when_the_state_changes(field, monkeypatch):
    field.set_state(FieldState.ERROR)
    asked = []
    monkeypatch.setattr(field, "update", lambda: asked.append(1))
    field.set_state(FieldState.ERROR)
    field.set_state(FieldState.TYPED)
    assert asked == [1]


@pytest.mark.parametrize("state", FieldState)
def test_neither_state_nor_focus_changes_the_size(field, state):
    before = field.size()
    field.set_state(state)
    field.setFocus()
    assert field.size() == before


@pytest.mark.parametrize("percent", [80, 100, 150, 200])
@pytest.mark.parametrize("text", ["1,024.74", "−100.00%", "123,456,789,012.34"])
@pytest.mark.parametrize("state", [FieldState.TYPED, FieldState.DERIVED])
def test_a_figure_is_never_cut(theme, field, percent, text, state):
    theme.set_percent(percent)
    field.set_state(state)
    field.set_marks(Sign.WORKBOOK)
    field.set_value_text(text)
    inside = field.width() - field.fontMetrics().horizontalAdvance(text)
    assert inside >= theme.em(0.95) + theme.digit_inset()


def test_a_field_is_as_wide_as_its_column_and_follows_the_type(theme, field):
    field.set_value_text("44.80")
    assert (field.width(), field.height()) == (theme.em(4.8), theme.em(1.4))
    theme.set_percent(150)
    assert (field.width(), field.height()) == (theme.em(4.8), theme.em(1.4))


def test_signs_keep_room_inside_the_frame(theme, field):
    field.set_marks(Sign.REPORT, Sign.CARRIED)
    margins = field.textMargins()
    assert margins.left() >= theme.em(0.8) <= margins.right()
    field.set_marks()
    assert field.textMargins().left() == field.textMargins().right() == 0


def test_a_screen_reader_hears_name_state_and_source(field):
    field.set_state(FieldState.ERROR)
    field.set_marks(Sign.WORKBOOK)
    assert field.accessibleName() == "会议费，本年决算"
    assert field.accessibleDescription() == "必改，来自表格"


def test_the_chevron_and_alt_down_ask_for_the_choices(field, qtbot):
    field.set_marks(None, Sign.CHEVRON)
    with qtbot.waitSignal(field.choices_wanted):
        qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(field.width() - 10, 14))
    with qtbot.waitSignal(field.choices_wanted):
        qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)


def test_a_click_on_the_text_asks_for_nothing(field, qtbot):
    field.set_marks(None, Sign.CHEVRON)
    with qtbot.assertNotEmitted(field.choices_wanted):
        qtbot.mouseClick(field, Qt.MouseButton.LeftButton, pos=QPoint(15, 14))


def test_typing_into_a_derived_field_is_told_and_changes_nothing(field, qtbot):
    field.set_value_text("3.10")
    field.set_state(FieldState.DERIVED)
    with qtbot.waitSignal(field.typed_in_vain):
        qtbot.keyClicks(field, "5")
    assert field.text() == "3.10"


def test_showing_the_same_text_again_keeps_undo_and_cursor(field, qtbot):
    qtbot.keyClicks(field, "44.80")
    field.set_value_text("44.80")
    assert field.isUndoAvailable()
    assert field.cursorPosition() == 5
