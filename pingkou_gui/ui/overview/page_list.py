"""各页: the six pages with their states."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pingkou_gui.spec.form import FORM
from pingkou_gui.spec.place import Lane
from pingkou_gui.ui.kit import Button, ButtonKind, Group, Row, SignLabel, WrappedText
from pingkou_gui.ui.kit import Text as Words
from pingkou_gui.ui.theme import Sign, Tone, TypeRole

if TYPE_CHECKING:
    from pingkou_gui.spec.section import Page
    from pingkou_gui.ui.editors import PageContext
    from pingkou_gui.ui.main_window.open_items import OpenState, PageState
    from pingkou_gui.ui.shell import Step

_TITLE = 5.2


class PageList(Group):
    """A row for every page: number and title, sign and state, the way there."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("各页")
        self._counts = Words("", TypeRole.SMALL, Tone.SECONDARY)
        self.add_act(self._counts)
        self._context = context
        self._signs: dict[str, SignLabel] = {}
        self._words: dict[str, WrappedText] = {}
        for number, page in enumerate(FORM.pages, 1):
            self.add(self._row(number, page))

    def show_pages(self, state: OpenState, *, settled: bool = True) -> None:
        """Show the states of the pages."""
        filled = sum(page.progress.filled for page in state.pages)
        missing = state.count(Sign.PARTIAL)
        self._counts.setText(f"已填 {filled} 项" + (f"，还差 {missing} 项" if missing else ""))
        for page in state.pages:
            key, step = page.progress.page.key, page.step.said(settled=settled)
            self._signs[key].set_sign(step.sign or Sign.DONE, step.tone)
            self._words[key].setText(_sentence(page, step))
            self._words[key].set_tone(step.tone)

    def _row(self, number: int, page: Page) -> Row:
        row = Row(indent=0.5)
        self._signs[page.key] = SignLabel(Sign.EMPTY)
        self._words[page.key] = WrappedText("")
        row.add(Words(f"{number} {page.title}", width=_TITLE))
        row.add(self._signs[page.key])
        row.add(self._words[page.key], 1)
        link = Button("打开", ButtonKind.LINK, spoken=f"打开{page.title}")
        link.clicked.connect(partial(self._open, page))
        row.add(link)
        return row

    def _open(self, page: Page, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        first = page.sections[0]
        target = Lane(first.key) if first.repeated() else first.fields[0].at()
        self._context.jump(target)


def _sentence(page: PageState, step: Step) -> str:
    parts = [step.words]
    if page.missing:
        labels = list(dict.fromkeys(gap.label for gap in page.progress.gaps))
        parts.append("缺" + "、".join(labels[:2]) + ("等" if len(labels) > 2 else ""))
    if page.carried:
        parts.append(f"{page.carried} 处沿用待核")
    return "，".join(parts)
