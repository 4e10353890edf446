"""One bare window: what the size of the installers is measured against."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel


def main() -> int:
    """Show one label until it is closed; return the exit code."""
    app = QApplication(sys.argv[:1])
    window = QLabel("平口镇")
    window.show()
    if "--quit-after-show" in sys.argv:
        QTimer.singleShot(0, window.close)
    return app.exec()
