"""Posts and people."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.figure import figure
from pingkou_gui.domain.figures.quantity import less, share
from pingkou_gui.spec.pages.overview import Staff

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts


def _decimal(value: int | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(value)


@figure(
    "在职人员控制率",
    unit="%",
    words="{staff.headcount} ÷ {staff.establishment} × 100%",
    source="财预〔2013〕53号：在职人员控制率 = 在职人员数 / 编制数",
)
def staff_control_rate(f: Facts, _row: int) -> Decimal | None:
    """People in post in per cent of posts; None where one is unknown or there are no posts."""
    return share(_decimal(f[Staff.headcount]), _decimal(f[Staff.establishment]))


@figure(
    "实有人数增减",
    unit="人",
    words="{staff.headcount} − {staff.headcount_last}",
    source="决算报表“机构人员情况表”",
)
def headcount_change(f: Facts, _row: int) -> Decimal | None:
    """This year's people less last year's; None where one is unknown."""
    return less(_decimal(f[Staff.headcount]), _decimal(f[Staff.headcount_last]))


PEOPLE = (staff_control_rate, headcount_change)
