"""What the editors of a page share: the report, problems of fields, keys, and what is said of a field."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from shiboken6 import isValid

from pingkou_gui.form.form import FORM
from pingkou_gui.form.values import SINGLE, FigureRef, Place, RowList, Unread
from pingkou_gui.report.carried import confirm, confirmed_together
from pingkou_gui.report.findings import Severity
from pingkou_gui.report.report import Draft
from pingkou_gui.ui.breakpoints import Breakpoints
from pingkou_gui.ui.signs import Sign
from pingkou_gui.ui.widgets.controls import Message, MessageAction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.form.values import Ref, Value
    from pingkou_gui.report.facts import Facts
    from pingkou_gui.report.findings import Finding, QuickFix
    from pingkou_gui.report.report import Change, Report
    from pingkou_gui.session import Session
    from pingkou_gui.ui.editors.binding import FieldWords
    from pingkou_gui.ui.editors.field_editors import FieldEditor


# What is the matter with a value, ready to stand under its row.


SIGNS = {
    Severity.ERROR: Sign.ERROR,
    Severity.REMINDER: Sign.REMINDER,
    Severity.HINT: Sign.HINT,
}


class FieldProblem(NamedTuple):
    """A message with what its actions do, in the same order."""

    message: Message
    fixes: tuple[QuickFix, ...] = ()


def problems_of(
    value: Value | None, findings: tuple[Finding, ...], *, missing: bool = False
) -> tuple[FieldProblem, ...]:
    """Return the messages about a value: what cannot be read first, then open findings.

    Hints stand in the list of findings alone. Where the value is `missing`, what reminds of it
    asks for it.
    """
    unread = (FieldProblem(Message(Sign.ERROR, value.why)),) if isinstance(value, Unread) else ()
    if not findings:
        return unread
    return unread + tuple(
        _problem(each, missing=missing or each.asks)
        for each in findings
        if each.open and each.severity is not Severity.HINT
    )


def _problem(finding: Finding, *, missing: bool) -> FieldProblem:
    fixes = finding.fixes[:2]
    actions = tuple(MessageAction(str(index), fix.label) for index, fix in enumerate(fixes))
    sentence = "，".join(part for part in (finding.message, finding.advice) if part)
    asked = missing and finding.severity is Severity.REMINDER
    sign = Sign.PARTIAL if asked else SIGNS[finding.severity]
    return FieldProblem(Message(sign, sentence, actions), fixes)


def put_fix(session: Session, fix: QuickFix, label: str = "") -> bool:
    """Put in what a finding offers, all of it in one step; return whether it was saved."""
    draft = Draft(session.report_as_made)
    for place, text in ((fix.place, fix.text), *fix.also):
        field = FORM.field_at(place)
        if field is not None:
            draft.type_in(field, text, place.row)
    return bool(draft.change) and session.make(draft.change, label or fix.label)


def shows_figure(widget: QWidget, ref: FigureRef) -> bool:
    """Return whether a widget shows that derived number, in the row it belongs to."""
    figure = getattr(widget, "figure", None)
    return figure is not None and figure.at(getattr(widget, "row", 0)) == ref


# What the editors of a window share: the session, who shows which place, the field bar.


if TYPE_CHECKING:
    Kept = dict[int, tuple[QWidget, Callable[[], None]]]

Target = Place | FigureRef | RowList
"""Where a jump can lead: a typed value, a derived number, a list."""


class Shown(Protocol):
    """Something on the screen that shows a place or a figure."""

    @property
    def widget(self) -> QWidget:
        """The widget that a jump focuses and brings into sight."""

    def refresh(self) -> None:
        """Show what the report has now."""

    def commit(self) -> None:
        """Hand over what was typed and not handed over yet."""


class Ask(Enum):
    """What can be asked about the field in hand wherever it is shown: title and key."""

    EXPLAIN = ("这个数怎么来的", "Ctrl+[")
    YEARS = ("各年的数和文字…", "F9")
    HISTORY = ("这一栏改过什么…", "")
    HELP = ("说明", "F1")

    @property
    def title(self) -> str:
        """What it is called in a menu."""
        return str(self.value[0])

    @property
    def shown(self) -> str:
        """The title with its key, as a menu shows them."""
        return "\t".join(part for part in self.value if part)


class SpreadCells(Protocol):
    """Pastes cells of a sheet from a field on, given its column and those right of it."""

    def __call__(
        self, editor: FieldEditor, columns: Sequence[Sequence[FieldEditor]], text: str, /
    ) -> tuple[str, bool, str]:
        """Return what is said of it, whether it was done, and what is to be said in the row."""


class PhraseBook(Protocol):
    """Keeps the clerk's own phrases by the name of the list they belong to."""

    def phrases_of(self, kind: str) -> tuple[str, ...]:
        """Return the phrases kept for a list, the last one kept first."""

    def keep_phrase(self, kind: str, words: str) -> None:
        """Keep words as a phrase of a list."""

    def drop_phrase(self, kind: str, words: str) -> None:
        """Keep words no more."""


