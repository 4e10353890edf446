"""Which field each quantity of a workbook belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.spec.pages.basic_spending import (
    Basic,
    Conferences,
    Control,
    ThreePublic,
    ThreePublicBudget,
)
from pingkou_gui.spec.pages.funds import FUND_SECTIONS
from pingkou_gui.spec.pages.projects import ProjectTotals

if TYPE_CHECKING:
    from typing import Any

    from pingkou_gui.importers.workbook.account import Account
    from pingkou_gui.spec.amounts import Amounts
    from pingkou_gui.spec.field import Field

_CLASSES: dict[str, Amounts] = {
    "economic:301": Basic.wages,
    "economic:302": Basic.goods,
    "economic:303": Basic.transfers,
    "economic:307": Basic.interest,
    "economic:310": Basic.capital,
    "economic:399": Basic.other,
    "economic:30215": Conferences.meetings,
    "economic:30216": Conferences.training,
    "all:project": ProjectTotals.total,
}
_WHOLES: dict[str, tuple[Amounts, tuple[str, ...]]] = {
    "personnel": (Basic.personnel, ("economic:301", "economic:303")),
    "operating": (Basic.operating, ("economic:302",)),
    "basic": (Basic.total, ("economic:301", "economic:303", "economic:302")),
}
"""Totals, proposed only where a part is unknown: else the program works them out."""
_THREE: dict[str, tuple[Amounts, tuple[str, ...]]] = {
    "overseas": (ThreePublic.overseas, ()),
    "purchase": (ThreePublic.purchase, ()),
    "running": (ThreePublic.running, ()),
    "vehicles": (ThreePublic.vehicles, ("purchase", "running")),
    "reception": (ThreePublic.reception, ()),
    "total": (ThreePublic.total, ("overseas", "vehicles", "reception")),
    "meetings": (Conferences.meetings, ()),
    "training": (Conferences.training, ()),
    "procurement": (Control.procurement, ()),
}
_STAGES = ("initial", "full_year", "outturn", "carried_in", "carried_out")


def fields_for(account: Account, *, last: bool) -> dict[str, Field[Any]]:
    """Return the fields by quantity; `last` for the workbook of the year before."""
    found: dict[str, Field[Any]] = {}
    for what, amounts in _CLASSES.items():
        found[what] = amounts.last if last else amounts.this
    for what, (amounts, parts) in _WHOLES.items():
        if any(account.first(part) is None for part in parts):
            found[what] = amounts.last if last else amounts.this
    for item, (amounts, parts) in _THREE.items():
        found |= _three(account, item, amounts, parts, last=last)
    if not last:
        for budget in ("general", "government_funds", "state_capital"):
            for stage in _STAGES:
                found[f"{budget}:{stage}"] = getattr(FUND_SECTIONS[budget], stage)
    return found


def _three(
    account: Account, item: str, amounts: Amounts, parts: tuple[str, ...], *, last: bool
) -> dict[str, Field[Any]]:
    columns = {"this": amounts.last if last else amounts.this}
    if not last:
        columns["last"] = amounts.last
        if amounts.budget is not None:
            columns["budget"] = amounts.budget
    found = {
        f"three:{item}:{stage}": target
        for stage, target in columns.items()
        if not parts or any(_unknown(account, part, stage) for part in parts)
    }
    if item == "total":
        found["three:total:budget" if last else "three:total:last_budget"] = (
            ThreePublicBudget.last_budget
        )
    if item in {"meetings", "training"} and account.first(_BASIC[item]) is not None:
        found.pop(f"three:{item}:this", None)
    return found


_BASIC = {"meetings": "economic:30215", "training": "economic:30216"}


def _unknown(account: Account, item: str, stage: str) -> bool:
    if account.first(f"three:{item}:{stage}") is not None:
        return False
    parts = _THREE[item][1]
    return not parts or any(_unknown(account, part, stage) for part in parts)
