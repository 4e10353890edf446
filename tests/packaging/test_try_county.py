"""The trial of a whole county finds what must be told, and says where it is not."""

import pytest
from try_county import COUNTIES, DEADLINE, NOW, generate, judge, names_of, scheme_for

from pingkou_gui.county.collect import CollectionRequest, by_scheme
from pingkou_gui.scheme.scheme_reader import scheme_of


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    folder = tmp_path_factory.mktemp("county")
    (folder / "收到").mkdir()
    known, schemes = generate(folder / "收到", 60)
    request = CollectionRequest((folder / "收到",), folder / "汇总.xlsx", now=NOW)
    for text in schemes.values():
        request = by_scheme(request, scheme_of(text))
    return known, request


def test_all_that_was_made_strange_is_told(county, capsys):
    known, request = county
    assert known.missing
    assert known.late
    assert known.alike
    assert known.clocks
    assert known.unreadable
    assert judge(known, request) == []
    assert "像同一个单位" in capsys.readouterr().out


def test_what_is_not_told_is_found(county):
    known, request = county
    known.late.add("没有迟交的单位")
    try:
        assert [fault.split(":")[0] for fault in judge(known, request)] == ["late"]
    finally:
        known.late.discard("没有迟交的单位")


def test_each_county_has_units_and_a_scheme_of_its_own():
    units = names_of(COUNTIES[0], 50)
    assert len(set(units)) == 50
    scheme = scheme_of(scheme_for(COUNTIES[0], units))
    assert (scheme.county, scheme.deadline, list(scheme.units)) == (COUNTIES[0], DEADLINE, units)
