"""Score tables: indicators with target, actual value, points and score."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from pingkou_gui.text.reading.table_words import FIGURE, SCORED
from pingkou_gui.text.reading.tables import column_shifts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pingkou_gui.text.lines.source import Span
    from pingkou_gui.text.reading.grids import Grid, TableCell
    from pingkou_gui.text.reading.tables import HeadedRows

_TOTAL = re.compile("总分|合计|总计|总得分|总评分|得分合计")
_FUND_TOTAL = re.compile("(?:年度)?资金总额|总额|预算执行率?|年度预算数")
_FULL_IN_WORDS = re.compile("（(?:满分|分值|权重)?(\\d{1,3})分）")
_BOTH = re.compile("(\\d{1,3}(?:\\.\\d{1,2})?)/(\\d{1,3}(?:\\.\\d{1,2})?)")
_NUMBER = "\\d{1,12}(?:\\.\\d{1,6})?"
_AT_LEAST = "≥|>=|>|大于等于|大于|不少于|不低于|不小于|至少|达到"
_AT_MOST = "≤|<=|<|小于等于|小于|不超过|不高于|不大于|不多于|控制在"
_TARGET = re.compile(
    f"(?:(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST})|(?P<same>=|等于)?)(?P<number>{_NUMBER})"
    "(?P<unit>[^\\d，、；。（）]{0,8}?)(?P<after>以上|以内|以下|之内)?(?:（[^）]{0,12}）)?"
)
_REACHED = re.compile(
    f"(?:[=约为])?(?P<number>{_NUMBER})(?P<unit>[^\\d，、；。（）]{{0,8}})(?:（[^）]{{0,12}}）)?"
)
_LEAST_SIGNS = frozenset({"≥", ">", "大于等于", "正向", "越大越好"})
_MOST_SIGNS = frozenset({"≤", "<", "小于等于", "反向", "越小越好"})
_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A row that gives points.

    Attributes:
        label: the indicator, or what the row is called.
        points: the most it can score; None where none is printed. So is `score`.
        nested: points of the levels above that begin in this row, the outermost first, by column.
        group: points that the words of the first level name, with their place: 产出指标（50分）.
        target, actual: as printed, normalised; empty where the table has none.
        sign: the comparator where it stands in a column of its own.
        unit: the unit where it stands in a column of its own.
        reason: the words under the head of reasons; None where the table has no such column.
        rule, ground: how points are given, and what speaks for the score.
        spot: where the score stands, else the points.
        kind: `total`, `funds` or `indicator`.
        exact: whether the places of all its cells are known.
    """

    table: int
    row: int
    label: str
    points: Decimal | None
    score: Decimal | None
    nested: tuple[tuple[int, Decimal, Span], ...]
    group: tuple[str, Decimal, Span] | None
    target: str
    actual: str
    sign: str
    unit: str
    reason: str | None
    rule: str
    ground: str
    spot: Span
    points_spot: Span
    target_spot: Span | None
    ground_spot: Span | None
    kind: str
    exact: bool


def score_rows(grid: Grid, blocks: Iterable[HeadedRows]) -> Iterator[ScoreRow]:
    """Yield the rows of a table that give points, in their order; `blocks` are its `blocks_of`."""
    for block in blocks:
        keys = {key for key, _ in block.heads.values()}
        if not keys & SCORED or not ({"score", "both"} & keys):
            continue
        shifts = column_shifts(block) if grid.counted else {}
        for row in block.rows:
            shift = block.shift_of(row, grid, shifts)
            row = (block.lined_up(row) if grid.closed else None) or row  # noqa: PLW2901
            found = _score_row(grid, block, row, shift) if row else None
            if found is not None:
                yield found


def _score_row(
    grid: Grid, block: HeadedRows, row: tuple[TableCell, ...], shift: int | None
) -> ScoreRow | None:
    """Return a row with its cells by head; None without points, score and target."""
    heads = block.under(shift)
    by_key: dict[str, TableCell] = {}
    points_cells: list[TableCell] = []
    for cell in row:
        key = heads.get(cell.column, ("", ""))[0]
        if key == "points" and cell.is_figure:
            points_cells.append(cell)
        elif key and cell.text:
            by_key.setdefault(key, cell)
    last_points = max((c for c, (k, _) in block.heads.items() if k == "points"), default=0)
    own = [c for c in points_cells if c.column + (shift or 0) == last_points]
    points_cell = own[0] if own else (points_cells[0] if points_cells else None)
    score_cell = by_key.get("score")
    exact = shift is not None
    if not exact:
        points_cell, score_cell = _last_pair(row)
        by_key = {} if points_cell is None else _beside_points(row, points_cell, keyed=block)
    points, score = _number(points_cell), _number(score_cell)
    both = by_key.get("both")
    if both is not None and (match := _BOTH.fullmatch(both.text)):
        points, score = Decimal(match[1]), Decimal(match[2])
        head = next((text for key, text in block.heads.values() if key == "both"), "")
        if head.startswith("得分"):  # 得分/分值: 4.75/5
            points, score = score, points
        points_cell = score_cell = both
    spot_cell = score_cell or points_cell or row[-1]
    if points is None and score is None and not (exact and by_key.get("target")):
        return None
    return _score_row_of(
        grid,
        block,
        row,
        by_key,
        points_cells,
        (points, score),
        (points_cell, spot_cell),
        exact=exact,
    )


