"""The attachments of a report onto the form: basic data, the unit's indicators, each project's sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import combinations, dropwhile, groupby, pairwise
from typing import TYPE_CHECKING, Any

from pingkou_gui.form.pages.basic_spending import Buildings, SpendingTexts
from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.pages.scoring import Goal, Indicator
from pingkou_gui.form.values import NIL, SINGLE
from pingkou_gui.importers.last_report_funds import BY_INCOME, fund_field
from pingkou_gui.importers.last_report_model import WORDS_ASKED, Shift, evened, has_gap
from pingkou_gui.importers.targets import EXECUTION_COMPUTED, level_names
from pingkou_gui.report.figures_funds import LAST_OF_KIND
from pingkou_gui.report.indicators import judge, requirement_of
from pingkou_gui.report.proposal import Proposed
from pingkou_gui.report.scores import is_execution_row
from pingkou_gui.scheme.scheme_reader import default_scheme
from pingkou_gui.text.lines.source import OPAQUE
from pingkou_gui.text.reading.table_words import FIGURE, LEAD, MONEY, PAIR, RATES, column_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pingkou_gui.form.field import Field
    from pingkou_gui.importers.last_report_model import Collector
    from pingkou_gui.text.lines.source import Paragraph
    from pingkou_gui.text.reading.grids import Grid, TableCell
    from pingkou_gui.text.reading.score_tables import ScoreRow
    from pingkou_gui.text.reading.tables import CellStatement

_FORM = re.compile("^(?:附件[\\d-]*：?)?[^，。；]{0,50}(?:自评表|目标自评|评价表)(?:（[^）]*）)?$")
_UNIT_FORM = re.compile("整体支出|部门整体|单位整体")
_DATA_SHEET = re.compile("基础数据表")
_LABELS = {
    "project": re.compile("^项目(?:名称|名)：?$"),
    "department": re.compile("^(?:项目)?主管(?:部门|单位)(?:及代码)?：?$"),
    "executor": re.compile("^(?:项目)?(?:实施|执行)单位(?:（[^）]*）)?：?$"),
}
_ANY_LABEL = re.compile(
    "^(?:项目(?:名称|名|负责人.*|资金.*|类别|属性|基本情况)|(?:项目)?主管(?:部门|单位)(?:及代码)?|(?:项目)?(?:实施|执行)单位.*|"
    "联系电话|资金情况.*|预算执行情况.*|预算部门名称|年度预算申请)：?$"
)
_EXPECTED = re.compile("^(?:年度)?(?:总体)?(?:预期目标|年初设定目标|项目年度目标|年初目标)$")
_ACHIEVED = re.compile(
    "^(?:年度)?(?:总体)?目标?(?:全年)?(?:实际)?完成情况(?:综述)?$|^实际完成情况$"
)
_STOP = re.compile("绩效指标|[一二三]级指标|项目实施内容|预算执行情况")
_BODY = re.compile(
    "(?:[镇乡府局办委会站所院校部厅处队社馆园室科股司]|街道|中心|公司)(?:本级|机关|部门|（[一-鿿]{1,4}）)?$"
)
"""How a body's name ends."""
_CODE = re.compile("^[\\[［【(（]?[0-9A-Z]{3,}[\\]］】)）]?[-—－]\\s*(?=[一-鿿]|20\\d\\d年)")
_BARS = re.compile("\\s*[|\\t]\\s*|\\s{2,}")
_SHORT = 24
_CENT = Decimal("0.01")


@dataclass(slots=True)
class _Token:
    """A cell, or a piece of a line that was a row."""

    text: str
    paragraph: int
    column: int
    is_cell: bool = False
    of_heads: bool = False
    """Whether it stands in the row of heads of a list of projects."""


@dataclass(slots=True)
class _Sheet:
    """One sheet of self-evaluation: from its title to the next, whose it is, and what it names."""

    start: int
    end: int
    of_unit: bool
    names: dict[str, _Token] = field(default_factory=dict)
    goal: _Token | None = None
    achieved: _Token | None = None


