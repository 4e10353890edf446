"""Pasted rows brought into a report: planned first, looked at where not plain, made as one step."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import AmountKind, TextKind, grouped
from pingkou_gui.form.pages.basic_spending import EconomicItem
from pingkou_gui.form.values import Source, SourceKind, Unread
from pingkou_gui.importers.economic_tables import plain_name
from pingkou_gui.importers.headers import UNITS
from pingkou_gui.importers.pasted_rows import UNPLACED, PasteChoice
from pingkou_gui.report.carried import KEPT_TOTAL
from pingkou_gui.report.checks_units import amounts_in_doubt
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import lost_last_totals
from pingkou_gui.ui.dialogs import Dialog
from pingkou_gui.ui.signs import Tone
from pingkou_gui.ui.table.list_view import WordsTable, framed
from pingkou_gui.ui.table.table_model import TableColumn
from pingkou_gui.ui.theme import TypeRole, theme
from pingkou_gui.ui.widgets.base import FlowRow, on_theme_change
from pingkou_gui.ui.widgets.controls import Button, ButtonKind
from pingkou_gui.ui.widgets.inputs import ComboBox
from pingkou_gui.ui.widgets.labels import TextLabel, WrappedText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pingkou_gui.form.field import Field, Section
    from pingkou_gui.form.values import Place, RowList, Value
    from pingkou_gui.importers.pasted_rows import PastedColumn, PastedRows
    from pingkou_gui.report.report import Change, Draft
    from pingkou_gui.session import Session

    Finish = Callable[[Draft, int], None]

# Pasted rows brought into a report: planned first, made as one step.


Cells = tuple[tuple["Field[Any]", str], ...]
FILLED_DOWN = frozenset({"level1", "level2"})
"""Names of fields whose cells are usually merged: a blank means the same as above."""


@dataclass(frozen=True, slots=True)
class PastePlan:
    """What a paste would do."""

    change: Change
    added: int
    overwritten: int
    """Values that stand there and would become others."""
    first: int
    """The first row that gets something."""
    pasted: PastedRows
    doubt: str = ""
    """Why an amount cannot be right; empty where all can."""
    understood: tuple[str, ...] = ()
    """What was made of values that are not plain from what was copied: 三十六万元."""
    understood_at: frozenset[Place] = frozenset()
    """Where these values stand."""
    stays: int = 0
    """Values that stay because what was copied over them cannot be read."""

    @property
    def plain(self) -> bool:
        """Whether it can be done without a look at it first."""
        return self.pasted.plain and not self.overwritten and not self.doubt


def plan_paste(  # noqa: PLR0913 - what is pasted, and where
    session: Session,
    row_list: RowList,
    pasted: PastedRows,
    at: int | None,
    finish: Finish | None = None,
    *,
    insert: bool = False,
) -> PastePlan:
    """Return what pasting would do.

    Args:
        session: The open report.
        row_list: The list that is pasted into.
        pasted: The rows proposed.
        at: The position of the first row that is written over; None adds rows at the end, but
            writes over those of the same name.
        finish: Sets what follows from what was pasted in a row.
        insert: Put new rows in at `at`, and write over none.
    """
    draft = session.draft()
    section = FORM.sections[row_list.section]
    if insert and at is not None:
        targets = [draft.add(section, row_list.parent, at + n) for n in range(len(pasted.rows))]
    else:
        targets = list(_targets(session, draft, row_list, pasted.rows, at))
    overwritten = stays = 0
    above: dict[str, str] = {}
    understood: dict[Place, str] = {}
    known = set(session.report.rows(*row_list))
    several = sum(bool(text) for cells in pasted.rows for _, text in cells) > 1
    for row, cells in zip(targets, pasted.rows, strict=True):
        every = tuple(_cells_with_merged(cells, above))
        values = tuple(each for each in every if not (several and _spoils(session, *each, row)))
        stays += len(every) - len(values)
        overwritten += sum(
            _differs(session, field, text, row) for field, text in values if row in known
        )
        for field, text in values:
            note = draft.type_in(field, text, row)
            if note and not field.numbered:
                understood[field.at(row)] = f"{field.head}{note}"
            draft.drop_number(field, row)
        if finish is not None:
            finish(draft, row)
    _keep_last_totals(session, draft)
    added = sum(row not in known for row in set(targets))
    doubts = (_too_many(section, added), pasted.doubt or _too_large(session, draft.change))
    doubt = "；".join(filter(None, doubts))
    first = targets[0] if targets else 0
    words_first = sorted(understood, key=_is_of_figures)
    told = tuple(dict.fromkeys(understood[place] for place in words_first))
    return PastePlan(
        draft.change, added, overwritten, first, pasted, doubt, told, frozenset(understood), stays
    )


def _is_of_figures(place: Place) -> bool:
    field = FORM.field_at(place)
    return field is not None and field.kind.numeric


def _spoils(session: Session, field: Field[Any], text: str, row: int) -> bool:
    """Return whether words that cannot be read would stand where a value stands."""
    before = session.report[field.at(row)]
    unread = isinstance(field.read(text).value, Unread)
    return unread and before is not None and not isinstance(before, Unread)


def _keep_last_totals(session: Session, draft: Draft) -> None:
    """Keep last year's totals that rows new this year would make unknown."""
    source = Source(SourceKind.CARRIED, where=KEPT_TOTAL)
    for field, total in lost_last_totals(session.facts, session.report.apply(draft.change)):
        draft.put(field, total, source=source)


