"""The scheme in the making, as the pages of the editor share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pingkou_gui.scheme.drafting import draft_of

if TYPE_CHECKING:
    from pingkou_gui.scheme.drafting import SchemeDraft
    from pingkou_gui.scheme.model import Scheme


class EditorState(QObject):
    """Holds the draft; a page that changes it says so."""

    edited = Signal()
    """Something in the draft was changed by the county."""
    replaced = Signal()
    """Another scheme is worked on; the pages show it."""

    def __init__(self, scheme: Scheme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft: SchemeDraft = draft_of(scheme)
        self.saved = True

    def open(self, scheme: Scheme) -> None:
        """Work on another scheme."""
        self.draft = draft_of(scheme)
        self.saved = True
        self.replaced.emit()

    def note(self) -> None:
        """Say that the draft was changed."""
        self.saved = False
        self.edited.emit()
