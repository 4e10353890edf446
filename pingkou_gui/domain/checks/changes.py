"""Amounts over the years: unusual jumps, missing reasons, units slipped."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.checks.check import check
from pingkou_gui.domain.checks.closing import with_reasons
from pingkou_gui.domain.checks.words import money, percent
from pingkou_gui.domain.figures.people import headcount_change
from pingkou_gui.domain.figures.quantity import QUANTITIES, is_summed
from pingkou_gui.domain.finding import Act, Finding, Severity
from pingkou_gui.spec.pages.overview import Staff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.facts import Facts
    from pingkou_gui.domain.figures.quantity import Quantity
    from pingkou_gui.spec.amounts import Amounts

ZERO = Decimal(0)
YUAN_IN_WAN = Decimal(10_000)
_LESS = ("减少", "下降", "压减", "压缩", "降低", "缩减", "节约", "削减")
_MORE = ("增加", "增长", "上升", "提高", "新增", "扩大", "上调")
_LEFT = (
    "退休",
    "调出",
    "调离",
    "调走",
    "辞职",
    "辞退",
    "离职",
    "离任",
    "去世",
    "病故",
    "转出",
    "划出",
    "减少",
    "减员",
)
_CAME = (
    "招录",
    "招聘",
    "新招",
    "新录",
    "补录",
    "调入",
    "新进",
    "录用",
    "考录",
    "选调",
    "安置",
    "转入",
    "划入",
    "增加",
    "增员",
    "新增",
)


@check("变动大的写明原因", "REASON", ground="决算公开说明要求说明增减变化的主要原因")
def large_changes_have_a_reason(f: Facts) -> Iterator[Finding]:
    """A change beyond the scheme's threshold, or from or to nothing, comes with its reason."""
    for row in QUANTITIES.values():
        yield from _unexplained(f, row)


def reason_is_due(f: Facts, amounts: Amounts) -> bool:
    """Return whether a change wants a reason that was neither given nor explained away."""
    found = tuple(_unexplained(f, QUANTITIES[amounts.key]))
    return any(finding.open for finding in with_reasons(f, found))


def _unexplained(f: Facts, row: Quantity) -> Iterator[Finding]:
    limit, field = f.scheme.threshold("change_needs_reason"), row.amounts.reason
    change, last = f[row.change], f[row.last]
    if field is None or not change or f[field] is not None or last is None:
        return
    if _told_by_parts(f, row) or abs(change) < f.scheme.threshold("change_ignored"):
        return
    rate = f[row.rate]
    if rate is not None and abs(rate) <= limit:
        return
    moved = "增加" if change > 0 else "减少"
    how = f"{percent(abs(rate))}，超过 {limit.normalize():f}%" if rate is not None else "，上年为 0"
    yield Finding(
        "large_changes_have_a_reason",
        Severity.REMINDER,
        f"{row.label}比上年{moved} {how}，写明原因".replace(" ，", "，"),
        (field.at(), row.amounts.this.at(), row.amounts.last.at()),
        f"{money(last)} → {money(last + change)}",
    )


def _told_by_parts(f: Facts, row: Quantity) -> bool:
    """Return whether the parts of a sum say themselves why they moved."""
    return bool(row.amounts.parts) and all(
        is_summed(f, row.amounts, column) for column in ("this", "last")
    )


@check("变动原因与增减方向一致", "DIRECTION")
def reasons_point_the_way_the_amount_went(f: Facts) -> Iterator[Finding]:
    """A reason that speaks only of less does not stand under more, nor the other way round."""
    for row in QUANTITIES.values():
        field = row.amounts.reason
        change = f[row.change]
        reason = None if field is None else f[field]
        if field is None or reason is None or not change:
            continue
        if _points_against(change, reason, _LESS, _MORE):
            went = "增加" if change > 0 else "减少"
            yield Finding(
                "reasons_point_the_way_the_amount_went",
                Severity.REMINDER,
                f"{row.label}比上年{went}，原因写的方向相反，核对",
                (field.at(), row.amounts.this.at()),
                f"{went} {money(abs(change))} 万元；原因：{reason[:20]}",
            )


def _points_against(
    change: Decimal, reason: str, down: tuple[str, ...], up: tuple[str, ...]
) -> bool:
    """Return whether a reason speaks of one way only, and it is not the way things went."""
    less, more = (any(word in reason for word in words) for words in (down, up))
    return less != more and less == (change > 0)


@check("人数变动原因与增减方向一致", "DIRECTION")
def reasons_point_the_way_people_went(f: Facts) -> Iterator[Finding]:
    """People who only left are no reason for more of them, nor newcomers for fewer."""
    change, reason = f[headcount_change], f[Staff.headcount_reason]
    if not change or reason is None or not _points_against(change, reason, _LEFT, _CAME):
        return
    went, last, people = (
        "增加" if change > 0 else "减少",
        f[Staff.headcount_last],
        f[Staff.headcount],
    )
    yield Finding(
        "reasons_point_the_way_people_went",
        Severity.REMINDER,
        f"实有人数比上年末{went} {abs(change)} 人，原因写的方向相反，核对",
        (Staff.headcount_reason.at(), Staff.headcount.at()),
        f"{last} → {people} 人；原因：{reason[:20]}",
    )


@check("没有变动时不写变动原因", "ZERO_BASE")
def no_reason_without_a_change(f: Facts) -> Iterator[Finding]:
    """Where both years are equal the text says 与上年持平, and no reason is printed."""
    for row in QUANTITIES.values():
        field = row.amounts.reason
        if field is None or f[row.change] != ZERO or f[field] is None:
            continue
        yield Finding(
            "no_reason_without_a_change",
            Severity.HINT,
            f"{row.label}与上年持平，变动原因不会印出",
            (field.at(), row.amounts.this.at()),
        )


@check("金额单位是万元", "UNIT", ground="报告表内金额单位：万元")
def amounts_are_in_wan(f: Facts) -> Iterator[Finding]:
    """An amount ten thousand times off against its neighbours was typed in 元."""
    for row in QUANTITIES.values():
        this, last = f[row.this], f[row.last]
        yield from _too_small(f, row, this)
        if this and last and this >= last * 1000:
            yield _other_unit(row, this, this / YUAN_IN_WAN, last)


def _too_small(f: Facts, row: Quantity, this: Decimal | None) -> Iterator[Finding]:
    if not this or this >= Decimal("0.01"):
        return
    entry = f.report.entry(row.amounts.this.at())
    typed = entry.source.original if entry else ""
    meant = this * YUAN_IN_WAN
    yield Finding(
        "amounts_are_in_wan",
        Severity.REMINDER,
        f"{typed or row.label}是 {money(this)} 万元，核对单位",
        (row.amounts.this.at(),),
        f"按万元应为 {money(meant)}",
        money(meant),
        (Act(f"改为 {money(meant)}", row.amounts.this.at(), f"{meant:f}"),),
    )


def _other_unit(row: Quantity, this: Decimal, meant: Decimal, last: Decimal) -> Finding:
    return Finding(
        "amounts_are_in_wan",
        Severity.REMINDER,
        f"{row.label}是上年的 {int(this / last)} 倍，核对是否按元填的",
        (row.amounts.this.at(),),
        f"{money(last)} → {money(this)}；按元折算为 {money(meant)}",
        money(meant),
        (Act(f"改为 {money(meant)}", row.amounts.this.at(), f"{meant:f}"),),
    )


CHANGE_CHECKS = (
    large_changes_have_a_reason,
    reasons_point_the_way_the_amount_went,
    reasons_point_the_way_people_went,
    no_reason_without_a_change,
    amounts_are_in_wan,
)
