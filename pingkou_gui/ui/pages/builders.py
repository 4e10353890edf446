"""Who builds a section, by its layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pingkou_gui.spec.section import Layout
from pingkou_gui.ui.pages.amounts_section import amounts_section
from pingkou_gui.ui.pages.form_section import form_section
from pingkou_gui.ui.pages.texts_section import texts_section

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from pingkou_gui.spec.section import Section
    from pingkou_gui.ui.editors import PageContext


class Builder(Protocol):
    """Builds the widget of a section, a `kit.Group` as a rule."""

    def __call__(self, section: type[Section], context: PageContext) -> QWidget:
        """Return the widget, tied to the report of `context`."""


TOGETHER = (Layout.FUNDS,)
"""Layouts of which all sections of a page make one widget, built for the first of them."""


def _table_section(section: type[Section], context: PageContext) -> QWidget:
    """Build a section whose layout is a table; tables are loaded with the first of them."""
    from pingkou_gui.ui.pages.table_sections import TABLES  # noqa: PLC0415 - not for a first page

    return TABLES[section.layout](section, context)


BUILDERS: dict[Layout, Builder] = {
    Layout.FORM: form_section,
    Layout.AMOUNTS: amounts_section,
    Layout.TEXTS: texts_section,
    Layout.TABLE: _table_section,
    Layout.DETAIL: _table_section,
    Layout.OUTLINE: _table_section,
    Layout.FUNDS: _table_section,
    Layout.SCORES: _table_section,
}