def _score_row_of(  # noqa: PLR0913, PLR0917 - the pieces of one row
    grid: Grid, block: HeadedRows, row: tuple[TableCell, ...], by_key: dict[str, TableCell],
    points_cells: list[TableCell], numbers: tuple[Decimal | None, Decimal | None],
    places: tuple[TableCell | None, TableCell], *, exact: bool,
) -> ScoreRow:  # fmt: skip
    """Return the row; `numbers` and `places` are points and score with their cells."""
    points_cell, spot_cell = places
    words = [
        cell for cell in row if cell.column < spot_cell.column and not cell.is_figure and cell.text
    ]
    label = _label(words, by_key)
    first = words[0].text if words else ""
    in_words = _FULL_IN_WORDS.search(first) if len(words) > 1 else None
    nested = tuple(
        (cell.column, Decimal(cell.text), cell.span)
        for cell in points_cells
        if cell is not points_cell
    )
    has_reasons = any(key == "reason" for key, _ in block.heads.values())
    texts = {key: cell.text for key, cell in by_key.items()}
    kind = (
        "total"
        if _TOTAL.fullmatch(first.partition("（")[0])
        else ("funds" if _is_funds(words, block) else "indicator")
    )
    return ScoreRow(
        grid.number, row[0].row, label, numbers[0], numbers[1], nested,
        (first, Decimal(in_words[1]), words[0].span) if in_words else None,
        texts.get("target", ""), texts.get("actual", ""), texts.get("sign", ""), texts.get("measure_unit", ""),
        texts.get("reason", "") if has_reasons else None, texts.get("rule", ""), texts.get("ground", ""),
        spot_cell.span, (points_cell or spot_cell).span,
        by_key["target"].span if "target" in by_key else None,
        by_key["ground"].span if "ground" in by_key else None, kind, exact,
    )  # fmt: skip


def _is_funds(words: list[TableCell], block: HeadedRows) -> bool:
    """Whether a row is the execution rate of the whole budget."""
    rated = any(key == "execution_rate" for key, _ in block.heads.values())
    return rated and any(_FUND_TOTAL.fullmatch(cell.text.rstrip("：")) for cell in words)


def _label(words: list[TableCell], by_key: dict[str, TableCell]) -> str:
    """Return the last word of a row that has no head of its own, without brackets."""
    known = {id(cell) for key, cell in by_key.items() if key in {"target", "actual", "rule", "ground", "sign", "measure_unit", "reason"}}  # fmt: skip
    named = [cell.text for cell in words if id(cell) not in known]
    return (named[-1] if named else "").partition("（")[0] if named else ""


def _last_pair(row: tuple[TableCell, ...]) -> tuple[TableCell | None, TableCell | None]:
    """Return points and score of a row with unknown columns: its last two neighbouring numbers."""
    for at in range(len(row) - 1, 0, -1):
        one, two = row[at - 1], row[at]
        if (
            one.is_figure
            and two.is_figure
            and not one.text.endswith("%")
            and not two.text.endswith("%")
        ):
            return one, two
    return None, None


def _beside_points(
    row: tuple[TableCell, ...], points: TableCell, *, keyed: HeadedRows
) -> dict[str, TableCell]:
    """Return target and actual value of a row with unknown columns: the two cells before its points."""
    order = [key for _, (key, _) in sorted(keyed.heads.items())]
    at = row.index(points)
    if "target" not in order or "actual" not in order or at < 3:
        return {}
    first, second = row[at - 2], row[at - 1]
    if order.index("target") > order.index("actual"):
        first, second = second, first
    return {"target": first, "actual": second}


def _number(cell: TableCell | None) -> Decimal | None:
    """Return the number of a cell; None without one, or for a percentage."""
    match = FIGURE.fullmatch(cell.text) if cell is not None else None
    return Decimal(match["number"]) if match and match["unit"] != "%" else None


@dataclass(frozen=True, slots=True)
class Attainment:
    """How far a target is reached.

    Attributes:
        least: whether the target is a minimum; else it is a maximum.
        said: whether its comparator says which.
        share: actual / target, for a maximum target / actual; reached from 1 on.
    """

    least: bool
    said: bool
    share: Decimal

    @property
    def is_met(self) -> bool:
        """Whether the target is reached."""
        return self.share >= 1


