"""Checks of the unit's names for itself and its county: each of its own level, and of one place."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.report.check_rules import check, shortened
from pingkou_gui.report.findings import Finding, QuickFix, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.report.facts import Facts


# What an administrative name says of itself by how it ends.


class Level(Enum):
    """What kind of place or body a name is of."""

    PROVINCE = "省"
    COUNTY = "县（市、区）"
    TOWN = "镇"
    TOWNSHIP = "乡"
    STREET = "街道"
    VILLAGE = "村（社区）"
    OFFICE = "单位"


_SELF = re.compile("^(?:我们|我|(?:本|该|全)(?=(?:[^我]|街道|单位|部门|机关|中心)$))")
"""How a unit speaks of itself; 本溪市 and 全州县 are names of places."""
_GENERAL = re.compile("(?:单位|部门|机关|级)$")
"""What every unit may call itself by."""
_HAN = re.compile("[\u3400-\u9fff]")
_SEAT = re.compile("(?:人民政府|政府|办事处|街道办|管理委员会|管委会|机关|党委|党工委|本级)$")
"""What governs a place, and is called by it: 平口镇人民政府 is 我镇."""
_BRACKETS = re.compile("[（(][^（）()]*[）)]$")
_ENDS = (
    (re.compile("(?:省|自治区)$"), Level.PROVINCE),
    (re.compile("(?:社区|居委会|居民委员会|村委会|村民委员会|村)$"), Level.VILLAGE),
    (re.compile("[校院馆站厂]区$"), Level.OFFICE),
    (re.compile("[县市区旗州盟]$"), Level.COUNTY),
    (re.compile("镇$"), Level.TOWN),
    (re.compile("(?:乡|苏木)$"), Level.TOWNSHIP),
    (re.compile("街道?$"), Level.STREET),
    (re.compile("[局委厅处科室所站院馆园队校社会部团]$|中心$|学$|公司$"), Level.OFFICE),
)
_TOWNSHIPS = (Level.TOWN, Level.TOWNSHIP, Level.STREET)
_PLACES = (Level.PROVINCE, Level.COUNTY, *_TOWNSHIPS, Level.VILLAGE)


def level_of(name: str) -> Level | None:
    """Return what a name is of by its last word, the seat that governs it left out; None if open."""
    name = _BRACKETS.sub("", name.strip())
    bare = _SEAT.sub("", name) or name
    if bare != name and name.endswith(("办事处", "街道办")) and not bare.endswith("街道"):
        bare += "街道"  # 城南办事处 is that of a 街道
    return next((level for ending, level in _ENDS if ending.search(bare)), None)


def says_itself(name: str) -> bool:
    """Return whether a name speaks of its own unit: 我镇, 本单位."""
    return _SELF.match(name.strip()) is not None


def _is_county(name: str) -> bool:
    return level_of(name) is Level.COUNTY and not says_itself(name) and not _SEAT.search(name)


def _own_word(short_name: str) -> str:
    """Return what a unit calls itself without 我: 镇, 平口镇; empty where every unit may say so."""
    return _GENERAL.sub("", _SELF.sub("", short_name.strip()))


def _stands_in(letters: str, name: str) -> bool:
    """Return whether a name has the letters in their order, as 县住建局 stands in its full name."""
    rest = iter(name)
    return all(letter in rest for letter in letters)


# The checks.


_KEY = "own_names_agree"
_CLASS, _GROUND = "NAME", "行政区划和机构名称"


@check(_KEY, "单位名称、正文自称和所在县互相对得上", _CLASS, ground=_GROUND)
def own_names_agree(f: Facts) -> Iterator[Finding]:
    """What the unit calls itself is of its own level, and its county's name is that of a county."""
    name, short, county = (
        _written(f[field]) for field in (Unit.name, Unit.short_name, Unit.county)
    )
    if short and county and _are_swapped(short, county):
        yield _swapped(short, county)
        return
    if (
        name
        and level_of(name) in _TOWNSHIPS
        and not says_itself(name)
        and not _SEAT.search(_BRACKETS.sub("", name))
    ):
        yield _place_for_name(name)
    if name and says_itself(name):
        yield _self_for_name(name, short)
    elif short:
        yield from _of_the_short_name(name, short, county)
    if county:
        yield from _of_the_county(name, county)


def _written(name: str | None) -> str:
    """Return a name, empty where it is none at all; what has no Chinese is asked about elsewhere."""
    return name.strip() if name is not None and _HAN.search(name) else ""


def _are_swapped(short: str, county: str) -> bool:
    spoken = says_itself(county) or level_of(county) in _TOWNSHIPS
    return spoken and _is_county(short)


def _swapped(short: str, county: str) -> Finding:
    swap = QuickFix("对调", Unit.short_name.at(), county, ((Unit.county.at(), short),))
    return Finding(
        _KEY,
        Severity.ERROR,
        f"自称“{shortened(short, 8)}”和所在县“{shortened(county, 8)}”像是填反了",
        (Unit.short_name.at(), Unit.county.at()),
        fixes=(swap,),
        advice="对调，或者各自改正",
    )


