"""The form: its six pages with their sections, found by key."""

from __future__ import annotations

from pingkou_gui.form.field import Form, Layout, Section, line, text
from pingkou_gui.form.pages.basic_spending import BASIC_SPENDING
from pingkou_gui.form.pages.funds import FUNDS
from pingkou_gui.form.pages.overview import OVERVIEW
from pingkou_gui.form.pages.problems import PROBLEMS
from pingkou_gui.form.pages.projects import PROJECTS
from pingkou_gui.form.pages.scoring import SCORING


class ClosedFinding(
    Section, key="closed_finding", title="已写原因", layout=Layout.HIDDEN, noun="原因"
):
    """Findings closed with a written reason; a finding whose numbers change opens again."""

    finding = line("检查结果", required=True)
    """The finding's key: its check and the places it is about."""
    said = line("当时的数字")
    """The sentence of the finding when it was closed."""
    reason = text("原因", required=True)


FORM = Form(
    pages=(OVERVIEW, BASIC_SPENDING, PROJECTS, FUNDS, SCORING, PROBLEMS), hidden=(ClosedFinding,)
)
