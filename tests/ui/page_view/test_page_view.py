"""The pages beside the form: they follow what is typed, mark the field in hand, lead back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage

from pingkou_gui.form.pages.basic_spending import Conferences
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.values import FigureRef, Place
from pingkou_gui.paths import asset
from pingkou_gui.report.json_format import from_json
from pingkou_gui.scheme.scheme_reader import scheme_of
from pingkou_gui.session import Session
from pingkou_gui.ui.editors.page_context import PageContext
from pingkou_gui.ui.page_view import PagesPane, PageZoom, fonts_note
from pingkou_gui.ui.theme import Appearance


@pytest.fixture
def context(theme, store):
    record = from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))
    return PageContext(Session(store, store.create(record), scheme_of(record.scheme)))


@pytest.fixture
def pane(qtbot, context, monkeypatch):
    monkeypatch.setattr("pingkou_gui.ui.page_view._AT_ONCE", 60.0)  # whatever the machine does
    pane = PagesPane()
    qtbot.addWidget(pane)
    pane.resize(600, 800)
    pane.show()
    pane.follow(context)
    pane.write()
    return pane


def texts(pane):
    return "".join(text for page in pane.canvas.pages for text in page.texts)


def point_of(canvas, mark):
    area = canvas._area_of(mark).translated(0, -canvas.verticalScrollBar().value())
    return area.center()


def test_all_pages_of_the_report_are_shown(pane):
    assert [page.part for page in pane.canvas.pages][:1] == [0]
    assert {page.part for page in pane.canvas.pages} >= {0, 1, 2, 3}
    assert "五、社会保险基金预算支出情况" in texts(pane)


def test_the_pages_follow_what_is_typed(pane, context, qtbot):
    context.session.type_in(Conferences.meetings.this, "3.10")
    qtbot.waitUntil(lambda: "会议费支出3.10万元" in texts(pane))


def test_a_change_of_the_text_keeps_the_other_pages(pane, context):
    before = {id(page) for page in pane.canvas.pages if page.part > 3}
    context.session.type_in(Conferences.meetings.reason, "会议减少")
    pane.write()
    assert {id(page) for page in pane.canvas.pages if page.part > 3} == before


def test_the_field_in_hand_is_marked_and_in_sight(pane, context):
    context.entered.emit(Conferences.training.reason.at())
    pane.write()
    seen = pane.canvas.viewport().rect()
    marks = pane.canvas.marks  # one a line: other fonts break the sentence elsewhere
    assert any(seen.contains(point_of(pane.canvas, mark).toPoint()) for mark in marks)


def test_a_mark_on_a_page_that_is_gone_is_gone_with_it(pane, context):
    context.entered.emit(Conferences.training.reason.at())
    pane.write()
    page = min(mark.page for mark in pane.canvas.marks)
    assert page > 0
    pane.canvas.show_pages(pane.canvas.pages[:page])  # as while the rest is laid out
    pane.canvas.grab()
    assert pane.canvas.marks == ()


def test_a_click_on_typed_words_goes_to_their_field(pane, context, qtbot):
    context.entered.emit(Conferences.training.reason.at())
    pane.write()
    point = point_of(pane.canvas, pane.canvas.marks[0]).toPoint()
    with qtbot.waitSignal(context.jump_wanted) as told:
        qtbot.mouseClick(pane.canvas.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert told.args == [Conferences.training.reason.at()]


def test_a_click_on_a_derived_number_explains_it(pane, qtbot):
    rate = FigureRef("conferences.meetings:rate")
    pane.canvas.mark(rate)
    point = point_of(pane.canvas, pane.canvas.marks[0]).toPoint()
    with qtbot.waitSignal(pane.explain_wanted) as told:
        qtbot.mouseClick(pane.canvas.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert told.args == [rate]


def test_a_point_beside_the_pages_leads_nowhere(pane):
    assert pane.canvas.refs_under(QPointF(1, 1)) == ()


def test_a_page_fits_the_width_or_stands_whole(pane):
    wide = pane.canvas._sheets[0]
    pane.canvas.set_zoom(PageZoom.WHOLE)
    whole = pane.canvas._sheets[0]
    assert wide.width() > pane.canvas.viewport().width() * 0.9
    assert whole.height() < pane.canvas.viewport().height() < wide.height()


def test_the_page_in_sight_is_named(pane):
    pane.canvas.go_to(4)
    assert pane._number.text() == f"第5页，共{len(pane.canvas.pages)}页"


def test_the_view_keeps_its_page_when_the_window_changes(pane, qtbot):
    pane.canvas.go_to(6)
    pane.resize(420, 700)
    qtbot.waitUntil(lambda: pane.canvas.viewport().width() < 430)
    assert pane.canvas.page == 6


def test_the_pane_lets_go_of_a_closed_report(pane):
    pane.forget()
    assert pane.canvas.pages == ()
    pane.write()
    assert pane.canvas.pages == ()


def test_a_hidden_pane_does_not_lay_out(pane, context):
    pane.hide()
    context.session.type_in(Unit.name, "另一个镇")
    pane.write()
    assert "另一个镇" not in texts(pane)


def test_black_words_and_the_mark_are_on_the_paper(pane, context):
    context.entered.emit(Conferences.training.reason.at())
    pane.write()
    image = pane.canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    area = pane.canvas._area_of(pane.canvas.marks[0])
    area.translate(0, -pane.canvas.verticalScrollBar().value())
    colours = {
        image.pixelColor(x, int(area.center().y())).name()
        for x in range(int(area.left()), int(area.right()))
    }
    assert "#ffe066" in colours
    assert any(int(colour[1:3], 16) < 0x60 for colour in colours)


def test_only_pages_in_sight_are_painted(pane):
    pane.canvas.grab()
    assert 1 <= len(pane.canvas._painted) <= 3


def test_the_note_names_every_font_that_stands_in():
    note = fonts_note(("仿宋_GB2312、宋体以甲代替", "黑体以乙代替"))
    assert note.startswith("本机缺少字体：仿宋_GB2312、宋体以甲代替；黑体以乙代替。")
    assert fonts_note(()) == ""


def test_places_are_what_a_click_hands_on(pane):
    pane.canvas.mark(Conferences.training.reason.at())
    refs = pane.canvas.refs_under(point_of(pane.canvas, pane.canvas.marks[0]))
    assert all(isinstance(ref, Place | FigureRef) for ref in refs)
    assert refs


def test_a_large_report_is_shown_while_its_last_pages_are_still_laid_out(
    pane, context, qtbot, monkeypatch
):
    monkeypatch.setattr("pingkou_gui.ui.page_view._AT_ONCE", 0.0)
    whole = len(pane.canvas.pages)
    pane.follow(context)
    pane.write()
    assert 0 < len(pane.canvas.pages) < whole
    assert f"已排{len(pane.canvas.pages)}页" in pane._number.text()
    monkeypatch.setattr("pingkou_gui.ui.page_view._AT_ONCE", 60.0)
    qtbot.waitUntil(lambda: len(pane.canvas.pages) == whole)
    assert pane._number.text().endswith(f"共{whole}页")


def colour_at(canvas, x, y):
    return canvas.viewport().grab().toImage().pixelColor(x, y).name()


def test_the_paper_is_as_dark_as_the_rest_unless_white_is_wanted(pane, theme):
    sheet = pane.canvas._sheets[0]
    corner = max(sheet.left(), 0) + 5, sheet.top() + 5
    assert colour_at(pane.canvas, *corner) == "#ffffff"
    theme.set_appearance(Appearance.DARK)
    assert colour_at(pane.canvas, *corner) == theme.colours.paper.lower()
    theme.set_white_paper(True)
    assert colour_at(pane.canvas, *corner) == "#ffffff"


def test_beside_the_form_a_page_does_without_its_side_margins(pane):
    sheet, room = pane.canvas._sheets[0], pane.canvas.viewport().width()
    page = pane.canvas.pages[0]
    scale = sheet.width() / page.page.paper[0]
    words = [sheet.left() + line.x * scale for line in page.lines]
    assert sheet.width() > room
    assert min(words) >= 0
    assert sheet.left() + (page.page.left + page.page.width) * scale <= room
    pane.canvas.set_zoom(PageZoom.WHOLE)
    assert pane.canvas._sheets[0].width() < room


def test_words_stay_legible_on_dark_paper_where_a_field_is_marked(pane, theme):
    theme.set_appearance(Appearance.DARK)
    pane.canvas.mark(Conferences.meetings.this.at())
    (mark, *_) = pane.canvas.marks
    area = pane.canvas._area_of(mark).translated(0, -pane.canvas.verticalScrollBar().value())
    seen = pane.canvas.viewport().grab().toImage().copy(area.toRect())
    colours = [seen.pixelColor(x, y) for x in range(seen.width()) for y in range(seen.height())]
    assert max(colour.lightness() for colour in colours) > 150
    assert min(colour.lightness() for colour in colours) < 90
