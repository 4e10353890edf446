"""A year played with keys: from nothing, from last year's report in the program, and from files."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from clerks_day.days_reports import accounts_file, projects_file, targets_file
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from pingkou_gui.document.publish import publish
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import TextKind
from pingkou_gui.form.pages.basic_spending import EconomicItem
from pingkou_gui.form.pages.overview import KeyWork
from pingkou_gui.form.pages.projects import Project, ProjectIndicator
from pingkou_gui.form.values import NIL, SINGLE, Place, RowList
from pingkou_gui.report.carried import texts_to_look_at, waiting_by_page
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figures import figure_shown
from pingkou_gui.report.findings import CARRIED_FIGURES
from pingkou_gui.report.progress import naming_field
from pingkou_gui.scheme.scheme_reader import scheme_of
from pingkou_gui.store.reports import ReportStore
from pingkou_gui.ui.editors.field_editors import bring_into_sight
from pingkou_gui.ui.signs import Sign
from pingkou_gui.ui.table.rows_group import RowsGroup
from pingkou_gui.ui.table.table_view import RowsView
from pingkou_gui.ui.widgets.controls import Button
from pingkou_gui.ui.window.actions import IMPORT
from pingkou_gui.ui.window.findings_pane import FindingCard
from pingkou_gui.ui.window.guides import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from clerks_day.days_reports import TwoYears
    from clerks_day.real_keys import Hands
    from PySide6.QtCore import QPoint

    from pingkou_gui.report.report import Report
    from pingkou_gui.ui.window.main_window import MainWindow

_MOST = 400
"""Steps after which the walk through what is open is given up."""


class Day:
    """Folders and files of a day, and what its report comes to."""

    def __init__(self, folder: Path, years: TwoYears, *, first: bool = False) -> None:
        """Make a day of the second year, or of the first."""
        self.folder, self.years = folder, years
        self.aim = years.first if first else years.second
        self.data = folder / "data"
        self.data.mkdir()
        self.reached: Report | None = None
        self.files: list[Path] = []

    def prepare(self, *, stored: bool) -> None:
        """Lay out what the clerk has on the first morning."""
        if self.aim is self.years.first:
            return
        self.files = [
            accounts_file(self.years.second, self.folder / "accounts2024.xlsx"),
            projects_file(self.years.second, self.folder / "projects2024.xlsx"),
        ]
        if stored:
            store = ReportStore(self.data / "reports.db")
            store.create(self.years.first)
            store.close()
        else:
            word = self.folder / "last-year.docx"
            publish(self.years.first, word, datetime(2024, 3, 15, tzinfo=UTC), with_data=False)
            targets = targets_file(self.years.second, self.folder / "targets2024.xlsx")
            self.files += [word, targets]

    def compared(self) -> list[str]:
        """Return how the report that came out differs from the one aimed at."""
        if self.reached is None:
            return ["nothing came out"]
        goal = goal_of(self.aim.report, self.reached)
        lost = lost_of(self.aim.report, self.reached)
        facts = Facts(self.reached, scheme_of(self.aim.scheme))
        wrong = [
            p
            for p, value in goal.items()
            if not _same(_shown(facts, p), value) and p.field != "carried_in"
        ]
        told = [f"{p}: {self.reached[p]!s:.30} instead of {goal[p]!s:.30}" for p in wrong[:12]]
        nowhere = [f"{n} values of rows of {key} that are not there" for key, n in lost.items()]
        right, every = len(goal) - len(wrong), len(self.aim.report.entries)
        return [f"{right} of {every} values as aimed at", *nowhere, *told]


def goal_of(aim: Report, report: Report) -> dict[Place, object]:
    """Return the values aimed at in the places of a report, rows found by their names."""
    rows = {_named(report, place): place.row for place in report.entries if place.row}
    found: dict[Place, object] = {}
    for place, entry in aim.entries.items():
        row = rows.get(_named(aim, place)) if place.row else SINGLE
        if row is not None:
            found[place._replace(row=row)] = entry.value
    return found


def lost_of(aim: Report, report: Report) -> Counter[str]:
    """Return how many values aimed at have no row in a report, by the section of the row."""
    rows = {_named(report, place) for place in report.entries if place.row}
    return Counter(p.section for p in aim.entries if p.row and _named(aim, p) not in rows)


def _named(report: Report, place: Place) -> tuple[str, ...]:
    """Return by what a row is known: its section, its name, and the name of what it is under."""
    section = FORM.sections[place.section]
    name = str(report[naming_field(section).at(place.row)])
    row_list = report.row_list_of(place.section, place.row)
    if row_list is None or not row_list.parent or section.parent is None:
        return (place.section, name)
    outer = naming_field(section.parent).at(row_list.parent)
    return (place.section, name, str(report[outer]))


def from_store(hands: Hands, window: MainWindow, day: Day) -> None:
    """Begin from the report of last year that is open, with this year's two files."""
    hands.settle(1)
    hands.key("ctrl+shift+n")
    hands.until(lambda: window.shell.page == YEAR)
    hands.key("Return")  # 用 … 2023年度 开始 2024年度
    hands.until(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
    hands.key("Return")  # all projects go on
    hands.until(lambda: window.shell.page == YEAR and window.guide.is_shown)
    _read_files(hands, window, day)
    _finish(hands, window, day)


def from_files(hands: Hands, window: MainWindow, day: Day) -> None:
    """Begin with nothing in the program: last year's Word file and this year's two files."""
    hands.settle(1)
    _read_files(hands, window, day)
    _finish(hands, window, day)


def from_blank(hands: Hands, window: MainWindow, day: Day) -> None:
    """Begin an empty report of the first year; lists are pasted from where they stand."""
    hands.settle(1)
    hands.key("ctrl+n")
    hands.until(lambda: window.report is not None)
    _fill_open(hands, window, day)
    _paste_unasked(hands, window, day)
    _fill_rest(hands, window, day)
    day.reached = hands.ask(lambda: _report(window))


_PASTED = {
    "economic_item": ("category", "name", "this", "last"),
    "organisation": ("kind", "name"),
    "duty": ("text",),
    "key_work": ("title", "text"),
    "project": ("name", "kind", "budget", "initial", "full_year", "outturn", "use"),
    "indicator": ("level1", "level2", "name", "target", "actual", "points", "reason"),
    "project_indicator": ("level1", "level2", "name", "target", "actual", "points", "reason"),
    "problem": ("name", "detail", "cause", "measure"),
}
"""What a clerk copies of each list out of last year's papers and tables."""


def _paste_unasked(hands: Hands, window: MainWindow, day: Day) -> None:
    """Paste the lists that nothing asks for: economic items, and the 附件3 of each project."""
    aim, page = day.aim.report, [each.key for each in FORM.pages].index("basic_spending")
    if aim.rows(EconomicItem.key):
        hands.key(f"ctrl+{page + 1}")
        _paste_rows(hands, window, day, RowList(EconomicItem.key))
    hands.key(f"ctrl+{page + 2}")
    report = hands.ask(lambda: _report(window))
    there = {_named(report, Project.name.at(row)): row for row in report.rows(Project.key)}
    for row in aim.rows(Project.key):
        here = there.get(_named(aim, Project.name.at(row)))
        if here is not None and aim.rows(ProjectIndicator.key, row):
            hands.counted["clicks"] += 1  # on 附件3 in the row of the project
            hands.ask(lambda here=here: window.report.jump(RowList(ProjectIndicator.key, here)))
            _paste_rows(hands, window, day, RowList(ProjectIndicator.key, here), row)


def _paste_rows(
    hands: Hands, window: MainWindow, day: Day, row_list: RowList, parent: int = SINGLE
) -> None:
    """Copy the rows of a list elsewhere and paste them here; a dialog shows them first."""
    aim = day.aim.report
    if row_list.section == KeyWork.key:
        lines = list(_numbered(aim))
    else:
        lines = list(_as_cells(aim, row_list.section, parent))
    hands.ask(lambda: QGuiApplication.clipboard().setText("\n".join(lines)))
    button = hands.ask(lambda: _paste_button(window, row_list))
    if button is not None:
        if not hands.ask(lambda: button.visibleRegion().contains(button.rect().center())):
            hands.counted["clicks"] += 1  # the wheel
            hands.ask(lambda: bring_into_sight(button))
        _press(hands, lambda: button)
    else:
        hands.key("ctrl+v")
    hands.settle(0.5)
    if hands.ask(lambda: isinstance(QApplication.activeModalWidget(), QDialog)):
        hands.key("Return")
    else:
        print(f"  nothing asked after pasting {row_list.section}")


def _as_cells(aim: Report, key: str, parent: int) -> Iterator[str]:
    """Yield the rows of a list as a sheet copies them, under the heads of its columns."""
    fields = [f for f in FORM.sections[key].fields if f.name in _PASTED.get(key, ())]
    if len(fields) > 1:
        yield "\t".join(f.label for f in fields)
    for row in aim.rows(key, parent):
        cells = [f.show(aim[f.at(row)]).replace("\n", " ").replace(",", "") for f in fields]
        yield "\t".join(cells)


_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def _numbered(aim: Report) -> Iterator[str]:
    """Yield the year's main work as it stands in last year's Word file: numbers tell the level."""
    outer = inner = 0
    for row in aim.rows(KeyWork.key):
        title, text = aim[KeyWork.title.at(row)], aim[KeyWork.text.at(row)]
        if aim[KeyWork.level.at(row)] == "2":
            inner += 1
            yield f"{_CIRCLED[inner - 1]}{title}"
        else:
            outer, inner = outer + 1, 0
            yield f"（{outer}）{title}"
        if text:
            yield str(text).replace("\n", " ")


def _paste_button(window: MainWindow, row_list: RowList) -> Button | None:
    """Return the button of a list that pastes rows, None where the list has none."""
    page = window.shell.widget_of(window.shell.page)
    for group in page.findChildren(RowsGroup):
        if group.section.key == row_list.section and group.isVisible():
            buttons: list[Button] = list(group.findChildren(Button))
            return next((b for b in buttons if b.text().startswith("从表格粘贴")), None)
    return None


def _read_files(hands: Hands, window: MainWindow, day: Day) -> None:
    hands.key("Return")  # the framed button picks files
    hands.until(lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
    hands.value(" ".join(f'"{path}"' for path in day.files))
    hands.key("Return")
    hands.until(lambda: window.shell.page == IMPORT, 60)
    _press(hands, lambda: window.shell.widget_of(IMPORT).take)
    hands.until(lambda: window.shell.page == YEAR)


def _finish(hands: Hands, window: MainWindow, day: Day) -> None:
    """Confirm page by page, fill what is open, write what is not asked for but aimed at."""
    for number, page in enumerate(FORM.pages, 1):
        if hands.ask(lambda key=page.key: waiting_by_page(_report(window)).get(key)):
            hands.key(f"ctrl+{number}")
            hands.key("ctrl+shift+d")
    _look_over(hands, window)
    _fill_open(hands, window, day)
    _fill_rest(hands, window, day)
    day.reached = hands.ask(lambda: _report(window))


def _report(window: MainWindow) -> Report:
    window.report.context.commit_pending()
    return window.report.session.report


def _open_count(window: MainWindow) -> int:
    window.report.context.commit_pending()
    window.report.watch.look()
    state = window.report.watch.state
    return state.count(Sign.ERROR) + state.count(Sign.PARTIAL)


def _fill_open(hands: Hands, window: MainWindow, day: Day) -> None:
    """Fill what is open: F4 leads to it, Enter from one value to the one below."""
    seen: list[str] = []
    pasted: set[RowList] = set()
    clicked: set[Place] = set()
    idle, before = 0, hands.counted["values"]
    for _ in range(_MOST):
        if not hands.ask(lambda: _open_count(window)):
            return
        wanted = _wanted(hands, window, day)
        target = hands.ask(lambda: window.report.target)
        if target not in wanted or str(target) in seen[-3:]:
            hands.key("F4")
            target = hands.ask(lambda: window.report.target)
        looked = target not in wanted and _looked_at(hands, window)
        if target in wanted:
            hands.tell_place(target)
            hands.value(wanted[target], end=_ending(target))
        row_list = hands.ask(lambda: window.report.open_target)
        if isinstance(row_list, RowList) and row_list not in pasted:
            pasted.add(row_list)
            _paste_rows(hands, window, day, row_list)
        if isinstance(target, Place):
            for place in _beside(hands, window, target):
                if place in wanted and place != target and place not in clicked:
                    clicked.add(place)
                    _fill_by_click(hands, window, place, wanted[place])
        seen.append(str(target))
        typed = hands.counted["values"]
        idle = 0 if looked or typed > before else idle + 1
        before = typed
        if idle >= _IDLE:
            left = hands.ask(lambda: [item.sentence for item in window.report.watch.state.route()])
            print(f"  left open: {left}")
            return


def _look_over(hands: Hands, window: MainWindow) -> None:
    """Confirm a list of last year's texts with figures at once, on the card that tells of it."""

    def link() -> Button | None:
        cards = window.panes.findings.findChildren(FindingCard)
        asked = (c for c in cards if c.entry.finding.check == CARRIED_FIGURES and c.isVisible())
        listed = (c for c in asked if len(c.entry.finding.places) > 1)
        links = (b for card in listed for b in card.findChildren(Button) if b.isVisible())
        return next((each for each in links if each.text() == "确认沿用"), None)

    texts = hands.ask(lambda: list(texts_to_look_at(window.report.context.facts)))
    if any(len(places) > 1 for places in texts):
        hands.key("F8")
        hands.until(lambda: link() is not None)
        _press(hands, link)
        hands.until(lambda: link() is None)
        hands.key("F8")


def _looked_at(hands: Hands, window: MainWindow) -> bool:
    """Confirm a single text of last year where F4 has led to it; return whether it was one."""
    target = hands.ask(lambda: window.report.target)
    texts = hands.ask(lambda: list(texts_to_look_at(window.report.context.facts)))
    if any(target in places for places in texts):
        hands.key("ctrl+d")
        return True
    return False


def _ending(place: Place) -> str:
    """Return the key that ends a value: none in a box of text, where Enter breaks the line."""
    field = FORM.field_at(place)
    long = field is not None and isinstance(field.kind, TextKind) and field.kind.lines > 1
    return "" if long else "Return"


_IDLE = 14
"""Steps without anything typed after which the clerk gives up."""


def _beside(hands: Hands, window: MainWindow, target: Place) -> list[Place]:
    """Return what a clerk sees beside a place: its section, or the project it belongs to."""
    report = hands.ask(lambda: _report(window))
    row = target.row
    if target.section == ProjectIndicator.key:
        row_list = report.row_list_of(target.section, row)
        section, row = Project, row_list.parent if row_list is not None else SINGLE
    else:
        section = FORM.sections[target.section]
    if section.repeated() and section is not Project:
        return []
    return [field.at(row) for field in section.fields]


def _wanted(hands: Hands, window: MainWindow, day: Day) -> dict[Place, str]:
    """Return what is still to be typed, by its place."""
    report = hands.ask(lambda: _report(window))
    facts = Facts(report, scheme_of(day.aim.scheme))  # its own: the window's is in another thread
    found = {}
    for place, value in goal_of(day.aim.report, report).items():
        field = FORM.field_at(place)
        nothing = place.row and place.field == "carried_in" and not report[place] and not value
        if field is not None and not nothing and not _same(_shown(facts, place), value):
            found[place] = field.show(value).replace(",", "")
    return found


def _shown(facts: Facts, place: Place) -> object:
    """Return what stands at a place: what was typed, or the sum that takes no typing."""
    figure = figure_shown(facts, place)
    worked_out = None if figure is None else facts[figure, place.row]
    typed = facts.report[place]
    return worked_out if typed is None and worked_out is not None else typed


def _same(one: object, other: object) -> bool:
    """Whether two values print the same: an office writes 0.00 where there is none."""
    none = {NIL, Decimal(0)}
    return one == other or (one in none and other in none)


def _fill_rest(hands: Hands, window: MainWindow, day: Day) -> None:
    """Write what differs from the aim though nothing asks for it."""
    for place, words in _wanted(hands, window, day).items():
        _fill_by_click(hands, window, place, words)


def _fill_by_click(hands: Hands, window: MainWindow, place: Place, words: str) -> None:
    """Click into a field of the form and type; its page is opened, and scrolled where it must be."""
    page = FORM.page_of(place.section)
    pages = [each.key for each in FORM.pages]
    if page is not None and hands.ask(lambda: window.shell.page) != page.key:
        hands.key(f"ctrl+{pages.index(page.key) + 1}")
    hands.settle(0.4)
    hands.tell_place(place)
    field = hands.ask(lambda: window.report.context.find(place))
    if field is None or not hands.ask(field.isVisible):
        print(f"  no field in sight for {place}")
        return
    if isinstance(field, RowsView):
        hands.counted["clicks"] += 1  # the wheel, at the most
        hands.ask(field.show_on_page)

        def stands() -> QPoint:
            cell = field.visualRect(field.currentIndex()).center()
            return field.viewport().mapToGlobal(cell)

        hands.rested(stands)
        hands.ask(field.show_on_page)  # what came to rest above it may have moved it out of sight
        at = hands.rested(stands)
        hands.click(at.x(), at.y())
        _type_at(hands, window, place, words)
        return
    for turned in range(_TURNS):  # a page that comes to rest may move it out of sight again
        if hands.ask(lambda: field.visibleRegion().contains(field.rect().center())):
            break
        hands.counted["clicks"] += not turned  # the wheel
        hands.ask(lambda: bring_into_sight(field))
        hands.rested(lambda: field.mapToGlobal(field.rect().center()))
    _press(hands, lambda: field)
    _type_at(hands, window, place, words)


_TURNS = 3


def _type_at(hands: Hands, window: MainWindow, place: Place, words: str) -> None:
    """Type where a click has led to, if it has led where it was meant to."""
    if hands.ask(lambda: window.report.target) == place:
        hands.value(words)
    else:
        print(f"  the click did not lead to {place}")


def _press(hands: Hands, button: object) -> None:
    """Click a button where it stands on the screen, once the page has come to rest."""

    def stands() -> QPoint:
        widget = button()  # type: ignore[operator]
        return widget.mapToGlobal(widget.rect().center())  # type: ignore[no-any-return]

    place = hands.rested(stands)
    hands.click(place.x(), place.y())
