"""An editor bound to its field: value in and out, choices, problems, keys, words."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QMenu

from pingkou_gui.form.field import Amounts
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import ChoiceKind, TextKind, grouped, rounded
from pingkou_gui.form.pages.projects import ProjectIndicator
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import SINGLE, TYPED, FigureRef, RowList, Source, SourceKind, Unread
from pingkou_gui.report.carried import awaits_confirmation, confirm, waiting_in_row
from pingkou_gui.report.check_rules import shortened
from pingkou_gui.report.figure_index import FIGURES, explain, label, origin
from pingkou_gui.report.figures import QUANTITIES
from pingkou_gui.report.report import Draft
from pingkou_gui.report.row_names import (
    naming_field,
    row_label,
    same_place,
    words_worth_taking,
)
from pingkou_gui.report.scores import example_for
from pingkou_gui.ui.signs import Sign
from pingkou_gui.ui.theme import theme
from pingkou_gui.ui.widgets.base import FieldState
from pingkou_gui.ui.widgets.controls import MessageAction

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.form.field import Field
    from pingkou_gui.form.values import Entry, Place, Ref
    from pingkou_gui.report.facts import Facts, Figure
    from pingkou_gui.ui.editors.page_context import FieldProblem, PageContext


# Derived numbers as they stand in their cells.


_PLACES = {"万元": 2, "%": 2, "分": 2}


def number_text(value: Decimal | None, unit: str) -> str:
    """Return a number as it stands on the screen: half up, separators, a true minus sign."""
    if value is None:
        return ""
    places = _PLACES.get(unit)
    text = f"{value:,f}" if places is None else grouped(rounded(value, places), places)
    return text.replace("-", "−") + ("%" if unit == "%" else "")


def figure_text(facts: Facts, figure: Figure, row: int = SINGLE) -> str:
    """Return what stands in the cell of a derived number."""
    value = facts[figure, row]
    column = figure.key.rpartition(":")[2]
    if column == "rate" and figure.key.removesuffix("rate") + "change" in FIGURES:
        return _rate_text(facts, figure, row)
    if value == 0 and column in ("this", "last", "budget") and facts.stated_none(figure, row):
        return "无"
    if value == 0 and column == "change":
        return ""
    return number_text(value, figure.unit)


def _rate_text(facts: Facts, figure: Figure, row: int) -> str:
    stem = figure.key.removesuffix("rate")
    change = facts[FIGURES[stem + "change"], row]
    if change is None:
        return ""
    if change == 0:
        return "持平"
    value = facts[figure, row]
    return "上年为0" if value is None else number_text(value, "%")


# What the field bar says of the field in hand.


COLUMN_TITLES = {"": "本年决算", "_last": "上年决算", "_budget": "本年预算", "_reason": "变动原因"}
_AMOUNTS_OF = {
    field.key: line
    for section in FORM.sections.values()
    for line in section.lines
    if isinstance(line, Amounts)
    for field in line.fields
}


class FieldWords(NamedTuple):
    """The name of a field, what belongs there, and the one act on offer."""

    name: str
    what: str
    offer: MessageAction | None = None


def amounts_line(field: Field[Any]) -> Amounts | None:
    """Return the amount row that a field belongs to, None where it is no amount of a form."""
    return _AMOUNTS_OF.get(field.key)


def amounts_label(line: Amounts) -> str:
    """Return the label of an amount row with its economic class: 302 商品和服务支出."""
    return f"{line.code} {line.label}".strip()


def title_of(facts: Facts, field: Field[Any], row: int = SINGLE) -> str:
    """Return the name of a field in full: 302 商品和服务支出 · 本年决算."""
    line = _AMOUNTS_OF.get(field.key)
    if line is not None:
        return f"{amounts_label(line)} · {COLUMN_TITLES[field.name.removeprefix(line.name)]}"
    if FORM.sections[field.section].repeated():
        return f"{row_label(facts, field.section, row)} · {field.head}"
    return field.label


def words_of(
    facts: Facts,
    field: Field[Any],
    row: int = SINGLE,
    note: str = "",
    *,
    helped: bool = False,
) -> FieldWords:
    """Return what is said of a field; `note` says how the last thing typed was understood.

    With `helped` what belongs there is left out: it stands beside the field.
    """
    entry = facts.report.entry(field.at(row))
    found = entry.source if entry else None
    why = entry.value.why if entry and isinstance(entry.value, Unread) else ""
    parts = (
        note,
        why,
        field.unit,
        "" if helped else _help_of(facts, field, row),
        _last_year(facts, field),
        origin(found, field.at(row)) if found and found != TYPED and not note else "",
        f"见{field.source}" if field.source and not (found and found.file) else "",
    )
    return FieldWords(title_of(facts, field, row), "；".join(part for part in parts if part))


def _help_of(facts: Facts, field: Field[Any], row: int) -> str:
    """Return what belongs into a field; of an actual with an example of the kind of its target."""
    of = _OF_ACTUALS.get(field)
    example = example_for(facts, of, row) if of is not None and row > 0 else ""
    return f"{field.help}，例如 {example}" if example else field.help


_OF_ACTUALS: dict[object, type[Indicator | ProjectIndicator]] = {
    Indicator.actual: Indicator,
    ProjectIndicator.actual: ProjectIndicator,
}


def words_of_figure(facts: Facts, figure: Figure, row: int = SINGLE, note: str = "") -> FieldWords:
    """Return what is said of a derived number: its formula with the numbers, and its rule."""
    facts[figure, row]  # explained by what it read
    known = explain(facts, figure.at(row))
    unit = figure.unit if figure.unit != "%" else ""
    numbers = (
        known.numbers if facts[figure, row] is not None else _still_unknown(facts, figure, row)
    )
    parts = (note, numbers, unit, figure.source)
    return FieldWords(figure.label, "；".join(part for part in parts if part))


def _still_unknown(facts: Facts, figure: Figure, row: int) -> str:
    """Return how a number will be worked out, and what is still to be filled in for it."""
    known = explain(facts, figure.at(row))
    rule = f"{figure.label} = {known.words}" if known.words else ""
    read = [ref for ref in facts.reads(figure.at(row)) if not isinstance(ref, RowList)]
    missing = [label(ref) for ref in read if _is_missing(facts, ref)]
    still = f"还要填{'、'.join(dict.fromkeys(missing[:3]))}" if missing else "还不能算"
    return f"{still}；{rule}" if rule else still


def _is_missing(facts: Facts, ref: Ref) -> bool:
    if isinstance(ref, FigureRef):
        return facts[FIGURES[ref.figure], ref.row] is None
    return facts.report.entry(ref) is None


def _last_year(facts: Facts, field: Field[Any]) -> str:
    line = _AMOUNTS_OF.get(field.key)
    if line is None or field.name == f"{line.name}_last":
        return ""
    shown = figure_text(facts, QUANTITIES[line.key].last)
    return f"上年 {shown}" if shown else ""


# The tie between one value of the report and the widget it is typed in.


PAUSE = 200
"""Milliseconds without a key after which what was typed is handed over."""
CONFIRM = MessageAction("confirm", "确认沿用", "Ctrl+D")
TAKE_OVER = MessageAction("confirm", "照上年写", "Ctrl+D")
PHRASES = "phrases"
"""The key of the act that offers the scheme's phrases."""
LONGEST = 1_800
"""Milliseconds after a key by which what was typed is handed over, however fast more follows."""
_GIVEN_UP = "按 Esc 没有留下刚改的“{}”，按 {} 恢复"
LAST_YEAR = MessageAction("last", "看上年怎么写")
_QUOTED = 40
MARKS = {SourceKind.WORKBOOK: Sign.WORKBOOK, SourceKind.REPORT: Sign.REPORT}
BY_PROGRAM = "这个数由程序算出"


