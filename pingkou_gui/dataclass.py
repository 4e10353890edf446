"""Dataclasses that are ready sooner: what they need is compiled when it is first needed.

The standard decorator compiles up to six functions for each class when its module is loaded;
the sixty classes that a window needs made up a quarter of the time until it stood there. Here
`__init__` is compiled at the first instance and the rest is shared. The checker sees the
standard ones, and their meaning is kept for what is offered: `frozen`, `slots`, `eq`, defaults,
factories, inheritance and `__post_init__`.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass, field, fields, replace

__all__ = ["dataclass", "field", "fields", "replace"]


class _Missing:
    """No default."""


_MISSING = _Missing()


class _Field:
    """A field: its name, and how it comes to its value."""

    __slots__ = ("compare", "default", "default_factory", "init", "name", "repr")

    def __init__(
        self,
        *,
        default: Any = _MISSING,
        default_factory: Any = _MISSING,
        init: bool = True,
        repr: bool = True,  # noqa: A002 - the standard's own name
        compare: bool = True,
    ) -> None:
        self.name = ""
        self.default, self.default_factory = default, default_factory
        self.init, self.repr, self.compare = init, repr, compare

    @property
    def required(self) -> bool:
        """Whether a value has to be given."""
        return self.default is _MISSING and self.default_factory is _MISSING


def _dataclass(
    cls: type | None = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True
) -> Any:
    """Make a class of its annotations, as the standard decorator does."""
    if cls is None:
        return lambda found: _made(found, frozen, slots, eq)
    return _made(cls, frozen, slots, eq)


def _fields(shown: Any) -> tuple[_Field, ...]:
    """Return the fields of a class or an instance, in order."""
    found: tuple[_Field, ...] = shown.__fields__
    return found


def _replace(instance: Any, /, **changes: Any) -> Any:
    """Return a copy with some fields changed.

    Raises:
        TypeError: No such field, or one that is not given at the start.
    """
    for each in _fields(instance):
        if each.init:
            changes.setdefault(each.name, getattr(instance, each.name))
    return instance.__class__(**changes)


def _made(cls: type, frozen: bool, slots: bool, eq: bool) -> type:  # noqa: FBT001 - one caller
    known = {each.name: each for base in cls.__mro__[:0:-1] for each in _own(base)}
    own = [_declared(cls, name) for name in _names(cls)]
    known.update((each.name, each) for each in own)
    found = tuple(known.values())
    space: dict[str, Any] = {"__fields__": found, "__own_fields__": tuple(own)}
    space["__match_args__"] = tuple(each.name for each in found if each.init)
    space["__init__"] = _waiting(frozen)
    if "__repr__" not in cls.__dict__:
        space["__repr__"] = _shown
    if eq:
        space |= _comparing(found, frozen)
    if frozen:
        space |= {"__setattr__": _refuse, "__delattr__": _refuse}
    return _with_slots(cls, own, space) if slots else _with_all(cls, own, space)


def _own(base: type) -> tuple[_Field, ...]:
    found: tuple[_Field, ...] = base.__dict__.get("__own_fields__", ())
    return found


def _names(cls: type) -> list[str]:
    found: dict[str, Any] = cls.__dict__.get("__annotations__", {})  # noqa: RUF063 - inspect is slow
    return [name for name, kind in found.items() if not str(kind).startswith("ClassVar")]


def _declared(cls: type, name: str) -> _Field:
    default = cls.__dict__.get(name, _MISSING)
    made = default if isinstance(default, _Field) else _Field(default=default)
    made.name = name
    return made


def _with_slots(cls: type, own: list[_Field], space: dict[str, Any]) -> type:
    """Return the class made anew: slots are given when a class is made."""
    names = {each.name for each in own}
    kept = {k: v for k, v in cls.__dict__.items() if k not in names | {"__dict__", "__weakref__"}}
    inherited = {each.name for base in cls.__mro__[1:] for each in _own(base)}
    kept |= space
    kept["__slots__"] = tuple(each.name for each in own if each.name not in inherited)
    kept |= {"__getstate__": _state, "__setstate__": _restore}
    made = type(cls)(cls.__name__, cls.__bases__, kept)
    made.__qualname__ = cls.__qualname__
    return made


def _with_all(cls: type, own: list[_Field], space: dict[str, Any]) -> type:
    for each in own:
        if (each.required and each.name in cls.__dict__) or each.default_factory is not _MISSING:
            delattr(cls, each.name)
    for name, value in space.items():
        setattr(cls, name, value)
    return cls


def _waiting(frozen: bool) -> Any:  # noqa: FBT001 - one caller
    """Return an `__init__` that puts the compiled one in its place at the first instance."""

    def __init__(self: Any, *args: Any, **named: Any) -> None:  # noqa: N807
        owner = next(c for c in type(self).__mro__ if c.__dict__.get("__init__") is __init__)
        compiled = _compiled(owner, frozen)
        type.__setattr__(owner, "__init__", compiled)
        compiled(self, *args, **named)

    return __init__


def _compiled(cls: Any, frozen: bool) -> Any:  # noqa: FBT001 - one caller
    """Return `__init__` as the fields ask for it."""
    space: dict[str, Any] = {"_set": object.__setattr__, "_MISSING": _MISSING}
    takes, does = ["self"], []
    for each in cls.__fields__:
        name = each.name
        if each.default_factory is not _MISSING:
            space[f"_make_{name}"] = each.default_factory
            default, value = "_MISSING", f"_make_{name}() if {name} is _MISSING else {name}"
            value = value if each.init else f"_make_{name}()"
        else:
            space[f"_is_{name}"] = each.default
            default, value = f"_is_{name}", name if each.init else f"_is_{name}"
        if each.init:
            takes.append(name if each.required else f"{name}={default}")
        if each.init or not each.required:
            does.append(f"_set(self, {name!r}, {value})" if frozen else f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        does.append("self.__post_init__()")
    body = "\n ".join(does or ["pass"])
    exec(f"def __init__({', '.join(takes)}):\n {body}", space)  # noqa: S102 - names of our own
    made = space["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _comparing(found: tuple[_Field, ...], frozen: bool) -> dict[str, Any]:  # noqa: FBT001
    names = [each.name for each in found if each.compare]
    key = attrgetter(*names) if names else lambda _each: ()

    def __eq__(self: Any, other: object) -> bool:  # noqa: N807
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(key(self))

    return {"__eq__": __eq__, "__hash__": __hash__ if frozen else None}


def _shown(self: Any) -> str:
    parts = (f"{each.name}={getattr(self, each.name)!r}" for each in self.__fields__ if each.repr)
    return f"{self.__class__.__qualname__}({', '.join(parts)})"


def _refuse(self: Any, name: str, *_value: object) -> None:
    message = f"cannot assign to field {name!r} of {self.__class__.__name__}"
    raise AttributeError(message)


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name, _MISSING) for each in self.__fields__]


def _restore(self: Any, state: list[Any]) -> None:
    for each, value in zip(self.__fields__, state, strict=True):
        if not isinstance(value, _Missing):
            object.__setattr__(self, each.name, value)


if not TYPE_CHECKING:
    dataclass, field, fields, replace = _dataclass, _Field, _fields, _replace
