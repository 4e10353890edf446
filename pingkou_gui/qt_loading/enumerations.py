"""Enumerations of Qt, made plainly.

The binding makes two hundred enumerations with three thousand members before a window stands,
by `enum`'s functional form, which turns every member about in a dozen ways that matter only to
classes written by hand. Names with whole numbers need none of them: the class is that of an
empty enumeration, and the members are put in. What comes out is the same; the tests compare each
enumeration of Qt with what the standard library makes of it.
"""

from __future__ import annotations

import enum
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Pairs = list[tuple[str, int]]

_KINDS = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
_CLASSES = (*enum.IntEnum.__mro__, *enum.IntFlag.__mro__, enum.EnumType, type)
_TAKEN = frozenset({"", *(name for cls in _CLASSES for name in vars(cls))})
"""Names that mean something else in an enumeration; `enum` knows what to do with them."""
_TRIED = (3, 11)
_as_ever: Callable[..., Any] = vars(enum.EnumType)["_create_"]
_set = type.__setattr__
_bodies: dict[tuple[type, object], dict[str, Any]] = {}


def make_enumerations_plainly() -> bool:
    """Have `enum`'s functional form make simple enumerations plainly, if this is a Python tried."""
    if sys.version_info[:2] != _TRIED:
        return False
    type.__setattr__(enum.EnumType, "_create_", create)
    return True


def create(cls: Any, class_name: str, names: Any, **given: Any) -> Any:
    """Return a new enumeration of the kind `cls`, as `enum` does."""
    if given.get("module") is None:
        calling = sys._getframe(2)  # noqa: SLF001 - it is how `enum` tells too
        given["module"] = calling.f_globals.get("__name__", __name__)
    if cls not in _KINDS or given.get("type") is not None or not are_simple(names):
        return _as_ever(cls, class_name, names, **given)
    made = _empty(cls, class_name, given)
    _fill(made, names)
    if issubclass(made, enum.Flag):
        _tell_bits(made, names)
    return made


def are_simple(names: Any) -> bool:
    """Tell whether these are pairs of a name with no other meaning and a whole number."""
    if not isinstance(names, list):
        return False
    for pair in names:
        if pair.__class__ is not tuple or len(pair) != 2 or pair[1].__class__ is not int:
            return False
        if pair[0].__class__ is not str or pair[0] in _TAKEN or pair[0][0] == "_":
            return False
    return len(dict(names)) == len(names)


def _empty(cls: Any, class_name: str, given: dict[str, Any]) -> Any:
    """Return an enumeration without members."""
    kind = cls, given.get("boundary")
    if kind not in _bodies:
        model = _as_ever(cls, "model", (), module=__name__, boundary=kind[1])
        inherited = ("__dict__", "__weakref__", "__new__")
        _bodies[kind] = {k: v for k, v in vars(model).items() if k not in inherited}
    body = _bodies[kind] | {"__module__": given["module"], "_unhashable_values_": []}
    body |= {"_member_names_": [], "_member_map_": {}, "_value2member_map_": {}}
    if given.get("qualname") is not None:
        body["__qualname__"] = given["qualname"]
    return type.__new__(cls.__class__, class_name, (cls,), body)


def _fill(made: Any, names: Pairs) -> None:
    """Put the members in; a value that was there before gives another name to its member."""
    by_name, by_value, listed = made._member_map_, made._value2member_map_, made._member_names_
    new, of_value, flag = made._new_member_, made._use_args_, issubclass(made, enum.Flag)
    for name, value in names:
        member = by_value.get(value)
        if member is None:
            member = by_value[value] = new(made, value) if of_value else new(made)
            member._value_ = value
            member._name_ = name
            member.__objclass__ = made
            member._sort_order_ = len(listed)
            if not flag or _is_one_bit(value):
                listed.append(name)
        by_name[name] = member
        _set(made, name, member)


def _is_one_bit(value: int) -> bool:
    return value > 0 and not value & (value - 1)


def _tell_bits(made: Any, names: Pairs) -> None:
    """Tell a flag which bits its members have, and how to go through them."""
    for _, value in names:
        made._flag_mask_ |= value
        made._singles_mask_ |= value if _is_one_bit(value) else 0
    made._all_bits_ = 2 ** made._flag_mask_.bit_length() - 1
    values = [member._value_ for member in made]
    if values != sorted(values):
        made._iter_member_ = made._iter_member_by_def_