def read_attachments(c: Collector) -> None:
    """Propose what the attachments hold that the text does not say."""
    groups: dict[str, Decimal] = {}
    for grid in c.reading.grids:
        if is_basic_data(grid):
            groups = _projects_of_data(c, grid)
            _texts_of_data(c, grid)
            if c.shift is not Shift.APART:
                _no_buildings(c, grid)
    _counts_in_cells(c)
    for sheet in _sheets(c):
        row = SINGLE if sheet.of_unit else _project(c, sheet)
        if row is None:
            continue
        _goals(c, sheet, row)
        if sheet.of_unit:
            _unit_money(c, sheet)
        else:
            _project_money(c, sheet, row)
        _indicators(c, sheet, row)
    _kinds_by_sums(c, groups)
    _people(c)


def fill(  # noqa: PLR0913 - one place where the text's value is held against an attachment's
    c: Collector, target: Field[Any], value: Any, at: int, row: int, *, doubt: str = ""
) -> None:
    """Propose a value where the text has proposed none; where it has another, doubt that one."""
    if value is None or value == "":
        return
    held = c.items.get(target.at(row))
    if held is None:
        c.put(target, value, at, row, doubt=doubt, carried=c.shift is not Shift.SAME)
        return
    c.placed.add(at)
    if isinstance(value, Decimal) and isinstance(held.value, Decimal) and not held.doubt:
        _hold_against(c, held, held.value, value)


def _hold_against(c: Collector, held: Proposed, one: Decimal, other: Decimal) -> None:
    """Doubt a value that an attachment prints otherwise."""
    if abs(one - other) > _CENT:
        why = f"这里是{one.normalize():f}，附件里是{other.normalize():f}，核对"
        c.items[held.place] = replace(held, doubt=why)


# ---- the basic data table: projects by their kind, words below --------------------------------

_KINDS = (
    (re.compile("^业务工作(?:经费|专项|项目|类)?$"), "business"),
    (re.compile("^运行维护(?:经费|专项|项目|类|费)?$"), "maintenance"),
    (re.compile("^(?:[省市县本级]{0,4})?专项(?:资金|经费|项目|类)?$"), "special"),
)
_PROJECT_COLUMNS = {
    "last_year": Project.last, "outturn": Project.outturn, "initial_budget": Project.initial,
    "budget": Project.initial, "full_year_budget": Project.initial,
}  # fmt: skip
_NO_PROJECT = re.compile("万元|^其中|合计|小计|^[\\d.]+$|^—+$")


def is_basic_data(grid: Grid) -> bool:
    """Whether a table is the 基础数据表, which has projects among its rows."""
    words = {row[0].text for row in grid.rows if row}
    spending = any(word.startswith("项目支出") for word in words)
    return spending and any(LEAD.sub("", word).startswith("公用经费") for word in words)


def _projects_of_data(c: Collector, grid: Grid) -> dict[str, Decimal]:
    """Propose the projects between 项目支出 and 公用经费, each with its kind and its amounts.

    Returns, in 万元, what the kinds came to whose row the table prints.
    """
    inside, kind = False, ""
    groups: dict[str, Decimal] = {}
    cells = _by_row(c, grid.number)
    for row in grid.rows:
        label = row[0].text if row else ""
        name = LEAD.sub("", label.replace(OPAQUE, "")).rstrip("：")
        if label.startswith("项目支出"):
            inside = True
        elif name.startswith("公用经费"):
            break
        elif inside and name:
            known = next((code for pattern, code in _KINDS if pattern.match(name)), None)
            kind = kind if known is None else known
            figures = cells.get(row[0].row, ())
            if known is not None:
                spent = next((x for x in figures if _is_spent(x)), None)
                _last_of_kind(c, kind, figures)
                groups[kind] = spent.amount.value * spent.factor if spent else Decimal(0)
            elif len(name) >= 2 and not _NO_PROJECT.search(name):
                _propose_listed_project(c, row, name, "" if has_gap(label) else kind, figures)
    return groups


def _last_of_kind(c: Collector, kind: str, figures: Sequence[CellStatement]) -> None:
    """Propose what the year before the report's own printed of a kind."""
    column = {Shift.NEXT: "outturn", Shift.SAME: "last_year"}.get(c.shift)
    told = (x for x in figures if x.column_key == column and x.amount.unit != "%")
    for figure in told:
        span, doubt = figure.amount.span, c.doubts.of_amount(figure.amount.span)
        value, why = figure.amount.value * figure.factor, doubt.why if doubt else ""
        c.put(LAST_OF_KIND[kind], value, span, doubt=why)
        c.placed.add(figure.amount.span.paragraph)