def attainment(row: ScoreRow) -> Attainment | None:
    """Return how far a target is reached; None where its numbers do not tell."""
    target = _TARGET.fullmatch(row.target)
    reached = [_REACHED.fullmatch(part) for part in re.split("[、；，]", row.actual)]
    numbers = [match for match in reached if match]
    if target is None or not numbers or len(numbers) != len(reached):
        return None
    unit = target["unit"] or row.unit
    if any(match["unit"] and unit and match["unit"] != unit for match in numbers):
        return None
    wanted = Decimal(target["number"])
    most = (
        bool(target["most"])
        or target["after"] in {"以内", "以下", "之内"}
        or row.sign in _MOST_SIGNS
    )
    least = bool(target["least"]) or target["after"] == "以上" or row.sign in _LEAST_SIGNS
    values = [Decimal(match["number"]) for match in numbers]
    value = max(values) if most else min(values)
    if not wanted or (most and not value):
        return None
    if not most and not least and "元" in unit:
        return None
    share = wanted / value if most else value / wanted
    return Attainment(not most, least or most, share)


# ---- rules of giving points ---------------------------------------------------------------

_RULE_STEP = re.compile(
    "每(?:超过?|高于?|高出|低于?|降低|下降|少|减少|增加|提高|偏离)?(?P<step>\\d{1,2}(?:\\.\\d)?)个?(?:百分点|%)的?，?扣(?P<off>\\d{1,2}(?:\\.\\d{1,2})?)分"
)
_RULE_BOUND = re.compile(
    "(?P<sign>≤|≥|<|>|不超过|不高于|不低于|大于等于|小于等于)(?P<bound>\\d{1,3}(?:\\.\\d{1,2})?)(?P<unit>%)?"
)
_PERCENT = re.compile("(-?\\d{1,4}(?:\\.\\d{1,4})?)%")
_WHOLE_STEPS = re.compile("不足\\d{1,2}个?(?:百分点|%)的?(?:部分)?，?不(?:扣|计)")


class ScoreByRule(NamedTuple):
    """The score by a rule, the scores by all ways of counting, and whether it is clear what the rule counts."""

    right: Decimal
    ways: tuple[Decimal, ...]
    sure: bool


_RULE_COUNT = re.compile(
    "(?:每|缺|少|(?:发现|出现|发生|有)(?=[1一]))(?:[有缺少多晚]|发现|出现|发生|查出|存在|推迟|延迟|延期|逾期|滞后|漏报|错报|迟报)*(?:公开|报送|上报|开展|完成)?[1一]?个?"
    "(?:[处起项次个件例条人笔份户期天日月批场]|工作日|问题)[^，。；\\d]{0,8}?，?扣(?P<off>\\d{1,2}(?:\\.\\d{1,2})?)分"
)
_FAULTS = re.compile("(?P<count>\\d{1,3})个?[一-鿿]")
_NO_FAULT = re.compile("没有|未(?:发现|出现|发生|存在)|[无均]|全部|相符|合规|达标|抽查|检查了?\\d")


def _score_by_count(row: ScoreRow, off: Decimal) -> ScoreByRule | None:
    """Return the score of 每有1处不符扣1分 with 盘亏2件; None where the number may count something else."""
    words = row.ground or row.actual
    numbers = re.findall("\\d[\\d.]*", words)
    faults = _FAULTS.search(words)
    full = row.points
    if faults is None or len(numbers) != 1 or "%" in words or _NO_FAULT.search(words):
        return None
    if full is None or row.score is None or row.score >= full:
        return None
    right = max(Decimal(0), full - Decimal(faults["count"]) * off)
    return ScoreByRule(right, (right,), sure=False)


def score_by_rule(row: ScoreRow) -> ScoreByRule | None:
    """Return the score by a rule of steps, with those by other ways of counting.

    变动率≤0得满分，每超过1个百分点扣0.3分 with 变动率5.23% of 3 points: 1.5 if parts of a step do not
    count, else 1.43 or 1.2. None where the rule or the rate cannot be read.
    """
    if (counted := _RULE_COUNT.search(row.rule)) is not None:
        return _score_by_count(row, Decimal(counted["off"]))
    step, bound = _RULE_STEP.search(row.rule), _RULE_BOUND.search(row.rule)
    rates = _PERCENT.findall(row.ground or row.actual)
    if not step or not bound or len(set(rates)) != 1 or row.points is None:
        return None
    most = bound["sign"] in {"≤", "<", "不超过", "不高于", "小于等于"}
    rate, limit = Decimal(rates[0]), Decimal(bound["bound"])
    over = max(Decimal(0), rate - limit if most else limit - rate)
    steps = over / Decimal(step["step"])
    whole = steps.to_integral_value("ROUND_FLOOR")
    ways = [whole, steps, steps.to_integral_value("ROUND_CEILING")]
    if _WHOLE_STEPS.search(row.rule):
        ways = [whole]
    scores = tuple(
        max(Decimal(0), row.points - way * Decimal(step["off"])).quantize(_CENT, ROUND_HALF_UP)
        for way in ways
    )
    return ScoreByRule(scores[0], scores, sure=True)