class PhrasesOfASession:
    """A `PhraseBook` that forgets with the window; the window puts one in its place that does not."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, ...]] = {}

    def phrases_of(self, kind: str) -> tuple[str, ...]:
        """Return the phrases kept for a list."""
        return self._kept.get(kind, ())

    def keep_phrase(self, kind: str, words: str) -> None:
        """Keep words as a phrase of a list."""
        self._kept[kind] = tuple(dict.fromkeys((words, *self.phrases_of(kind))))

    def drop_phrase(self, kind: str, words: str) -> None:
        """Keep words no more."""
        self._kept[kind] = tuple(each for each in self.phrases_of(kind) if each != words)


class PageContext(QObject):
    """Shared by all editors of one open report.

    Editors register the places they show; a change refreshes those and no others. What
    follows from other values is refreshed after every change while its page is in sight, and
    else as soon as its page comes into sight: nobody sees anything stale, and whatever is
    exported or counted is worked out from the report, never read off the screen.
    """

    spoke = Signal(object)
    """`FieldWords` for the field bar."""
    entered = Signal(object)
    """The focus came to this place (`Place` or `FigureRef`)."""
    jump_wanted = Signal(object)
    """A `Target` to be brought into sight and focused."""
    item_wanted = Signal(object)
    """Something open, an `OpenItem`, to be gone to on its own page."""
    asked = Signal(object)
    """Something is asked about the field in hand: an `Ask`."""
    rows_changed = Signal(object)
    """The rows of this `Lane` were added to, removed from or put in another order."""
    problems_changed = Signal(object)
    """The `frozenset` of places whose gaps or findings are other ones now."""
    carried_changed = Signal(object)
    """By page, how much of it was taken over from last year and is unconfirmed."""
    room_changed = Signal()
    """`room` is another one."""
    about_to_refresh = Signal()
    """Something has changed, and pages are about to show it."""
    about_to_tell = Signal()
    """Something was found out, however long after the last change, and pages will show it."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.phrase_book: PhraseBook = PhrasesOfASession()
        """Where the clerk's own phrases are kept."""
        self._shown: dict[Place, list[Shown]] = {}
        self._derived: Kept = {}
        self._asleep: dict[QWidget, tuple[Report, Kept]] = {}
        self._reveal: dict[str, Callable[[Target], QWidget | None]] = {}
        self._room = Breakpoints()
        self._understood, self._said_beside = ("", ""), ""
        """What was made of the field typed in last, and the field that said so after it."""
        self.spread_cells: SpreadCells | None = None
        """Pastes cells from a field of figures on; a page that knows tables puts it there."""
        self.in_hand: Target | None = None
        """What the focus came to last; a list is one without rows."""
        self.entered.connect(self._enter)
        self._gaps: frozenset[Place] = frozenset()
        self._findings: Mapping[Place, tuple[Finding, ...]] = {}
        session.changed.connect(self._changed)

    @property
    def facts(self) -> Facts:
        """The report with its figures, as they stand."""
        return self.session.facts

    @property
    def room(self) -> Breakpoints:
        """How wide and high the window is, in the steps at which pages are laid out otherwise."""
        return self._room

    def set_room(self, room: Breakpoints) -> None:
        """Tell the pages what there is room for."""
        if room != self._room:
            self._room = room
            self.room_changed.emit()

    def register(self, shown: Shown, place: Place) -> None:
        """Have `shown` refreshed whenever the value at `place` changes."""
        self._shown.setdefault(place, []).append(shown)

    def register_figure(self, shown: Shown, follow: Callable[[], None] | None = None) -> None:
        """Have `shown` refreshed after every change, by `follow`: it shows a derived number."""
        self._derived[id(shown)] = shown.widget, follow or shown.refresh

    def keep_current(self, widget: QWidget, refresh: Callable[[], None]) -> None:
        """Have `refresh` called after every change: `widget` shows what follows from many."""
        self._derived[id(widget)] = widget, refresh

    def release(self, shown: Shown, place: Place | None = None) -> None:
        """Forget what `register` and `register_figure` noted."""
        for derived in (self._derived, *(asleep for _, asleep in self._asleep.values())):
            derived.pop(id(shown), None)
        if place in self._shown:
            self._shown[place] = [each for each in self._shown[place] if each is not shown]
            if not self._shown[place]:
                del self._shown[place]

    def pause_figures(self, page: QWidget) -> None:
        """Leave the derived numbers of a page alone: it has gone out of sight."""
        self.resume_figures(page)
        here = {
            key: (widget, refresh)
            for key, (widget, refresh) in self._derived.items()
            if isValid(widget) and page.isAncestorOf(widget)
        }
        self._derived = {key: each for key, each in self._derived.items() if key not in here}
        self._asleep[page] = self.session.report, here

    def resume_figures(self, page: QWidget) -> None:
        """Refresh the derived numbers of a page that comes into sight, if anything changed."""
        report, here = self._asleep.pop(page, (self.session.report, {}))
        self._derived.update(here)
        if report is not self.session.report:
            self._refresh_derived(here)

    def showing(self, place: Place) -> tuple[Shown, ...]:
        """Return what shows a place just now."""
        return tuple(each for each in self._shown.get(place, ()) if isValid(each.widget))

    def add_host(self, section: str, reveal: Callable[[Target], QWidget | None]) -> None:
        """Have `reveal` bring a place of `section` into sight and return the widget to focus.

        For what shows its rows in a table or folded away; without a host the editor
        registered at the place is looked up.
        """
        self._reveal[section] = reveal

    def drop_host(self, section: str) -> None:
        """Forget who brings the places of a section into sight."""
        self._reveal.pop(section, None)

    def find(self, target: Target) -> QWidget | None:
        """Return the widget that shows `target`, brought into sight by its host."""
        section = getattr(target, "section", "") or getattr(target, "figure", "").split(":")[0]
        reveal = self._reveal.get(section) or self._reveal.get(section.split(".")[0])
        found = reveal(target) if reveal is not None else None
        if found is None and isinstance(target, Place) and self._is_there(target):
            found = next((each.widget for each in self.showing(target)), None)
        if found is None and isinstance(target, FigureRef):
            found = next((w for w in self._derived_widgets() if shows_figure(w, target)), None)
        return found

    def _is_there(self, place: Place) -> bool:
        """Return whether there is such a row, be it one that is none yet: a detail may show its last."""
        blank = self.session.blank
        known = place.row == SINGLE or (blank is not None and blank.row == place.row)
        return known or self.session.report.row_list_of(place.section, place.row) is not None

    def _derived_widgets(self) -> Iterator[QWidget]:
        for derived in (self._derived, *(asleep for _, asleep in self._asleep.values())):
            yield from (widget for widget, _ in derived.values() if isValid(widget))

    def jump(self, target: Target) -> None:
        """Ask for a place to be brought into sight and focused, on whatever page it stands."""
        self.jump_wanted.emit(target)

    def announce(self, words: FieldWords) -> None:
        """Show words in the field bar, behind what was made of the field left just before."""
        left, said = self._understood
        if said and words.name != left:
            if self._said_beside in ("", words.name):
                self._said_beside = words.name
                words = words._replace(what="；".join(filter(None, (said, words.what))))
            else:
                self._understood, self._said_beside = ("", ""), ""
        self.spoke.emit(words)

    def note_understood(self, name: str, note: str) -> None:
        """Have the next field say how the last thing typed was understood, as its own no longer can.

        Args:
            name: What the field is called that was typed in; empty where the note says it all.
            note: How it was understood, empty where that is plain.
        """
        said = f"{name} {note}".strip() if note else ""
        self._understood, self._said_beside = (name, said), ""

    def forget_understood(self) -> None:
        """Say no more how the last thing typed was understood: another page, or another act."""
        self._understood, self._said_beside = ("", ""), ""

    def commit_pending(self) -> bool:
        """Hand over everything typed; return whether all of it is saved."""
        for shown in list(self._all()):
            shown.commit()
        return not self.session.unsaved

    def report_as_typed(self) -> Report:
        """Return the report with what was typed and could not be saved yet."""
        report = self.session.report_as_made
        draft = Draft(report)
        for shown in self._all():
            typed = getattr(shown, "type_into", None)
            if typed is not None:
                typed(draft)
        return report.apply(draft.change)

    def confirm_page(self, page: str) -> bool:
        """Confirm what was taken over from last year on a page; return whether it is saved.

        Texts with figures are left, to be looked at one by one.
        """
        self.commit_pending()
        report = self.session.report
        draft = Draft(report)
        confirm(draft, report, confirmed_together(report, page))
        return self.session.make(draft.change, "本页全部确认")

    def is_gap(self, place: Place) -> bool:
        """Return whether something required is missing there."""
        return place in self._gaps

    def problems_at(self, place: Place) -> tuple[FieldProblem, ...]:
        """Return what is the matter with the value at a place."""
        found = self._findings.get(place, ())
        return problems_of(self.facts.report[place], found, missing=place in self._gaps)

    def set_open(
        self,
        gaps: frozenset[Place],
        findings: Mapping[Place, tuple[Finding, ...]],
        carried: Mapping[str, int] | None = None,
    ) -> None:
        """Take over what is open now; editors of places where it differs show it.

        `carried` says by page how much was taken over from last year and is unconfirmed.
        """
        self.about_to_tell.emit()
        if carried is not None:
            self.carried_changed.emit(dict(carried))
        touched = set(self._gaps ^ gaps)
        places = self._findings.keys() | findings.keys()
        touched.update(p for p in places if self._findings.get(p) != findings.get(p))
        self._gaps, self._findings = gaps, findings
        for place in touched:
            for shown in self.showing(place):
                shown.refresh()
        if touched:
            self.problems_changed.emit(frozenset(touched))

    def refresh(self) -> None:
        """Have everything that is shown look again."""
        for shown in list(self._all()):
            shown.refresh()

    def _all(self) -> Iterator[Shown]:
        for place in list(self._shown):
            yield from self.showing(place)

    @property
    def ref_in_hand(self) -> Ref | None:
        """The value or derived number that the focus came to last."""
        return None if isinstance(self.in_hand, RowList) else self.in_hand

    @Slot(object)
    def _enter(self, target: Target) -> None:
        self.in_hand = target

    @Slot(object)
    def _changed(self, change: Change) -> None:
        self.forget_understood()
        self.about_to_refresh.emit()
        for place in change.entries:
            for shown in self.showing(place):
                shown.refresh()
        self._refresh_derived(self._derived)
        for row_list in change.row_lists:
            self.rows_changed.emit(row_list)

    def _refresh_derived(self, derived: Kept) -> None:
        for key, (widget, refresh) in list(derived.items()):
            if isValid(widget):
                refresh()
            else:
                self._derived.pop(key, None)