def _is_spent(cell: CellStatement) -> bool:
    return cell.column_key == "outturn" and cell.amount.unit != "%"


_MOST_GROUPED = 12


def _kinds_by_sums(c: Collector, groups: dict[str, Decimal]) -> None:
    """Propose the kinds that a table tells by their sums alone, where one way alone adds up.

    The table lists the projects of 专项资金 and of 业务工作 and 运行维护 only what they came to.
    """
    spent = Project.outturn if c.shift is Shift.SAME else Project.last
    amounts = {
        place.row: item.value
        for place, item in c.items.items()
        if place == spent.at(place.row) and isinstance(item.value, Decimal) and item.value
    }
    rows = [row for row in amounts if row not in c.listed]
    business, maintenance = (groups.get(kind, Decimal(0)) for kind in ("business", "maintenance"))
    if len(rows) > _MOST_GROUPED or sum(amounts[x] for x in rows) != business + maintenance:
        return
    ways = [
        chosen
        for size in range(len(rows) + 1)
        for chosen in combinations(rows, size)
        if sum((amounts[row] for row in chosen), Decimal(0)) == business
    ]
    if len(ways) == 1:
        for row in rows:
            at = c.items[spent.at(row)]
            kind = "business" if row in ways[0] else "maintenance"
            c.items[Project.kind.at(row)] = Proposed(Project.kind.at(row), kind, at.source)


def _by_row(c: Collector, table: int) -> dict[int, list[CellStatement]]:
    found: dict[int, list[CellStatement]] = {}
    for cell in c.reading.cells:
        if cell.table == table:
            found.setdefault(cell.row, []).append(cell)
    return found


def _propose_listed_project(
    c: Collector,
    cells: tuple[TableCell, ...],
    name: str,
    kind: str,
    figures: Sequence[CellStatement],
) -> None:
    """Propose a project that the basic data table lists, with its amounts by column."""
    at = cells[0].span.paragraph
    row = c.row(Project, Project.name, name)
    if Project.name.at(row) not in c.items:
        c.carry(Project.name, name, at, row)
    c.placed.add(at)
    c.listed.add(row)
    if kind:
        fill(c, Project.kind, kind, at, row)
    for figure in figures:
        target = _PROJECT_COLUMNS.get(figure.column_key)
        if c.shift is Shift.NEXT:
            target = Project.last if figure.column_key == "outturn" else None
        if target is None or c.shift is Shift.APART or figure.amount.unit == "%":
            continue
        value = figure.amount.value * figure.factor
        fill(c, target, value, figure.amount.span.paragraph, row)


_TEXTS = (
    (re.compile("^厉行节约(?:保障)?措施$"), SpendingTexts.thrift),
    (re.compile("^(?:其他)?说明(?:事项)?$"), SpendingTexts.note),
)


def _texts_of_data(c: Collector, grid: Grid) -> None:
    numbers = [grid.number, grid.number + 1]  # what stands below is often a table of its own
    for other in c.reading.grids:
        for row in other.rows if other.number in numbers else ():
            target = next((t for p, t in _TEXTS if row and p.match(row[0].text)), None)
            if target is not None and len(row) > 1 and row[1].text:
                at = row[1].span.paragraph
                fill(c, target, _words(c, row[1]), at, SINGLE)
                c.placed.add(row[0].span.paragraph)


def _no_buildings(c: Collector, grid: Grid) -> None:
    """Propose that no buildings were completed where all that stands below their heads says so."""
    for heads, cells in pairwise(grid.rows):
        named = [(f, x) for f in Buildings.fields for x in heads if x.text.startswith(f.label)]
        said = [cell for cell in cells if _NONE.fullmatch(cell.text)]
        if said and len(named) > 1 and all(_NOTHING.fullmatch(cell.text) for cell in cells):
            for field, head in named:
                fill(c, field, NIL, said[0].span.paragraph, SINGLE)
                c.placed.add(head.span.paragraph)
            c.placed.update(cell.span.paragraph for cell in said)


