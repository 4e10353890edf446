"""No list and no table cuts a line, however long its words and however narrow its columns."""

from decimal import Decimal

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from pingkou_gui.form.pages.basic_spending import Conferences
from pingkou_gui.form.pages.overview import OverviewTexts
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import Source, SourceKind
from pingkou_gui.importers.pasted_rows import match_rows
from pingkou_gui.report.proposal import NewRow, Proposal, Proposed
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.scheme.scheme_reader import default_scheme
from pingkou_gui.ui.about import AboutDialog
from pingkou_gui.ui.county_dialogs import CollectWindow, SchemeOffer
from pingkou_gui.ui.import_choice import ItemRange
from pingkou_gui.ui.import_page import ImportPage
from pingkou_gui.ui.import_sources import NewYearDialog
from pingkou_gui.ui.proofread_page import ProofreadPage, proofread_text
from pingkou_gui.ui.scheme_editor import SchemeEditor
from pingkou_gui.ui.settings import Settings
from pingkou_gui.ui.table.cell_painting import INSET, fitted_text
from pingkou_gui.ui.table.list_view import ListView, WordList, WordsTable
from pingkou_gui.ui.table.paste_dialog import PastePlan, PasteRowsDialog
from pingkou_gui.ui.table.table_model import TableColumn
from pingkou_gui.ui.table.table_view import TableView, head_height
from pingkou_gui.ui.theme import theme as _theme
from pingkou_gui.ui.window.find_field import FindField

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
LONG = "全镇农村人居环境整治提升和高标准农田建设配套项目（含村级组织运转）"
SENTENCES = f"{LONG}，按县里的要求分三年实施，资金由县财政和镇里共同承担。" * 3
SLIPS = [f"会议费3.5万元，比上年较少{n}.2万元，减少9.1%，{LONG}。" for n in range(4)]
PROSE = "\n".join(["2023年度甲镇人民政府部门整体支出绩效自评报告", "一、单位概况", *SLIPS])


def of_a_report(field, value, row=0):
    source = Source(SourceKind.REPORT, "去年的报告.docx", f"第12段，{LONG}")
    return Proposed(field.at(row), value, source)


def import_page(session, _folder):
    items = (
        of_a_report(OverviewTexts.spending_scope, SENTENCES),
        of_a_report(Conferences.meetings.this, Decimal("1234567.89")),
        of_a_report(Project.name, LONG, -1),
        of_a_report(Project.use, SENTENCES, -1),
    )
    proposal = Proposal("去年的报告", "去年的报告.docx", items, rows=(NewRow(Project.key, -1),))
    page = ImportPage(proposal, session)
    page.segments.choose(ItemRange.ALL.name)
    page._show_range()
    return page


def proofread_page(_session, folder):
    return ProofreadPage(proofread_text(PROSE), Settings(folder))


def new_year(session, _folder):
    for _ in range(2):
        row = session.add_row(Project)
        session.type_in(Project.name, LONG * 2, row)
    return NewYearDialog(session.facts)


def paste_preview(_session, _folder):
    fields = list(Project.fields)
    grid = [[f.head for f in fields], *([[SENTENCES] * len(fields)] * 3)]
    return PasteRowsDialog(
        PastePlan(Draft(Report()).change, 3, 0, 1, match_rows(grid, fields)), "项目", "个"
    )


def collect(_session, folder):
    window = CollectWindow(folder)
    window.results.show_rows([("读不了", f"{LONG}.jxbg", SENTENCES), ("未交", LONG, LONG)])
    return window


def scheme_editor(_session, folder):
    editor = SchemeEditor(default_scheme(), folder)
    editor.state.draft.levels[0][2] = SENTENCES
    editor.steps.choose(2)
    return editor


def scheme_offer(_session, _folder):
    offer = SchemeOffer(default_scheme(), default_scheme())
    offer.list.show_words([SENTENCES, LONG])
    return offer


def about(_session, folder):
    return AboutDialog(folder)


HOLDERS = (
    import_page,
    proofread_page,
    new_year,
    paste_preview,
    collect,
    scheme_editor,
    scheme_offer,
    about,
)


