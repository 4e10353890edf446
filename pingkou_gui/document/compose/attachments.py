"""The attachments of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pingkou_gui.document.tree import Attachment
    from pingkou_gui.domain.facts import Facts


def attachments(_f: Facts) -> tuple[Attachment, ...]:
    """Return the attachments in their order."""
    return ()
