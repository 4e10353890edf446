from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from pingkou_gui.ui.breakpoints import StepShape
from pingkou_gui.ui.open_items import StepState
from pingkou_gui.ui.widgets.controls import Button
from pingkou_gui.ui.window.shell import BARE, PaneSwitch, Shell
from pingkou_gui.ui.window.step_bar import StepBar

STEPS = ("overview", "basic", "projects", "funds", "scores", "problems", "export")


@pytest.fixture
def shell(gallery, qtbot):
    gallery.resize(1366, 697)
    gallery.show()
    qtbot.waitExposed(gallery)
    QApplication.processEvents()  # the pane beside it is filled once the window stands
    return gallery


def press(shell, qtbot, title):
    found = [each for each in shell.findChildren(Button) if each.text().startswith(title)]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def inked(bar, index):
    """Whether the bar below a step says that it is the one in sight."""
    picture, place = bar.grab().toImage(), bar.tabRect(index)
    return picture.pixelColor(place.center().x(), place.bottom() - 1).name()


def test_on_a_screen_that_is_no_step_none_is_shown_as_chosen(theme, qtbot):
    from pingkou_gui.ui.open_items import PageStep
    from pingkou_gui.ui.window.shell import ShellParts

    steps = [PageStep(key, key, n) for n, key in enumerate(("甲", "乙"), 1)]
    shell = Shell(steps)
    qtbot.addWidget(shell)
    for key in ("甲", "乙", "五步"):
        shell.add_page(key, QWidget, ShellParts())
    shell.resize(900, 600)
    shell.show()
    shell.show_page("甲")
    bar = shell.findChild(StepBar)
    chosen = inked(bar, 0)
    shell.show_page("五步")
    assert inked(bar, 0) == inked(bar, 1) != chosen
    assert shell.strip._button.text() == "各页"  # what stands there where there is no room
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(0).center())
    assert shell.page == "甲"
    assert shell.strip._button.text().endswith("甲")
    assert inked(bar, 0) == chosen


def test_pages_are_made_when_first_shown(theme, qtbot):
    made = []
    shell = Shell([])
    qtbot.addWidget(shell)
    shell.add_page("start", lambda: made.append(1) or QWidget(), BARE)
    assert not made
    shell.show_page("start")
    shell.show_page("start")
    assert made == [1]


@pytest.mark.parametrize("key", STEPS)
def test_every_step_has_an_action_with_its_key(shell, qtbot, key):
    shell.step_actions[key].trigger()
    assert shell.page == key
    assert shell.step_actions[key].shortcut().toString() == f"Ctrl+{STEPS.index(key) + 1}"


def test_a_click_anywhere_on_a_step_goes_there(shell, qtbot):
    bar = shell.findChild(StepBar)
    with qtbot.waitSignal(shell.page_shown) as heard:
        corner = bar.tabRect(3).bottomRight()
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=corner)
    assert heard.args == ["funds"]


def test_the_steps_are_tabs_that_say_their_state(shell):
    bar = QAccessible.queryAccessibleInterface(shell.findChild(StepBar))
    tab = bar.child(1)
    assert bar.role() == QAccessible.Role.PageTabList
    assert tab.role() == QAccessible.Role.PageTab
    assert tab.text(QAccessible.Text.Name) == "2 基本支出，必改 1"


def test_the_foot_leads_back_and_forward_by_name(shell, qtbot):
    press(shell, qtbot, "下一步：项目")
    assert shell.page == "projects"
    press(shell, qtbot, "上一步")
    assert shell.page == "basic"


def test_on_the_last_page_there_is_no_next_step(shell):
    shell.show_page("export")
    shown = [b.text() for b in shell.foot.findChildren(Button) if b.isVisible()]
    assert "上一步" in shown
    assert not any(text.startswith("下一步") for text in shown)


def test_a_changed_state_is_shown_without_changing_the_page(shell):
    changed = replace(shell.strip.steps[2], state=StepState.DONE, count=0)
    shell.strip.set_step(changed)
    assert shell.strip.steps[2].words == "已填完"
    assert shell.page == "basic"


def test_a_pane_opens_beside_the_form_and_closes_again(shell):
    shell.pane_actions["text"].trigger()
    assert shell.pane == "text"
    shell.pane_actions["text"].trigger()
    assert shell.pane == ""


def test_in_a_narrow_window_the_pane_takes_the_place_of_the_form(shell, qtbot):
    shell.resize(1000, 697)
    assert shell.pane == ""
    shell.choose_pane("help")
    assert (shell.pane, shell._left.isVisible()) == ("help", False)
    qtbot.keyClick(shell, Qt.Key.Key_Escape)
    assert (shell.pane, shell._left.isVisible()) == ("", True)