_NONE = re.compile("无|0(?:\\.0+)?")
_NOTHING = re.compile(f"(?:{_NONE.pattern}|[—－/-]*|楼堂馆所.*)")
_COUNTED = (
    (re.compile("^(?:核定)?(?:人员)?编制(?:人数|数)?(?P<count>\\d{1,5})人?$"), Staff.establishment),
    (
        re.compile(
            "^(?:20\\d\\d年)?(?:年末)?(?:实际在职|在职|实有)(?:人数|人员)(?P<count>\\d{1,5})人?$"
        ),
        Staff.headcount,
    ),
)


def _counts_in_cells(c: Collector) -> None:
    """Propose posts and people of cells that hold the head and below it the number."""
    for at, paragraph in enumerate(c.reading.source.paragraphs):
        if not paragraph.is_cell or "\n" not in paragraph.text:
            continue
        for pattern, own in _COUNTED:
            match = pattern.match(evened(paragraph.text))
            if match is None:
                continue
            later = own is Staff.headcount and c.shift is Shift.NEXT
            target = Staff.headcount_last if later else own
            if own is Staff.establishment or c.shift is not Shift.APART:
                fill(c, target, int(match["count"]), at, SINGLE)


_HANDS = (
    (re.compile("填表人(?:（[^）]*）)?[：:]\\s*(?P<value>(?!联系|电话|填报|单位|负责)[一-鿿]{2,4})(?![一-鿿])"), Unit.preparer),
    (re.compile("(?:联系)?电话[：:]\\s*(?P<value>\\d[\\d-]{6,18})"), Unit.phone),
    (re.compile("(?<!项目|财务|业务)(?:单位)?负责人(?:（[^）]*）)?[：:]\\s*(?P<value>(?!联系|电话|填报|填表|日期)[一-鿿]{2,4})(?![一-鿿])"), Unit.principal),
)  # fmt: skip


def _people(c: Collector) -> None:
    """Propose who filled the attachments in and who answers for them."""
    for at, paragraph in enumerate(c.reading.source.paragraphs):
        if _CONTACT.fullmatch(paragraph.text):
            _contact(c, at, paragraph.text)
        if "填表人" not in paragraph.text and "负责人" not in paragraph.text:
            continue
        if len(paragraph.text) > 3 * _SHORT:
            continue
        for pattern, target in _HANDS:
            match = pattern.search(paragraph.text)
            if match and target.at() not in c.items:
                c.carry(target, match["value"], at)
        if "填表人" in paragraph.text:
            c.placed.add(at)


_CONTACT = re.compile(
    "[\\s（(]*联系人[：:]\\s*(?P<name>[一-鿿]{2,4}|[一-鿿]\\s{1,4}[一-鿿])[\\s，,；;]*"
    "(?:(?:联系)?(?:电话|方式)[：:]\\s*(?P<phone>\\d[\\d-]{6,18}))?[\\s。）)]*"
)
"""A line that names whom to ask about the report, and nothing else."""
_IS_CONTACT = "原文写的是“联系人”，核对是不是填表人"


def _contact(c: Collector, at: int, text: str) -> None:
    """Propose whom a line names to be asked about the report, where nobody is named who filled it in."""
    line = _CONTACT.fullmatch(text)
    named = any("填表人" in each.text for each in c.reading.source.paragraphs)
    if line is None or named:
        return
    c.put(Unit.preparer, "".join(line["name"].split()), at, doubt=_IS_CONTACT, carried=True)
    if line["phone"]:
        c.put(Unit.phone, line["phone"], at, doubt=_IS_CONTACT, carried=True)


# ---- sheets of self-evaluation ----------------------------------------------------------------


def _sheets(c: Collector) -> list[_Sheet]:
    """Return the sheets of a text, each up to where the next begins."""
    starts: list[tuple[int, bool]] = []
    tokens = [token for token in _tokens(c) if not token.of_heads]
    ends = _chapters_of_unit(c)
    for token in tokens:
        words = evened(token.text)
        if token.paragraph in ends and (token.paragraph, True) not in starts:
            starts.append((token.paragraph, True))
            continue
        titled = len(words) <= 2 * _SHORT and _FORM.match(words) is not None
        named = _LABELS["project"].match(words) is not None
        if titled:
            starts.append((token.paragraph, _UNIT_FORM.search(words) is not None))
        elif named and (not starts or starts[-1][1] or _is_named(starts[-1][0], token, tokens)):
            starts.append((token.paragraph, False))
    sheets: list[_Sheet] = []
    for at, (start, of_unit) in enumerate(starts):
        end = starts[at + 1][0] if at + 1 < len(starts) else len(c.reading.normals)
        end = min(end, ends.get(start, end))
        sheet = _Sheet(start, end, of_unit)
        _name(sheet, [t for t in tokens if start <= t.paragraph < end])
        titled = _FORM.match(c.reading.normals[start].text) is not None
        if _DATA_SHEET.search(c.reading.normals[start].text) is None and (
            titled or _evaluates(c, sheet)
        ):
            sheets.append(sheet)
    return sheets


