"""What the tests of findings share: a pane with all its cards, however many there are."""

import pytest


@pytest.fixture(autouse=True)
def _every_card_is_made(monkeypatch, request):
    """Make all cards at once; how they are made in batches is a matter of its own."""
    if "many" not in request.module.__name__:
        monkeypatch.setattr("pingkou_gui.ui.window.findings_pane.BATCH", 99)
