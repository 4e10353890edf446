"""Pictures of what fills the window: pages, panes, import, 体检."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pictures.sources import last_year, targets, workbook

from pingkou_gui.document.publish import publish
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.basic_spending import Conferences
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.report.new_year import new_year as begin_new_year
from pingkou_gui.ui.history_dialog import YearsDialog
from pingkou_gui.ui.open_items import OVERVIEW
from pingkou_gui.ui.window.actions import CHECKUP, IMPORT
from pingkou_gui.ui.window.shell import REPORTS
from pingkou_gui.ui.window.side_panes import FINDINGS, HELP, PRINTED, TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from pictures.stage import Stage

_FADED = 1500
"""Milliseconds until the frame of a jump is gone."""


def readme(stage: Stage) -> None:
    """The two pictures of README.md: a page with what it prints, and what is still open."""
    stage.open_sample()
    window = stage.window
    window.report.jump(Conferences.meetings.this.at())
    window.shell.choose_pane(TEXT)
    stage.settle(_FADED)
    stage.shoot("readme-page")
    window.shell.choose_pane("")
    window.shell.show_page(OVERVIEW)
    stage.settle(_FADED)
    stage.shoot("readme-overview")


def start(stage: Stage) -> None:
    """The start screen and the list of reports."""
    stage.window.show_start()
    stage.shoot("0-start")
    stage.window.shell.show_page(REPORTS)
    stage.shoot("0-reports")


def year(stage: Stage) -> None:
    """The five steps of a new year, without a report and with one."""
    stage.window.show_start()
    stage.window.show_year()
    stage.shoot("year-empty")
    stage.open_sample()
    stage.window.show_year()
    stage.shoot("year")


def pages(stage: Stage) -> None:
    """Every page, and the overview."""
    stage.open_sample()
    window = stage.window
    for number, page in enumerate(FORM.pages, 1):
        window.shell.show_page(page.key)
        if page.sections[0].fields and not page.sections[0].repeated():
            window.report.jump(page.sections[0].fields[0].at())
            stage.settle(_FADED)
        stage.shoot(f"{number}-{page.key}")
    window.shell.show_page(OVERVIEW)
    stage.shoot("7-overview")


def new_year(stage: Stage) -> None:
    """The pages of the year after the sample's, with what awaits confirmation."""
    window, store = stage.window, stage.window.store
    stage.window.open_report(store.create(begin_new_year(store.load(stage.report)), "新一年"))
    stage.settle()
    for number, page in enumerate(FORM.pages, 1):
        window.shell.show_page(page.key)
        stage.settle()
        stage.shoot(f"new-year-{number}")
        area = window.shell.widget_of(page.key)
        area.complete()
        stage.settle()
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        stage.shoot(f"new-year-{number}-end")


def years(stage: Stage) -> None:
    """A figure over the years."""
    stage.open_sample()
    window = stage.window
    place = Conferences.meetings.this.at()
    stage.shoot_dialog("years", lambda: YearsDialog(window.report.session, place, window).exec())


def panes(stage: Stage) -> None:
    """The panes beside a page: printed sentences, findings, help."""
    stage.open_sample()
    window = stage.window
    window.report.jump(Conferences.meetings.this.at())
    for pane in (TEXT, PRINTED, FINDINGS, HELP):
        window.shell.choose_pane(pane)
        stage.settle(_FADED)
        stage.shoot(f"pane-{pane}")
    window.shell.choose_pane("")


def imports(stage: Stage) -> None:
    """The import screen over a report, a workbook, declared targets, a file of the program."""
    stage.open_sample()
    window = stage.window
    found = {"report": last_year, "workbook": workbook, "targets": targets, "own": _own_word}
    for name, written in found.items():
        window.imports.read(written(stage.sources))
        stage.until(lambda: window.shell.page == IMPORT)
        stage.shoot(f"import-{name}")
        window.shell.widget_of(IMPORT).left.emit()
        stage.settle()


def checkup(stage: Stage) -> None:
    """体检 of a report from outside."""
    stage.open_sample()
    window = stage.window
    window.checkups.read(last_year(stage.sources))
    stage.until(lambda: window.shell.page == CHECKUP)
    stage.shoot("checkup")
    window.shell.widget_of(CHECKUP).left.emit()
    stage.settle()


def _own_word(folder: Path) -> Path:
    path = folder / "平口镇2023.docx"
    publish(read_record(asset(SAMPLE)), path, datetime.now().astimezone())
    return path
