"""The points on the overview."""

from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.ui.open_items import OVERVIEW


def card(window):
    window.shell.show_page(OVERVIEW)
    return window.shell.widget_of(OVERVIEW)._points


def test_the_points_are_those_of_the_sheet(sample):
    assert "总分 99.67，优" in card(sample).accessibleName()


def test_they_are_other_ones_when_the_overview_is_shown_again(sample):
    card(sample)
    sample.shell.show_page("scoring")
    session = sample.report.session
    session.type_in(Indicator.points, "1", session.report.rows(Indicator.key)[0])
    assert "还差 9 分" in card(sample).accessibleName()
