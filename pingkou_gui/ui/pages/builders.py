"""Who builds a section, by its layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.spec.section import Layout, Section
    from pingkou_gui.ui.editors import PageContext


class Builder(Protocol):
    """Builds the widget of a section, a `kit.Group` as a rule."""

    def __call__(self, section: type[Section], context: PageContext) -> QWidget:
        """Return the widget, tied to the report of `context`."""


def builders() -> dict[Layout, Builder]:
    """Return the builders there are."""
    return {}
