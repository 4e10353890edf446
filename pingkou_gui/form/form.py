"""The form: its six pages with their sections, found by key."""

from __future__ import annotations

from pingkou_gui.form.field import Field, Form, Layout, Section, line, text
from pingkou_gui.form.kinds import TextKind
from pingkou_gui.form.pages.basic_spending import BASIC_SPENDING
from pingkou_gui.form.pages.funds import FUNDS
from pingkou_gui.form.pages.overview import OVERVIEW
from pingkou_gui.form.pages.problems import PROBLEMS
from pingkou_gui.form.pages.projects import PROJECTS
from pingkou_gui.form.pages.scoring import SCORING
from pingkou_gui.form.renamed_keys import present_finding_key


class FindingKeyKind(TextKind):
    """The key of a finding; one written before a key was renamed is read under the present one."""

    def load(self, text: str) -> str:
        """Return the present key."""
        return present_finding_key(text)


class ClosedFinding(
    Section, key="closed_finding", title="已写原因", layout=Layout.HIDDEN, noun="原因"
):
    """Findings closed with a written reason; a finding whose numbers change opens again."""

    finding: Field[str] = Field("检查结果", FindingKeyKind(), required=True)
    """The finding's key: its check and the places it is about."""
    said = line("当时的数字")
    """The sentence of the finding when it was closed."""
    reason = text("原因", required=True)


FORM = Form(
    pages=(OVERVIEW, BASIC_SPENDING, PROJECTS, FUNDS, SCORING, PROBLEMS), hidden=(ClosedFinding,)
)