def phrases_action(field: Field[Any]) -> MessageAction:
    """Return the offer of the phrases for a field, called by what is written there."""
    return MessageAction(PHRASES, f"选常用{'原因' if '原因' in field.head else '语'}", "Alt+↓")


class EditorView(Protocol):
    """What a binding asks of the widget it drives."""

    def typed_text(self) -> str:
        """Return the text that stands in the widget, as it was typed."""

    def show_text(self, text: str) -> None:
        """Show a text in place of what stands in the widget, without it counting as typed."""

    def show_look(self, state: FieldState, left: Sign | None, right: Sign | None) -> None:
        """Show a state and the signs inside the frame."""


class Binding(QObject):
    """Shows the value of a field in a row, and hands over what is typed.

    While typing, text is handed over after a short pause, and one stay in the field is one
    step of the history. Text that cannot be read does not count as a pause's end, so that nobody
    is interrupted in the middle of a number; it is handed over at the end of the stay, and at
    the latest `LONGEST` after the first key that is not saved yet.
    """

    problems_changed = Signal()
    """`problems` are other ones now."""
    bound = Signal()
    """It shows another row now."""
    focus_changed = Signal(bool)
    """The focus came (True) or went."""

    def __init__(  # noqa: PLR0913 - what is tied to what
        self,
        view: QWidget,
        field: Field[Any],
        row: int,
        context: PageContext,
        *,
        figure: Figure | None = None,
        derived: Callable[[Facts], bool] | None = None,
    ) -> None:
        """Tie `view`, a widget that is an `EditorView`, to the value.

        Args:
            view: The widget.
            field: The field.
            row: Its row, 0 in a section that is not repeated.
            context: Shared with the other editors.
            figure: The figure of the same quantity, shown while `derived` holds.
            derived: Whether the value follows from others, so that none is typed.
        """
        super().__init__(view)
        self._widget, self._view = view, cast("EditorView", view)
        self.field, self.row, self.context = field, row, context
        self._figure, self._derived = figure, derived
        self.helped_beside: Callable[[], bool] = lambda: False
        """Whether what belongs there stands beside the field, so that nobody need say it again."""
        self._dirty = self._merging = self._focused = self._was_derived = False
        self._handed_over = False
        """Whether something typed in this stay was handed over."""
        self._before: Entry | None = None
        self._restores = ""
        """The key that brings back what was typed and given up with Esc, empty for none."""
        self._note = self._kept_note = ""
        """What was said of the field; the second while the focus is on its way back to it."""
        self.refusal = ""
        """Why nothing was pasted; it stands in the row until something is typed or the stay ends."""
        self._problems: tuple[FieldProblem, ...] = ()
        self._last_found: tuple[object, str] | None = None
        context.register(self, self.place)
        if figure is not None:
            context.register_figure(self, self._follow)
        self.refresh()

    @cached_property
    def waits(self) -> tuple[QTimer, QTimer]:
        """The pause after which typed text is handed over, and the longest wait for one."""
        pause = QTimer(self, singleShot=True, interval=PAUSE)
        pause.timeout.connect(self._pause_over)
        longest = QTimer(self, singleShot=True, interval=LONGEST)
        longest.timeout.connect(self.commit)
        return pause, longest

    @property
    def widget(self) -> QWidget:
        """The widget the value is shown in."""
        return self._widget

    @property
    def place(self) -> Place:
        """The address of the value."""
        return self.field.at(self.row)

    @property
    def problems(self) -> tuple[FieldProblem, ...]:
        """What is the matter with the value."""
        return self._problems

    @property
    def is_derived(self) -> bool:
        """Whether the value follows from others just now."""
        return self._derived is not None and self._derived(self.context.facts)

    @property
    def is_carried(self) -> bool:
        """Whether the value was taken over from last year and not looked at yet."""
        entry = self.context.session.report.entry(self.place)
        return entry is not None and awaits_confirmation(self.place, entry)

    @property
    def choices(self) -> tuple[str, ...]:
        """What the field offers: the labels of a choice, or the scheme's phrases."""
        if isinstance(self.field.kind, ChoiceKind):
            return tuple(label for _, label in self.field.kind.options)
        if not self.field.phrases:
            return ()
        from pingkou_gui.report.fitting_phrases import fitting_phrases  # noqa: PLC0415 - once asked

        phrases = self.context.session.scheme.phrases.get(self.field.phrases, ())
        fitting = fitting_phrases(self.context.facts, self.field, phrases)
        return tuple(dict.fromkeys((*self.own_phrases, *fitting)))

    @property
    def own_phrases(self) -> tuple[str, ...]:
        """The phrases that the clerk has kept for fields of this kind."""
        book = self.context.phrase_book
        return book.phrases_of(self.field.phrases) if self.field.phrases else ()

    @property
    def offers(self) -> bool:
        """Whether there are choices; taken for granted until the scheme was read."""
        unread = self.field.phrases and not self.context.facts.scheme_is_read
        return bool(unread or self.choices)

    @property
    def last_text(self) -> str:
        """What the unit's report of the year before says here, empty where it is not at hand."""
        last = self.context.session.last_year
        if last is None or not isinstance(self.field.kind, TextKind):
            return ""
        report = self.context.session.report
        called = report[naming_field(FORM.sections[self.field.section]).at(self.row)]
        key = id(last), self.row, called if self.row else None
        if self._last_found is None or self._last_found[0] != key:  # rows are looked for by name
            place = same_place(self.place, report, last)
            value = None if place is None else last[place]
            self._last_found = key, words_worth_taking(self.field, value)
        return self._last_found[1]

    @property
    def written_text(self) -> str:
        """The words that stand here, empty for none."""
        value = self.context.session.report[self.place]
        return value if isinstance(value, str) else ""

    @property
    def title(self) -> str:
        """The name of the field in full."""
        return title_of(self.context.facts, self.field, self.row)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written here yet."""
        return self.context.session.report.entry(self.place) is None

    @property
    def helps(self) -> tuple[MessageAction, ...]:
        """What helps to write a text that is still missing."""
        if not self.is_blank or isinstance(self.field.kind, ChoiceKind):
            return ()
        return (phrases_action(self.field),) * self.offers + (LAST_YEAR,) * bool(self.last_text)

    def bind(self, row: int) -> None:
        """Show the same field of another row."""
        was = self._end_stay()
        self._dirty = False  # what could not be saved waits in the session, for its own row
        self.context.release(self, self.place)
        self.row = row
        self.context.register(self, self.place)
        if self._figure is not None:
            self.context.register_figure(self, self._follow)
        self._note = ""
        self.refresh()
        self.bound.emit()
        if was:
            self.focus_changed.emit(False)  # noqa: FBT003 - Qt's own
        if self._widget.hasFocus():  # it stays, and Qt tells of no other
            self.enter()

    def release(self) -> None:
        """Let go of the value, before the widget is deleted: it shows nothing any more."""
        was = self._end_stay()
        self.context.release(self, self.place)
        if was:
            self.focus_changed.emit(False)  # noqa: FBT003 - Qt's own

    def enter(self) -> None:
        """Begin a stay: the focus has come."""
        self._before = self.context.session.report.entry(self.place)
        self._merging, self._note, self._focused = False, self._kept_note, True
        self._kept_note = ""
        self._handed_over = False
        self.announce()
        self.context.entered.emit(self.place)
        self.focus_changed.emit(True)  # noqa: FBT003 - Qt's own

    @Slot()
    def typed(self) -> None:
        """Note that the clerk has typed; the value is handed over after a pause."""
        self.turn_away("")
        if self._restores:
            self.unsay()
        self._dirty = True
        pause, longest = self.waits
        pause.start()
        if not longest.isActive():
            longest.start()

    def put(self, text: str) -> None:
        """Put `text` in as if it had been typed, and hand it over at once."""
        self._view.show_text(text)
        self._dirty = True
        self.commit()
        self.refresh()

    @Slot()
    def commit(self) -> None:
        """Hand over what was typed; where it cannot be saved it stays in the widget."""
        if self._commit_text() and self._focused:
            self.announce()

    def _commit_text(self) -> bool:
        """Hand over what was typed; return whether there was something and it is saved."""
        if not self._dirty:
            return False
        self._stop_waiting()
        session, merge = self.context.session, self._merging
        note = session.type_in(self.field, self._view.typed_text(), self.row, merge=merge)
        if session.unsaved:
            return False
        self._dirty, self._merging, self._note = False, True, note
        self._handed_over = True
        return True

    def _stop_waiting(self) -> None:
        if self._dirty:  # nothing waits, and no timer may have been made, before
            for wait in self.waits:
                wait.stop()

    def begin_step(self) -> None:
        """Hand over, and have what follows be a step of its own: undo takes back that alone."""
        self.commit()
        self._merging = False

    def type_into(self, draft: Draft) -> None:
        """Put what was typed and is not saved yet into a draft."""
        if self._dirty:
            draft.type_in(self.field, self._view.typed_text(), self.row)

    def leave(self) -> None:
        """End the stay: hand over, and show the value as it is written."""
        was = self._end_stay()
        self.refresh()
        if was:
            self.focus_changed.emit(False)  # noqa: FBT003 - Qt's own

    def _end_stay(self) -> bool:
        """Hand over; return whether the focus was here."""
        self.commit()
        self.turn_away("")
        self._drop_number()
        was, self._focused, self._merging = self._focused, False, False
        self._handed_over = False
        if self._note:
            self.context.note_understood("" if self._restores else self.title, self._note)
            self._note = self._restores = ""
        return was

    def _drop_number(self) -> None:
        """Take off a number typed in this stay: a step of its own, so that undo brings it back."""
        session = self.context.session
        if not (self.field.numbered and self._handed_over) or session.unsaved:
            return
        draft = session.draft()
        draft.drop_number(self.field, self.row)
        if draft.change:
            session.make(draft.change, f"去掉{self.field.label}的编号")
            self._merging = self._handed_over = False

    def commit_and_format(self) -> None:
        """Hand over and show the value as it is written, without leaving."""
        self._commit_text()
        self._drop_number()
        if not self._dirty:
            self._view.show_text(self.field.show(self.context.session.report[self.place]))
        self.announce()

    def revert(self) -> bool:
        """Bring back the value from before this stay; return whether there was another.

        What was typed is a step of the history all the same, so that it can be had back.
        """
        self._stop_waiting()
        session, words = self.context.session, self._view.typed_text()
        changed = self._dirty or session.report.entry(self.place) != self._before
        self._commit_text()
        self._note, key = "", ""
        if self._dirty:  # it cannot be saved
            self._dirty = False
            self._put_back(merge=True)
        elif session.report.entry(self.place) != self._before:
            key = self._take_back()
            self._note = _GIVEN_UP.format(shortened(words) or "空白", key)
        self._restores, self._merging = key, False
        self._handed_over = False
        self.refresh()
        self.announce()
        return changed

    def _take_back(self) -> str:
        """Bring back the value from before this stay; return the key that makes it undone."""
        session = self.context.session
        while session.report.entry(self.place) != self._before:
            if not session.undo_value(self.place):
                self._put_back()
                return "Ctrl+Z"
        return "Ctrl+Y"

    def _put_back(self, *, merge: bool = False) -> None:
        session = self.context.session
        draft = Draft(session.report_as_made)
        draft.put_entry(self.place, self._before)
        session.make(draft.change, f"修改{self.field.label}", merge=merge)

    def confirm(self) -> bool:
        """Confirm what was taken over from last year, or take it over; return whether it was.

        In a row all of it is confirmed at once.
        """
        text, session = self.last_text, self.context.session
        self.commit()
        draft = Draft(session.report)
        if self.is_carried:
            confirm(draft, session.report, waiting_in_row(session.report, self.place))
            noun = FORM.sections[self.field.section].noun
            session.make(draft.change, f"确认沿用{noun if self.row else self.field.label}")
        elif text and self.is_blank:
            return self.take_last()
        else:
            return False
        self.announce()
        return True

    def take_last(self) -> bool:
        """Write what last year's report says, in place of what stands here; undo brings it back."""
        text, session = self.last_text, self.context.session
        self.commit()
        draft = Draft(session.report)
        draft.put(self.field, text or None, self.row, Source(SourceKind.CARRIED, where="上年报告"))
        session.make(draft.change, f"照上年写{self.field.label}")
        self.announce()
        return bool(text)

    def announce(self) -> None:
        """Have the field bar speak of the field."""
        facts = self.context.facts
        if self.is_derived and self._figure is not None:
            self.context.announce(words_of_figure(facts, self._figure, note=self._note))
            return
        last = self.last_text if self.is_blank or self.field.phrases else ""
        last = "" if last == self.written_text else last
        quoted = last if len(last) <= _QUOTED else last[:_QUOTED] + "…"
        note = self._note or (f"上年写的是“{quoted}”" if last else "")
        words = words_of(facts, self.field, self.row, note, helped=self.helped_beside())
        self.context.announce(words._replace(offer=self._offer(last)))

    def _offer(self, last: str) -> MessageAction | None:
        if self._restores:
            return MessageAction(self._restores, "恢复", self._restores)
        if self.is_carried:
            return CONFIRM
        if last and self.is_blank:
            return TAKE_OVER
        return next(iter(self.helps), None)

    def say(self, note: str) -> None:
        """Say something of the field as long as it is in hand, and once more behind it.

        After a question the focus comes back only when the window is the active one again.
        """
        self._note = note
        self._kept_note = "" if self._focused else note
        self.context.forget_understood()
        self.announce()

    def turn_away(self, why: str) -> None:
        """Say in the row why nothing was pasted; a blank takes that back."""
        if why != self.refusal:
            self.refusal = why
            self.problems_changed.emit()

    def unsay(self) -> None:
        """Say no more what was said of the field, in its row neither: it holds no longer."""
        self.turn_away("")
        self._note = self._restores = ""

    @Slot()
    def refuse(self) -> None:
        """Say that the number is worked out, where somebody types into it."""
        self._note = BY_PROGRAM
        self.announce()
        self._note = ""

    @Slot()
    def refresh(self) -> None:
        """Show what the report has; text being typed stays as it is."""
        derived = self._was_derived = self.is_derived
        if not self._dirty:
            self._view.show_text(self._derived_text() if derived else self._typed_text())
        self._show_look(derived=derived)
        problems = self.context.problems_at(self.place)  # a total that is derived may contradict
        if problems != self._problems:
            self._problems = problems
            self.problems_changed.emit()

    def _follow(self) -> None:
        """Show the number where it follows, or no longer follows, from what has changed."""
        if self._was_derived or self.is_derived:
            self.refresh()

    def _derived_text(self) -> str:
        if self._figure is None:
            return self._typed_text()
        return figure_text(self.context.facts, self._figure)

    def _typed_text(self) -> str:
        value = self.context.session.report[self.place]
        typed = self._view.typed_text()
        if self._focused and self.field.read(typed).value == value:
            return typed  # the same, in the clerk's own words: set in order on leaving
        return self.field.show(value)

    def _show_look(self, *, derived: bool) -> None:
        if derived:
            self._view.show_look(FieldState.DERIVED, None, None)
            return
        entry = self.context.session.report.entry(self.place)
        left = MARKS.get(entry.source.kind) if entry else None
        offered = Sign.CHEVRON if self.offers else None
        marked = self.is_carried and self.row == SINGLE  # rows are marked once, in their table
        self._view.show_look(self._state(entry), left, Sign.CARRIED if marked else offered)

    def _state(self, entry: Entry | None) -> FieldState:
        signs = [problem.message.sign for problem in self.context.problems_at(self.place)]
        if Sign.ERROR in signs:
            return FieldState.ERROR
        if Sign.REMINDER in signs:
            return FieldState.REMINDER
        if entry is None:
            missing = self.context.is_gap(self.place)
            return FieldState.REQUIRED if missing else FieldState.EMPTY
        return FieldState.CARRIED if self.is_carried else FieldState.TYPED

    @Slot()
    def _pause_over(self) -> None:
        parsed = self.field.read(self._view.typed_text())
        if not isinstance(parsed.value, Unread) and not isinstance(self.field.kind, ChoiceKind):
            self.commit()


