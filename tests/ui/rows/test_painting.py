"""What is painted when a table changes: the cells that look otherwise, and no more."""

from pingkou_gui.domain.finding import Finding, Severity
from pingkou_gui.spec.pages.projects import Project
from pingkou_gui.ui.theme import Sign

NAME, OUTTURN = 0, 5


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
