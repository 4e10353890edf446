"""The style sheet: roles and sizes put in by the theme, fonts never.

In `resources/theme/sheet.qss`, `@role` stands for a colour and `$1.4em` for that many line
heights in pixels, `$1.4em-1` for a pixel less,
`$1.4em+1` for one more. Qt's own em is the line height of each widget's font and would make a
heading's gaps larger than its neighbours'; fonts set in a sheet stop following the
application font.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pingkou_gui.assets import asset

if TYPE_CHECKING:
    from collections.abc import Callable

    from pingkou_gui.ui.theme.colours import Colours

_PLACEHOLDER = re.compile(r"@([a-z_]+)|\$([0-9.]*[0-9])em([+-]1)?")


@cache
def _template() -> str:
    return asset("theme/sheet.qss").read_text("utf-8")


def style_sheet(colours: Colours, em: Callable[[float], int]) -> str:
    """Return the sheet for `colours`, sizes by `em`.

    Raises:
        KeyError: The sheet names a role that does not exist.
    """
    roles = colours.by_role()

    def value(match: re.Match[str]) -> str:
        if match[1]:
            return roles[match[1]]
        return f"{em(float(match[2])) + int(match[3] or 0)}px"

    return _PLACEHOLDER.sub(value, _template())
