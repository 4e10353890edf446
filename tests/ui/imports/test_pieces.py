"""Pieces of texts as items: a line for each place, with the words around it."""

import pytest

from pingkou_gui.form.pages.overview import OverviewTexts, Unit
from pingkou_gui.form.values import Source, SourceKind
from pingkou_gui.report.json_format import Record
from pingkou_gui.report.new_year import year_mentions
from pingkou_gui.ui.import_page import ImportPage
from pingkou_gui.ui.import_words import part_quote
from pingkou_gui.ui.table.cell_painting import fitted_text
from pingkou_gui.ui.widgets.controls import Button

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
LONG = "坚持党建引领，依托三级联系服务群众体系，成立志愿者服务组织，建新时代基层治理格局。" * 6
TEXT = f"{LONG}\n2023年以来，志愿服务队开展服务；2024年底前建成。{LONG}"


@pytest.fixture
def page(theme, qtbot, session):
    session.type_in(Unit.year, "2024")
    draft = session.draft()
    source = Source(SourceKind.CARRIED, "去年.txt", "一 段17")
    draft.put(OverviewTexts.overall, TEXT, 0, source)
    assert session.make(draft.change, "沿用")
    held = ImportPage(year_mentions(Record(session.report, "")), session)
    qtbot.addWidget(held)
    held.resize(1366, 660)
    with qtbot.waitActive(held):
        held.show()
        held.activateWindow()
    return held


def test_each_place_is_a_line_with_the_piece_marked_and_what_it_becomes(page):
    cells = [page.model.line(at).cells for at in range(page.model.count())]
    assert [line[1].text for line in cells] == ["年度履职总体情况"] * 2
    assert [line[3].text for line in cells] == ["2023 → 2024", "2024 → 2025"]
    for line, year in zip(cells, ("2023", "2024"), strict=True):
        first, last = line[2].marked
        assert line[2].text[first:last] == year
    assert cells[0][2].text == "…2023年以来，志愿服务队开展…"


def test_no_line_is_higher_than_two_lines_of_words_and_the_box_is_in_sight(page, theme):
    for at in range(page.model.count()):
        assert page.view.rowHeight(at) <= theme.em(3.2)
        assert page.model.line(at).check is not None
    cell, column = page.model.line(0).cells[2], page.model.columns[2]
    assert fitted_text(cell, column, page.view.columnWidth(2)).height <= theme.em(2.6)


def test_beside_the_list_the_words_stand_as_they_are_and_as_they_would_be(page):
    quote = part_quote(page.choice.item(1), 20)
    assert (
        quote.old
        == "…2023年以来，志愿服务队开展服务；2024年底前建成。坚持党建引领，依托三级联系服…"
    )
    assert quote.new == quote.old.replace("2024", "2025")
    assert [b.text() for b in page.pane.findChildren(Button)] == ["改成 2024"]


def test_what_is_ticked_is_changed_and_the_rest_of_the_text_stays(page, session, qtbot):
    page.choice.tick((1,), on=True)
    page._show_counts()
    with qtbot.waitSignal(page.taken):
        page.take.click()
    assert session.report[OverviewTexts.overall.at()] == TEXT.replace("2024", "2025")


def test_the_mark_is_painted(page, theme):
    image = page.view.grab().toImage()
    mark = theme.colours.mark
    shades = {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(40, 90)
    }
    assert mark.lower() in shades
