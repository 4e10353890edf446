"""What both sides must say alike."""

from __future__ import annotations

SECOND_READER = "second-reader"
"""The word that starts the program as a second reader; no help tells it."""
READY = "ready"
"""The second reader's first line."""
GRACE = 2.0
"""Seconds for the file in hand when nobody wants it any more, so that nothing is left lying."""
