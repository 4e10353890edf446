"""What is painted when a table changes: the cells that look otherwise, and no more."""

from pingkou_gui.form.pages.projects import Project
from pingkou_gui.report.findings import Finding, Severity
from pingkou_gui.ui.signs import Sign

NAME, INITIAL, OUTTURN = 0, 3, 5


def cell(projects, at, column):
    model = projects.group.model
    return model.cell(model.index(at, column))


def test_a_cell_tells_what_was_typed_and_what_is_taken_back(projects, session):
    row = session.report.rows("project")[0]
    assert cell(projects, 0, OUTTURN).text == "5.00"
    session.type_in(Project.outturn, "6", row)
    assert cell(projects, 0, OUTTURN).text == "6.00"
    session.undo()
    assert cell(projects, 0, OUTTURN).text == "5.00"


def test_a_cell_tells_what_follows_from_the_change_of_another(projects, session):
    row = session.report.rows("project")[0]
    assert not cell(projects, 0, 6).text
    session.type_in(Project.full_year, "10", row)
    assert cell(projects, 0, 6).text == "50.00%"


def test_whoever_hears_first_of_a_change_reads_new_cells(projects, session):
    row = session.report.rows("project")[0]
    read = [cell(projects, 0, NAME).text]
    projects.context.register_figure(Listener(projects, read))
    session.type_in(Project.name, "桥梁", row)
    assert read[-1] == "桥梁"


class Listener:
    def __init__(self, widget, read):
        self.widget, self.read = widget, read

    def refresh(self):
        self.read.append(cell(self.widget, 0, NAME).text)


def test_a_cell_tells_at_once_what_was_found_and_that_it_is_settled(projects, context, session):
    place = Project.outturn.at(session.report.rows("project")[0])
    assert cell(projects, 0, OUTTURN).problem is None
    found = Finding("outturn", Severity.ERROR, "超过全年预算", (place,))
    context.set_open(frozenset(), {place: (found,)})
    assert cell(projects, 0, OUTTURN).problem is Sign.ERROR
    context.set_open(frozenset(), {})
    assert cell(projects, 0, OUTTURN).problem is None


def test_a_cell_of_another_row_is_another_after_rows_were_moved(projects, session):
    assert cell(projects, 0, NAME).text == "道路硬化"
    session.move_row(Project, session.report.rows("project")[0], 1)
    assert cell(projects, 0, NAME).text == "河道清淤"


def test_what_lies_below_a_table_is_not_painted_with_its_cells(projects, session, painted):
    row = session.report.rows("project")[0]
    drawn = painted(lambda: session.type_in(Project.initial, "6", row))
    assert projects.group.view.viewport() in drawn
    assert projects.group.view not in drawn


def test_the_heads_are_not_painted_when_another_row_is_chosen(projects, painted):
    view = projects.group.view
    drawn = painted(lambda: view.choose(view.rows_model.rows[2], OUTTURN))
    assert view.viewport() in drawn
    assert view.horizontalHeader().viewport() not in drawn


def test_every_chosen_cell_is_painted_as_chosen(projects):
    view = projects.group.view
    view.choose(view.rows_model.rows[1], INITIAL)
    view.selectAll()
    view.grab()
    grounds = [view.itemDelegate().style_at(at, NAME, None) for at in range(3)]
    assert all(ground.selected for ground in grounds)
    assert [ground.chosen for ground in grounds] == [False, True, False]


def test_without_the_focus_no_cell_is_framed_or_chosen_but_the_row_stays_tinted(projects):
    view = projects.group.view
    view.choose(view.rows_model.rows[1], INITIAL)
    projects.group.add_button.setFocus()
    view.grab()
    ground = view.itemDelegate().style_at(1, INITIAL, None)
    assert (ground.chosen, ground.selected, ground.framed) == (True, False, False)
