"""还没了结的: findings and gaps, each with the way to its field."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pingkou_gui.spec.form import FORM
from pingkou_gui.ui.kit import Button, ButtonKind, Group, Row, SignLabel, Text, WrappedText
from pingkou_gui.ui.shell.foot import CHECKING
from pingkou_gui.ui.theme import Sign, Tone, TypeRole, tone_of

if TYPE_CHECKING:
    from pingkou_gui.ui.editors import PageContext, Target
    from pingkou_gui.ui.main_window.open_items import OpenItem, OpenState

_MOST = 12
_PAGE = 4.2
_ORDER = (Sign.ERROR, Sign.PARTIAL, Sign.REMINDER, Sign.HINT)
_TITLES = {page.key: page.title for page in FORM.pages}


class OpenList(Group):
    """The first dozen open things, the weightiest first; F4 leads to all of them."""

    def __init__(self, context: PageContext) -> None:
        super().__init__("还没了结的")
        self._counts = Text("", TypeRole.SMALL, Tone.SECONDARY)
        self.add_act(self._counts)
        self._context = context
        self._rows: list[Row] = []
        self._shown: tuple[tuple[OpenItem, ...], bool] | None = None

    def show_items(self, state: OpenState, *, settled: bool = True) -> None:
        """Show what is open; nothing open is said only once everything is `settled`."""
        if (state.items, settled) == self._shown:
            return
        self._shown = state.items, settled
        counts = [(sign, state.count(sign)) for sign in _ORDER]
        words = (f"{sign.value} {number}" for sign, number in counts if number)
        self._counts.setText("　".join(words))
        for row in self._rows:
            row.hide()
            row.deleteLater()
        items = sorted(state.items, key=lambda item: _ORDER.index(item.sign))
        self._rows = [self._row(item) for item in items[:_MOST]]
        if len(items) > _MOST:
            self._rows.append(
                _words(f"还有 {len(items) - _MOST} 处，按 F4 逐处看", tone_of(Sign.DONE))
            )
        if not items:
            told = "没有要改的，可以导出" if settled else CHECKING
            self._rows.append(_words(told, tone_of(Sign.DONE) if settled else Tone.SECONDARY))
        for row in self._rows:
            self.add(row)

    def _row(self, item: OpenItem) -> Row:
        row = Row(indent=0.5)
        row.add(SignLabel(item.sign))
        row.add(Text(_TITLES.get(item.page, ""), tone=Tone.SECONDARY, width=_PAGE))
        row.add(WrappedText(item.sentence), 1)
        link = Button("去填" if item.sign is Sign.PARTIAL else "去看", ButtonKind.LINK)
        link.setAccessibleName(f"{link.text()}：{item.sentence}")
        link.clicked.connect(partial(self._go, item.target))
        row.add(link)
        return row

    def _go(self, target: Target, _checked: bool = False) -> None:  # noqa: FBT001,FBT002 - Qt's own
        self._context.jump(target)


def _words(words: str, tone: Tone) -> Row:
    row = Row(indent=0.5)
    row.add(WrappedText(words, tone=tone), 1)
    return row