# What a key means to an editor.


_Key, _Mod = Qt.Key, Qt.KeyboardModifier
_KEYPAD = _Mod.KeypadModifier


class KeyCommand(Enum):
    """What the clerk wants with a key."""

    NEXT_BELOW = auto()
    NEXT_ABOVE = auto()
    DOWN = auto()
    UP = auto()
    LEFT = auto()
    RIGHT = auto()
    REVERT = auto()
    CONFIRM = auto()
    CHOICES = auto()
    SELECT_ALL = auto()


_WISHES = {
    (_Key.Key_Return, _Mod.NoModifier): KeyCommand.NEXT_BELOW,
    (_Key.Key_Enter, _Mod.NoModifier): KeyCommand.NEXT_BELOW,
    (_Key.Key_Return, _Mod.ShiftModifier): KeyCommand.NEXT_ABOVE,
    (_Key.Key_Enter, _Mod.ShiftModifier): KeyCommand.NEXT_ABOVE,
    (_Key.Key_Down, _Mod.NoModifier): KeyCommand.DOWN,
    (_Key.Key_Up, _Mod.NoModifier): KeyCommand.UP,
    (_Key.Key_Left, _Mod.NoModifier): KeyCommand.LEFT,
    (_Key.Key_Right, _Mod.NoModifier): KeyCommand.RIGHT,
    (_Key.Key_Escape, _Mod.NoModifier): KeyCommand.REVERT,
    (_Key.Key_D, _Mod.ControlModifier): KeyCommand.CONFIRM,
    (_Key.Key_Down, _Mod.AltModifier): KeyCommand.CHOICES,
    (_Key.Key_F2, _Mod.NoModifier): KeyCommand.SELECT_ALL,
}


def key_command_of(event: QKeyEvent) -> KeyCommand | None:
    """Return what a key press asks for, None where it belongs to the text."""
    plain = event.modifiers() & ~_KEYPAD
    return _WISHES.get((Qt.Key(event.key()), plain))


def is_history_key(event: QKeyEvent) -> bool:
    """Return whether a key is the window's and never that of one field: undo, redo, 打开示例.

    Qt's lines of text would take Ctrl+E for the end of the line under X11.
    """
    undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
    combination = QKeySequence(event.keyCombination())
    own = combination in (QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+E"))
    return event.matches(undo) or event.matches(redo) or own


def is_edge_key(event: QKeyEvent) -> bool:
    """Return whether a key goes to an edge of the page: a field of one line has no use for it."""
    edges = (_Key.Key_Home, _Key.Key_End)
    return event.key() in edges and event.modifiers() & ~_KEYPAD == _Mod.ControlModifier
