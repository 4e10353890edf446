"""Checks of tables: their sums, rates and differences, and against the running text."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.amounts.check_changes import as_printed, two_places
from pingkou_gui.text.lexing.slips import digit_slip, digits_of
from pingkou_gui.text.lexing.tokens import added_up, plain
from pingkou_gui.text.reading.statements import (
    BUDGET,
    FULL_YEAR_BUDGET,
    INITIAL_BUDGET,
    LAST_YEAR,
    OUTTURN,
)
from pingkou_gui.text.reading.table_faults import Remainder, TableFault, faults_of, remainder_of
from pingkou_gui.text.reading.table_sums import sums_of
from pingkou_gui.text.reading.table_words import MONEY
from pingkou_gui.text.reading.tables import CellStatement, by_row
from pingkou_gui.text.reasoning.finding import LIKELY, PROVED, Case, Findings, Severity, check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pingkou_gui.text.reading.table_faults import Against
    from pingkou_gui.text.reasoning.finding import TextFinding

_HUNDRED = Decimal(100)
_CENT = Decimal("0.01")
_HALF_CENT = _CENT / 2
_CENTS = -2
"""The exponent of an amount that is printed with cents."""
_TENTH = Decimal("0.1")
_HEAD_MEASURES = (FULL_YEAR_BUDGET, OUTTURN, INITIAL_BUDGET)
_UNIT_LINE = re.compile("单位：(元|万元)(?![\\w])")
_SHOWN = 12


def tables_of(case: Case) -> Iterator[list[CellStatement]]:
    """Yield the figures of each table."""
    tables: defaultdict[int, list[CellStatement]] = defaultdict(list)
    for cell in case.reading.cells:
        tables[cell.table].append(cell)
    yield from tables.values()


def _confirmed(case: Case, cells: list[CellStatement]) -> dict[int, frozenset[Decimal]]:
    """Return what the running text prints for the same thing, by the place of the figure."""
    told, nothing = case.reading.amounts_by_name, frozenset[Decimal]()
    money = told.get("total_spending", nothing) | told.get("project_spending", nothing)
    heads = {head.amount.value for head in _head_row(cells).values()}
    found: dict[int, frozenset[Decimal]] = {}
    for at, cell in enumerate(cells):
        said = told.get(cell.key or cell.label, money if cell.label.endswith("计") else nothing)
        if "性质分" in cell.label and cell.amount.value in heads:
            said = said | {cell.amount.value}
        found[at] = said
    return found


def _rates_against(cells: list[CellStatement]) -> Against:
    """Return what the printed rates say against another value of a figure.

    True where a rate fits what is printed and would not fit the value; None where it fits neither,
    as where it is a slip itself, and so bears nothing out.
    """
    rated: dict[int, tuple[CellStatement, CellStatement, CellStatement]] = {}
    for row in by_row(cells).values():
        rate, top, bottom = row.get("execution_rate"), row.get(OUTTURN), row.get(FULL_YEAR_BUDGET)
        if rate is not None and top is not None and bottom is not None and rate.amount.places:
            rated |= dict.fromkeys((id(top), id(bottom)), (rate, top, bottom))

    def against(at: int, value: Decimal) -> bool | None:
        if id(cells[at]) not in rated:
            return False
        rate, *pair = rated[id(cells[at])]
        top, bottom = (value if each is cells[at] else each.amount.value for each in pair)
        if not rate_fault(rate, top, bottom):
            return False
        return None if rate_fault(rate, *(each.amount.value for each in pair)) else True

    return against


@check("表里的合计等于各项之和，比率与同行的数相符", "SUM", "PCT")
def tables_add_up(case: Case) -> Findings:
    """Totals against rows and columns, known quantities against their parts, rates against both.

    Rates are held against what the sums have mended.
    """
    printed = _as_printed(case)
    for cells in tables_of(case):
        sums = sums_of(cells)
        faults = faults_of(cells, sums, _confirmed(case, cells), _rates_against(cells))
        remainder = remainder_of(cells, sums)
        if remainder is not None:
            yield _remainder(case, remainder, cells)
        empty = _empty_totals(cells, faults)
        for row in empty.values():
            yield _empty_total(case, cells, row)
        for fault in faults:
            total = cells[fault.broken.total]
            if (total.table, total.row) in empty:
                continue
            off = plain(abs(fault.added - fault.broken_total(cells)))
            if f"相差{off}万元" not in printed:
                yield _sum_finding(case, cells, fault)
        mended = {id(fault.wrong): fault.right for fault in faults if fault.named and fault.sure}
        yield from _rates(case, [c for c in cells if (c.table, c.row) not in empty], mended)


def _empty_totals(
    cells: list[CellStatement], faults: list[TableFault]
) -> dict[tuple[int, int], list[TableFault]]:
    """Return the totals of rows that were left at 0 above parts that were filled in."""
    rows: defaultdict[tuple[int, int], list[TableFault]] = defaultdict(list)
    for fault in faults:
        total = cells[fault.broken.total]
        if fault.sure and fault.wrong is total and not total.amount.value:
            rows[total.table, total.row].append(fault)
    return {row: found for row, found in rows.items() if len(found) > 1}


def _empty_total(case: Case, cells: list[CellStatement], row: list[TableFault]) -> TextFinding:
    """Tell once that a whole row of totals was left at 0."""
    totals = [cells[fault.broken.total] for fault in row]
    right = "、".join(_as(total, fault.right) for total, fault in zip(totals, row, strict=True))
    heads = "、".join(total.heading or "合计" for total in totals)
    message = (
        f"“{totals[0].label}”一行的{heads}都印的是0，按下面各项相加应为{right}；"
        "改正后，同一行的执行率和得分也要重算"
    )
    zeros = " ".join(total.amount.text for total in totals)
    return case.finding(
        "SUM", totals[0].amount.span, message, right, quote=f"{totals[0].label}：{zeros}"
    )


def _as_printed(case: Case) -> str:
    return "\n".join(p.text for p in case.reading.source.paragraphs if not p.is_cell)


def _sum_finding(case: Case, cells: list[CellStatement], fault: TableFault) -> TextFinding:
    total = cells[fault.broken.total]
    parts = [cells[part] for part in fault.broken.parts]
    marks = ("−" if fault.broken.sign_of(part) < 0 else "+" for part in fault.broken.parts)
    shown = (
        f"{mark}{added_up((part.amount.text,))}"
        for mark, part in zip(marks, parts[:24], strict=False)
    )
    terms = "".join(shown).removeprefix("+") + ("+…" if len(parts) > 24 else "")
    where = f"（{total.heading}）" if total.heading and total.heading != total.label else ""
    message = f"{fault.broken.name}{where}印的是{total.amount.text}，{'按各栏算' if fault.broken.signs else '各项相加'}是{terms} = {plain(fault.added)}"
    expected = _as(fault.wrong, fault.right)
    if fault.named:
        message += f"；“{_name(fault.wrong)}”的{fault.wrong.amount.text}应为{expected}"
        slips = [] if fault.settled else [w for w in fault.others if _may_be_slip(*w)]
        if slips:
            message += f"；也可能是{_ways(slips[:_SHOWN])}"
    else:
        options = [(fault.wrong, fault.right), *fault.others][: _SHOWN + 1]
        message += f"；核对是哪一个数写错：{_ways(options)}"
    quote, others = "", list(fault.others)
    if not fault.named:
        others = [o for o in options if o[0] is not total]
        quote = _rows_of(case, [total, *(cell for cell, _ in options)])
    spot = total if not fault.named else fault.wrong
    severity = Severity.ERROR if fault.sure else Severity.REMINDER
    certainty = PROVED if fault.sure else LIKELY
    if not fault.sure:
        message += "；表里没有列全的，不用改"
    return case.finding(
        "SUM",
        spot.amount.span,
        message,
        expected,
        severity=severity,
        certainty=certainty,
        quote=quote,
        others=tuple(c.amount.span for c, value in others if _may_be_slip(c, value)),
    )


def _ways(options: Sequence[tuple[CellStatement, Decimal]]) -> str:
    """Return each figure with what it should be; where names repeat, with what is printed too."""
    names = [_name(cell) for cell, _ in options]
    told = (
        f"“{_name(cell)}”{f'的{cell.amount.text}' if names.count(_name(cell)) > 1 else ''}应为{_as(cell, value)}"
        for cell, value in options
    )
    return "，或".join(told)


def _may_be_slip(cell: CellStatement, right: Decimal) -> bool:
    return digit_slip(cell.amount.text, right) > 0


def _remainder(case: Case, found: Remainder, cells: list[CellStatement]) -> TextFinding:
    """Tell a remainder that rounding explains, in a table where the other sums are exact."""
    total = cells[found.broken.total]
    off = plain(abs(total.amount.value - found.added))
    where = f"（{total.heading}）" if total.heading and total.heading != total.label else ""
    message = (
        f"{found.broken.name}{where}印的是{total.amount.text}，各项相加是{plain(found.added)}，差{off}，可能是四舍五入的尾差；"
        f"但表里别的合计分毫不差，核对是哪一个数写错：{_ways(found.ways[:_SHOWN])}"
    )
    quote = _rows_of(case, [total, *(cell for cell, _ in found.ways[:_SHOWN])])
    spot, right = found.ways[0]
    return case.finding(
        "SUM", spot.amount.span, message, _as(spot, right), severity=Severity.HINT, quote=quote
    )


def _rows_of(case: Case, cells: list[CellStatement]) -> str:
    """Return the rows in which the cells stand, each once, as they are printed."""
    rows = [row for blocks in case.reading.blocks for block in blocks for row in block.rows]
    places = [[span for cell in row for _, span in cell.places] for row in rows]
    shown = dict.fromkeys(
        " ".join(filter(None, (case.reading.quote(span).strip() for span in spans)))
        for cell in cells
        for spans in places
        if any(span.paragraph == cell.amount.span.paragraph for span in spans)
    )
    return " / ".join(shown)


def _name(cell: CellStatement) -> str:
    return cell.label or cell.heading or "这个数"


def _as(cell: CellStatement, value: Decimal) -> str:
    """Return a value with as many places as the figure is printed with."""
    places = cell.amount.places
    exact = plain(value)
    if len(exact.partition(".")[2]) >= places:
        return exact
    return f"{value:.{places}f}"


@check("附件2：按性质分的数与总额相同", "SUM")
def halves_agree_with_the_total(case: Case) -> Findings:
    """按收入性质分, 按支出性质分: the sum of each, printed or not, is one of the row above."""
    for cells in tables_of(case):
        heads = _head_row(cells)
        if not heads:
            continue
        for title, parts, lead in _half_lists(cells):
            added = sum((part.amount.value for part in parts), Decimal(0))
            printed = lead.amount.value if lead is not None else added
            if printed in {head.amount.value for head in heads.values()} or not printed:
                continue
            if (
                lead is None
                and abs(min(abs(printed - h.amount.value) for h in heads.values())) <= _CENT * 2
            ):
                continue
            wanted = heads.get(OUTTURN if "支出" in title else FULL_YEAR_BUDGET) or next(
                iter(heads.values())
            )
            off = plain(abs(printed - wanted.amount.value))
            if f"相差{off}万元" in _as_printed(case):
                continue
            terms = added_up(part.amount.text for part in parts)
            said = f"{terms} = {plain(added)}" if lead is None else f"印的是{lead.amount.text}"
            message = (
                f"{title}{said}，与年度资金总额的"
                f"{'、'.join(h.heading + h.amount.text for h in heads.values())}都不相同；核对一致"
            )
            spot = lead or parts[0]
            yield case.finding("SUM", spot.amount.span, message, wanted.amount.text)


def _head_row(cells: list[CellStatement]) -> dict[str, CellStatement]:
    """Return 年度资金总额 by what its columns hold."""
    return {
        cell.column_key: cell
        for cell in reversed(cells)
        if cell.label.endswith("资金总额") and cell.column_key in _HEAD_MEASURES and not cell.paired
    }


def _half_lists(
    cells: list[CellStatement],
) -> Iterator[tuple[str, list[CellStatement], CellStatement | None]]:
    """Yield what stands under 按…性质分: its title, its parts, and its own figure if it has one."""
    columns: defaultdict[int, list[CellStatement]] = defaultdict(list)
    for cell in cells:
        if cell.paired:
            columns[cell.column].append(cell)
    for below in columns.values():
        lead = next((c for c in below if "性质分" in c.label), None)
        parts = [c for c in below if c is not lead and _HALF_PART.search(c.label)]
        sources = not _KINDS.search(parts[0].label) if parts else False
        if sources and lead is None and not any(_REST.search(part.label) for part in parts):
            continue  # the rest may stand where it was not read: 专户, 其他资金
        if len(parts) > 1:
            title = (
                lead.label
                if lead
                else ("按支出性质分" if _KINDS.search(parts[0].label) else "按收入性质分")
            )
            yield title, parts, lead


_KINDS = re.compile("^基本支出|^项目支出")
_REST = re.compile("专户|其他资金|单位资金|上年结转")
_HALF_PART = re.compile(
    "一般公共预算|政府性基金|专户|其他资金|国有资本|社会保险|当年财政拨款|上年结转资金|^基本支出|^项目支出|单位资金|财政拨款"
)


_RATE_OF = (
    ("execution_rate", OUTTURN, FULL_YEAR_BUDGET),
    ("control_rate", "headcount", "establishment"),
    ("size_rate", "actual_size", "approved_size"),
    ("investment_rate", "actual_investment", "planned_investment"),
)
"""A rate of a row, and the two columns that it divides."""


def _rates(case: Case, cells: list[CellStatement], mended: dict[int, Decimal]) -> Findings:
    """执行数 / 全年预算数, 在职人数 / 编制数 and the like in one row."""
    for row in by_row(cells).values():
        for rate_key, over, under in _RATE_OF:
            rate, top, bottom = row.get(rate_key), row.get(over), row.get(under)
            if bottom is None and under == FULL_YEAR_BUDGET:
                bottom = row.get(INITIAL_BUDGET)
            if rate is None or top is None or bottom is None:
                continue
            high = mended.get(id(top), top.amount.value)
            low = mended.get(id(bottom), bottom.amount.value)
            fault = rate_fault(rate, high, low)
            if not fault:
                continue
            name = rate.heading or rate.label
            message = f"“{name}”印的是{rate.amount.text}{rate.amount.unit}，{plain(high)} ÷ {plain(low)} = {fault}"
            yield case.finding(
                "PCT", rate.amount.span, message + _or_an_amount(rate, top, bottom), fault
            )


def _or_an_amount(rate: CellStatement, top: CellStatement, bottom: CellStatement) -> str:
    """Return what else may be wrong: an amount whose digits changed places, if the rate holds."""
    share = rate.amount.value / _HUNDRED if rate.amount.unit == "%" else rate.amount.value
    if share <= 0 or bottom.amount.value <= 0:
        return ""
    for cell, value in ((top, bottom.amount.value * share), (bottom, top.amount.value / share)):
        exact = value.quantize(cell.amount.step, ROUND_HALF_UP)
        if digit_slip(cell.amount.text, exact) > 1:
            return f"；也可能是“{cell.heading}”的{cell.amount.text}应为{_as(cell, exact)}"
    return ""


def _has_cents(value: Decimal) -> bool:
    return int(value.as_tuple().exponent) <= _CENTS


def rate_fault(rate: CellStatement, over: Decimal, under: Decimal) -> str:
    """Return what a rate should be, or an empty string where it is right."""
    if under <= 0:
        return ""
    right = over / under * _HUNDRED
    printed, step = rate.amount.value, rate.amount.step
    if rate.amount.unit != "%" and 0 < printed <= 2:
        printed, step = printed * _HUNDRED, step * _HUNDRED
    # Amounts of some cents are rounded themselves, and a rate of the exact ones is right.
    rough = sum((_HALF_CENT / n for n in (over, under) if n and _has_cents(n)), Decimal(0))
    slack = max(step, _CENT) + right * rough
    if abs(printed - right) <= slack:
        return ""
    return as_printed(right, rate.amount) if rate.amount.places else f"{two_places(right)}%"


@check("表里的增减、占比由同表的数算出", "PCT", "SUM", "ZERO_BASE")
def derived_columns_follow(case: Case) -> Findings:
    """增减额, 增减%, 占比 against the amounts of the same row or column."""
    for cells in tables_of(case):
        rows: defaultdict[int, dict[str, CellStatement]] = defaultdict(dict)
        for cell in cells:
            rows[cell.row].setdefault(cell.column_key, cell)
        for at, row in rows.items():
            yield from _changes(case, _by_years([c for c in cells if c.row == at], row))
            yield from _over_budget(case, row)
        yield from _changes_of_years(case, cells)
        yield from _shares(case, cells)


def _by_years(
    cells: list[CellStatement], row: dict[str, CellStatement]
) -> dict[str, CellStatement]:
    """Return a row with the figures of two years as this year's and last year's, where their heads are just years."""
    years = {int(c.heading[:4]): c for c in cells if _A_YEAR.fullmatch(c.heading) and not c.paired}
    if len(years) != 2 or OUTTURN in row or LAST_YEAR in row or max(years) - min(years) != 1:
        return row
    return {**row, OUTTURN: years[max(years)], LAST_YEAR: years[min(years)]}


_A_YEAR = re.compile("20\\d\\d年?(?:度|数)*(?:（[^）]*）)?")
_PLANNED = (FULL_YEAR_BUDGET, BUDGET, INITIAL_BUDGET)


def _over_budget(case: Case, row: dict[str, CellStatement]) -> Findings:
    """比预算增减 against the one budget of the row."""
    this, change = row.get(OUTTURN), row.get("budget_change")
    planned = [row[key] for key in _PLANNED if key in row]
    if this is None or change is None or len(planned) != 1 or change.amount.unit == "%":
        return
    difference = this.amount.value - planned[0].amount.value
    off = abs(abs(change.amount.value) - abs(difference))
    if off > max(this.amount.step, change.amount.step) * 2:
        message = (
            f"“{change.label}”与预算的差额印的是{change.amount.text}，"
            f"{this.amount.text} − {planned[0].amount.text} = {plain(difference)}"
        )
        expected = f"{difference:.{max(this.amount.places, change.amount.places)}f}"
        yield case.finding("SUM", change.amount.span, message, expected)


def _changes(case: Case, row: dict[str, CellStatement]) -> Findings:
    this, last = row.get(OUTTURN), row.get(LAST_YEAR)
    if this is None or last is None:
        return
    difference = this.amount.value - last.amount.value
    change, percent = row.get("change"), row.get("change_percent")
    if change is not None and change.amount.unit != "%":
        off = abs(abs(change.amount.value) - abs(difference))
        if off > max(this.amount.step, change.amount.step) * 2:
            message = f"“{change.label}”的增减额印的是{change.amount.text}，{this.amount.text} − {last.amount.text} = {_as(change, difference)}"
            printed = -abs(change.amount.value) if difference < 0 else abs(change.amount.value)
            ways = [(this, last.amount.value + printed), (last, this.amount.value - printed)]
            slips = [w for w in ways if w[1] >= 0 and _may_be_slip(*w)]
            if slips:
                told = "，或".join(f"{cell.amount.text}应为{_as(cell, v)}" for cell, v in slips)
                message += f"；增减额若不错，可能是{told}"
            yield case.finding("SUM", change.amount.span, message, _as(change, difference))
    if percent is not None and not last.amount.value and this.amount.value and percent.amount.value:
        message = (
            f"“{percent.label}”上年是0，没有可比的数，增减幅度不能印{percent.amount.text}；改为“—”"
        )
        yield case.question("ZERO_BASE", percent.amount.span, message, "—")
    if percent is None or last.amount.value <= 0:
        return
    right = difference / last.amount.value * _HUNDRED
    slack = percent.amount.step + _HUNDRED * this.amount.step / last.amount.value
    if abs(abs(percent.amount.value) - abs(right)) > slack:
        expected = as_printed(right, percent.amount)
        message = (
            f"“{percent.label}”的增减幅度印的是{percent.amount.text}，按两年的数算是{expected}"
        )
        yield case.finding("PCT", percent.amount.span, message, expected)


def _changes_of_years(case: Case, cells: list[CellStatement]) -> Findings:
    """A row of 增减% below a row for each of two years."""
    columns: defaultdict[tuple[int, int], list[CellStatement]] = defaultdict(list)
    for cell in cells:
        if cell.place and not cell.paired:
            columns[cell.block, cell.place].append(cell)
    for column in columns.values():
        years = {
            c.year: c
            for c in column
            if c.column_key == "" and c.year is not None and c.amount.unit != "%"
        }
        changes = [c for c in column if c.column_key == "change_percent"]
        if len(years) != 2 or len(changes) != 1:
            continue
        first, last = (years[year] for year in sorted(years))
        yield from _changes(case, {LAST_YEAR: first, OUTTURN: last, "change_percent": changes[0]})


def _shares(case: Case, cells: list[CellStatement]) -> Findings:
    """占比: each row against the total of the one column of amounts beside it."""
    shares = _of_shares(case, cells)
    columns = {
        c.column for c in cells
        if c.column_key in {OUTTURN, ""} and not c.paired and c.amount.unit != "%"
    }  # fmt: skip
    if len(columns) != 1 or not shares:
        return
    amounts = {c.row: c for c in cells if c.column in columns}
    wholes = [c for c in amounts.values() if c.label in {"合计", "总计"}]
    parts = [c for c in amounts.values() if c not in wholes]
    if not wholes:
        yield from _shares_of_a_sum(case, shares, amounts)
    if len(wholes) != 1 or not parts:
        return
    added = sum((c.amount.value for c in parts), Decimal(0))
    for share in shares:
        part = amounts.get(share.row)
        if part is None or part in wholes or share.amount.value == _HUNDRED:
            continue
        held = [w for w in (wholes[0].amount.value, added) if w > 0]
        rights = [part.amount.value / whole * _HUNDRED for whole in held]
        slack = max(share.amount.step, _CENT)
        if all(abs(share.amount.value - right) > slack for right in rights) and rights:
            expected = as_printed(rights[0], share.amount)
            whole = wholes[0].amount.text if wholes[0].amount.value > 0 else plain(added)
            message = f"“{share.label}”的占比印的是{share.amount.text}%，{part.amount.text} ÷ {whole} = {expected}"
            yield case.finding("PCT", share.amount.span, message, expected)


def _of_shares(case: Case, cells: list[CellStatement]) -> list[CellStatement]:
    """Return the cells of a column of shares: by its head, or by percents under a line that says 占比."""
    shares = [c for c in cells if c.column_key == "share"]
    percents = [c for c in cells if c.column_key == "" and c.amount.unit == "%"]
    if shares or not percents or len({c.column for c in percents}) != 1:
        return shares
    first = min(c.amount.span.paragraph for c in percents)
    above = "".join(n.text for n in case.reading.normals[max(0, first - 2) : first])
    return percents if re.search("占比|比重|比例", above) else []


def _shares_of_a_sum(
    case: Case, shares: list[CellStatement], amounts: dict[int, CellStatement]
) -> Findings:
    """Yield the one share that does not fit where all others are of what their amounts come to."""
    pairs = [(share, amounts[share.row]) for share in shares if share.row in amounts]
    whole = sum((part.amount.value for _, part in pairs), Decimal(0))
    off = [
        (share, part) for share, part in pairs
        if whole and abs(part.amount.value / whole * _HUNDRED - share.amount.value) > share.amount.step
    ]  # fmt: skip
    if len(pairs) < _FEWEST_SHARES or len(off) != 1:
        return
    (share, part) = off[0]
    expected = as_printed(part.amount.value / whole * _HUNDRED, share.amount)
    message = f"“{part.label}”的占比印的是{share.amount.text}%，{part.amount.text} ÷ {plain(whole)} = {expected}"
    yield case.question("PCT", share.amount.span, message, expected)


_FEWEST_SHARES = 3


@check("表的单位与正文一致", "UNIT", ground="单位")
def tables_have_the_unit_of_the_text(case: Case) -> Findings:
    """单位：元 above a table whose numbers the running text prints in 万元."""
    printed: defaultdict[str, set[str]] = defaultdict(set)
    for statement in case.reading.statements:
        if statement.amount is not None and statement.amount.places:
            printed[plain(Decimal(statement.amount.text))].add(statement.amount.unit)
    for cells in tables_of(case):
        place = _unit_line(case, cells[0])
        if place is None:
            continue
        paragraph, said, start, end = place
        other = {"元": "万元", "万元": "元"}[said]
        same = _count(cells, printed, said)
        against = _count(cells, printed, other)
        if (against >= 2 or _has_long(cells, printed, other)) and not same:
            message = (
                f"表头写的单位是{said}，正文里同样的数用的是{other}；核对后改为“单位：{other}”"
            )
            normal = case.reading.normals[paragraph]
            quote = normal.text[max(0, start - 12) : end]
            spot = normal.span(start, end)
            tell = case.finding if against >= 2 else case.question
            yield tell("UNIT", spot, message, f"单位：{other}", quote=quote)


def _has_long(cells: Iterable[CellStatement], printed: dict[str, set[str]], unit: str) -> bool:
    """Whether a number of many digits is printed in a unit: two things hardly share it by chance."""
    long = (cell.amount.text for cell in cells if digits_of(cell.amount.text) >= _MANY_DIGITS)
    return any(unit in printed.get(plain(Decimal(text)), ()) for text in long)


_MANY_DIGITS = 6


def _count(cells: Iterable[CellStatement], printed: dict[str, set[str]], unit: str) -> int:
    numbers = {plain(Decimal(cell.amount.text)) for cell in cells if cell.amount.places}
    return sum(1 for number in numbers if unit in printed.get(number, ()))


def _unit_line(case: Case, first: CellStatement) -> tuple[int, str, int, int] | None:
    """Return where the unit of a table is said: just above it, or in its first rows."""
    at = first.amount.span.paragraph
    for index in range(at, max(-1, at - 12), -1):
        match = _UNIT_LINE.search(case.reading.normals[index].text)
        if match is not None:
            return index, match[1], match.start(), match.end()
    return None


@check("表里的项目与正文的金额一致", "CONTRADICTION", ground="前后一致")
def items_agree_with_the_text(case: Case) -> Findings:
    """农村公路养护88.4 in the table and 84.8万元 in the text: no column of its row holds the other."""
    rows: defaultdict[str, list[CellStatement]] = defaultdict(list)
    for cell in case.reading.cells:
        if not cell.key and _is_money(cell) and len(cell.label) >= _LEAST_LABEL:
            rows[cell.label].append(cell)
    told: set[str] = set()
    for statement in case.reading.statements:
        label = _AROUND_ITEM.sub("", statement.label)
        cells, amount = rows.get(label, []), statement.amount
        if not cells or amount is None or statement.key or label in told:
            continue
        off = [abs(cell.amount.value * cell.factor - amount.value) for cell in cells]
        if amount.unit not in _MONEY_UNITS or min(off) <= max(amount.step, _CENT):
            continue
        told.add(label)
        wanted = next((c for c in cells if c.column_key == OUTTURN), cells[-1])
        where = case.reading.named(wanted.amount.span.paragraph)
        message = (
            f"“{label}”在这里是{amount.text}{amount.unit}，在{where}是{wanted.amount.text}；"
            "同一个项目核对一致"
        )
        yield case.question("CONTRADICTION", statement.span, message, wanted.amount.text)


def _is_money(cell: CellStatement) -> bool:
    return cell.column_key in MONEY and cell.amount.unit != "%" and cell.amount.value > 0


_AROUND_ITEM = re.compile("^(?:20\\d\\d年度?|全年|本年|其中)+|(?:支出|投入|资金|安排|决算|使用)+$")
_LEAST_LABEL = 4
_MONEY_UNITS = frozenset({"万元", "元", "亿元", "万"})


CHECKS = (
    tables_add_up,
    halves_agree_with_the_total,
    derived_columns_follow,
    tables_have_the_unit_of_the_text,
    items_agree_with_the_text,
)
