"""Who builds a section that no first page begins with, by its layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.form.field import Layout
from pingkou_gui.ui.pages.amount_sections import amounts_section, texts_section
from pingkou_gui.ui.pages.funds_section import funds_section
from pingkou_gui.ui.pages.outline_section import outline_section
from pingkou_gui.ui.pages.rows_section import rows_section
from pingkou_gui.ui.pages.scores_section import scores_section

if TYPE_CHECKING:
    from pingkou_gui.ui.pages.form_page import Builder

LATER: dict[Layout, Builder] = {
    Layout.AMOUNTS: amounts_section,
    Layout.TEXTS: texts_section,
    Layout.TABLE: rows_section,
    Layout.DETAIL: rows_section,
    Layout.OUTLINE: outline_section,
    Layout.FUNDS: funds_section,
    Layout.SCORES: scores_section,
}
