"""Who builds a section that is a table, by its layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.spec.section import Layout
from pingkou_gui.ui.funds.section import funds_section
from pingkou_gui.ui.rows.outline.section import outline_section
from pingkou_gui.ui.rows.section import rows_section
from pingkou_gui.ui.scores.section import scores_section

if TYPE_CHECKING:
    from pingkou_gui.ui.pages.builders import Builder

TABLES: dict[Layout, Builder] = {
    Layout.TABLE: rows_section,
    Layout.DETAIL: rows_section,
    Layout.OUTLINE: outline_section,
    Layout.FUNDS: funds_section,
    Layout.SCORES: scores_section,
}
