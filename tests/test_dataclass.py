"""The classes made of annotations mean what the standard ones mean."""

import copy
import dataclasses
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.dataclass import dataclass, field, fields, replace

VALUES = st.tuples(st.integers(0, 2), st.sampled_from(["", "镇", "县"]), st.integers(0, 1))


@dataclass(frozen=True, slots=True)
class Town:
    number: int
    name: str = "平口镇"
    rank: int = field(default=1, compare=False, repr=False)
    lists: tuple[int, ...] = field(default_factory=tuple)


@dataclasses.dataclass(frozen=True, slots=True)
class Standard:
    number: int
    name: str = "平口镇"
    rank: int = dataclasses.field(default=1, compare=False, repr=False)
    lists: tuple[int, ...] = dataclasses.field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Village(Town):
    number: int = 7
    people: int = 0


@dataclass(slots=True)
class Sheet:
    width: int
    cells: list[int] = field(default_factory=list)
    area: int = field(init=False)

    def __post_init__(self) -> None:
        self.area = self.width * 10


@dataclass(frozen=True)
class Open:
    name: str = field(default="无")
    notes: list[str] = field(default_factory=list)


@given(VALUES, VALUES)
def test_equal_and_hash_agree_with_the_standard_ones(one, other):
    ours, theirs = (Town(*one), Town(*other)), (Standard(*one), Standard(*other))
    assert (ours[0] == ours[1]) == (theirs[0] == theirs[1])
    assert ours[0] != ours[1] or hash(ours[0]) == hash(ours[1])


@given(VALUES)
def test_an_instance_shows_itself_as_the_standard_one(values):
    assert repr(Town(*values)) == repr(Standard(*values)).replace("Standard", "Town")


@given(VALUES)
def test_an_instance_comes_back_from_a_copy_and_a_pickle(values):
    town = Town(*values)
    for back in (copy.copy(town), copy.deepcopy(town), pickle.loads(pickle.dumps(town))):  # noqa: S301
        assert (back, back.rank) == (town, town.rank)


def test_a_copy_has_what_was_changed():
    assert replace(Town(1), name="小镇") == Town(1, "小镇")
    with pytest.raises(TypeError):
        replace(Town(1), nobody=1)


def test_what_is_missing_or_unknown_is_an_error():
    for wrong in (Town, lambda: Town(1, color=2), lambda: Town(1, number=2)):
        with pytest.raises(TypeError):
            wrong()


def test_a_frozen_one_refuses_to_be_changed():
    with pytest.raises(AttributeError):
        Town(1).number = 2
    with pytest.raises(AttributeError):
        del Town(1).number


def test_slots_leave_no_room_for_other_names():
    with pytest.raises(AttributeError):
        Sheet(1).colour = 2


def test_an_heir_has_the_fields_of_both_in_order_and_its_own_defaults():
    assert [each.name for each in fields(Village)] == ["number", "name", "rank", "lists", "people"]
    assert (Village().number, Village(people=3).people, Village().name) == (7, 3, "平口镇")
    assert Village(1) != Town(1)


def test_a_factory_makes_a_new_value_each_time():
    one, other = Sheet(1), Sheet(2)
    one.cells.append(1)
    assert other.cells == []
    assert Open().notes is not Open().notes


def test_what_follows_from_the_fields_is_made_after_them():
    assert Sheet(3).area == 30


def test_what_can_change_has_no_hash():
    with pytest.raises(TypeError):
        hash(Sheet(1))


def test_a_pattern_takes_the_fields_in_order():
    match Town(3, "县城"):
        case Town(number, name):
            assert (number, name) == (3, "县城")