def _chapters_of_unit(c: Collector) -> dict[int, int]:
    """Return where chapters on what the whole unit achieved begin, each with its end."""
    found = {}
    for at, heading in enumerate(c.reading.headings):
        if heading.style and _UNIT_FORM.search(heading.title) and "绩效" in heading.title:
            after = (h.paragraph for h in c.reading.headings[at + 1 :] if h.level <= heading.level)
            found[heading.paragraph] = next(after, len(c.reading.normals))
    return found


def _evaluates(c: Collector, sheet: _Sheet) -> bool:
    """Whether what begins without a title, with 项目名称 or a heading, is a sheet of self-evaluation."""
    places = [row.spot.paragraph for rows in c.reading.score_rows for row in rows]
    places += [x.amount.span.paragraph for x in c.reading.cells if _money_row(x) == "total"]
    return any(sheet.start <= place < sheet.end for place in places)


def _is_named(start: int, token: _Token, tokens: list[_Token]) -> bool:
    """Whether the sheet that begins at `start` has named its project before this place."""
    return any(
        start <= t.paragraph < token.paragraph and _LABELS["project"].match(evened(t.text))
        for t in tokens
    )


def _tokens(c: Collector) -> Iterator[_Token]:
    """Yield cells, each whole, and the pieces of lines that were rows of a table."""
    heads = {cell.span.paragraph for grid in c.reading.grids for cell in _list_heads(grid)}
    numbered = enumerate(c.reading.source.paragraphs)
    for (is_cell, *_), found in groupby(numbered, lambda each: (each[1].is_cell, *_place(each[1]))):
        if is_cell:
            (at, first), *more = found
            text = "\n".join(paragraph.text.strip() for _, paragraph in ((at, first), *more))
            yield _Token(text, at, first.column, is_cell=True, of_heads=at in heads)
            continue
        for at, paragraph in found:
            text = paragraph.text.strip()
            pieces = _BARS.split(text)
            if len(pieces) == 1 and text and _ANY_LABEL.match(evened(text.split()[0])):
                pieces = text.split()
            yield from (
                _Token(piece, at, column) for column, piece in enumerate(pieces, 1) if piece
            )


def _list_heads(grid: Grid) -> Iterator[TableCell]:
    """Yield the cells of rows in which 项目名称 is the head of a column, not the label of a name."""
    for row in grid.rows:
        filled = [cell for cell in row if cell.text]
        named = [at for at, x in enumerate(filled) if _LABELS["project"].match(evened(x.text))]
        if not named or any(cell.is_figure for cell in filled):
            continue
        behind = [column_of(cell.text) in _HEADS_OF_FIGURES for cell in filled[named[0] + 1 :]]
        if behind[:1] == [True] or sum(behind) > 1:
            yield from filled


_HEADS_OF_FIGURES = (MONEY | RATES) - {""}


def _place(paragraph: Paragraph) -> tuple[int, int, int]:
    return paragraph.table, paragraph.row, paragraph.column


def _name(sheet: _Sheet, tokens: list[_Token]) -> None:
    """Find project, department, executor and goals of a sheet."""
    filled = [t for t in tokens if t.text.strip()]
    for at, token in enumerate(filled):
        words = evened(token.text)
        key = next((k for k, pattern in _LABELS.items() if pattern.match(words)), "")
        following = filled[at + 1] if at + 1 < len(filled) else None
        if key and following is not None and not _ANY_LABEL.match(evened(following.text)):
            sheet.names.setdefault(key, following)
        if _EXPECTED.match(words) and following and _ACHIEVED.match(evened(following.text)):
            _goal(sheet, token, following, filled[at + 2 :])