def _too_many(section: type[Section], added: int) -> str:
    """Return that a report never lists so many, empty where it may."""
    if added <= _MOST_USUAL:
        return ""
    what = f"{section.counter}{section.noun}"
    return f"要添加 {added:,} {what}，一份报告很少超过 {_MOST_USUAL} {section.counter}，核对是不是复制多了"


_MOST_USUAL = 200
"""Rows of one kind that a report lists at most: every one of them is printed."""


def _too_large(session: Session, change: Change) -> str:
    """Return which amount is probably in another unit, and why; empty where none is."""
    after = Facts(session.report.apply(change), session.scheme)
    places = [p for p in after.report.entries if after.report[p] != session.report[p]]
    told = amounts_in_doubt(session.facts, after, places)
    amounts = {p: v for p in told if isinstance(v := after.report[p], Decimal) and v >= 1}
    if not amounts:
        return ""
    largest = max(amounts, key=lambda place: amounts[place])
    field = FORM.field_at(largest)
    names = (f for f in FORM.sections[largest.section].fields if f.name in {"name", "title"})
    name = next((after.report[f.at(largest.row)] for f in names), None)
    head = field.head if field else ""
    which = f"“{name}”的{head}" if name else head
    return f"{which}是 {grouped(amounts[largest], 2)} 万元，{told[largest]}，核对金额单位是不是元"


def _cells_with_merged(cells: Cells, above: dict[str, str]) -> Iterator[tuple[Field[Any], str]]:
    """Return what a row says, the cells that were merged with those above included."""
    for field, cell in cells:
        text = cell or above.get(field.name, "")
        if field.name in FILLED_DOWN and text:
            if field.name == "level1" and cell and above.get("level1") != cell:
                above.pop("level2", None)
            above[field.name] = text
        if text:
            yield field, text


def _differs(session: Session, field: Field[Any], text: str, row: int) -> bool:
    before = session.report.entry(field.at(row))
    return before is not None and before.value != field.bare(field.read(text).value)


# Which row each pasted row goes to: by name where one of the same name is there.


