"""Findings on sums and on figures printed twice, from one verdict on the whole ledger."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.comparisons import is_turned
from pingkou_gui.domain.proofread.constraints import Fit, Sum, half_unit
from pingkou_gui.domain.proofread.finding import LIKELY, PROVED, Severity
from pingkou_gui.domain.reading.numbers import plain

if TYPE_CHECKING:
    from pingkou_gui.domain.proofread.culprits import Culprit
    from pingkou_gui.domain.proofread.ledger import Entry

_NEARLY_ALL = Decimal("0.85")
"""A list that comes this near to its total is meant to be the whole of it."""


@check("少写或多写数字的数，其他数能证明", "DIGIT_DROP")
def digits_are_complete(case: Case) -> Findings:
    """A number whose digits were lost: the sums around it say what it was."""
    for culprit in case.verdict.culprits:
        entry = case.ledger.entries[culprit.entry]
        if not culprit.dropped:
            continue
        grounds = "；".join(dict.fromkeys(w.name for w in culprit.witnesses if isinstance(w, Sum)))
        expected = plain(culprit.expected)
        message = f"{name(entry)}印的是{printed(entry)}，按“{grounds}”应为{expected}万元，像是漏了或多了数字；核对后改正"
        yield case.finding("DIGIT_DROP", entry.span, message, expected)


@check("合计等于各项之和", "SUM")
def parts_add_up(case: Case) -> Findings:
    """A wrong total or part; where it is not plain which one, the total is named."""
    for culprit in case.verdict.culprits:
        sums = [w for w in culprit.witnesses if isinstance(w, Sum) and w.kind != "same"]
        if culprit.dropped or not sums:
            continue
        entry = case.ledger.entries[culprit.entry]
        expected = plain(culprit.expected)
        message = f"{name(entry)}印的是{printed(entry)}，按“{sums[0].name}”应为{expected}万元"
        yield case.finding("SUM", entry.span, message, expected)
    for constraint in case.verdict.broken:
        if isinstance(constraint, Sum) and constraint.kind in {
            "sum",
            "list",
            "partial",
            "examples",
            "flow",
        }:
            yield from _broken_sum(case, constraint)


def _broken_sum(case: Case, constraint: Sum) -> Findings:
    values = case.verdict.values
    total = case.ledger.entries[constraint.total]
    expected = constraint.expected(values)
    less = values[constraint.total] > expected
    if constraint.kind == "examples" and less:
        return
    partial = constraint.kind == "partial" and less
    if partial and (len(constraint.parts) < 3 or expected < values[constraint.total] * _NEARLY_ALL):
        return
    terms = _terms(case, constraint)
    message = f"{name(total)}印的是{printed(total)}，而{constraint.name}：{terms} = {plain(expected)}；核对是合计还是其中一项写错"
    severity, certainty = (Severity.REMINDER, LIKELY) if partial else (Severity.ERROR, PROVED)
    yield case.finding(
        "SUM", total.span, message, plain(expected), severity=severity, certainty=certainty
    )


def _terms(case: Case, constraint: Sum) -> str:
    values = case.verdict.values
    pairs = zip(constraint.parts, constraint.signs, strict=True)
    text = "".join(("+" if sign > 0 else "−") + plain(values[part]) for part, sign in pairs)
    return text.removeprefix("+")


@check("四舍五入留下的尾差", "SUM")
def rounding_remainders(case: Case) -> Findings:
    """A remainder that rounding of the printed places explains is a hint, never an error."""
    for constraint in case.verdict.rounding:
        if constraint.kind not in {"sum", "list"} or len(constraint.parts) < 2:
            continue
        values = case.verdict.values
        total = case.ledger.entries[constraint.total]
        expected = plain(constraint.expected(values))
        off = plain(abs(values[constraint.total] - constraint.expected(values)))
        message = f"{name(total)}印的是{printed(total)}，各项相加是{expected}，差{off}，可能是四舍五入的尾差"
        yield case.finding("SUM", total.span, message, expected, severity=Severity.HINT)


@check("同一个数在全文只有一个值", "CONTRADICTION")
def one_quantity_one_value(case: Case) -> Findings:
    """The same quantity printed with two values, in sentences or in tables."""
    for culprit in case.verdict.culprits:
        yield from _against_witness(case, culprit)
    told: set[object] = set()
    for constraint in case.verdict.broken:
        if isinstance(constraint, Sum) and constraint.kind in {"same", "budgets"}:
            entry = case.ledger.entries[constraint.total]
            about = (entry.quantity, case.verdict.values[constraint.total], constraint.kind)
            if about in told:
                continue
            told.add(about)
            yield from _disagreement(case, constraint)


def _against_witness(case: Case, culprit: Culprit) -> Findings:
    entry = case.ledger.entries[culprit.entry]
    for witness in culprit.witnesses:
        if not isinstance(witness, Sum) or len(witness.nodes) != 2:
            continue
        other = next(n for n in witness.nodes if n != culprit.entry)
        twin = case.ledger.entries[other]
        if twin.value != culprit.expected:
            continue
        where = case.reading.named(twin.span.paragraph)
        expected = plain(culprit.expected)
        message = (
            f"{name(entry)}在这里是{printed(entry)}，在{where}的{name(twin)}是{printed(twin)}，"
            f"应是同一个数；按其他数推算，两处都应为{expected}万元"
        )
        quote = f"{case.reading.quote(entry.span)} / {case.reading.quote(twin.span)}"
        yield case.finding("CONTRADICTION", entry.span, message, expected, quote=quote)
        return


def _disagreement(case: Case, constraint: Sum) -> Findings:
    values = case.verdict.values
    entry = case.ledger.entries[constraint.total]
    parts = [case.ledger.entries[p] for p in constraint.parts]
    expected = plain(constraint.expected(values))
    if constraint.kind == "budgets":
        terms = _terms(case, constraint)
        off = plain(abs(values[constraint.total] - constraint.expected(values)))
        message = (
            f"{name(entry)}印的是{printed(entry)}，而{constraint.name}：{terms} = {expected}，"
            f"相差{off}万元没有着落；把几处核对一致，或写明差额在哪里"
        )
        settled = _all_budgets_named(case)
        yield case.finding(
            "CONTRADICTION", entry.span, message, expected,
            severity=Severity.ERROR if settled else Severity.REMINDER, certainty=PROVED if settled else LIKELY,
        )  # fmt: skip
        return
    twin = parts[0]
    where = case.reading.named(twin.span.paragraph)
    message = f"{name(entry)}在这里是{printed(entry)}，在{where}是{printed(twin)}；同一个数核对一致"
    quote = f"{case.reading.quote(entry.span)} / {case.reading.quote(twin.span)}"
    yield case.finding(
        "CONTRADICTION", entry.span, message, f"{printed(entry)}或{printed(twin)}", quote=quote
    )


def _all_budgets_named(case: Case) -> bool:
    said = {
        s.scope
        for s in case.reading.statements
        if s.key == "total_spending" and (s.none or s.amount)
    }
    return {"state_capital_operations", "social_insurance_funds"} <= said


@check("各项的增减额相加等于合计的增减额", "SUM")
def changes_add_up(case: Case) -> Findings:
    """三公经费's change is the sum of its items' changes; so for every printed sum."""
    for constraint in case.constraints:
        if not isinstance(constraint, Sum) or constraint.kind != "sum" or len(constraint.parts) < 2:
            continue
        if constraint.fit(case.verdict.values) is Fit.BROKEN:
            continue
        changes = [_signed_change(case, n) for n in constraint.nodes]
        if any(change is None for change in changes):
            continue
        total, *items = [change for change in changes if change is not None]
        off = abs(total - sum(items, Decimal(0)))
        if off:
            yield _off_changes(case, constraint, total, items)


def _off_changes(case: Case, constraint: Sum, total: Decimal, items: list[Decimal]) -> TextFinding:
    entry = case.ledger.entries[constraint.total]
    off = abs(total - sum(items, Decimal(0)))
    expected = plain(abs(sum(items, Decimal(0))))
    small = off <= constraint.allowance
    tail = "，可能是四舍五入的尾差" if small else "，核对各项的增减额"
    message = f"{name(entry)}的增减额印的是{plain(abs(total))}，各项增减额相加是{expected}，差{plain(off)}{tail}"
    statement = entry.statement
    spot = statement.comparisons[0].span if statement is not None else entry.span
    severity = Severity.HINT if small else Severity.REMINDER
    return case.finding("SUM", spot, message, expected, severity=severity)


def _signed_change(case: Case, node: int) -> Decimal | None:
    """Return the change with its sign; a direction that was turned round is told elsewhere."""
    statement = case.ledger.entries[node].statement
    if statement is None:
        return None
    for comparison in statement.comparisons:
        if comparison.base != "last_year":
            continue
        if comparison.flat and comparison.change is None:
            return Decimal(0)
        if comparison.change is not None and comparison.change.unit in {"万元", "万"}:
            turned = is_turned(comparison, case.verdict.values[node], half_unit(case.ledger.places))
            direction = -comparison.direction if turned else comparison.direction
            return direction * comparison.change.value
    return None


def name(entry: Entry) -> str:
    """Return what the report calls the figure."""
    return f"“{entry.label}”" if entry.label else "这个数"


def printed(entry: Entry) -> str:
    """Return the figure as printed, with its unit."""
    return f"{entry.amount.text}{entry.amount.unit}"


if TYPE_CHECKING:
    from pingkou_gui.domain.proofread.finding import TextFinding

CHECKS = (
    digits_are_complete,
    parts_add_up,
    rounding_remainders,
    one_quantity_one_value,
    changes_add_up,
)
