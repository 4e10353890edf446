"""The figures that the county collects of every report, worked out by this program."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.field import Amounts
from pingkou_gui.form.pages.basic_spending import Basic, Conferences, ThreePublic
from pingkou_gui.form.pages.overview import Staff
from pingkou_gui.form.pages.projects import ProjectTotals
from pingkou_gui.report.figure_index import FIGURES
from pingkou_gui.report.figures import (
    less,
    share,
    staff_control_rate,
    three_public_budget_change_rate,
)
from pingkou_gui.report.figures_funds import (
    FUND_TOTALS,
    FUNDS,
    execution_rate,
    total_spending,
    total_spending_last,
)
from pingkou_gui.report.scores import execution_points, total_score

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pingkou_gui.form.field import Field
    from pingkou_gui.report.facts import Facts, Figure

WAN, PERCENT, POINTS, PEOPLE = "万元", "%", "分", "人"
_YEARS = {"this": "本年", "last": "上年", "budget": "本年预算"}


@dataclass(frozen=True, slots=True)
class CollectedColumn:
    """A collected figure: its key, the heads it stands under, its unit."""

    key: str
    group: str
    label: str
    unit: str

    @property
    def head(self) -> str:
        """The whole head: 会议费本年（万元）."""
        return f"{self.group}{self.label}（{self.unit}）"


@dataclass(frozen=True, slots=True)
class _ReadFigures:
    """A column that is read off a report."""

    column: CollectedColumn
    item: Figure | Field[Any]


@dataclass(frozen=True, slots=True)
class Compared:
    """A quantity with its columns: this year, last year, the budget, change, rate, control."""

    key: str
    group: str
    budgeted: bool = False

    def column(self, name: str) -> CollectedColumn:
        """Return the column `this`, `last`, `budget`, `change`, `rate` or `budget_rate`."""
        label = {**_YEARS, "change": "增减", "rate": "增减率", "budget_rate": "控制率"}[name]
        unit = PERCENT if name.endswith("rate") else WAN
        return CollectedColumn(f"{self.key}:{name}", self.group, label, unit)

    @property
    def columns(self) -> tuple[CollectedColumn, ...]:
        """The columns of the quantity: amounts in 万元, their change, the rate in %.

        Budget if it has one.
        """
        names = ["this", "last", "change", "rate"]
        names += ["budget", "budget_rate"] if self.budgeted else []
        return tuple(self.column(name) for name in names)


def _compared(*rows: Amounts | Field[Any]) -> tuple[Compared, ...]:
    amounts = (row for row in rows if isinstance(row, Amounts))
    return tuple(Compared(each.key, each.label, each.budgeted) for each in amounts)


SPENDING = _compared(Basic.total, Basic.personnel, Basic.operating, ProjectTotals.total)
THREE_PUBLIC = _compared(
    ThreePublic.total,
    ThreePublic.overseas,
    ThreePublic.purchase,
    ThreePublic.running,
    ThreePublic.reception,
)
CONFERENCES = _compared(*Conferences.lines)
TOTAL = Compared("total", "部门整体支出")

_READ: tuple[_ReadFigures, ...] = (
    _ReadFigures(CollectedColumn("establishment", "", "编制数", PEOPLE), Staff.establishment),
    _ReadFigures(CollectedColumn("headcount", "", "实有人数", PEOPLE), Staff.headcount),
    _ReadFigures(
        CollectedColumn("headcount_last", "", "上年实有人数", PEOPLE), Staff.headcount_last
    ),
    _ReadFigures(
        CollectedColumn("staff_control_rate", "", "在职人员控制率", PERCENT), staff_control_rate
    ),
    _ReadFigures(TOTAL.column("this"), total_spending),
    _ReadFigures(TOTAL.column("last"), total_spending_last),
    _ReadFigures(CollectedColumn("initial", "", "年初预算", WAN), FUND_TOTALS["initial"]),
    _ReadFigures(CollectedColumn("full_year", "", "全年预算", WAN), FUND_TOTALS["full_year"]),
    _ReadFigures(CollectedColumn("outturn", "", "全年执行", WAN), FUND_TOTALS["outturn"]),
    _ReadFigures(CollectedColumn("execution_rate", "", "预算执行率", PERCENT), execution_rate),
    *(
        _ReadFigures(
            CollectedColumn(f"{code}:outturn", fund.label, "执行", WAN), fund.stages["outturn"]
        )
        for code, fund in FUNDS.items()
        if code in ("general", "government_funds", "state_capital", "social_insurance")
    ),
    _ReadFigures(
        CollectedColumn("three_public_budget_change_rate", "“三公”经费", "预算变动率", PERCENT),
        three_public_budget_change_rate,
    ),
    _ReadFigures(CollectedColumn("execution_points", "", "预算执行得分", POINTS), execution_points),
    _ReadFigures(CollectedColumn("score", "", "自评得分", POINTS), total_score),
)
_QUANTITIES = (*SPENDING, *THREE_PUBLIC, *CONFERENCES)

COLUMNS: tuple[CollectedColumn, ...] = (
    *(read.column for read in _READ),
    TOTAL.column("change"),
    TOTAL.column("rate"),
    *(column for item in _QUANTITIES for column in item.columns),
)
"""Every collected figure, in the order of the tables."""

BY_KEY: Mapping[str, CollectedColumn] = {column.key: column for column in COLUMNS}


def measured(f: Facts) -> dict[str, Decimal | None]:
    """Return every collected figure by its key, None where the report does not tell it."""
    found: dict[str, Decimal | None] = {read.column.key: _decimal(f[read.item]) for read in _READ}
    change = less(found["total:this"], found["total:last"])
    found |= {"total:change": change, "total:rate": share(change, found["total:last"])}
    for item in _FIGURED:
        _add_amounts(found, f, item)
    return found


def _decimal(value: Any) -> Decimal | None:
    return value if value is None or isinstance(value, Decimal) else Decimal(value)


@dataclass(frozen=True, slots=True)
class _Figured:
    """The figures of a quantity, and the keys under which it is collected."""

    this: Figure
    last: Figure
    budget: Figure | None
    keys: tuple[str, ...]

    @classmethod
    def of(cls, item: Compared) -> _Figured:
        """Look up the figures once."""
        names = ("this", "last", "change", "rate", "budget", "budget_rate")
        keys = tuple(f"{item.key}:{name}" for name in names)
        budget = FIGURES[keys[4]] if item.budgeted else None
        return cls(FIGURES[keys[0]], FIGURES[keys[1]], budget, keys)


_FIGURED = tuple(_Figured.of(item) for item in _QUANTITIES)


def _add_amounts(found: dict[str, Decimal | None], f: Facts, item: _Figured) -> None:
    this, last = f[item.this], f[item.last]
    change = less(this, last)
    values = (this, last, change, share(change, last))
    if item.budget is not None:
        budget = f[item.budget]
        values = (*values, budget, share(this, budget))  # type: ignore[assignment]
    found.update(zip(item.keys, values, strict=False))