# The list of what a field offers, opened under it.


class ChoiceMenu(QMenu):
    """The open list; who types all the same writes into the field it belongs to."""

    def __init__(self, under: QWidget) -> None:
        super().__init__(under)
        self._under = under

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text.strip() and text.isprintable():
            self.close()
            QApplication.sendEvent(self._under, event)
        else:
            super().keyPressEvent(event)


_WIDEST = 30
_ELIDE = Qt.TextElideMode.ElideRight


def offer_choices(
    under: QWidget,
    choices: Sequence[str],
    current: str,
    take: Callable[[str], None],
    others: Sequence[tuple[str, Callable[[], object]]] = (),
) -> QMenu | None:
    """Open the choices under a widget; `take` gets the one picked. Returns the open list.

    Behind a line stand `others`: what else can be done, by its title.
    """
    if not choices and not others:
        return None
    menu = ChoiceMenu(under)
    menu.setMinimumWidth(under.width())
    for choice in choices:
        shown = under.fontMetrics().elidedText(choice, _ELIDE, theme().em(_WIDEST))
        action = menu.addAction(shown.replace("&", "&&"))
        action.setData(choice)
        action.triggered.connect(partial(_picked, take, choice))
        if choice == current:
            menu.setActiveAction(action)
    if choices and others:
        menu.addSeparator()
    for title, do in others:
        action = menu.addAction(under.fontMetrics().elidedText(title, _ELIDE, theme().em(_WIDEST)))
        action.triggered.connect(partial(_done, do))
    if menu.activeAction() is None:
        menu.setActiveAction(menu.actions()[0])
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(under.mapToGlobal(under.rect().bottomLeft()))
    return menu


def phrase_actions(binding: Binding, words: str) -> list[tuple[str, Callable[[], object]]]:
    """Return what can be done with the words in a field: keep them as a phrase, or no more."""
    book, kind, words = binding.context.phrase_book, binding.field.phrases, words.strip()
    if not kind or not words or "\n" in words or len(words) > LONGEST_PHRASE:
        return []
    if words in binding.own_phrases:
        return [(f"从常用语里去掉“{words}”", partial(book.drop_phrase, kind, words))]
    if words in binding.choices:
        return []
    return [(f"把“{words}”存为常用语", partial(book.keep_phrase, kind, words))]


LONGEST_PHRASE = 100
"""Letters of words that can be kept as a phrase."""


def _done(do: Callable[[], object], _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
    do()


def _picked(take: Callable[[str], None], choice: str, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
    take(choice)