def _targets(
    session: Session, draft: Draft, row_list: RowList, pasted: Sequence[Cells], at: int | None
) -> Sequence[int]:
    section = FORM.sections[row_list.section]
    rows = session.report.rows(*row_list)
    if at is not None:
        there = list(rows[at : at + len(pasted)])
        return there + [draft.add(section, row_list.parent) for _ in pasted[len(there) :]]
    named = _rows_by_name(session, section, rows)
    end = len(rows)
    while end and _is_blank(session, rows[end - 1], row_list.section):
        end -= 1
    blank = list(rows[end:])
    found: list[int] = []
    for cells in pasted:
        key = _name_key(
            {field: field.bare(field.read(text).value) for field, text in cells if text}
        )
        row = named.get(key) if key else None
        if row is None:
            row = blank.pop(0) if blank else draft.add(section, row_list.parent)
        elif key is not None:
            del named[key]  # two rows of one name are two rows
        found.append(row)
    return found


def _rows_by_name(
    session: Session, section: type[Section], rows: Sequence[int]
) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    for row in rows:
        values = {field: session.report[field.at(row)] for field in section.fields}
        key = _name_key({field: value for field, value in values.items() if value is not None})
        if key is not None:
            found.setdefault(key, row)
    return found


def _name_key(values: Mapping[Field[Any], Value | None]) -> tuple[str, ...] | None:
    """Return what tells a row from others of its section, None where it has no name."""
    name = next((v for f, v in values.items() if f.name in _NAMES and isinstance(v, str)), "")
    if not name:
        return None
    category = values.get(EconomicItem.category)
    if category is not None or EconomicItem.name in values:
        return str(category or ""), plain_name(name)
    return ("".join(mark for mark in name if mark not in _MARKS),)


_NAMES = frozenset({"name", "text", "title"})
_MARKS = " \u3000\n“”\"'（）()。；;，,"


def _is_blank(session: Session, row: int, section: str) -> bool:
    fields = FORM.sections[section].fields
    return all(session.report.entry(field.at(row)) is None for field in fields)


# One paste at a time: the clerk sees that a long one is being read, and answers one look.


def is_asked() -> bool:
    """Return whether a window waits for an answer, such as the look at the last paste.

    Keys that were pressed while it was on its way reach the page under it.
    """
    return QApplication.activeModalWidget() is not None


