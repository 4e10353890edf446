"""Where a file of resources/ lies: in the wheel and the installers inside the package,
in a checkout beside it.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def asset(name: str) -> Path:
    """Return the path of the resource `name`, for example `schemes/hunan.toml`."""
    shipped = _PACKAGE / "_resources" / name
    return shipped if shipped.exists() else _PACKAGE.parent / "resources" / name