def _goal(sheet: _Sheet, expected: _Token, achieved: _Token, below: list[_Token]) -> None:
    """Take the words under both heads of goals, up to the indicators."""
    found: list[_Token] = []
    for token in below:
        words = evened(token.text)
        if len(words) <= _SHORT and _STOP.search(words):
            break
        found.append(token)
    if len(found) > 2 or sheet.goal is not None or sheet.achieved is not None:
        return
    if expected.is_cell:
        right = [t for t in found if t.column >= achieved.column]
        sheet.goal = next((t for t in found if t.column < achieved.column), None)
        sheet.achieved = right[0] if right else None
    elif found:
        sheet.goal, *others = found
        sheet.achieved = others[0] if others else None


def _project(c: Collector, sheet: _Sheet) -> int | None:
    """Return the row of the project a sheet is about, None where it names none."""
    token = sheet.names.get("project")
    name = _plain(token.text) if token is not None else ""
    if token is None or len(name) < 2 or not re.search("[一-鿿]", name):
        return None
    row = _known(c, name)
    row = c.row(Project, Project.name, name) if row is None else row
    if Project.name.at(row) not in c.items and row < 0:
        c.carry(Project.name, name, token.paragraph, row)
    c.placed.add(token.paragraph)
    for key, target in (("department", Project.department), ("executor", Project.executor)):
        named = sheet.names.get(key)
        value = _plain(named.text) if named is not None else ""
        if named is not None and _BODY.search(value) and value != c.reading.unit:
            fill(c, target, value, named.paragraph, row)
    return row


def _known(c: Collector, name: str) -> int | None:
    """Return the row of a project proposed already under nearly the same name."""
    wanted = _core(name)
    proposed = c.proposed(Project.name)
    same = (row for row, name in proposed if isinstance(name, str) and _core(name) == wanted)
    return next(same, None)


def _core(name: str) -> str:
    return re.sub("(?:等)?项目(?:支出|经费|资金)?$|(?:项目)?支出$", "", evened(name))


def _plain(text: str) -> str:
    """Return a name without the code before it."""
    return _CODE.sub("", " ".join(text.split())).strip("：: ")


def _goals(c: Collector, sheet: _Sheet, row: int) -> None:
    for token, own, of_project in (
        (sheet.goal, Goal.expected, Project.goal),
        (sheet.achieved, Goal.achieved, Project.achieved),
    ):
        if token is None or len(token.text) < 4 or WORDS_ASKED.search(evened(token.text)):
            continue
        if token is sheet.achieved and c.shift is not Shift.SAME:
            continue
        fill(c, own if sheet.of_unit else of_project, token.text, token.paragraph, row)


# ---- money of a sheet -------------------------------------------------------------------------

_TOTAL_ROW = re.compile("^(?:年度)?(?:项目)?资金总额$|^总额$|^年度财政资金总额$")
_GRANT_ROW = re.compile("^(?:当年|本年)?(?:财政拨款|财政资金)$")
_CARRIED_ROW = re.compile("^上年结转(?:资金)?$")
_OTHER_ROW = re.compile("^其他资金$")
_STAGES = {"initial_budget": "initial", "full_year_budget": "full_year", "outturn": "outturn"}
_BY_STAGE = {
    "initial": Project.initial, "full_year": Project.full_year, "outturn": Project.outturn,
}  # fmt: skip
_OF_OTHERS = {
    "initial": Project.other_initial,
    "full_year": Project.other_full_year,
    "outturn": Project.other_outturn,
}
_OF_CARRIED = {"full_year": Project.carried_in, "outturn": Project.carried_in_outturn}
_NOTHING_TOTALLED = "总额印的是0，按其中各项相加，核对"


