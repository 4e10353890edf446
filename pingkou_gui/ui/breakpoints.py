"""What gives way first in a small window or at large type: rules in em, nothing of Qt."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

SIDE_WIDTH = 21.2
"""Em of what stands beside a page: the chosen pane, the source of an imported value."""


class StepShape(IntEnum):
    """How the steps are drawn, from roomy to narrow."""

    FULL = 0  # title, below it sign and state
    FLAT = 1  # sign beside the title
    TERSE = 2  # sign beside the title, each no wider than it must be
    ONE = 3  # one button with a menu


class Breakpoints(NamedTuple):
    """What there is room for in the window; pages ask it for their own rows."""

    side_beside: bool = True  # the pane stands beside the form, not in place of it
    steps: StepShape = StepShape.FULL
    find: bool = True  # 查找 stands in the menu line
    one_switch: bool = False  # the switch of the panes is one button
    field_bar_in_foot: bool = False
    short_foot: bool = False  # signs and numbers only
    reason_below_budget: bool = False  # 变动原因 under the figures of rows with a budget
    reason_below: bool = False  # 变动原因 under the figures of all rows
    reason_link_below: bool = False  # the link that opens a reason too
    budget_beside_reason: bool = False
    rate_below: bool = False  # the rate of a budget under its amounts
    one_column: bool = False  # the cards of the overview stand under one another
    narrow_funds: bool = False  # the columns of the budgets stand closer


_SIDE_FITS = 62
"""Em of a window from which a pane stands beside the form."""


def breakpoints_for(width: float, height: float, *, pane: bool = False) -> Breakpoints:
    """Return what fits a window of `width` x `height` em, with a pane in sight or without one."""
    form = width - SIDE_WIDTH if pane and width >= _SIDE_FITS else width
    return Breakpoints(
        side_beside=width >= _SIDE_FITS,
        steps=_steps(width, height),
        find=width >= 41,
        one_switch=width < 36,
        field_bar_in_foot=height < 22,
        short_foot=height < 18,
        reason_below_budget=form < 45,
        reason_below=width < 41,
        reason_link_below=width < 34,
        budget_beside_reason=width < 38,
        rate_below=width < 36,
        one_column=width < 52,
        narrow_funds=form < 45.8,
    )


def _steps(width: float, height: float) -> StepShape:
    if width < 36:
        return StepShape.ONE
    if width < 41:
        return StepShape.TERSE
    return StepShape.FLAT if height < 26 else StepShape.FULL
