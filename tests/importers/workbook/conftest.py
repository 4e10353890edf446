"""The tests of the workbook share a maker of workbooks, found beside them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