def _project_money(c: Collector, sheet: _Sheet, row: int) -> None:
    """Propose budget and outturn of a project by the block of money of its sheet."""
    found: dict[str, dict[str, CellStatement]] = {}
    for cell in c.reading.cells:
        stage = _STAGES.get(cell.column_key, "")
        if (
            stage
            and cell.amount.unit != "%"
            and sheet.start <= cell.amount.span.paragraph < sheet.end
        ):
            found.setdefault(_money_row(cell), {}).setdefault(stage, cell)
    total, grant = found.get("total", {}), found.get("grant", {})
    untotalled = {
        stage: cell
        for stage, cell in grant.items()
        if cell.amount.value and stage in total and not total[stage].amount.value
    }
    plain = {stage: cell for stage, cell in (total or grant).items() if stage not in untotalled}
    _propose_stages(c, plain, _BY_STAGE, row, "")
    _propose_stages(c, untotalled, _BY_STAGE, row, _NOTHING_TOTALLED)
    if c.shift is Shift.SAME:
        _propose_stages(c, found.get("carried", {}), _OF_CARRIED, row, "")
        _propose_stages(c, found.get("other", {}), _OF_OTHERS, row, "")


def _money_row(cell: CellStatement) -> str:
    label = LEAD.sub("", cell.label).partition("（")[0].strip("：")
    for key, pattern in (
        ("total", _TOTAL_ROW), ("grant", _GRANT_ROW), ("carried", _CARRIED_ROW), ("other", _OTHER_ROW),
    ):  # fmt: skip
        if pattern.match(label):
            return key
    return ""


def _propose_stages(
    c: Collector,
    cells: dict[str, CellStatement],
    targets: dict[str, Field[Decimal]],
    row: int,
    doubt: str,
) -> None:
    """Propose the amounts of a row by stage; for the next year only what is its last year."""
    for stage, cell in cells.items():
        target = targets.get(stage)
        if c.shift is Shift.NEXT:
            target = Project.last if stage == "outturn" and targets is _BY_STAGE else None
        if target is None or c.shift is Shift.APART:
            continue
        value = cell.amount.value * cell.factor
        fill(c, target, value, cell.amount.span.paragraph, row, doubt=doubt)


_FUNDS = (
    (re.compile("^一般公共预算"), "general"),
    (re.compile("^政府性基金"), "government_funds"),
    (re.compile("^国有资本"), "state_capital"),
    (re.compile("^社会保险基金"), "social_insurance"),
    (re.compile("^纳入专户|^专户"), "special_account"),
    (_OTHER_ROW, "other"),
)


def _unit_money(c: Collector, sheet: _Sheet) -> None:
    """Propose what was spent of each budget by the block 按收入性质分 of the unit's sheet."""
    if c.shift is not Shift.SAME:
        return
    factors = {cell.table: cell.factor for cell in c.reading.cells}
    for grid in c.reading.grids:
        below = False
        for row in grid.rows:
            if not row or not sheet.start <= row[0].span.paragraph < sheet.end:
                continue
            below = below or any(BY_INCOME.search(cell.text) for cell in row)
            for label, value in _pairs(row):
                fund = next((code for p, code in _FUNDS if below and p.match(label)), "")
                if fund:
                    target = fund_field(fund, "outturn")
                    amount = value * factors.get(grid.number, 1)
                    fill(c, target, amount, row[0].span.paragraph, SINGLE)


def _pairs(row: Sequence[TableCell]) -> Iterator[tuple[str, Decimal]]:
    """Yield labels with their figures: in the cell to the right, or behind a colon in the same."""
    for cell in row:
        own = PAIR.fullmatch(cell.text)
        if own is not None:
            yield LEAD.sub("", own["label"]), Decimal(own["number"])
    for label, figure in pairwise(row):
        number = FIGURE.fullmatch(figure.text)
        if number is not None and number["unit"] != "%":
            yield LEAD.sub("", label.text).rstrip("："), Decimal(number["number"])


# ---- indicators -------------------------------------------------------------------------------

_NUMBERED = re.compile("^(?:指标)?\\d{1,2}[:：、.．]\\s*(?!\\d)|^指标\\d*[:：]\\s*(?=\\S)|^★")
_PLACEHOLDER = re.compile("(?:指标\\d*[:：]?|[.…。/—-]+|无)?")
_OUTER = re.compile("^绩效指标$")
_NOT_ALIGNED = "表里的列没有对齐，核对是不是这一条的"


