"""What stands beside the form: 正文, 版面, 检查, 说明, each made when it is first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pingkou_gui.ui.main_window import on_demand
from pingkou_gui.ui.main_window.names import findings_title
from pingkou_gui.ui.shell import Pane
from pingkou_gui.ui.theme import Sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from pingkou_gui.spec.place import FigureRef
    from pingkou_gui.ui.findings.pane import FindingsPane
    from pingkou_gui.ui.main_window.help_pane import HelpPane
    from pingkou_gui.ui.main_window.open_report import OpenReport
    from pingkou_gui.ui.page_view import PagesPane
    from pingkou_gui.ui.printed.pane import SentencesPane
    from pingkou_gui.ui.shell import Shell

FINDINGS, HELP, PRINTED, TEXT = "findings", "help", "pages", "text"


class SidePanes:
    """Makes the panes and ties them to the report that is open."""

    def __init__(self, explain: Callable[[FigureRef], None]) -> None:
        """`explain` shows how a derived number came about."""
        self._explain = explain
        self._shell: Shell | None = None
        self._report: OpenReport | None = None
        self._made: set[str] = set()

    def declared(self) -> tuple[Pane, ...]:
        """Return the panes as the shell offers them."""
        return (
            Pane(TEXT, "正文", self._make_text, "F6"),
            Pane(PRINTED, "版面", self._make_pages, "F7"),
            Pane(FINDINGS, findings_title(0), self._make_findings, "F8"),
            Pane(HELP, "说明", self._make_help, "F1"),
        )

    def stand_in(self, shell: Shell) -> None:
        """Know the shell that was given the panes."""
        self._shell = shell
        shell.page_shown.connect(self._set_page)

    @property
    def text(self) -> SentencesPane:
        """The printed sentences."""
        return cast("SentencesPane", self._pane(TEXT))

    @property
    def pages(self) -> PagesPane:
        """The printed pages."""
        return cast("PagesPane", self._pane(PRINTED))

    @property
    def findings(self) -> FindingsPane:
        """The findings as cards."""
        return cast("FindingsPane", self._pane(FINDINGS))

    @property
    def help(self) -> HelpPane:
        """What belongs in the field in hand."""
        return cast("HelpPane", self._pane(HELP))

    def follow(self, report: OpenReport) -> None:
        """Speak of another report."""
        self._report = report
        if TEXT in self._made:
            self.text.follow(report.context)
        if PRINTED in self._made:
            self._follow_pages(self.pages, report)
        if FINDINGS in self._made:
            self.findings.follow(report)
        if HELP in self._made:
            self.help.follow(report.context)

    def forget(self) -> None:
        """Let go of the report."""
        self._report = None
        if TEXT in self._made:
            self.text.forget()
        if PRINTED in self._made:
            self.pages.forget()
        if FINDINGS in self._made:
            self.findings.forget()

    def _pane(self, key: str) -> object:
        if self._shell is None:
            raise RuntimeError("stand_in() has not been called")
        return self._shell.pane_widget(key)

    def _make_text(self) -> SentencesPane:
        made = on_demand.sentences_pane()
        made.explain_wanted.connect(self._explain)
        self._made.add(TEXT)
        if self._report is not None:
            made.follow(self._report.context)
        return made

    def _make_pages(self) -> PagesPane:
        made = on_demand.pages_pane(self._is_draft)
        made.explain_wanted.connect(self._explain)
        self._made.add(PRINTED)
        if self._report is not None:
            self._follow_pages(made, self._report)
        return made

    def _follow_pages(self, pane: PagesPane, report: OpenReport) -> None:
        pane.follow(report.context)
        report.watch.changed.connect(pane.refresh)

    def _is_draft(self) -> bool:
        """Return whether the open report is a draft, as far as it has been looked at."""
        known = self._report.watch.known if self._report is not None else None
        return known is None or known.count(Sign.ERROR) + known.count(Sign.PARTIAL) > 0

    def _make_findings(self) -> FindingsPane:
        made = on_demand.findings_pane()
        made.explain_wanted.connect(self._explain)
        self._made.add(FINDINGS)
        if self._shell is not None:
            made.set_page(self._shell.page)
        if self._report is not None:
            made.follow(self._report)
        return made

    def _make_help(self) -> HelpPane:
        made = on_demand.help_pane()
        self._made.add(HELP)
        if self._report is not None:
            made.follow(self._report.context)
        return made

    def _set_page(self, page: str) -> None:
        if FINDINGS in self._made:
            self.findings.set_page(page)
