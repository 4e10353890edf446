"""The form as a whole: the one list of pages."""

from __future__ import annotations

from pingkou_gui.spec.field import line, text
from pingkou_gui.spec.pages.basic_spending import BASIC_SPENDING
from pingkou_gui.spec.pages.funds import FUNDS
from pingkou_gui.spec.pages.overview import OVERVIEW
from pingkou_gui.spec.pages.problems import PROBLEMS
from pingkou_gui.spec.pages.projects import PROJECTS
from pingkou_gui.spec.pages.scoring import SCORING
from pingkou_gui.spec.section import Form, Layout, Section


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
