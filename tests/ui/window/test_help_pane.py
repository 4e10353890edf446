"""说明 beside the form: whole sentences, and how a number came about."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.basic_spending import Basic
from pingkou_gui.report.figures import figure_shown
from pingkou_gui.ui.open_items import OVERVIEW
from pingkou_gui.ui.widgets.controls import Button
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText
from pingkou_gui.ui.window.side_panes import HELP

CTRL = Qt.KeyboardModifier.ControlModifier
SINGLE = [s for s in FORM.sections.values() if s.key in ("unit", "basic", "funds_texts", "closing")]
FIELDS = [field for section in SINGLE for field in section.fields]


def shown(pane, kind):
    return [part for part in pane.findChildren(kind) if part.isVisible()]


def test_nothing_said_of_a_field_is_cut(sample):
    sample.shell.choose_pane(HELP)
    pane, cut = sample.panes.help, []
    for field in FIELDS:
        pane.show_help(field.at())
        QApplication.processEvents()
        cut += [
            t.text() for t in shown(pane, WrappedText) if t.height() < t.heightForWidth(t.width())
        ]
    assert cut == []


def test_on_a_page_without_fields_the_help_of_the_last_one_is_gone_and_comes_back_with_it(sample):
    sample.shell.choose_pane(HELP)
    sample.report.jump(Basic.wages.this.at())
    pane = sample.panes.help
    sample.shell.show_page(OVERVIEW)
    assert shown(pane, TextLabel)[0].text() == "选一个栏目"
    sample.report.jump(Basic.wages.this.at())
    assert shown(pane, TextLabel)[0].text() == "301 工资福利支出 · 本年决算"


@pytest.fixture
def explained(sample, qtbot):
    """Ask how the number in hand came about, and return what is offered to go to."""

    def ask(place):
        sample.report.jump(place)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_BracketLeft, CTRL)
        return [link.text() for link in shown(sample.panes.help, Button)]

    return ask


@pytest.mark.parametrize("column", ["this", "last"])
def test_a_total_that_follows_from_its_parts_shows_them_and_leads_there(explained, sample, column):
    links = explained(getattr(Basic.total, column).at())
    assert any(link.startswith("人员经费") for link in links)
    assert QApplication.focusWidget() is shown(sample.panes.help, Button)[0]


def test_an_amount_that_is_typed_says_what_belongs_there(explained):
    assert explained(Basic.wages.this.at()) == []


@pytest.mark.parametrize(
    ("key", "heads"),
    [
        ("unit.county", ["不单独印出"]),
        ("general.carried_in", ["不单独印出"]),
        ("general.full_year", ["印在附件2"]),
        ("basic.personnel_reason", ["印在“部门整体支出规模、使用方向、主要内容和涉及范围”"]),
        ("closing.remarks", ["印在“其他需要说明的情况”"]),
        ("unit.report_date", ["印在落款", "印在附件1", "印在附件2", "印在各项目的自评表"]),
    ],
)
def test_it_says_where_a_field_prints_and_no_other_place(sample, key, heads):
    sample.shell.choose_pane(HELP)
    sample.panes.help.show_help(next(f for f in FORM.fields if f.key == key).at())
    QApplication.processEvents()
    said = [text.text() for text in shown(sample.panes.help, WrappedText)]
    assert [words for words in said if words.startswith(("印在", "不单独"))] == heads


def test_every_place_where_a_field_prints_has_a_name(sample):
    sample.shell.choose_pane(HELP)
    facts = sample.report.context.facts
    typed = [f for f in FORM.fields if figure_shown(facts, f.at()) is None]
    for places in {field.prints for field in typed}:
        field = next(f for f in typed if f.prints == places)
        sample.panes.help.show_help(field.at())
        QApplication.processEvents()
        said = [text.text() for text in shown(sample.panes.help, WrappedText)]
        assert len([words for words in said if words.startswith("印在")]) == len(places)
