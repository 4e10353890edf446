"""Checks of figures: sums, values printed twice, and units."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.amounts.check_changes import is_turned
from pingkou_gui.text.lexing.slips import is_slip
from pingkou_gui.text.lexing.tokens import added_up, in_unit_of, plain
from pingkou_gui.text.reading.percentages import half_unit, rate_fits
from pingkou_gui.text.reading.reader import OWN_INCOME
from pingkou_gui.text.reading.statements import OUTTURN
from pingkou_gui.text.reasoning.constraint_kinds import Fit, Sum
from pingkou_gui.text.reasoning.finding import LIKELY, PROVED, Case, Findings, Severity, check

if TYPE_CHECKING:
    from pingkou_gui.text.lexing.tokens import Amount
    from pingkou_gui.text.lines.source import Span
    from pingkou_gui.text.reading.ledger import Entry
    from pingkou_gui.text.reading.statements import Comparison
    from pingkou_gui.text.reasoning.balance import Culprit
    from pingkou_gui.text.reasoning.finding import TextFinding

_HUNDRED = Decimal(100)


@check("少写或多写数字的数，其他数能证明", "DIGIT_DROP")
def digits_are_complete(case: Case) -> Findings:
    """A number whose digits were lost: the sums around it say what it was."""
    for culprit in case.verdict.culprits:
        entry = case.ledger.entries[culprit.entry]
        if not culprit.dropped:
            continue
        grounds = "；".join(dict.fromkeys(w.name for w in culprit.witnesses if isinstance(w, Sum)))
        expected = in_unit(culprit.expected, entry)
        unit = entry.amount.unit or "万元"
        message = f"{name(entry)}印的是{printed(entry)}，按“{grounds}”应为{expected}{unit}，像是漏了或多了数字；核对后改正"
        message += _or_the_total(case, culprit)
        yield case.finding("DIGIT_DROP", entry.span, message, expected)


def _or_the_total(case: Case, culprit: Culprit) -> str:
    """Return what the total would be, where one sum alone speaks against a part."""
    sums = [w for w in culprit.witnesses if isinstance(w, Sum)]
    if len(sums) != 1 or sums[0].total == culprit.entry:
        return ""
    total = case.ledger.entries[sums[0].total]
    printed_values = {i: entry.value for i, entry in enumerate(case.ledger.entries)}
    return f"；这一项若不错，{name(total)}应为{in_unit(sums[0].expected(printed_values), total)}"


@check("合计等于各项之和", "SUM")
def parts_add_up(case: Case) -> Findings:
    """A wrong total or part; where it is not plain which one, the total is named."""
    for culprit in case.verdict.culprits:
        sums = [w for w in culprit.witnesses if isinstance(w, Sum) and w.kind != "same"]
        if culprit.dropped or not sums:
            continue
        if any(w.total != culprit.entry and _is_of_another_total(case, w) for w in sums):
            continue
        entry = case.ledger.entries[culprit.entry]
        expected = in_unit(culprit.expected, entry)
        unit = entry.amount.unit or "万元"
        message = f"{name(entry)}印的是{printed(entry)}，按“{sums[0].name}”应为{expected}{unit}"
        yield case.finding("SUM", entry.span, message, expected)
    for constraint in case.verdict.broken:
        if (
            isinstance(constraint, Sum)
            and constraint.kind in _SUMS
            and not _overlap(case, constraint)
            and not _goes_beyond(case, constraint)
        ):
            yield from _broken_sum(case, constraint)


def _is_of_another_total(case: Case, constraint: Sum) -> bool:
    """Whether the parts as printed come to a total of that name which is printed for another budget.

    决算支出3298.15万元，其中一般公共预算3062.15万元; 基本支出1986.45万元; 项目支出1311.70万元: of all, not of the second.
    """
    entries = case.ledger.entries
    total = entries[constraint.total]
    added = sum((entries[part].value for part in constraint.parts), Decimal(0))
    return total.value != added and any(
        (e.key, e.measure, e.year, e.value) == (total.key, total.measure, total.year, added)
        for number, e in enumerate(entries)
        if number not in constraint.parts
    )


def _overlap(case: Case, constraint: Sum) -> bool:
    """Whether each part is printed with its right share of the total, all of them more than 100%.

    授予中小企业合同162.00万元，占90%；授予小微企业合同99.00万元，占55%: the second are among the first.
    """
    total, half = case.verdict.values[constraint.total], half_unit(case.ledger.places)
    shares = []
    for part in constraint.parts:
        statement = case.ledger.entries[part].statement
        share = statement.share if statement is not None else None
        if (
            share is None
            or total <= 0
            or not rate_fits(case.verdict.values[part], total, share.percent, half)
        ):
            return False
        shares.append(share.percent.value)
    return sum(shares, Decimal(0)) > _HUNDRED + 1


def _goes_beyond(case: Case, constraint: Sum) -> bool:
    """Whether the parts that a 、 joins come to the total but for a slip: 小学部1043人、初中部585人，寄宿生412人."""
    entries = [case.ledger.entries[n] for n in constraint.nodes]
    spots = [entry.span for entry in entries[1:]]
    if constraint.kind not in {"list", "partial"} or len({s.paragraph for s in spots}) > 1:
        return False
    text = case.reading.source.paragraphs[spots[0].paragraph].text
    marks = [text[one.end : other.start].startswith("、") for one, other in pairwise(spots)]
    joined = marks.index(False) + 1 if False in marks else 0
    added = sum((entry.value for entry in entries[1 : joined + 1]), Decimal(0))
    total = entries[0]
    return joined > 1 and is_slip(total.amount.text, in_unit(added, total))


_SUMS = frozenset({"sum", "usual", "list", "partial", "examples", "flow", "scopes"})
_MOST = 6
"""So many other ways to mend a sum are told."""


def _broken_sum(case: Case, constraint: Sum) -> Findings:
    values = case.verdict.values
    total = case.ledger.entries[constraint.total]
    expected = constraint.expected(values)
    short = constraint.is_open and values[constraint.total] > expected
    terms = _terms(case, constraint)
    right = in_unit(expected, total)
    message = f"{name(total)}印的是{printed(total)}，而{constraint.name}：{terms} = {right}；"
    if _is_cell_of_parts(case, constraint, right):
        message += f"表里这几项的合计印的也是{right}，按表里的改为{right}"
    else:
        message += f"核对是合计还是其中一项写错{_otherwise(case, constraint)}"
    asked = short or constraint.kind == "usual" or not is_certain(case, constraint.nodes)
    severity, certainty = (Severity.REMINDER, LIKELY) if asked else (Severity.ERROR, PROVED)
    spot, quote = _place(case, constraint)
    yield case.finding(
        "SUM", spot, message, right, severity=severity, certainty=certainty, quote=quote
    )


def _is_cell_of_parts(case: Case, constraint: Sum, right: str) -> bool:
    """Return whether the sum of the parts is a number of its own in the table they stand in.

    A table that adds up by itself speaks for its parts: then the sentence is wrong, not they.
    A table may have come as text, with a line for each of its cells.
    """
    parts = {case.ledger.entries[part].span.paragraph for part in constraint.parts}
    texts = [normal.text.strip() for normal in case.reading.normals]
    paragraphs = case.reading.source.paragraphs
    if len(parts) < 2 or not all(_NUMBER.fullmatch(texts[part]) for part in parts):
        return False
    tables = {paragraphs[part].table for part in parts}
    if len(tables) > 1:
        return False
    near = range(min(parts) - _BEFORE, min(parts))
    around = (at for at in near if at >= 0 and paragraphs[at].table in tables)
    return any(texts[at].replace(",", "") == right for at in around)


_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_BEFORE = 12
"""A total stands at most so many cells before its parts."""


def _otherwise(case: Case, constraint: Sum, *, slips: bool = False) -> str:
    """Return what the parts would have to be, were the total right; of a remainder, as one slip of the hand."""
    values = case.verdict.values
    ways = []
    for part in constraint.parts:
        entry, implied = case.ledger.entries[part], constraint.implied(values, part)
        if implied is None or implied < 0 or entry.fixed or (slips and not implied):
            continue
        if not slips or is_slip(entry.amount.text, in_unit(implied, entry)):
            ways.append(f"{name(entry)}应为{in_unit(implied, entry)}")
    if not ways or len(ways) > _MOST:
        return ""
    return f"（合计若不错，可能是{'，或'.join(ways)}）"


def _place(case: Case, constraint: Sum) -> tuple[Span, str]:
    """Return where a sum stands: from its total to its last part, or the total with the parts quoted."""
    total = case.ledger.entries[constraint.total]
    parts = [case.ledger.entries[part] for part in constraint.parts]
    spot = total.span
    if all(part.span.paragraph == spot.paragraph for part in parts):
        for part in parts:
            spot = spot.cover(part.span)
        return spot, ""
    quotes = [case.reading.quote(entry.span) for entry in (total, *parts)]
    return spot, " / ".join(quotes)


def _terms(case: Case, constraint: Sum) -> str:
    values = case.verdict.values
    pairs = zip(constraint.parts, constraint.signs, strict=True)
    like = _like(case, constraint)
    text = "".join(
        ("+" if sign > 0 else "−") + added_up((in_unit(values[part], like),))
        for part, sign in pairs
    )
    return text.removeprefix("+")


def _like(case: Case, constraint: Sum) -> Entry:
    """Return the figure in whose unit a sum is shown: its total, but where no part is in that unit."""
    total = case.ledger.entries[constraint.total]
    parts = [case.ledger.entries[part] for part in constraint.parts]
    unit = total.amount.unit
    same = unit in {"", "万元"} or any(part.amount.unit == unit for part in parts)
    return total if same or not parts else parts[-1]


@check("四舍五入留下的尾差", "SUM")
def rounding_remainders(case: Case) -> Findings:
    """A remainder that rounding of the printed places explains is a hint, never an error."""
    for constraint in case.verdict.rounding:
        values, most = case.verdict.values, len(constraint.parts)
        fine = constraint.kind == "partial" and constraint.fit(values) is Fit.ROUNDING
        if most < 2 or not (fine or constraint.kind in {"sum", "list"}):
            continue
        total, like = case.ledger.entries[constraint.total], _like(case, constraint)
        expected = in_unit(constraint.expected(values), like)
        off = in_unit(abs(values[constraint.total] - constraint.expected(values)), like)
        added = f"{_terms(case, constraint)} = {expected}" if most <= _MOST else expected
        message = (
            f"{name(total)}印的是{printed(total)}，各项相加是{added}，差{off}，可能是四舍五入的尾差"
        )
        message += _otherwise(case, constraint, slips=True)
        yield case.finding("SUM", total.span, message, expected, severity=Severity.HINT)


@check("同一个数在全文只有一个值", "CONTRADICTION")
def one_quantity_one_value(case: Case) -> Findings:
    """The same quantity printed with two values, in sentences or in tables."""
    for culprit in case.verdict.culprits:
        yield from _against_witness(case, culprit)
    told: set[object] = set()
    for constraint in case.verdict.broken:
        if isinstance(constraint, Sum) and constraint.kind == "change":
            yield from _off_change(case, constraint)
        if isinstance(constraint, Sum) and constraint.kind in {"same", "budgets"}:
            entry = case.ledger.entries[constraint.total]
            about = (entry.quantity, case.verdict.values[constraint.total], constraint.kind)
            if about in told:
                continue
            told.add(about)
            yield from _disagreement(case, constraint)


def _off_change(case: Case, constraint: Sum) -> Findings:
    """Tell a change that does not lead from last year's figure to this year's."""
    values = case.verdict.values
    this, last = (case.ledger.entries[n] for n in constraint.nodes)
    inherited = any(e.statement is not None and e.statement.inherited for e in (this, last))
    if constraint.comparison is None or last.base:
        return  # a base printed beside its change is told where changes are checked
    off = values[constraint.total] - values[constraint.parts[0]]
    if abs(off + constraint.constant) <= constraint.allowance:
        return  # the direction is wrong, not the number
    word = "增加" if off > 0 else "减少"
    where = case.reading.named(last.span.paragraph)
    message = (
        f"{name(this)}是{printed(this)}，{where}的上年数是{printed(last)}，相差应是{word}{plain(abs(off))}；"
        f"这里印的是{plain(abs(constraint.constant))}，核对"
    )
    yield case.finding(
        "SUM", constraint.comparison.span, message, plain(abs(off)),
        severity=Severity.HINT if inherited else Severity.ERROR, certainty=LIKELY if inherited else PROVED,
    )  # fmt: skip


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
        expected = in_unit(culprit.expected, entry)
        message = (
            f"{name(entry)}在这里是{printed(entry)}，在{where}的{name(twin)}是{printed(twin)}，"
            f"应是同一个数；按其他数推算，两处都应为{expected}{entry.amount.unit or '万元'}"
        )
        sure = is_certain(case, witness.nodes)
        sure = sure and len({bool(_THERE.search(e.label)) for e in (entry, twin)}) == 1
        yield case.finding(
            "CONTRADICTION", entry.span, message, expected, others=(twin.span,),
            severity=Severity.ERROR if sure else Severity.HINT, certainty=PROVED if sure else LIKELY,
        )  # fmt: skip
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
    denied = _denied(case, constraint.total, constraint.parts[0])
    if denied is not None:
        entry, twin = denied
        message = f"这里写没有，而{name(twin)}印的是{printed(twin)}，它和同列的各项加起来正好是总数；核对，改写这一句"
        yield case.finding(
            "CONTRADICTION", entry.span, message, printed(twin), others=(twin.span,),
            severity=Severity.REMINDER, certainty=LIKELY,
        )  # fmt: skip
        return
    expected, both = f"{printed(entry)}或{printed(twin)}", True
    borne = [_is_borne_out(case, constraint, node) for node in constraint.nodes]
    if borne[0] and not borne[1]:
        entry, twin = twin, entry
    if borne[0] != borne[1]:
        expected, both = printed(twin), False
    where = case.reading.named(twin.span.paragraph)
    message = f"{name(entry)}在这里是{printed(entry)}，在{where}是{printed(twin)}；同一个数核对一致"
    quote = case.reading.quote(entry.span)
    quote += f" / {case.reading.quote(twin.span)}" if both else ""
    places = [case.reading.source.paragraphs[e.span.paragraph] for e in (entry, twin)]
    one_table = all(p.is_cell for p in places) and places[0].table == places[1].table
    sure = is_certain(case, constraint.nodes) and not one_table  # its rows may be of two years
    sure = sure and len({bool(_THERE.search(e.label)) for e in (entry, twin)}) == 1
    # of figures whose marks are not all told only what is denied and printed is hardly another
    unsure = Severity.HINT if entry.value and twin.value else Severity.REMINDER
    yield case.finding(
        "CONTRADICTION", entry.span, message, expected, quote=quote, others=(twin.span,),
        severity=Severity.ERROR if sure else unsure, certainty=PROVED if sure else LIKELY,
    )  # fmt: skip


_THERE = re.compile("(?<!在职)(?<!在编)实有(?!在职|在编)")
"""Those who are there may be more than those who hold a post: 实有48人 beside 在职43人."""


def _is_borne_out(case: Case, same: Sum, node: int) -> bool:
    """Whether something else that holds would not, were a figure printed as its twin is."""
    values = case.verdict.values
    other = next(n for n in same.nodes if n != node)
    return any(
        node in c.nodes and other not in c.nodes and c.kind not in {"same", "partial", "examples"}
        and c.fit(values) in {Fit.EXACT, Fit.ROUNDING}
        and c.fit({n: values[other if n == node else n] for n in c.nodes}) is Fit.BROKEN
        for c in case.constraints[:_MOST_CONSTRAINTS]
    )  # fmt: skip


_MOST_CONSTRAINTS = 2000
"""More figures are no report: a hostile text is gone through in good time."""


def _denied(case: Case, one: int, other: int) -> tuple[Entry, Entry] | None:
    """Return what is said not to be, with the same figure as a part of a sum that holds."""
    for none, told in ((one, other), (other, one)):
        statement = case.ledger.entries[none].statement
        if statement is None or not statement.none or not case.verdict.values[told]:
            continue
        if any(
            isinstance(c, Sum) and c.kind in _SUMS and told in c.parts
            and c.fit(case.verdict.values) is Fit.EXACT
            for c in case.constraints
        ):  # fmt: skip
            return case.ledger.entries[none], case.ledger.entries[told]
    return None


def is_certain(case: Case, nodes: tuple[int, ...]) -> bool:
    """Whether the marks of all figures are known, so that what they say of each other is proved.

    Each is named where it stands, its stage is told, and either all say which money they are of
    or none does: where there is income of one's own, 三公经费 and 财政拨款三公经费 may differ.
    """
    told = [s for n in nodes if (s := case.ledger.entries[n].statement) is not None]
    if any(statement.inherited or statement.unsure for statement in told):
        return False
    keyed = {s.scope_said for s in told if s.key}
    return len(keyed) < 2 or OWN_INCOME.search(case.reading.text) is None


def _all_budgets_named(case: Case) -> bool:
    said = {
        s.scope
        for s in case.reading.statements
        if s.key == "total_spending" and (s.none or s.amount)
    }
    return {"state_capital_operations", "social_insurance_funds"} <= said


@check("各项的增减额相加等于合计的增减额", "SUM")
def changes_add_up(case: Case) -> Findings:
    """三公经费's change is the sum of its items' changes, against each base that is named."""
    told: set[tuple[int, str]] = set()
    for constraint in case.constraints:
        if (
            not isinstance(constraint, Sum)
            or constraint.kind not in {"sum", "list", "partial"}
            or len(constraint.parts) < 2
            or constraint.fit(case.verdict.values) is Fit.BROKEN
        ):
            continue
        for base in _bases_of(case, constraint.total):
            gap = _gap(case, constraint, base)
            if gap is not None and (constraint.total, base) not in told:
                told.add((constraint.total, base))
                yield gap


def _bases_of(case: Case, node: int) -> list[str]:
    """Return what a figure is compared with, each base once."""
    return list(dict.fromkeys(c.base for c in _compared_with(case, node)))


def _compared_with(case: Case, node: int) -> tuple[Comparison, ...]:
    """Return the comparisons of a figure: its own, else those of its name said once more."""
    entry = case.ledger.entries[node]
    if entry.statement is None:
        return ()
    if entry.statement.comparisons or not entry.key:
        return entry.statement.comparisons
    return next(
        (
            s.comparisons
            for s in case.reading.statements
            if (s.key, s.year, s.scope) == (entry.key, entry.statement.year, entry.statement.scope)
            and s.amount is None
            and s.comparisons
            and s.span.paragraph >= entry.span.paragraph
        ),
        (),
    )


def _gap(case: Case, constraint: Sum, base: str) -> TextFinding | None:
    """Return what is to be told where the changes of the parts do not come to that of the total.

    A part of 0 that says nothing of its change may have been something before, but never less.
    """
    changes = [_signed_change(case, node, base) for node in constraint.nodes]
    total, items = changes[0], changes[1:]
    silent = [at for at, change in enumerate(items) if change is None]
    nothing = all(not case.verdict.values[constraint.parts[at]] for at in silent)
    if total is None or not nothing or len(items) - len(silent) < 2:
        return None
    added = sum((change for change in items if change is not None), Decimal(0))
    off = total - added
    if not off or (silent and off < 0 and -off > abs(total) / 2):
        return None
    impossible = bool(silent) and off > constraint.allowance
    items_ = [c or Decimal(0) for c in items]
    gap = _off_changes(case, constraint, base, total, items_, impossible)
    if not silent or off > 0:
        return gap
    others = "、".join(name(case.ledger.entries[constraint.parts[at]]) for at in silent)
    return replace(gap, message=f"{gap.message}；{others}没有写增减，原来若有{plain(-off)}也对得上")


def _off_changes(  # noqa: PLR0913, PLR0917 - the changes of one sum, and whether they can be
    case: Case,
    constraint: Sum,
    base: str,
    total: Decimal,
    items: list[Decimal],
    impossible: bool,  # noqa: FBT001
) -> TextFinding:
    entry = case.ledger.entries[constraint.total]
    off = abs(total - sum(items, Decimal(0)))
    added = abs(sum(items, Decimal(0)))
    exact, shown = plain(added), _in_its_places(case, constraint.total, base, added)
    expected = exact if len(exact) > len(shown) else shown
    small = off <= max(constraint.allowance, _rounded_off(case, constraint, base))
    impossible = impossible and not small
    tail = (
        "，可能是四舍五入的尾差"
        if small
        else "，核对各项的增减额" + _other_changes(case, constraint, total, items)
    )
    message = f"{name(entry)}的增减额印的是{plain(abs(total))}，各项增减额相加是{expected}，差{plain(off)}{tail}"
    severity = Severity.HINT if small else Severity.REMINDER
    if impossible:
        severity = Severity.ERROR
    spots = [
        spot for node in constraint.nodes if (spot := _change_span(case, node, base)) is not None
    ]
    slip = None if small or impossible else _slip_of_part(case, constraint, base, total, items)
    if slip is not None:
        spots, expected = [slip[0], *(s for s in spots if s != slip[0])], slip[1]
    quote = " / ".join(case.reading.quote(spot) for spot in spots)
    return case.finding(
        "SUM", spots[0], message, expected, severity=severity, quote=quote,
        certainty=PROVED if impossible or small else LIKELY,
    )  # fmt: skip


def _slip_of_part(
    case: Case, constraint: Sum, base: str, total: Decimal, items: list[Decimal]
) -> tuple[Span, str] | None:
    """Return the one change of a part that a slip less would mend, where none mends that of the total."""
    added = sum(items, Decimal(0))
    changes = [
        next((c for c in _compared_with(case, n) if c.base == base and c.change), None)
        for n in constraint.nodes
    ]
    rights = [abs(added), *(abs(item + total - added) for item in items)]
    near = []
    for comparison, right in zip(changes, rights, strict=True):
        change = comparison.change if comparison is not None else None
        if comparison is not None and change is not None:
            shown = in_unit_of(right, change)
            if is_slip(change.text, shown):
                near.append((comparison, shown))
    if len(near) != 1 or near[0][0] is changes[0]:
        return None
    return near[0][0].span, near[0][1]


def _rounded_off(case: Case, constraint: Sum, base: str) -> Decimal:
    """Return by how much changes that are all printed in whole numbers may miss their sum by rounding.

    Where those against another base have decimals, nothing was rounded.
    """
    changes = [
        c for node in constraint.nodes for c in _compared_with(case, node) if c.change is not None
    ]
    if any(c.change.places for c in changes if c.change):
        return Decimal(0)
    return sum((c.change.step for c in changes if c.change and c.base == base), Decimal(0)) / 2


def _in_its_places(case: Case, node: int, base: str, value: Decimal) -> str:
    """Return a change with as many places as the printed one has."""
    found = [c.change for c in _compared_with(case, node) if c.base == base and c.change]
    return f"{value:.{max(c.places for c in found)}f}" if found else plain(value)


def _change_span(case: Case, node: int, base: str) -> Span | None:
    return next((c.span for c in _compared_with(case, node) if c.base == base), None)


def _other_changes(case: Case, constraint: Sum, total: Decimal, items: list[Decimal]) -> str:
    """Return what each item's change would have to be, were the total's change right."""
    gap = total - sum(items, Decimal(0))
    ways = [
        f"{name(case.ledger.entries[part])}应为{plain(abs(item + gap))}"
        for part, item in zip(constraint.parts, items, strict=True)
        if item
    ]
    return f"（合计的增减额若不错，可能是{'，或'.join(ways)}）" if ways else ""


def _signed_change(case: Case, node: int, base: str) -> Decimal | None:
    """Return the change with its sign; a direction that was turned round is told elsewhere."""
    fixed = case.ledger.entries[node].fixed
    # 无 may have been something last year: 无公务接待费支出，比上年减少10.18万元.
    for comparison in _compared_with(case, node):
        if comparison.base != base:
            continue
        if comparison.flat and comparison.change is None:
            return Decimal(0)
        if comparison.change is not None and comparison.change.unit in {"万元", "万", "元"}:
            turned = is_turned(comparison, case.verdict.values[node], half_unit(case.ledger.places))
            direction = -comparison.direction if turned else comparison.direction
            return direction * comparison.change.value
    return Decimal(0) if fixed and base == "last_year" else None


def in_unit(value: Decimal, entry: Entry) -> str:
    """Return an amount in the unit that a figure is printed in: 76500 where it is printed in 元."""
    return in_unit_of(value, entry.amount)


def name(entry: Entry) -> str:
    """Return what the report calls the figure."""
    return f"“{entry.label}”" if entry.label else "这个数"


def printed(entry: Entry) -> str:
    """Return the figure as printed, with its unit."""
    return f"{entry.amount.text}{entry.amount.unit}"


@check("金额的单位写对、写全", "UNIT", ground="单位")
def amounts_have_their_unit(case: Case) -> Findings:
    """元 where the report prints 万元 and the number only makes sense so; or no unit."""
    for index in case.ledger.mended_units:
        statement = case.reading.statements[index]
        amount = statement.amount
        if amount is None:
            continue
        expected = f"{amount.text}万元"
        normal = case.reading.normals[amount.span.paragraph]
        if _FULL_STOP.match(normal.text, normal.place(amount.span.end)):
            continue  # 2。46万元, 7,20万元
        fault = "漏写了单位" if not amount.unit else f"单位写成了“{amount.unit}”"
        message = f"“{statement.label}”印的是{amount.text}{amount.unit}，{fault}；全文用万元，应为{expected}"
        total = _by_parts(case, index)
        if total is not None and total != Decimal(amount.text):
            message += f"（按各项相加为{plain(total)}）"
        yield case.finding("UNIT", statement.span, message, expected)


def _by_parts(case: Case, index: int) -> Decimal | None:
    entry = case.ledger.by_statement.get(index)
    sums = [
        c for c in case.constraints if isinstance(c, Sum) and c.kind == "sum" and c.total == entry
    ]
    return sums[0].expected(case.verdict.values) if sums else None


_FULL_STOP = re.compile("。\\d|，\\d{1,2}(?:万元|亿元)")
_SHARED = re.compile("[、，,]\\s*\\d[\\d.]*\\s*万元")
"""Another number that prints the unit of both: 各减少126.8、257.1万元."""


@check("增减额的单位与金额一致", "UNIT", ground="单位")
def changes_have_their_unit(case: Case) -> Findings:
    """减少8.48元 beside an amount in 万元, or 减少8.48 without a unit."""
    for index, statement in enumerate(case.reading.statements):
        amount = statement.amount
        if amount is not None and (
            amount.unit not in {"万元", "万"} and index not in case.ledger.mended_units
        ):
            continue
        for comparison in statement.comparisons if statement.key or statement.label else ():
            change = comparison.change
            if change is None or change.unit in {"万元", "万", "亿元", "亿", "人", "名", "个", "%"}:
                continue
            after = case.reading.source.paragraphs[change.span.paragraph].text
            if _SHARED.match(after, change.span.end):
                continue
            if amount is None and not _after_a_change(case, change):
                continue
            small = abs(Decimal(change.text)) < 1000 and change.text.strip("-0.")
            if (change.unit == "元" and small) or not change.unit:
                percent = not change.unit and _after_a_change(case, change)
                expected = f"{change.text}{'%' if percent else '万元'}"
                fault = "漏写了单位" if not change.unit else "单位写成了“元”"
                fault = "漏写了百分号" if percent else fault
                message = f"“{statement.label}”的增减额印的是{change.text}{change.unit}，{fault}；应为{expected}"
                yield case.finding("UNIT", comparison.span, message, expected)


_CHANGED_BEFORE = re.compile(
    "(?:增加|减少|增长|下降)了?\\d[\\d.]*万元，(?:增长|下降|上升|降低|增加|减少|增幅|降幅)[^，。；\\d]{0,4}$"
)


def _after_a_change(case: Case, change: Amount) -> bool:
    """Whether a change is told in money right before: 增加2.5万元，增长14.00 lacks a percent sign."""
    normal = case.reading.normals[change.span.paragraph]
    at = normal.place(change.span.start)
    return _CHANGED_BEFORE.search(normal.text, max(0, at - 40), at) is not None


_NO_MONEY = re.compile("人|户|亩|株|棵|头|只|羽|份|册|公里|平方|吨|斤|次|面积|产量|口")


@check("金额写全“万元”", "UNIT", ground="单位")
def ten_thousands_are_of_yuan(case: Case) -> Findings:
    """19204.1万。 beside amounts in 万元: 元 is missing."""
    if "万元" not in case.reading.text:
        return
    last = -1
    for statement in case.reading.statements:
        amounts = [statement.amount, *(c.change for c in statement.comparisons)]
        amounts += [c.base_amount for c in statement.comparisons]
        for amount in amounts:
            if amount is None or amount.unit != "万" or statement.unit_is_people:
                continue
            if not statement.key and _NO_MONEY.search(statement.label):
                continue
            if amount.span.paragraph == last or not statement.label:
                continue  # one manner of writing is told once a paragraph
            last = amount.span.paragraph
            expected = f"{amount.text}万元"
            message = f"“{statement.label}”印的是{amount.text}万，漏了“元”；应为{expected}"
            yield case.finding(
                "UNIT", amount.span, message, expected,
                severity=Severity.REMINDER, certainty=LIKELY,
            )  # fmt: skip


@check("金额没有大得离谱", "UNIT", ground="单位")
def amounts_are_not_in_yuan(case: Case) -> Findings:
    """259900万元 for 公务接待费: the number is in 元, the unit says 万元."""
    totals = [
        e.value
        for e in case.ledger.entries
        if e.key in {"basic_spending", "total_spending"} and e.measure == OUTTURN
    ]
    if not totals:
        return
    largest = max(totals)
    small = {"three_public", "official_reception", "official_vehicles", "overseas_travel", "meetings", "training", "vehicle_running", "vehicle_purchase"}  # fmt: skip
    for entry in case.ledger.entries:
        if (
            entry.key in small
            and entry.measure == OUTTURN
            and largest > 0
            and entry.value > 10 * largest
        ):
            expected = f"{plain(entry.value / 10000)}万元"
            message = f"{name(entry)}印的是{printed(entry)}，比全部支出还大得多，像是元写成了万元"
            yield case.finding("UNIT", entry.span, message, expected)


CHECKS = (
    digits_are_complete,
    parts_add_up,
    rounding_remainders,
    one_quantity_one_value,
    changes_add_up,
    amounts_have_their_unit,
    changes_have_their_unit,
    ten_thousands_are_of_yuan,
    amounts_are_not_in_yuan,
)
