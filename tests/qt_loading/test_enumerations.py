"""An enumeration made plainly is the one the standard library makes."""

import enum
import pickle
import sys
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.qt_loading import enumerations
from pingkou_gui.qt_loading.enumerations import are_simple, create

pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != enumerations._TRIED,
    reason="enumerations are made plainly only where that was tried",
)
KINDS = (enum.Enum, enum.IntEnum, enum.Flag, enum.IntFlag)
MODULES = ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg", "QtTest")
as_ever = enumerations._as_ever


def own(made):
    """Return what an enumeration consists of, its members told by name and value."""
    kept = {key: value for key, value in vars(made).items() if key != "__new__"}
    for key, value in kept.items():
        if isinstance(value, made):
            kept[key] = {**vars(value), "__objclass__": None}
    for key in ("_member_map_", "_value2member_map_"):
        kept[key] = [(k, v.name, v.value) for k, v in kept[key].items()]
    if "_iter_member_" in kept:
        kept["_iter_member_"] = kept["_iter_member_"].__name__
    return kept


def enumerations_of_qt():
    for name in MODULES:
        module = import_module(f"PySide6.{name}")
        for value in (getattr(module, name) for name in dir(module)):
            asked = isinstance(value, type) and dir(value)  # classes are filled when looked into
            inside = vars(value).values() if asked else ()
            yield from (v for v in (value, *inside) if isinstance(v, enum.EnumType))


def both(kind, name, pairs):
    given_too = {"module": __name__, "boundary": enum.KEEP}
    return create(kind, name, pairs, **given_too), as_ever(kind, name, pairs, **given_too)


def test_every_enumeration_of_qt_is_made_the_same():
    found = list(enumerations_of_qt())
    assert len(found) > 300
    for made in found:
        kind = next(kind for kind in reversed(KINDS) if issubclass(made, kind))
        pairs = [(key, member.value) for key, member in made.__members__.items()]
        assert are_simple(pairs), made
        plain, standard = both(kind, made.__name__, pairs)
        assert own(plain) == own(standard), made


@given(
    st.sampled_from(KINDS),
    st.lists(
        st.tuples(st.sampled_from("ABCDEFGH"), st.integers(-8, 600)),
        unique_by=lambda pair: pair[0],
    ),
)
def test_any_names_with_whole_numbers_make_the_same_enumeration(kind, pairs):
    try:
        standard = as_ever(kind, "Made", pairs, module=__name__)
    except ValueError:  # a flag that lacks the bits of another name
        return
    plain = create(kind, "Made", pairs, module=__name__)
    assert own(plain) == own(standard)
    assert [member.name for member in plain] == [member.name for member in standard]


def test_flags_combine_and_print_as_ever():
    plain, standard = both(enum.Flag, "Side", [("Left", 1), ("Right", 2), ("Both", 3)])
    for made in (plain, standard):
        assert repr(made.Left | made.Right) == "<Side.Both: 3>"
        assert made(3) is made.Both
        assert made.Left in made.Both
        assert [member.name for member in made] == ["Left", "Right"]


def test_a_member_survives_being_pickled():
    plain = create(enum.IntEnum, "Kept", [("One", 1)], module=__name__)
    globals()["Kept"] = plain
    assert pickle.loads(pickle.dumps(plain.One)) is plain.One  # noqa: S301 - its own


@pytest.mark.parametrize(
    "names",
    [
        "RED GREEN",
        ["RED", "GREEN"],
        {"RED": 1},
        [("RED", "1")],
        [("name", 1)],
        [("mro", 1)],
        [("_one", 1)],
        [("RED", True)],
        [("RED", 1), ("RED", 2)],
        [("", 1)],
    ],
)
def test_anything_else_is_left_to_the_standard_library(names):
    assert not are_simple(names)


def test_an_enumeration_with_words_is_made_by_the_standard_library(monkeypatch):
    monkeypatch.setattr(enum.EnumType, "_create_", create)
    colours = enum.Enum("Colours", "RED GREEN")
    assert [colour.value for colour in colours] == [1, 2]
    assert colours.__module__ == __name__
