import pytest

from pingkou_gui.form.field import Layout
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.basic_spending import SpendingTexts
from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.values import RowList
from pingkou_gui.report.progress import naming_field
from pingkou_gui.report.report import Draft
from pingkou_gui.ui.editors.field_editors import DerivedLabel, FieldEditor
from pingkou_gui.ui.editors.text_editor import TextEditor
from pingkou_gui.ui.pages.form_page import BUILDERS, shown_sections
from pingkou_gui.ui.pages.rows_section import RowsSection
from pingkou_gui.ui.table.table_view import PAGE_ROWS, RowsView


@pytest.mark.parametrize("page", FORM.pages, ids=lambda page: page.key)
def test_every_field_that_stands_once_has_its_editor(page, open_page, context):
    open_page(page.key)
    known = {Layout.FORM, Layout.AMOUNTS, Layout.TEXTS}
    fields = [f for s in page.sections if s.layout in known for f in s.fields]
    assert [f.key for f in fields if context.find(f.at()) is None] == []


def test_sections_under_a_row_do_not_stand_on_the_page_by_themselves():
    shown = [s.key for page in FORM.pages for s in shown_sections(page)]
    assert "project_indicator" not in shown
    assert "general" in shown
    assert "government_funds" not in shown


def test_every_layout_that_is_built_is_one_of_the_form():
    assert {
        Layout.FORM,
        Layout.AMOUNTS,
        Layout.TEXTS,
        Layout.TABLE,
        Layout.FUNDS,
    } <= BUILDERS.keys()


def test_fields_follow_each_other_with_tab_in_the_order_of_the_form(open_page):
    page = open_page("overview")
    editors = [e for e in page.findChildren(FieldEditor) if e.binding.field.section == "unit"]
    assert [e.binding.field for e in editors] == list(Unit.fields)


def test_the_control_rate_of_staff_stands_under_its_numbers(open_page, session):
    page = open_page("overview")
    session.type_in(Staff.establishment, "96")
    session.type_in(Staff.headcount, "91")
    labels = {label.figure.label: label.text() for label in page.findChildren(DerivedLabel)}
    assert labels["在职人员控制率"] == "94.79%"


def test_a_paragraph_is_one_step_of_the_history(open_page, context, session, write):
    open_page("basic_spending")
    box = context.find(SpendingTexts.thrift.at())
    box.setFocus()
    write(box, "压减一般性支出")
    box.binding.commit()
    write(box, "，严控接待")
    box.binding.leave()
    assert session.report[SpendingTexts.thrift.at()] == "压减一般性支出，严控接待"
    session.undo()
    assert isinstance(box, TextEditor)
    assert not box.toPlainText()


@pytest.mark.parametrize("section", [Project, Problem])
def test_many_rows_put_into_an_empty_list_make_a_table_as_high_as_the_page_has_room(
    window, rest, section
):
    """The room of a table not shown yet was measured by itself, without end."""
    window.new_report()
    window.report.jump(RowList(section.key))
    window.report._complete_page()
    rest(window)
    draft = Draft(window.report.session.report)
    for number in range(2 * PAGE_ROWS):
        draft.type_in(naming_field(section), f"第{number}项", draft.add(section))
    window.report.session.make(draft.change, "粘贴")
    rest(window)
    page = window.shell.widget_of(window.shell.page)
    (view,) = (v for v in page.findChildren(RowsView) if v.isVisible() and v.scrolls)
    assert view.height() <= page.viewport().height()
    before = view.height()
    view.height_changed.emit()  # measured again
    assert view.height() == before


@pytest.mark.parametrize("segment", ["funds", "story", "attachment3"])
def test_rows_put_below_a_chosen_one_leave_its_open_detail_the_room_it_needs(sample, rest, segment):
    """The table and the detail were measured by each other, without end."""
    sample.report.jump(RowList(Project.key))
    sample.report._complete_page()
    page = sample.shell.widget_of("projects")
    (section,) = (s for s in page.findChildren(RowsSection) if s.section is Project)
    view = section.group.view
    view.choose(section.group.model.rows[1])
    section.open_segment(section.group.model.rows[1], segment)
    rest(sample)
    draft = Draft(sample.report.session.report)
    for number in range(2 * PAGE_ROWS):
        draft.type_in(Project.name, f"第{number}项", draft.add(Project))
    sample.report.session.make(draft.change, "粘贴")
    rest(sample)
    assert view.scrolls
    assert view.height() <= page.viewport().height()
    before = view.height()
    view.height_changed.emit()  # measured again
    assert view.height() == before
