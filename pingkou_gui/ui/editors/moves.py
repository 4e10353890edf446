"""From field to field by where they stand, as the eye goes over a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from pingkou_gui.ui.kit import Field, Group, TextBox

if TYPE_CHECKING:
    from collections.abc import Callable

_SLACK = 2


def page_of(widget: QWidget) -> QWidget:
    """Return the page a widget stands on: what scrolls around it, else its window."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent or widget.window()


def fields_on(page: QWidget) -> list[QWidget]:
    """Return the visible fields of a page, line by line."""
    fields: list[QWidget] = [*page.findChildren(Field), *page.findChildren(TextBox)]
    found = [w for w in fields if _takes_words(w)]
    return sorted(found, key=lambda w: (_place(w, page).top(), _place(w, page).left()))


def typed_on(page: QWidget) -> list[QWidget]:
    """Return the fields of a page that are typed in, line by line; first the figures' column.

    A reason that stands before the first amount, because its amounts are worked out, is not
    what a page begins with.
    """
    fields = [f for f in fields_on(page) if f.focusPolicy() & Qt.FocusPolicy.TabFocus]
    if not fields:
        return []
    group = _group_of(fields[0])
    near = [field for field in fields if _group_of(field) is group]
    first = min(near, key=lambda field: (_place(field, page).left(), _place(field, page).top()))
    return [first, *(field for field in fields if field is not first)]


def _group_of(widget: QWidget) -> QWidget | None:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, Group):
        parent = parent.parentWidget()
    return parent


def below(widget: QWidget) -> QWidget | None:
    """Return the next field down in the column of `widget`."""
    here = _place(widget, page_of(widget))
    return _nearest(
        widget, lambda r: r.top() - here.bottom() + _SLACK, lambda r: _shared(r, here) > 0
    )


def above(widget: QWidget) -> QWidget | None:
    """Return the next field up in the column of `widget`."""
    here = _place(widget, page_of(widget))
    return _nearest(
        widget, lambda r: here.top() - r.bottom() + _SLACK, lambda r: _shared(r, here) > 0
    )


def beside(widget: QWidget, way: int) -> QWidget | None:
    """Return the next field in the line of `widget`, right (1) or left (-1)."""
    here = _place(widget, page_of(widget))

    def distance(other: QRect) -> int:
        return (other.left() - here.right() if way > 0 else here.left() - other.right()) + _SLACK

    def in_line(other: QRect) -> bool:
        return other.top() <= here.center().y() <= other.bottom()

    return _nearest(widget, distance, in_line)


def go_to(widget: QWidget | None, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> bool:
    """Focus a field and bring it into sight; return whether there was one."""
    if widget is None:
        return False
    bring_into_sight(widget)
    widget.setFocus(reason)
    return True


def bring_into_sight(widget: QWidget) -> None:
    """Scroll every page around `widget` until it can be seen."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            margin = widget.height()
            parent.ensureWidgetVisible(widget, margin, margin)
        parent = parent.parentWidget()


def _nearest(
    widget: QWidget, distance: Callable[[QRect], int], fits: Callable[[QRect], bool]
) -> QWidget | None:
    page = page_of(widget)
    here = _place(widget, page)
    ranked: list[tuple[int, int, int, Any]] = []
    for index, other in enumerate(fields_on(page)):
        place = _place(other, page)
        if other is not widget and fits(place) and distance(place) >= 0:
            ranked.append((distance(place), -_shared(place, here), index, other))
    return min(ranked)[3] if ranked else None


def _takes_words(widget: QWidget) -> bool:
    return (
        widget.isVisible() and widget.isEnabled() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    )


def _place(widget: QWidget, page: QWidget) -> QRect:
    # the page and not its viewport: asking for that makes Qt's every widget type known, 50 ms
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())


def _shared(one: QRect, other: QRect) -> int:
    """Return how many pixels of width two places have in common."""
    return min(one.right(), other.right()) - max(one.left(), other.left())