def test_a_pane_comes_back_when_there_is_room_again(shell):
    shell.resize(1000, 697)
    shell.resize(1366, 697)
    assert shell.pane == "checks"


def test_without_panes_there_is_no_switch(theme, qtbot):
    shell = Shell([])
    qtbot.addWidget(shell)
    shell.show()
    assert not shell.findChild(PaneSwitch).isVisible()


def test_trouble_with_saving_is_a_band_with_two_ways_out(shell, qtbot):
    shell.show_save_trouble("没能存到 D 盘：磁盘已满", "腾出空间后再试")
    assert shell.save_band.isVisible()
    with qtbot.waitSignals([shell.save_band.retry_wanted, shell.save_band.elsewhere_wanted]):
        press(shell, qtbot, "再试")
        press(shell, qtbot, "另存到别处")
    shell.show_saved("14:33")
    assert not shell.save_band.isVisible()


def test_a_bare_page_shows_nothing_around_it_but_the_menus(shell):
    shell.add_page("start", QWidget, BARE)
    shell.show_page("start")
    around = (shell.strip, shell.field_bar, shell.foot, shell._side)
    assert not any(part.isVisible() for part in around)
    assert shell.menu_bar.isVisible()


@pytest.mark.parametrize(
    ("percent", "shape"), [(100, StepShape.FULL), (150, StepShape.FLAT), (200, StepShape.ONE)]
)
def test_larger_type_gives_way_like_a_smaller_window(theme, shell, percent, shape):
    theme.set_percent(percent)
    assert shell.strip.shape is shape


def test_the_field_bar_offers_its_act(shell, qtbot):
    with qtbot.waitSignal(shell.field_bar.offered) as heard:
        press(shell, qtbot, "沿用上年")
    assert heard.args == ["carry"]


def test_words_for_one_field_after_the_other_are_put_up_once(shell, painted, monkeypatch):
    bar, said = shell.field_bar, []
    monkeypatch.setattr(bar._name, "setText", said.append)
    painted(lambda: [bar.show_field(name, "万元") for name in ("会议费", "差旅费", "办公费")])
    assert said == ["办公费"]
    assert bar.words == "办公费，万元"


def test_words_that_fit_the_field_bar_lay_nothing_else_out(shell, painted):
    shell.field_bar.show_field("会议费", "万元")
    drawn = painted(lambda: shell.field_bar.show_field("培训费支出", "万元"))
    assert shell.field_bar._name in drawn
    assert not {shell, shell.strip, shell.foot, shell.menu_line} & set(drawn)


def test_a_name_wider_than_the_field_bar_makes_room_for_itself(shell):
    shell.field_bar.show_field("会议费" * 60, "万元")
    QApplication.sendPostedEvents()
    name, bar = shell.field_bar._name, shell.field_bar
    assert bar.width() >= name.width() >= name.sizeHint().width()
    shell.field_bar.show_field("会议费", "万元")
    QApplication.sendPostedEvents()
    assert bar.minimumWidth() == 0


def test_longer_words_in_the_field_bar_never_move_the_form(shell):
    bar, page = shell.field_bar, shell._content
    shell.field_bar.show_field("会议费", "万元")
    QApplication.sendPostedEvents()
    before, line = page.geometry(), bar.height()
    shell.field_bar.show_field("会议费", "万元；" * 120)
    QApplication.sendPostedEvents()
    assert page.geometry() == before
    assert bar.height() >= bar._line.heightForWidth(bar._inner.width()) > line
    assert shell._left.childAt(bar.geometry().bottomLeft()) in (bar, bar._inner, bar._what)
    shell.field_bar.show_field("会议费", "万元")
    QApplication.sendPostedEvents()
    assert (page.geometry(), bar.height()) == (before, line)


def test_longer_words_stay_whole_when_the_window_is_laid_out_anew(shell):
    bar = shell.field_bar
    shell.field_bar.show_field("会议费", "万元；" * 120)
    QApplication.sendPostedEvents()
    shell.resize(shell.width() - 40, shell.height() - 20)
    QApplication.processEvents()
    assert bar.height() >= bar._line.heightForWidth(bar._inner.width())


def test_nothing_open_is_said_in_words(shell):
    shell.foot.set_counts(0, 0)
    words = [label.text() for label in shell.foot.findChildren(QWidget) if hasattr(label, "role")]
    assert "没有要改的" in words


def test_the_menu_of_a_narrow_window_chooses_pages_and_panes(theme, shell):
    theme.set_percent(200)
    shell.strip._fill_menu()
    shell.strip._menu.actions()[3].trigger()
    assert shell.page == "funds"
    shell._switch._fill_menu()
    shell._switch._menu.actions()[0].trigger()
    assert shell.pane == "text"
    shell._switch._fill_menu()
    shell._switch._menu.actions()[0].trigger()
    assert shell.pane == ""
