"""Loads Qt's Python binding without what only its error messages need.

A third of the time until a bare window stood went into two things no window uses: a library
that words Qt's complaints about wrong arguments, and a slow way of making enumerations. Here the
first waits until there is something to complain about and the second is made plainly. With a
binding or a Python that was not tried this way everything is loaded as ever.
"""

from __future__ import annotations

from pingkou_gui.qt_loading.enumerations import make_enumerations_plainly
from pingkou_gui.qt_loading.signatures import put_off_signatures

__all__ = ["load_qt"]


def load_qt() -> None:
    """Load the binding; to be called before anything else imports it."""
    make_enumerations_plainly()
    put_off_signatures()
