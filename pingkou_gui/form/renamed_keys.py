"""Keys of fields, checks and figures that were renamed, and how data that hold the old ones read.

Keys reach the clerk's data: fields as the addresses of values, checks and figures inside the keys
of findings that she closed with a reason. A key that was ever written is never given to anything
else; `tests/report/keys.txt` pins all that are in use, and a renamed one is entered here. The
renaming of a field also wants a migration of the data file, see `store/`.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pingkou_gui.form.values import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

_NONE: Mapping[str, str] = MappingProxyType({})

RENAMED_FIELDS: Mapping[str, str] = _NONE
"""`section.field` as it was, by what it is now; the section may be another one of the same rows."""
RENAMED_CHECKS: Mapping[str, str] = _NONE
RENAMED_FIGURES: Mapping[str, str] = _NONE

_PLACE = re.compile(r"(\w+)(\[\d+\])?\.(\w+)")
_FIGURE = re.compile(r"(.+)(\[\d+\])")


def present_place(place: Place) -> Place:
    """Return the address that a value has now."""
    renamed = RENAMED_FIELDS.get(f"{place.section}.{place.field}")
    if renamed is None:
        return place
    section, _, name = renamed.partition(".")
    return Place(section, place.row, name)


def present_finding_key(key: str) -> str:
    """Return the key that a finding has now: its check and the places it is about.

    What is no key of a finding comes back as it is.
    """
    check, mark, places = key.partition("@")
    if not mark:
        return key
    refs = ",".join(_present_ref(ref) for ref in places.split(","))
    return f"{RENAMED_CHECKS.get(check, check)}@{refs}"


def _present_ref(ref: str) -> str:
    if found := _PLACE.fullmatch(ref):
        section, row, name = found.groups()
        renamed = RENAMED_FIELDS.get(f"{section}.{name}", f"{section}.{name}")
        return renamed.replace(".", f"{row or ''}.")
    if found := _FIGURE.fullmatch(ref):
        return RENAMED_FIGURES.get(found[1], found[1]) + found[2]
    return ref
