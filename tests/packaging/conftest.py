"""The build is a program of its own beside the package: let its tests import it."""

import sys
from pathlib import Path

BUILD = str(Path(__file__).resolve().parents[2] / "packaging")
if BUILD not in sys.path:
    sys.path.insert(0, BUILD)
