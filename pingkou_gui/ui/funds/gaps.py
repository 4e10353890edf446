"""What does not agree, ready to stand in a band."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.checks.closing import with_reasons
from pingkou_gui.domain.checks.identities import Identity, identities, sums_agree
from pingkou_gui.domain.finding import Finding, Severity
from pingkou_gui.spec.pages.projects import Project
from pingkou_gui.ui.editors import number_text
from pingkou_gui.ui.theme import Sign

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.spec.place import Ref

SIGNS = {Severity.ERROR: Sign.ERROR, Severity.REMINDER: Sign.REMINDER}
ZERO = Decimal(0)
MAIN = "reconciliation_gap"


@dataclass(frozen=True, slots=True)
class Gap:
    """A sum that does not agree."""

    finding: Finding
    title: str
    amount: str
    """The difference without its sign, in 万元."""
    ending: str
    """Which side is more: ，按性质多."""
    where: str
    large: bool
    formula: str
    """1,855.32 − 1,692.89 = 162.43."""
    look: str = ""
    """What the button says that leads to where it lies."""
    look_at: Ref | None = None
    mend: str = ""

    @property
    def reason(self) -> str:
        """The reason it was closed with, empty while it is open."""
        return self.finding.reason

    @property
    def sign(self) -> Sign:
        """How much it weighs, by the check that found it; done once it has its reason."""
        return Sign.DONE if self.reason else SIGNS[self.finding.severity]

    @property
    def sentence(self) -> str:
        """The finding's own sentence."""
        return self.finding.message


def gaps(facts: Facts) -> tuple[Gap, ...]:
    """Return every identity that does not hold, rounding remainders left out."""
    by_places = {item.places: item for item in identities(facts)}
    found = with_reasons(facts, tuple(sums_agree.run(facts)))
    return tuple(
        _gap(facts, finding, by_places[finding.places])
        for finding in found
        if finding.severity is not Severity.HINT and finding.places in by_places
    )


def _gap(facts: Facts, finding: Finding, item: Identity) -> Gap:
    amount = number_text(abs(item.gap or ZERO), "万元")
    formula = " ".join(
        (_text(item.left), "−", _text(item.right), "=", number_text(item.gap, "万元"))
    )
    rows = unassigned(facts)
    ours = item.key == MAIN or (bool(item.hint) and bool(rows))
    look = f"看这 {len(rows)} 个项目" if ours and rows else ("" if item.key == MAIN else "去看")
    at = Project.budget.at(rows[0]) if ours and rows else item.places[0]
    return Gap(
        finding,
        item.label.split(" = ")[0],
        amount,
        _ending(item),
        where_it_lies(facts, item),
        large=item.key == MAIN,
        formula=formula,
        look=look,
        look_at=at,
        mend=f"改为 {_text(item.right)}" if item.mend is not None else "",
    )


def unassigned(facts: Facts) -> tuple[int, ...]:
    """Return the projects for which no budget was chosen."""
    return tuple(row for row in facts.rows(Project) if facts[Project.budget, row] is None)


def where_it_lies(facts: Facts, item: Identity) -> str:
    """Return in a sentence where a difference lies, as far as it can be told."""
    amounts = [facts[Project.outturn, row] for row in unassigned(facts)]
    there = [amount for amount in amounts if amount]
    if item.key == MAIN and there and item.gap == sum(there):
        sum_up = " + ".join(_text(amount) for amount in there)
        told = f"{sum_up} = {_text(item.gap)}" if len(there) > 1 else _text(item.gap)
        return f"差在没有选预算来源的 {len(amounts)} 个项目：{told}"
    if item.key == MAIN:
        return item.hint or "核对各预算的全年执行、基本支出和各项目的全年执行"
    formula = f"{item.left_label} {_text(item.left)}，{item.right_label} {_text(item.right)}"
    return f"{formula}；{item.hint}" if item.hint else formula


def _ending(item: Identity) -> str:
    if item.key != MAIN or item.gap is None:
        return ""
    return "，按性质多" if item.gap > 0 else "，按预算多"


def _text(value: Decimal | None) -> str:
    return number_text(value, "万元")