def _self_for_name(name: str, short: str) -> Finding:
    swap = QuickFix("和自称对调", Unit.name.at(), short, ((Unit.short_name.at(), name),))
    return Finding(
        _KEY,
        Severity.ERROR,
        f"单位名称“{shortened(name, 8)}”是自称，会印成标题",
        (Unit.name.at(),),
        fixes=(swap,) if short and not says_itself(short) else (),
        advice="写单位的全称，例如 安化县平口镇人民政府",
    )


def _place_for_name(name: str) -> Finding:
    """Return that a name is that of a place, and not of the body that governs it."""
    seat = "办事处" if level_of(name) is Level.STREET else "人民政府"
    return Finding(
        _KEY,
        Severity.REMINDER,
        f"单位名称“{shortened(name, 8)}”是地名，会印成标题和落款",
        (Unit.name.at(),),
        fixes=(QuickFix(f"改为 {name}{seat}", Unit.name.at(), f"{name}{seat}"),),
        advice="写单位的全称，例如 安化县平口镇人民政府",
    )


def _of_the_short_name(name: str, short: str, county: str) -> Iterator[Finding]:
    """Yield what is wrong with 正文自称: another level than the unit's, or letters it has not."""
    level, own = level_of(_SELF.sub("", short)), level_of(name) if name else None
    if short == county and name and level is Level.COUNTY and own is not Level.COUNTY:
        yield _wrong_short(f"正文自称“{shortened(short, 8)}”是县名，不是本单位")
    elif level in _PLACES and own is not None and level is not own:
        called = f"单位名称是{'街道' if own is Level.STREET else own.value}的"
        called = "单位不是这一级的" if own is Level.OFFICE else called
        yield _wrong_short(f"正文自称“{shortened(short, 8)}”不对，{called}")
    elif name and not _names_the_unit(short, name):
        words = f"单位名称里没有自称“{shortened(short, 8)}”的字，核对"
        places = (Unit.short_name.at(), Unit.name.at())
        yield Finding(_KEY, Severity.REMINDER, words, places)


def _wrong_short(words: str) -> Finding:
    return Finding(
        _KEY,
        Severity.ERROR,
        words,
        (Unit.short_name.at(),),
        advice="写本单位在正文里的自称，例如 我镇、我乡、我局",
    )


def _names_the_unit(short: str, name: str) -> bool:
    word, level = _own_word(short), level_of(_SELF.sub("", short))
    if says_itself(short) and level in _TOWNSHIPS and level is level_of(name):
        return True  # an 办事处 that is not called 街道
    if word.endswith("校") and "学" in name:  # a 中学 calls itself 我校
        return True
    return _stands_in(_SEAT.sub("", word) or word, name)


def _of_the_county(name: str, county: str) -> Iterator[Finding]:
    """Yield what is wrong with 所在县: the unit itself, no county, or not the unit's."""
    level, place = level_of(county), Unit.county.at()
    if says_itself(county) or level not in (None, Level.COUNTY):
        yield Finding(
            _KEY,
            Severity.ERROR,
            f"所在县“{shortened(county, 8)}”不是县（市、区）的名称",
            (place,),
            advice="写县、市或区的全称，例如 安化县",
        )
    elif level is None or _SEAT.search(county):
        yield Finding(
            _KEY,
            Severity.REMINDER,
            f"所在县“{shortened(county, 8)}”没有以县、市或区结尾",
            (place,),
            advice="写全称，例如 安化县",
        )
    else:
        yield from _of_another_county(name, county)


_FUNCTIONAL = (
    "(?<!开发)(?<!园)(?<!新)(?<!管理)(?<!示范)(?<!高新)(?<!度假)(?<!风景)(?<!社)(?<!试验)(?<!合作)"
)
_COUNTY_IN_NAME = re.compile(
    f"(?:^|[省市州])(?P<county>[一-鿿]{{1,7}}?(?:县|{_FUNCTIONAL}区|旗))(?=[一-鿿]+(?:镇|乡|街道|办事处))"
)
"""The county that a township's own name begins with; zones that are no county left out."""
_ABOVE = re.compile("^.*(?:省|自治区|州|地区|(?<=..)市(?=.))")


def _of_another_county(name: str, county: str) -> Iterator[Finding]:
    """Yield a reminder where the unit's name holds another county than the one filled in."""
    found = _COUNTY_IN_NAME.search(name)
    if found is None:
        return
    named, bare = found["county"], _ABOVE.sub("", county) or county
    if bare in name or named in county:
        return
    yield Finding(
        _KEY,
        Severity.REMINDER,
        f"单位名称里是{shortened(named, 8)}，所在县填的是{shortened(county, 8)}",
        (Unit.county.at(), Unit.name.at()),
        fixes=(QuickFix(f"改为 {named}", Unit.county.at(), named),),
    )


NAME_CHECKS = (own_names_agree,)
