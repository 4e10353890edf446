"""Numbers that only the attachments print: joint rows, and where a project's money comes from."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.figure import Figure, figure
from pingkou_gui.domain.figures.funds import FUNDS
from pingkou_gui.domain.figures.quantity import COLUMNS, added, less, quantity
from pingkou_gui.spec.pages.basic_spending import Conferences
from pingkou_gui.spec.pages.projects import Project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.spec.field import Field

ZERO = Decimal(0)
_TABLE = "部门整体支出绩效评价基础数据表"
_SHEET = "项目支出绩效自评表：年度资金总额 = 当年财政拨款 + 上年结转资金 + 其他资金"
_OUTSIDE = ("special_account", "other")
"""Budgets whose money is no fiscal appropriation (财政拨款): it stands under 其他资金."""
OTHER_SOURCES = ("other", "state_capital", "social_insurance")
"""Budgets for which 附件2 has no row of their own."""
MONEY = {"initial": "年初", "full_year": "全年", "outturn": "执行"}
"""The columns of a project's money."""
_TOTALS: dict[str, Field[Decimal]] = {
    "initial": Project.initial,
    "full_year": Project.full_year,
    "outturn": Project.outturn,
}
_OTHERS: dict[str, Field[Decimal]] = {
    "initial": Project.other_initial,
    "full_year": Project.other_full_year,
    "outturn": Project.other_outturn,
}
_CARRIED_WORDS = {
    "initial": "{project.carried_in}（年初预算小于结转的，说明没有编入，按0）",
    "full_year": "{project.carried_in}",
    "outturn": "{project.carried_in_outturn}（没有填的：全部执行的按{project.carried_in}，没有执行的按0）",
}
_OTHER_WORDS = {
    "initial": "{project.other_initial}（没有填的：预算来源是专户、其他资金的，按全额减结转）",
    "full_year": "{project.other_full_year}（没有填的：预算来源是专户、其他资金的，按全额减结转）",
    "outturn": "{project.other_outturn}（没有填的：全部执行的按{project.other_full_year}，没有执行的按0）",
}
"""What was typed, and what follows from the rest where nothing was."""


def _conferences(column: str, when: str) -> Figure:
    parts = [quantity(amounts) for amounts in (Conferences.meetings, Conferences.training)]
    columns = [part.column(column) for part in parts]
    return Figure(
        f"conferences:{column}",
        f"会议费、培训费{when}",
        "万元",
        " + ".join(f"{{{part.amounts.key}:{column}}}" for part in parts),
        _TABLE,
        lambda f, _: added(None if item is None else f[item] for item in columns),
    )


MEETINGS_AND_TRAINING: dict[str, Figure] = {
    column: _conferences(column, when)
    for column, when in zip(COLUMNS, ("本年决算", "上年决算", "本年预算"), strict=True)
}


@figure(
    "其他资金",
    unit="万元",
    words=" + ".join(f"{{{FUNDS[code].section.key}:outturn}}" for code in OTHER_SOURCES),
    source="部门整体支出绩效自评表：各项资金之和 = 年度资金总额",
)
def other_sources(f: Facts, _row: int) -> Decimal | None:
    """What the budgets without a row of their own have spent, in 万元."""
    return added(f[FUNDS[code].stages["outturn"]] for code in OTHER_SOURCES)


def _carried(f: Facts, row: int, stage: str) -> Decimal | None:
    """Return the money carried in as it stands at a stage.

    The initial budget as approved may leave it out: where it is smaller than what it would have
    to hold, it does. Where all or nothing was spent, so was this.
    """
    carried = f[Project.carried_in, row]
    if stage == "outturn":
        return _spent(f, row, f[Project.carried_in_outturn, row], carried)
    if stage == "initial" and carried is not None:
        total, other = f[Project.initial, row], f[Project.other_initial, row] or ZERO
        return ZERO if total is not None and carried + other > total else carried
    return carried


def _other(f: Facts, row: int, stage: str) -> Decimal | None:
    typed = f[_OTHERS[stage], row]
    if typed is not None:
        return typed
    total = f[_TOTALS[stage], row]
    budget = f[Project.budget, row]
    if budget is not None and budget in _OUTSIDE:
        carried = f[CARRIED[stage], row]
        unknown = total is None or (carried is None and _has_carried(f, row))
        return None if unknown else less(total, carried or ZERO)
    whole = f[_OTHERS["full_year"], row]
    return _spent(f, row, None, whole) if stage == "outturn" else None


def _spent(f: Facts, row: int, typed: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if typed is not None or whole is None:
        return typed
    outturn = f[Project.outturn, row]
    if not whole or outturn == ZERO:
        return ZERO
    return whole if outturn is not None and outturn == f[Project.full_year, row] else None


def _fiscal(f: Facts, row: int, stage: str) -> Decimal | None:
    total = f[_TOTALS[stage], row]
    carried, other = f[CARRIED[stage], row], f[OTHER[stage], row]
    if total is None or (carried is None and _has_carried(f, row)):
        return None
    if other is None and (_has_other(f, row) or f[Project.budget, row] is None):
        return None
    return total - (carried or ZERO) - (other or ZERO)


def _has_carried(f: Facts, row: int) -> bool:
    return _some(f, row, (Project.carried_in, Project.carried_in_outturn))


def _has_other(f: Facts, row: int) -> bool:
    return _some(f, row, _OTHERS.values())


def _some(f: Facts, row: int, fields: Iterable[Field[Decimal]]) -> bool:
    amounts: list[Decimal | None] = [f[field, row] for field in fields]
    return any(amounts)


CARRIED: dict[str, Figure] = {
    stage: Figure(
        f"project_carried_in:{stage}",
        f"上年结转资金（{when}）",
        "万元",
        _CARRIED_WORDS[stage],
        _SHEET,
        lambda f, row, stage=stage: _carried(f, row, stage),  # type: ignore[misc]
        Project.key,
    )
    for stage, when in MONEY.items()
}
"""Money carried in from the year before, by column of 附件3."""

OTHER: dict[str, Figure] = {
    stage: Figure(
        f"project_other:{stage}",
        f"其他资金（{when}）",
        "万元",
        _OTHER_WORDS[stage],
        _SHEET,
        lambda f, row, stage=stage: _other(f, row, stage),  # type: ignore[misc]
        Project.key,
    )
    for stage, when in MONEY.items()
}
"""Money that is no fiscal appropriation, by column of 附件3."""

FISCAL: dict[str, Figure] = {
    stage: Figure(
        f"project_fiscal:{stage}",
        f"当年财政拨款（{when}）",
        "万元",
        f"{{{_TOTALS[stage].key}}} − {{project_carried_in:{stage}}} − {{project_other:{stage}}}",
        _SHEET,
        lambda f, row, stage=stage: _fiscal(f, row, stage),  # type: ignore[misc]
        Project.key,
    )
    for stage, when in MONEY.items()
}
"""The year's fiscal appropriation, by column of 附件3: what is neither carried in nor other."""

SHEET_FIGURES = (
    *MEETINGS_AND_TRAINING.values(),
    other_sources,
    *CARRIED.values(),
    *OTHER.values(),
    *FISCAL.values(),
)