@contextmanager
def busy() -> Iterator[None]:
    """Show the cursor of waiting while rows are read or put in."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QApplication.restoreOverrideCursor()


# The look at what a paste would do, where it is not plain.


_SHOWN = 200
_NARROWEST, _WIDEST, _WORDS = 4, 16, 9
"""Em of a column; the last one of words takes what room is left, and is never narrower than that."""
_MOST_LEFT, _LEFT_LINE = 4, 1.4
"""Lines that are seen of what goes nowhere, and em of one."""


@dataclass(frozen=True, slots=True)
class Choosing:
    """What may be chosen in the look: the fields of the rows, and what comes of a choice."""

    fields: tuple[Field[Any], ...]
    replan: Callable[[PasteChoice], PastePlan]


class PasteRowsDialog(Dialog):
    """Shows the rows under the columns they go to, and what goes nowhere.

    Above the rows stands, for each column that was copied, where it goes; another place may be
    chosen, and another unit of money. `plan` is then what taking it does.
    """

    def __init__(
        self,
        plan: PastePlan,
        noun: str,
        counter: str,
        parent: QWidget | None = None,
        *,
        choosing: Choosing | None = None,
    ) -> None:
        """Show a plan; with `choosing` another place of a column and another unit are offered."""
        super().__init__("从表格粘贴", (58, 33), parent)
        self.plan, self._noun, self._counter = plan, noun, counter
        self._replan = choosing.replan if choosing is not None else None
        self._fields = choosing.fields if choosing is not None else ()
        self._columns: dict[int, Field[Any] | None] = {}
        self._unit: str | None = None
        self._headline = TextLabel("", TypeRole.HEAD)
        self._doubt = WrappedText("", tone=Tone.REMINDER)
        self._cells_with_merged = WrappedText("", tone=Tone.SECONDARY)
        self.column.addWidget(self._headline)
        self.column.addWidget(self._doubt)
        self.column.addWidget(self._cells_with_merged)
        self.choosers: dict[int, ComboBox] = {}
        self.unit: ComboBox | None = None
        if choosing is not None:
            words = f"放错了列的，在列名下面改选；不要的列选“{UNPLACED}”"
            self.column.addWidget(WrappedText(words, tone=Tone.SECONDARY))
            self.column.addWidget(self._choosing())
        self.table = _preview(plan.pasted)
        self._frame = framed(self.table)
        self.column.addWidget(self._frame, 1)
        self._left_title = TextLabel("下面这些没有放进去", TypeRole.STRONG, Tone.REMINDER)
        self._left = _lines()
        self.column.addWidget(self._left_title)
        self.column.addWidget(self._left)
        self._add_buttons()
        self._show()

    def _add_buttons(self) -> None:
        note = TextLabel("整批是一步，按 Ctrl+Z 全部撤销", TypeRole.SMALL, Tone.SECONDARY)
        leave = Button("不粘贴", key="Esc")
        leave.clicked.connect(self.reject)
        self.take = Button("", ButtonKind.PRIMARY)
        self.take.clicked.connect(self.accept)
        self.add_foot(note, leave, self.take, left=1)
        doubted = bool(self.plan.doubt)
        self.take.setDefault(not doubted)
        (self.unit if doubted and self.unit is not None else self.take).setFocus()

    def _show(self) -> None:
        """Show the plan as it is now."""
        pasted = self.plan.pasted
        self._headline.setText(headline(self.plan, self._noun, self._counter))
        self._doubt.setText(self.plan.doubt)
        self._doubt.setVisible(bool(self.plan.doubt))
        understood = told_briefly(self.plan.understood) if self.plan.understood else ""
        self._cells_with_merged.setText(
            "；".join(filter(None, (_column_words(pasted), understood)))
        )
        told = (*pasted.unread, *pasted.left_over)
        left = "\n".join(f"{each.where}：{each.words}" for each in told)
        self._left.setPlainText(left)
        self._left_title.setText(_left_words(self.plan))
        lines = min(max(len(told), 1), _MOST_LEFT)
        self._left.setFixedHeight(theme().em(_LEFT_LINE * lines + 0.8))
        for part in (self._left_title, self._left):
            part.setVisible(bool(left))
        self.take.set_text(f"放入 {len(pasted.rows)} 行")
        self.take.set_missing("" if pasted.rows else "没有可以放入的行")

    # ---- choosing

    def _choosing(self) -> QWidget:
        """Return the choosers: one over each column, one for the unit."""
        inner = QFrame()
        self._line = line = FlowRow(inner)
        line.setContentsMargins(0, 0, 0, 0)
        if any(isinstance(field.kind, AmountKind) for field in self._fields):
            each = [("", _EACH_ITS_OWN)] if self.plan.pasted.mixed else []
            units = [*each, *((unit, unit) for unit in reversed(UNITS))]
            self.unit = ComboBox(units, name="金额单位", width=5)
            self.unit.choose("" if each else self.plan.pasted.unit or "万元")
            self.unit.activated.connect(self._unit_chosen)
            line.addWidget(_titled("金额单位", self.unit))
        for column in self.plan.pasted.columns:
            line.addWidget(self._chooser(column))
        on_theme_change(self._space_choosers)
        return inner

    @Slot()
    def _space_choosers(self) -> None:
        """Take the gaps between the choosers from the theme."""
        self._line.set_gap(theme().em(0.4), theme().em(0.3))

    def _chooser(self, column: PastedColumn) -> QWidget:
        named = column.head.split("\n")[0][:8] or f"第 {column.at + 1} 列"
        box = ComboBox(
            [("", UNPLACED), *((field.key, field.head) for field in self._fields)],
            name=f"{named}放入",
            width=6.6,
        )
        box.choose(column.field.key if column.field is not None else "")
        box.activated.connect(partial(self._column_chosen, column.at))
        self.choosers[column.at] = box
        return _titled(named, box)

    @Slot(int)
    def _column_chosen(self, at: int, _index: int = 0) -> None:
        key = self.choosers[at].current_key
        self._columns[at] = next((f for f in self._fields if f.key == key), None)
        for other, box in self.choosers.items():
            if other != at and key and box.current_key == key:
                box.choose("")
                self._columns[other] = None
        self._plan_again()

    @Slot()
    def _unit_chosen(self, _index: int = 0) -> None:
        self._unit = (self.unit.current_key or None) if self.unit is not None else None
        self._plan_again()

    def _plan_again(self) -> None:
        if self._replan is None:
            return
        with busy():
            self.plan = self._replan(PasteChoice(dict(self._columns), self._unit))
        table = _preview(self.plan.pasted)
        frame = framed(table)
        self.column.replaceWidget(self._frame, frame)
        self._frame.deleteLater()
        self.table, self._frame = table, frame
        self._show()


_EACH_ITS_OWN = "各列不同"


def _titled(words: str, box: QWidget) -> QWidget:
    """Return a chooser under its title."""
    made = QFrame()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(TextLabel(words, TypeRole.SMALL, Tone.SECONDARY))
    column.addWidget(box)
    return made


def told_briefly(understood: Sequence[str]) -> str:
    """Return the first of what was understood otherwise than it was written, and how many there are."""
    more = f"等 {len(understood)} 处" if understood[_TOLD:] else ""
    return f"{'；'.join(understood[:_TOLD])}{more}"


_TOLD = 3
"""So many values are said to be understood otherwise than they were written."""


def headline(plan: PastePlan, noun: str, counter: str) -> str:
    """Return what a paste would do, in one sentence."""
    parts = []
    if plan.added:
        parts.append(f"添加 {plan.added} {counter}{noun}")
    if len(plan.pasted.rows) > plan.added:
        parts.append(f"写入已有的 {len(plan.pasted.rows) - plan.added} 行")
    if plan.overwritten:
        parts.append(f"其中 {plan.overwritten} 格原来有字，会换成新的")
    return "，".join(parts) or "没有可以放入的行"


def _column_words(pasted: PastedRows) -> str:
    if not pasted.headed:
        heads = "、".join(column.field.head for column in pasted.columns if column.field)
        why = {column.why for column in pasted.columns if not (column.field or column.expected)}
        parts = [f"没有认出列名，按顺序放入：{heads}" if heads else "没有认出列名", *why]
        return "；".join(part for part in parts if part)
    parts = [f"{c.head}（{c.why}）" for c in pasted.columns if c.field is None and c.head]
    return "按列名放入" + (f"；不放入的列：{'、'.join(parts)}" if parts else "")


def _left_words(plan: PastePlan) -> str:
    """Return the title over what could not be read and what goes nowhere."""
    unread, left = len(plan.pasted.unread), len(plan.pasted.left_over)
    if not unread:
        return "下面这些没有放进去"
    kept = f"，其中 {plan.stays} 格原来有数，不动" if plan.stays else ""
    more = f"；另有 {left} 处没有放进去" if left else ""
    return f"有 {unread} 格读不出，放入后按原样标出{kept}{more}"


def _preview(pasted: PastedRows) -> WordsTable:
    """Return the rows to be put in, each column on the side of its head."""
    fields = [column.field for column in pasted.columns if column.field]
    lines = [f.kind.lines if isinstance(f.kind, TextKind) else 0 for f in fields]
    words = [f for f in fields if not f.kind.numeric] or fields
    longest = fields[lines.index(max(lines))] if any(lines) else next(reversed(words), None)
    made = WordsTable(
        "要放入的行",
        [
            TableColumn(
                f.head,
                None if f is longest else _WIDEST,  # it takes what room is left
                figures=f.kind.numeric,
                narrow=_WORDS if f is longest else _NARROWEST,
                wraps=True,
            )
            for f in fields
        ],
    )
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.show_rows(
        [field.show(field.bare(field.read(text).value)) for field, text in cells]
        for cells in pasted.rows[:_SHOWN]
    )
    return made


def _lines() -> QPlainTextEdit:
    box = QPlainTextEdit()
    box.setReadOnly(True)
    box.setAccessibleName("没有放进去的")
    return box
