"""Checks of tables that give points: targets, points, scores, totals, weights, rules and reasons."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.counts.check_scores import points_fault
from pingkou_gui.text.lexing.slips import digit_slip
from pingkou_gui.text.lexing.tokens import added_up, in_places_like, plain
from pingkou_gui.text.reading.score_tables import attainment, score_by_rule
from pingkou_gui.text.reading.statements import FULL_YEAR_BUDGET, OUTTURN
from pingkou_gui.text.reading.tables import by_row
from pingkou_gui.text.reasoning.finding import LIKELY, PROVED, Case, Findings, Severity, check

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.text.lines.source import Span
    from pingkou_gui.text.reading.score_tables import Attainment, ScoreRow

_GROUND = "自评要求：未得满分的说明原因"
_TENTH = Decimal("0.1")
_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)
_LEAST_ROWS, _SHOWN = 3, 8


def _sections(case: Case) -> Iterator[tuple[list[ScoreRow], ScoreRow]]:
    """Yield each total with the rows before it; the points of execution may stand a table above."""
    before: tuple[ScoreRow, ...] = ()
    for rows in case.reading.score_rows:
        found = [row for row in before if row.kind == "funds"]
        for row in rows:
            if row.kind == "total":
                yield _with_points_of_execution(found, row), row
                found = []
            else:
                found.append(row)
        before = rows


def _with_points_of_execution(found: list[ScoreRow], total: ScoreRow) -> list[ScoreRow]:
    """Return the rows, the points of the execution as those that the others leave of the total."""
    blank = [row for row in found if row.points is None]
    if len(blank) != 1 or blank[0].kind != "funds" or not total.points or blank[0].score is None:
        return found
    left = total.points - sum((row.points or Decimal(0) for row in found), Decimal(0))
    if left < blank[0].score:
        return found
    return [replace(row, points=left) if row is blank[0] else row for row in found]


@check("表里的得分不超过分值", "POINTS", ground="得分不超过分值")
def scores_in_tables_stay_within_points(case: Case) -> Findings:
    """A score above its points is impossible; whether the points are too low, their sum tells."""
    told = {low[0].spot for rows, total in _whole_tables(case) if (low := _too_low(rows, total))}
    for rows in case.reading.score_rows:
        for row in rows:
            if (
                row.exact
                and row.spot not in told
                and row.points is not None
                and row.score is not None
                and row.score > row.points
            ):
                full = plain(row.points)
                message = f"“{row.label}”分值{full}，得分却是{plain(row.score)}"
                yield case.finding("POINTS", row.spot, message, f"不超过{full}")


def _too_low(rows: Sequence[ScoreRow], total: ScoreRow) -> tuple[ScoreRow, Decimal] | None:
    """Return the one row whose points are less than its score, with what the sum of all points leaves for it."""
    if total.points is None or len(rows) < _LEAST_ROWS:
        return None
    left = total.points - sum((row.points or Decimal(0) for row in rows), Decimal(0))
    low = [
        row for row in rows if row.exact and row.score is not None and row.score > (row.points or 0)
    ]
    if left <= 0 or len(low) != 1:
        return None
    right = left + (low[0].points or Decimal(0))
    return (low[0], right) if right >= (low[0].score or 0) else None


@check("预算执行的得分由执行率算出", "POINTS", ground="执行率得分按比例计算，最多为分值")
def points_follow_from_the_rate_of_the_row(case: Case) -> Findings:
    """10 points x rate, the rate as the amounts of the row give it."""
    for row in by_row(case.reading.cells).values():
        full, score = row.get("points"), row.get("score")
        rate, over, under = row.get("execution_rate"), row.get(OUTTURN), row.get(FULL_YEAR_BUDGET)
        if full is None or score is None or full.amount.value != 10:
            continue
        value = None
        if over is not None and under is not None and under.amount.value > 0:
            value = over.amount.value / under.amount.value * _HUNDRED
        elif rate is not None:
            value = rate.amount.value
            value = value if rate.amount.unit == "%" or value > 2 else value * _HUNDRED
        if value is None or rate is None:
            continue
        fault = points_fault(value, full.amount.value, score.amount.value)
        if fault is not None and score.amount.value <= full.amount.value:
            shown = plain(value.quantize(_CENT, ROUND_HALF_UP))
            message = f"执行率{shown}%，分值{full.amount.text}，得分应为{fault}，印的是{score.amount.text}"
            yield case.finding("POINTS", score.amount.span, message, fault)


@check("没有完成的指标不得满分", "POINTS", ground="自评要求：未完成的按完成比例计分")
def unmet_targets_do_not_score_fully(case: Case) -> Findings:
    """≥40个, 36个, 10 of 10 points: points x actual / target at most."""
    for rows in case.reading.score_rows:
        for row in rows:
            reached = attainment(row) if row.kind == "indicator" else None
            if reached is None or reached.is_met or not row.points or row.score is None:
                continue
            if row.score == row.points:
                yield _fully_scored(case, row, reached)


def _fully_scored(case: Case, row: ScoreRow, reached: Attainment) -> TextFinding:
    points = row.points or Decimal(0)
    right = plain((points * reached.share).quantize(_CENT, ROUND_HALF_UP))
    why = "" if row.reason is None or row.reason else "，并写明偏差原因"
    message = (
        f"“{row.label}”的指标值是{row.target}，完成{row.actual}，没有完成，却得了满分{plain(points)}；"
        f"按完成比例应得{right}分{why}"
    )
    sure = reached.said
    return case.finding(
        "POINTS", row.target_spot or row.spot, message, right,
        severity=Severity.ERROR if sure else Severity.REMINDER, certainty=PROVED if sure else LIKELY,
        quote=f"{row.target} {row.actual} {plain(points)} {plain(row.score or points)}",
    )  # fmt: skip


@check("评分表的总分等于各行之和", "SUM", "POINTS")
def tables_of_points_add_up(case: Case) -> Findings:
    """Points and scores of all rows against 总分; of a group against 产出指标（50分）."""
    for rows in case.reading.score_rows:
        yield from _weights(case, rows)
        yield from _groups(case, rows)
    for found, total in _whole_tables(case):
        yield from _total(case, found, total)


def _whole_tables(case: Case) -> Iterator[tuple[list[ScoreRow], ScoreRow]]:
    """Yield each total with the rows that it is of, where all of them have been read."""
    for found, total in _sections(case):
        whole = all(row.points is not None for row in found)
        exact = total.exact and all(row.exact for row in found)
        if whole and exact and _follow([*found, total]):
            yield _leaves(found), total
        elif whole and _adds_up(found, total):
            yield found, total


def _adds_up(rows: list[ScoreRow], total: ScoreRow) -> bool:
    """Whether the points prove that rows of lost places have all been read."""
    ways = (rows, [row for row in rows if row.kind != "funds"])
    return any(sum((r.points or 0 for r in way), Decimal(0)) == total.points for way in ways)


def _leaves(rows: list[ScoreRow]) -> list[ScoreRow]:
    """Return the rows without those that only sum up the rows below them."""
    kept: list[ScoreRow] = []
    for at, row in enumerate(rows):
        if row.points is None:
            continue
        added, is_sum = Decimal(0), False
        for count, other in enumerate(rows[at + 1 : at + 40], 1):
            added += other.points or Decimal(0)
            if added >= row.points:
                is_sum = count > 1 and added == row.points and row.target == "" and not row.nested
                break
        following = rows[at + 1] if at + 1 < len(rows) else None
        if not (is_sum and following is not None and following.target):
            kept.append(row)
    return kept


def _total(case: Case, rows: list[ScoreRow], total: ScoreRow) -> Findings:
    ways = [rows, [row for row in rows if row.kind != "funds"]]
    if len(rows) < _LEAST_ROWS or (total.points is None and total.score is None):
        return
    full = total.points if total.points is not None else _HUNDRED
    fitting = next(
        (way for way in ways if sum((row.points or 0 for row in way), Decimal(0)) == full), None
    )
    if fitting is None:
        low = _too_low(rows, total)
        if low is not None:
            yield _low_points(case, *low, total)
        elif total.points is not None:
            yield _off(case, rows, total, "分值", total.points, total.points_spot)
        fitting = rows
    scores = [row.score for row in fitting]
    if total.score is None or any(score is None for score in scores):
        return
    added = sum((score for score in scores if score is not None), Decimal(0))
    step = Decimal(1).scaleb(min(0, int(total.score.as_tuple().exponent)))
    if abs(added - total.score) < step / 2 or added.quantize(step, ROUND_HALF_UP) == total.score:
        return
    if not any(_makes(fitting, row, total.score) for row in fitting):
        yield _off(case, fitting, total, "得分", total.score, total.spot)


def _makes(rows: Sequence[ScoreRow], row: ScoreRow, total: Decimal) -> bool:
    """Whether the scores come to their total once one of them is what its own rule gives."""
    given = score_by_rule(row) if row.kind == "indicator" else None
    if given is None or row.score is None or row.score in given.ways:
        return False
    return sum((r.score or Decimal(0) for r in rows), given.right - row.score) == total


def _low_points(case: Case, row: ScoreRow, right: Decimal, total: ScoreRow) -> TextFinding:
    full, score = plain(row.points or Decimal(0)), plain(row.score or Decimal(0))
    expected = plain(right)
    message = f"“{row.label}”的分值印的是{full}，得分却是{score}；各行分值要合计{plain(total.points or right)}，应为{expected}"
    return case.finding("POINTS", row.points_spot, message, expected)


def _off(  # noqa: PLR0913, PLR0917 - one place where such a finding is put together
    case: Case, rows: list[ScoreRow], total: ScoreRow, what: str, printed: Decimal, spot: Span
) -> TextFinding:  # fmt: skip
    terms = [(row.points if what == "分值" else row.score) or Decimal(0) for row in rows]
    off = printed - sum(terms, Decimal(0))
    added = in_places_like(printed - off, printed)
    message = f"“{total.label or '总分'}”的{what}印的是{printed}，各行相加是{'+'.join(map(plain, terms))} = {added}"
    slips = [
        f"“{row.label}”应为{in_places_like(term + off, term)}"
        for row, term in zip(rows, terms, strict=True)
        if 0 <= term + off <= (_HUNDRED if what == "分值" or row.points is None else row.points)
        and digit_slip(str(term), term + off)
    ]
    if slips:
        message += f"；总分若不错，可能是{'，或'.join(slips[:_SHOWN])}{'等' if len(slips) > _SHOWN else ''}"
    if what == "分值" and _stands_in_table(case, total.table, printed - Decimal(added)):
        return case.question("SUM", spot, message, added)
    return case.finding("SUM", spot, message, added)


def _stands_in_table(case: Case, table: int, missing: Decimal) -> bool:
    """Whether the points that a total has more than its rows stand in a row that was not read."""
    printed = {plain(missing), f"{missing:f}"}
    return missing > 0 and any(
        paragraph.table == table and paragraph.text.strip() in printed
        for paragraph in case.reading.source.paragraphs
        if paragraph.is_cell
    )


def _groups(case: Case, rows: Sequence[ScoreRow]) -> Findings:
    """产出指标（50分）: the points of the rows until the next such group; in each row it is one."""
    named = [row.group and row.group[:2] for row in rows]
    starts = [
        at
        for at, row in enumerate(rows)
        if row.kind == "total" or (named[at] and named[at] not in named[max(at - 1, 0) : at])
    ]
    for at, end in pairwise([*starts, len(rows)]):
        group, members = rows[at].group, rows[at:end]
        points = [row.points for row in members if row.points is not None and row.exact]
        if group is None or len(points) < len(members) or not _follow(rows[at : end + 1]):
            continue
        added = sum(points, Decimal(0))
        if added == group[1] or (end == len(rows) and added > group[1]):
            continue
        terms = added_up(map(plain, points))
        terms = f"{terms} = " if len(points) > 1 else ""
        message = f"“{group[0]}”各行的分值相加是{terms}{plain(added)}，不是{plain(group[1])}"
        yield case.question("SUM", group[2], message, plain(added))


def _follow(rows: Sequence[ScoreRow]) -> bool:
    """Whether rows stand one below the other in one table, none between them unread."""
    return all(two.row == one.row + 1 for one, two in pairwise(rows) if one.kind != "funds")


_Weight = tuple[int, Decimal, "Span"]
"""Points of a level with the row in which it begins, and their place."""


def _weights(case: Case, rows: Sequence[ScoreRow]) -> Findings:
    """Points of three levels side by side: those of each level make up the one above."""
    order = _levels(rows)
    wrong: defaultdict[Span, list[tuple[Decimal, Decimal, str]]] = defaultdict(list)
    for upper, lower in pairwise(order):
        for (_, points, span), parts in _parted(upper, lower):
            added = sum((part for _, part, _ in parts), Decimal(0))
            if added == points or not parts:
                continue
            terms = f"{'+'.join(plain(part) for _, part, _ in parts)} = {plain(added)}"
            wrong[span].append((points, added, terms))
            for _, part, place in parts:
                if part + points >= added:
                    wrong[place].append((part, part + points - added, terms))
    yield from _wrong_weights(case, wrong)
    total = next((row for row in rows if row.kind == "total" and row.exact), None)
    if total is None or total.points is None or len(order) < 2 or wrong:
        return
    added = sum((points for _, points, _ in order[0]), Decimal(0))
    if added != total.points:
        message = f"各项分值相加是{plain(added)}，合计印的是{plain(total.points)}"
        yield case.finding("SUM", total.points_spot, message, plain(added))


def _levels(rows: Sequence[ScoreRow]) -> list[list[_Weight]]:
    """Return the points of each level, the outermost first; the last are those of the rows."""
    levels: defaultdict[int, list[_Weight]] = defaultdict(list)
    own: list[_Weight] = []
    for at, row in enumerate(rows):
        if row.kind == "total" or not row.exact:
            continue
        own.append((at, row.points or Decimal(0), row.points_spot))
        for column, points, span in row.nested:
            levels[column].append((at, points, span))
    return [*(levels[column] for column in sorted(levels)), own]


def _parted(upper: list[_Weight], lower: list[_Weight]) -> Iterator[tuple[_Weight, list[_Weight]]]:
    """Yield each weight with those of the level below that begin in its rows."""
    starts = [at for at, *_ in lower]
    for number, weight in enumerate(upper):
        first = bisect_left(starts, weight[0])
        last = bisect_left(starts, upper[number + 1][0]) if number + 1 < len(upper) else len(lower)
        yield weight, lower[first:last]


def _wrong_weights(case: Case, wrong: dict[Span, list[tuple[Decimal, Decimal, str]]]) -> Findings:
    """Tell the weight that two sums contradict with one value; else each sum at its total."""
    told: set[str] = set()
    ranked = sorted(wrong.items(), key=lambda item: -len(item[1]))
    for span, said in ranked:
        terms = {term for _, _, term in said}
        if terms & told or len({right for _, right, _ in said}) != 1:
            continue
        if len(said) < 2 and any(
            len(other) > 1 and {t for *_, t in other} & terms for other in wrong.values()
        ):
            continue
        told |= terms
        points, right, _ = said[0]
        message = f"分值印的是{plain(points)}，下级分值相加是{'，'.join(sorted(terms))}；应为{plain(right)}"
        yield case.finding("SUM", span, message, plain(right))


@check("得分与评分标准相符", "POINTS", ground="表里写的评分标准")
def scores_follow_their_rule(case: Case) -> Findings:
    """每超过1个百分点扣0.3分 and 变动率5.23%: 3 − 5 × 0.3."""
    proved = {
        row.spot
        for found, total in _whole_tables(case)
        for row in found
        if total.score is not None and _makes(found, row, total.score)
    }
    for rows in case.reading.score_rows:
        for row in rows:
            given = score_by_rule(row) if row.kind == "indicator" else None
            if given is None or row.score is None:
                continue
            if any(abs(row.score - way) <= _TENTH / 2 for way in given.ways):
                continue
            sure = given.sure or row.spot in proved
            expected = in_places_like(given.right, row.score)
            message = f"“{row.label}”按评分标准“{row.rule[:40]}”和{row.ground or row.actual}，应得{expected}分，印的是{row.score}；核对"
            yield case.finding(
                "POINTS", row.ground_spot or row.spot, message, expected,
                quote=f"{row.ground or row.actual} {row.score}",
                severity=Severity.ERROR if sure else Severity.REMINDER,
                certainty=PROVED if sure else LIKELY,
            )  # fmt: skip


_NO_REASON = re.compile("无?|没有|[-—－/\\\\]+")
"""What stands where no reason does: nothing, 无, a dash."""


@check("评分表里扣分的指标写了偏差原因", "REASON", ground=_GROUND)
def lost_points_in_tables_have_reasons(case: Case) -> Findings:
    """A row whose score is below its points, with nothing in the column for reasons."""
    for rows in case.reading.score_rows:
        for row in rows:
            if (
                row.kind != "indicator"
                or row.reason is None
                or not _NO_REASON.fullmatch(row.reason)
                or row.points is None
                or row.score is None
            ):
                continue
            if not row.exact or row.score >= row.points:
                continue
            message = f"“{row.label}”分值{plain(row.points)}、得分{plain(row.score)}，没有写偏差原因；补充偏差原因及改进措施"
            yield case.question("REASON", row.spot, message, "补充偏差原因及改进措施")


if TYPE_CHECKING:
    from pingkou_gui.text.reasoning.finding import TextFinding

CHECKS = (
    scores_in_tables_stay_within_points,
    points_follow_from_the_rate_of_the_row,
    unmet_targets_do_not_score_fully,
    tables_of_points_add_up,
    scores_follow_their_rule,
    lost_points_in_tables_have_reasons,
)
