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


def _rows_section(section: type[Section], context: PageContext) -> QWidget:
    from pingkou_gui.ui.rows.section import rows_section  # noqa: PLC0415 - start-up counts

    return rows_section(section, context)


def _funds_section(section: type[Section], context: PageContext) -> QWidget:
    from pingkou_gui.ui.funds.section import funds_section  # noqa: PLC0415 - start-up counts

    return funds_section(section, context)


def _outline_section(section: type[Section], context: PageContext) -> QWidget:
    from pingkou_gui.ui.rows.outline.section import outline_section  # noqa: PLC0415

    return outline_section(section, context)


def _scores_section(section: type[Section], context: PageContext) -> QWidget:
    from pingkou_gui.ui.scores.section import scores_section  # noqa: PLC0415

    return scores_section(section, context)


BUILDERS: dict[Layout, Builder] = {
    Layout.FORM: form_section,
    Layout.AMOUNTS: amounts_section,
    Layout.TEXTS: texts_section,
    Layout.TABLE: _rows_section,
    Layout.DETAIL: _rows_section,
    Layout.OUTLINE: _outline_section,
    Layout.FUNDS: _funds_section,
    Layout.SCORES: _scores_section,
}