@dataclass(slots=True)
class _Levels:
    """The levels that hold for the rows of a table until others stand there."""

    first: str = ""
    second: str = ""

    def take(self, words: Sequence[str]) -> tuple[str, str]:
        """Return both levels of a row by the words before its name."""
        scheme = default_scheme()
        seconds = {name.removesuffix("指标") for level in scheme.levels for name in level.names}
        for at, word in enumerate(words):
            bare = word.partition("（")[0].removesuffix("指标")
            two = len(words) > 1
            if at == 0 and (two or bare not in seconds) and scheme.level(bare) is not None:
                self.first, self.second = bare, ""
            elif bare in seconds or word.partition("（")[0].endswith("指标"):
                self.second = bare
        return level_names(self.first, self.second, scheme)


def _indicators(c: Collector, sheet: _Sheet, parent: int) -> None:
    """Propose the indicators of a sheet with their targets, what was reached and their points."""
    section: type[Indicator | ProjectIndicator] = Indicator if sheet.of_unit else ProjectIndicator
    grids = {grid.number: grid for grid in c.reading.grids}
    for rows in c.reading.score_rows:
        levels = _Levels()
        for row in rows:
            if sheet.start <= row.spot.paragraph < sheet.end and row.kind == "indicator":
                cells = next(r for r in grids[row.table].rows if r and r[0].row == row.row)
                _propose_indicator(c, section, row, cells, levels, parent)


def _propose_indicator(  # noqa: PLR0913, PLR0917 - a row with all that is known of it
    c: Collector,
    section: type[Indicator | ProjectIndicator],
    row: ScoreRow,
    cells: tuple[TableCell, ...],
    levels: _Levels,
    parent: int,
) -> None:
    """Propose an indicator of a score table; what was reached only for the same year."""
    labels = [cell.text.partition("（")[0] for cell in cells]
    if not row.label or row.label not in labels:
        return
    at = labels.index(row.label)
    before = [x.text for x in cells[:at] if not x.is_figure and not _OUTER.match(x.text)]
    first, second = levels.take(before)
    named, *behind = cells[at:]
    outer = before[0] if before else ("" if named.column == 1 else first)
    if is_execution_row(outer, row.label):
        words = " | ".join(cell.text for cell in cells if cell.text)
        c.miss(named.span, words, EXECUTION_COMPUTED)
        c.placed.update(span.paragraph for cell in cells for _, span in cell.places)
        return
    name = _NUMBERED.sub("", _words(c, named))
    if _PLACEHOLDER.fullmatch(name) or not row.target:
        return
    rest = [cell for cell in behind if cell.text]
    wanted = "" if has_gap(row.target) else _printed(c, rest, row.target)
    asked = requirement_of(f"{row.sign}{wanted}{row.unit}" if wanted else "")
    spot = cells[at].span.paragraph
    line = c.row(section, section.name, name, parent)
    doubt = "" if row.exact else _NOT_ALIGNED
    for target, value in (
        (section.level1, first), (section.level2, second), (section.name, name),
        (section.requirement, asked.code), (section.target, asked.rest), (section.points, row.points),
    ):  # fmt: skip
        fill(c, target, value, spot, line, doubt=doubt)
    c.placed.update(span.paragraph for cell in cells for _, span in cell.places)
    if c.shift is not Shift.SAME:
        return
    later = _behind(rest, row.target)
    actual = _printed(c, later, row.actual)
    fill(c, section.actual, actual, spot, line, doubt=doubt)
    judged = judge(asked.code, asked.rest, actual or "", c.reading.year)
    if asked.code in {"", "quality"} or judged.leaves_score_open:
        fill(c, section.score, row.score, spot, line, doubt=doubt)
    if row.reason:
        fill(c, section.reason, _printed(c, later[::-1], row.reason), spot, line, doubt=doubt)


def _behind(cells: list[TableCell], words: str) -> list[TableCell]:
    """Return the cells behind the one that says `words`, all of them where there are none."""
    return list(dropwhile(lambda cell: cell.text != words, cells))[1:] or cells


def _printed(c: Collector, cells: Sequence[TableCell], words: str) -> str:
    """Return the words of a cell as they are printed."""
    found = next((cell for cell in cells if cell.text == words), None)
    return _words(c, found) if found is not None else words


def _words(c: Collector, cell: TableCell) -> str:
    """Return all that a cell says, as printed and on one line."""
    paragraphs = c.reading.source.paragraphs
    parts = (paragraphs[span.paragraph].text[span.start : span.end] for _, span in cell.places)
    return "".join("".join(part.split("\n")).strip() for part in parts)
