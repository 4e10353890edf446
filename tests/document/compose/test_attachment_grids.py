"""How the attachments are built: what reaches over what, what is tied, which head repeats."""

from dataclasses import replace

import pytest
from attachment_text import golden, grid
from township import PROJECTS, facts, many

from pingkou_gui.document.attachment_basic_data import attachment1_tables
from pingkou_gui.document.attachments import attachment2_tables, attachment3_tables
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.report.facts import Facts


def common():
    plain = facts()
    return attachment2_tables(Facts(plain.report, replace(plain.scheme, use_common=True)))[2:]


def project(evaluated):
    f = facts(projects=PROJECTS[-1:], evaluated=evaluated)
    return attachment3_tables(f, f.rows(Project)[0])


LOOSE = ("无名渡口维护", "general", "", "1", "2", "3")
GRIDS = {
    "attachment1_loose_grid.txt": lambda: attachment1_tables(facts(projects=(*PROJECTS, LOOSE))),
    "attachment1_grid.txt": lambda: attachment1_tables(facts()),
    "attachment1_many_grid.txt": lambda: attachment1_tables(facts(projects=many(12))),
    "attachment2_grid.txt": lambda: attachment2_tables(facts()),
    "attachment2_blank_grid.txt": lambda: attachment2_tables(facts(indicators=())),
    "attachment3_grid.txt": lambda: project(1),
    "attachment3_blank_grid.txt": lambda: project(0),
    "common_grid.txt": common,
}


@pytest.mark.parametrize("name", GRIDS)
def test_a_sheet_is_built_as_it_was_looked_at(name):
    assert grid(GRIDS[name]()).split("\n") == golden(name).split("\n")