def cut_cells(view):
    """Those cells of a table that are lower than what they show needs."""
    model, found = view.model(), []
    for at in range(model.rowCount()):
        if isinstance(view, ListView) and model.line_at(at).head:
            continue
        for index in (model.index(at, column) for column in range(model.columnCount())):
            if view.isColumnHidden(index.column()):
                continue
            column, cell, place = (
                model.columns[index.column()],
                model.cell(index),
                place_of(view, index),
            )
            needed = fitted_text(cell, column, place.width() - inset(cell)).height
            if place.height() < needed:
                found.append((column.head, cell.text[:20], place.height(), needed))
    return found


def place_of(view, index):
    place = view.visualRect(index)
    place.setWidth(view.columnWidth(index.column()))
    return place


def inset(cell):
    return 2 * _theme().em(INSET) + _theme().em(cell.indent)


def cut_heads(view):
    """Those heads that need more room than they have, broken as they may be."""
    heads = view.horizontalHeader()
    if heads.isHidden():
        return []
    columns = view.model().columns
    return [
        column.head
        for at, column in enumerate(columns)
        if not view.isColumnHidden(at)
        and (
            head_height(heads, at) > max(heads.height(), _theme().em(1.5))
            or heads.fontMetrics().maxWidth() > view.columnWidth(at)
        )
    ]


@pytest.mark.parametrize("percent", [100, 150, 200])
@pytest.mark.parametrize("width", [760, 1366])
@pytest.mark.parametrize("make", HOLDERS, ids=lambda made: made.__name__)
def test_no_list_and_no_table_cuts_a_line(theme, qtbot, session, tmp_path, make, width, percent):
    theme.set_percent(percent)
    held = make(session, tmp_path)
    qtbot.addWidget(held)
    held.resize(width, 690)
    held.show()
    for _ in range(5):
        QApplication.processEvents()
    tables = [view for view in held.findChildren(TableView) if view.isVisible()]
    assert tables
    assert [cut_cells(view) for view in tables] == [[]] * len(tables)
    assert [cut_heads(view) for view in tables] == [[]] * len(tables)


def test_the_search_for_a_field_shows_whole_names(theme, shown):
    around = shown(QWidget())
    found = FindField(around, [(SENTENCES, Conferences.meetings.this.at())])
    QApplication.processEvents()
    assert cut_cells(found.findChild(WordList)) == []


def test_what_is_painted_of_a_long_text_reaches_into_its_last_line(theme, qtbot):
    view = WordsTable("词", (TableColumn("甲", 6), TableColumn("乙", None)))
    qtbot.addWidget(view)
    view.resize(400, 500)
    view.show_rows([("甲", SENTENCES)])
    view.show()
    QApplication.processEvents()
    place = view.visualRect(view.words.index(0, 1))
    picture = view.viewport().grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = picture.pixelColor(1, 3)
    line = view.fontMetrics().height()
    bands = [
        any(
            picture.pixelColor(x, y) != ground
            for y in range(top, min(top + line, picture.height() - 2))
            for x in range(4, picture.width() - 4, 2)
        )
        for top in range(theme.em(0.2), picture.height() - line, line)
    ]
    assert len(bands) >= 4
    assert all(bands)


def test_rows_grow_back_when_their_words_become_short(theme, qtbot):
    view = WordsTable("词", (TableColumn("甲", 6), TableColumn("乙", None)), editable=True)
    qtbot.addWidget(view)
    view.resize(400, 500)
    view.show_rows([("甲", SENTENCES)])
    view.show()
    high = view.rowHeight(0)
    view.words.setData(view.words.index(0, 1), "短")
    assert view.rowHeight(0) == theme.em(1.5) < high


def test_a_report_with_hundreds_of_lines_is_fitted_where_it_is_seen(theme, qtbot):
    view = WordsTable("词", (TableColumn("甲", 6), TableColumn("乙", None)))
    qtbot.addWidget(view)
    view.resize(400, 500)
    view.show_rows([("甲", SENTENCES)] * 2000)
    view.show()
    QApplication.processEvents()
    for at in (0, 1000, 1999):
        view.scrollTo(view.words.index(at, 0))
        view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 1)
        top = view.rowAt(0)
        assert view.rowHeight(top) > theme.em(4)
