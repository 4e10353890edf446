"""Planters: each puts one slip of its class into a clean report with tags, or declines."""

import re
from decimal import Decimal

from trial_figures import cents, show
from trial_prose import TAG, tag

SUMMED = (
    "total_spending", "basic_spending", "project_spending", "personnel_spending", "operating_spending", "wages",
    "goods_and_services", "transfers_to_individuals", "three_public", "official_reception", "official_vehicles",
    "general_project",
)  # fmt: skip


class Planted:
    """The report with its slip: which paragraph, what it says now, what it should say."""

    def __init__(self, paragraphs, at, wrong, expected=""):
        self.paragraphs, self.at, self.wrong, self.expected = paragraphs, at, wrong, expected


def _tags(paragraphs, kinds, keys=None):
    for at, text in enumerate(paragraphs):
        for match in TAG.finditer(text):
            if match["kind"] in kinds and (keys is None or match["key"] in keys):
                yield at, match


def _choose(rng, paragraphs, kinds, keys=None):
    found = list(_tags(paragraphs, kinds, keys))
    return rng.choice(found) if found else None


def _put(paragraphs, at, match, text, expected=""):
    line = paragraphs[at]
    changed = line[: match.start()] + tag(match["kind"], match["key"], text) + line[match.end() :]
    return Planted(
        [*paragraphs[:at], changed, *paragraphs[at + 1 :]], at, text, expected or match["text"]
    )


def _line(paragraphs, at, text, wrong, expected=""):
    return Planted([*paragraphs[:at], text, *paragraphs[at + 1 :]], at, wrong, expected)


def _replace(rng, paragraphs, pairs):
    """Replace one of the words that stands in the text; words may span tags."""
    rng.shuffle(pairs)
    for right, wrong in pairs:
        places = [i for i, line in enumerate(paragraphs) if right in line]
        if places:
            at = rng.choice(places)
            return _line(paragraphs, at, paragraphs[at].replace(right, wrong, 1), wrong, right)
    return None


def digit_drop(rng, paragraphs, figures):
    chosen = _choose(rng, paragraphs, "a", SUMMED)
    if chosen is None:
        return None
    at, match = chosen
    text = match["text"].replace(",", "")
    spots = [i for i, mark in enumerate(text) if mark.isdigit()]
    if len(spots) < 3:
        return None
    spot = rng.choice(spots[: text.find(".")] if "." in text else spots[:-1])
    short = (text[:spot] + text[spot + 1 :]).lstrip("0") or "0"
    if short.startswith(".") or abs(Decimal(short) - Decimal(text)) < 1:
        return None
    return _put(paragraphs, at, match, short)


def contradiction(rng, paragraphs, figures):
    counts = {}
    for at, match in _tags(paragraphs, "ab"):
        counts.setdefault(match["key"], []).append((at, match))
    keys = [
        k
        for k, found in counts.items()
        if len(found) > 1 and k in (*SUMMED, "meetings", "training")
    ]
    if not keys:
        return None
    at, match = rng.choice(counts[rng.choice(keys)])
    value = Decimal(match["text"].replace(",", ""))
    return _put(
        paragraphs,
        at,
        match,
        show(cents(value * Decimal(rng.choice(["0.91", "1.08", "1.3", "0.75"])) + 1)),
    )


def unit(rng, paragraphs, figures):
    chosen = _choose(rng, paragraphs, "u", ("three_public", "official_reception", "meetings", "training", "wages", "operating_spending", "official_vehicles"))  # fmt: skip
    if chosen is None:
        return None
    at, match = chosen
    if "⟦a:" + match["key"] + "|0⟧" in paragraphs[at][: match.start()][-40:]:
        return None
    return _put(paragraphs, at, match, rng.choice(["元", "元", ""]), "万元")


def total(rng, paragraphs, figures):
    """A total or one item of a list, changed by more than rounding."""
    keys = ("total_spending", "basic_spending", "three_public", "general_project")
    chosen = (
        _choose(rng, paragraphs, "a", keys)
        if rng.random() < 0.6
        else _choose(rng, paragraphs, "ij")
    )
    if chosen is None:
        return None
    at, match = chosen
    value = Decimal(match["text"].replace(",", ""))
    return _put(paragraphs, at, match, show(cents(value + Decimal(rng.randint(11, 999)) / 100 + 1)))


def percent(rng, paragraphs, figures):
    chosen = _choose(rng, paragraphs, "pe") or _choose(rng, paragraphs, "r")
    if chosen is None:
        return None
    at, match = chosen
    value = Decimal(match["text"])
    wrong = rng.choice(
        [value + 100, value + Decimal(rng.randint(20, 900)) / 100, cents(value / 10), value * 10]
    )
    if abs(wrong - value) < Decimal("0.1"):
        return None
    return _put(paragraphs, at, match, show(wrong))


TYPOS = [
    ("|减少⟧", "|较少⟧"), ("|减少⟧⟦c", "|较少⟧⟦c"), ("年末实有", "年未实有"), ("厉行节约", "历行节约"), ("公务接待费", "公务招待费"),
    ("绩效", "缋效"), ("预算", "预箅"), ("公用经费", "公用经废"), ("|减少⟧", "|减增加⟧"), ("万元，", "万元元，"),
    ("自评得分", "自评的分"), ("基本支出", "基本支岀"), ("同比", "同此"), ("，", "，，"), ("会议费", "会义费"), ("培训费", "陪训费"),
    ("政府性基金", "政府性基全"), ("|增加⟧", "|增加减少⟧"), ("商品和服务", "商品合服务"), ("万元。", "万元。。"),
]  # fmt: skip


def typo(rng, paragraphs, figures):
    return _replace(rng, paragraphs, list(TYPOS))


def wording(rng, paragraphs, figures):
    return _replace(
        rng,
        paragraphs,
        [
            ("国有资本经营预算支出。", "国有资产经营预算支出。"), ("社会保险基金预算支出。", "社会保障基金预算支出。"),
            ("一般公共预算基本支出", "一般公共预算支出基本支出"), ("一般公共预算项目支出", "一般公共预算支出项目支出"),
            ("人，比上年增加", "人，比上年变动增加"), ("人，比上年减少", "人，比上年变动减少"), ("政府性基金预算支出⟦", "政府基金预算支出⟦"),
        ],
    )  # fmt: skip


def numbering(rng, paragraphs, figures):
    tops = [i for i, line in enumerate(paragraphs) if re.match("[一二三四五六七八九]、", line)]
    points = [i for i, line in enumerate(paragraphs) if re.match("（1）", line)]
    choice = rng.randrange(5)
    if choice == 0:
        at = rng.choice(tops[1:])
        number = "一二三四五六七八九".index(paragraphs[at][0]) + 1
        return _line(paragraphs, at, f"{number}、{paragraphs[at][2:]}", paragraphs[at][:4])
    if choice == 1:
        at = rng.choice(tops[1:-1])
        return _line(
            paragraphs,
            at,
            paragraphs[at - 0].replace(
                paragraphs[at][0], paragraphs[tops[tops.index(at) - 1]][0], 1
            ),
            "重复",
        )
    if choice == 2 and points:
        at = rng.choice(points)
        return _line(paragraphs, at + 1, paragraphs[at + 1].replace("（2）", "（3）"), "（3）")
    if choice == 3:
        at = rng.choice(tops[1:])
        later = "一二三四五六七八九十"
        number = later.index(paragraphs[at][0])
        return _line(paragraphs, at, later[number + 1] + paragraphs[at][1:], "跳号")
    sections = [i for i, line in enumerate(paragraphs) if line.startswith("（二）")]
    if not sections:
        return None
    at = rng.choice(sections)
    return _line(paragraphs, at, "（三）" + paragraphs[at][3:], "（三）")


GUIDANCE = (
    "主要从经济性、效率性、有效性等方面进行量化分析。", "（此处填写单位主要职能）", "请各单位据实填写本部分内容。",
    "（说明：根据实际情况填写）", "其中：经济性分析主要是对成本控制情况进行分析。", "本部分主要说明预算执行情况。",
    "反映单位履职及效益情况。", "（请在此说明增减变化的原因）",
)  # fmt: skip


def leftover(rng, paragraphs, figures):
    choice = rng.randrange(4)
    if choice == 0:
        at = rng.randrange(8, len(paragraphs) - 3)
        text = rng.choice(GUIDANCE)
        return Planted([*paragraphs[:at], text, *paragraphs[at:]], at, text)
    if choice == 1:
        chosen = _choose(rng, paragraphs, "d")
        if chosen is None:
            return None
        at, match = chosen
        wrong = rng.choice(["减少（增加）", "增长（下降）", "下降（增长）", "增加/减少"])
        return _put(paragraphs, at, match, wrong)
    chosen = _choose(rng, paragraphs, "a")
    if chosen is None:
        return None
    at, match = chosen
    return _put(paragraphs, at, match, rng.choice(["XX", "××", "", "**", "__"]))


def zero_base(rng, paragraphs, figures):
    forms = ("比上年增加0万元，增加0%", "较上年减少0万元，下降0%", "同比增加0万元，增长0%")
    for at, line in enumerate(paragraphs):
        for flat in ("与上年持平", "与上年相比无增减变化", "较上年无增减变化", "与上年一致"):
            if flat in line:
                wrong = rng.choice(forms)
                return _line(paragraphs, at, line.replace(flat, wrong, 1), wrong, "与上年持平")
    return None


def zero_base_growth(rng, paragraphs, figures):
    """From nothing to something with 增长100%."""
    chosen = _choose(rng, paragraphs, "a", ("meetings", "training"))
    if chosen is None:
        return None
    at, match = chosen
    wrong = f"{match['text']}万元，比上年增加{match['text']}万元，增长100%。"
    return _line(paragraphs, at, paragraphs[at][: match.start()] + wrong, wrong)


def name(rng, paragraphs, figures):
    if rng.random() < 0.5:
        pairs = {"强": "蔷", "华": "花", "梅": "玫", "辉": "晖", "平": "萍", "芳": "方", "清": "青", "民": "明", "志": "智", "建": "健", "文": "雯", "国": "果", "永": "勇", "红": "洪"}  # fmt: skip
        marks = [m for m in figures.person[1:] if m in pairs and m not in "梅民"]
        at = next((i for i, line in enumerate(paragraphs) if line.count(figures.person) > 1), None)
        if not marks or at is None:
            return None
        wrong = figures.person.replace(marks[0], pairs[marks[0]])
        line = paragraphs[at]
        last = line.rfind(figures.person)
        return _line(
            paragraphs, at, line[:last] + wrong + line[last + len(wrong) :], wrong, figures.person
        )
    at = next((i for i, line in enumerate(paragraphs) if i > 1 and figures.unit in line), None)
    if at is None:
        return None
    spot = rng.randrange(len(figures.county) - 2, len(figures.unit) - 3)
    wrong = figures.unit[:spot] + rng.choice("坂铺嘴岔") + figures.unit[spot + 1 :]
    return _line(
        paragraphs, at, paragraphs[at].replace(figures.unit, wrong, 1), wrong, figures.unit
    )


def missing(rng, paragraphs, figures):
    tops = [i for i, line in enumerate(paragraphs) if re.match("[一二三四五六七八九]、", line)]
    wanted = [i for i in tops if re.search("问题|措施|打算|绩效|概况|基本情况", paragraphs[i])]
    if rng.random() < 0.5:
        at = rng.choice(wanted)
        after = next((t for t in tops if t > at), len(paragraphs))
        return Planted(
            [*paragraphs[:at], *paragraphs[after:]], len(paragraphs) - 1 - (after - at), ""
        )
    gone = rng.choice([["自评得分"], ["三公"]])
    kept = [line for line in paragraphs if not any(word in line for word in gone)]
    if gone == ["三公"]:
        kept = [line for line in kept if "“三公”" not in line]
    return Planted(kept, len(kept) - 1, "") if len(kept) < len(paragraphs) else None


def half_width(rng, paragraphs, figures):
    return _replace(
        rng,
        paragraphs,
        [
            ("，主要", ",主要"),
            ("，较", ",较"),
            ("，比上年", ",比上年"),
            ("，其中", ",其中"),
            ("（一）基", "(一)基"),
            ("；", ";"),
        ],
    )


def direction(rng, paragraphs, figures):
    """Both direction words turned, or the second alone."""
    found = [
        (i, m)
        for i, m in _tags(paragraphs, "d")
        if f"⟦p:{m['key']}|" in paragraphs[i]
        and figures.now.get(m["key"]) != figures.last.get(m["key"])
    ]
    if not found:
        return None
    at, match = rng.choice(found)
    down = match["text"][0] in "减下降"
    line = paragraphs[at]
    wrong = "增加" if down else "减少"
    if rng.random() < 0.5:
        return _put(paragraphs, at, match, wrong)
    turned = re.sub(f"⟦d:{match['key']}\\|[^⟧]*⟧", tag("d", match["key"], wrong), line)
    turned = (
        turned.replace("降幅⟦p:" + match["key"], "增幅⟦p:" + match["key"])
        if down
        else turned.replace("增幅⟦p:" + match["key"], "降幅⟦p:" + match["key"])
    )
    return _line(paragraphs, at, turned, wrong, match["text"])


def count(rng, paragraphs, figures):
    chosen = _choose(rng, paragraphs, "n")
    if chosen is None:
        return None
    at, match = chosen
    return _put(paragraphs, at, match, str(int(match["text"]) + rng.choice([-1, 1, 2])))


def scope(rng, paragraphs, figures):
    """A fund's item among the general public budget, the total raised with it."""
    found = [
        i for i, line in enumerate(paragraphs) if "⟦a:general_project|" in line and "⟦i:" in line
    ]
    if not found:
        return None
    at = found[0]
    line = paragraphs[at]
    wrong = rng.choice(
        [
            "彩票公益金项目",
            "国有土地使用权出让收入安排的村庄整治",
            "大中型水库移民后期扶持基金项目",
            "政府性基金安排的道路建设",
            "城市基础设施配套费安排的管网",
        ]
    )
    first = TAG.search(line, line.find("⟦i:") - 0)
    name_end = line.find("⟦i:")
    start = max(line.rfind(mark, 0, name_end) for mark in ("其中", "包括", "：", "，", "、")) + 1
    start = start + 1 if line[start - 1 : start + 1] in {"其中", "包括"} else start
    return _line(paragraphs, at, line[:start] + wrong + line[name_end:], wrong) if first else None


def citation(rng, paragraphs, figures):
    return _replace(
        rng,
        paragraphs,
        [
            ("中发〔2018〕34号", "中发〔2018〕43号"), ("财预〔2020〕10号", "财预〔2020〕100号"), ("财预〔2020〕10号", "财预〔2021〕10号"),
            ("项目支出绩效评价管理办法", "项目支出绩效评估管理办法"), ("全面实施预算绩效管理的意见", "全面推进预算绩效管理的意见"),
        ],
    )  # fmt: skip


def stale_year(rng, paragraphs, figures):
    choices = list(_tags(paragraphs, "y", ("scale", "basic")))
    heads = [
        i
        for i, line in enumerate(paragraphs)
        if line.startswith(
            (
                f"{figures.year}年，",
                f"3．{figures.year}年度",
                f"{figures.year}年⟦",
                f"{figures.year}年会议",
                f"{figures.year}年培训",
            )
        )
    ]
    if heads and rng.random() < 0.5:
        at = rng.choice(heads)
        wrong = str(figures.year - 1)
        return _line(
            paragraphs,
            at,
            paragraphs[at].replace(str(figures.year), wrong, 1),
            wrong,
            str(figures.year),
        )
    at, match = rng.choice(choices)
    return _put(paragraphs, at, match, str(figures.year - 1))


def reason(rng, paragraphs, figures):
    at = next((i for i, line in enumerate(paragraphs) if "⟦s:total" in line), None)
    if at is None:
        return None
    rate = rng.choice(["62.4", "71.35", "85", "48.9"])
    form = rng.choice(
        [
            f"本年项目资金支出率为{rate}%。",
            f"全年预算执行率仅{rate}%。",
            f"专项资金执行率为{rate}%。",
            f"项目完成率{rate}%。",
        ]
    )
    line = re.sub("扣分原因[^。]*。", "", paragraphs[at])
    planted = [*paragraphs[:at], line, form, *paragraphs[at + 1 :]]
    return Planted(planted, at + 1, rate)


def over(rng, paragraphs, figures):
    key, label = rng.choice([("three_public", "“三公”经费"), ("official_reception", "公务接待费")])
    final = figures.now[key]
    low = cents(final * Decimal("0.8"))
    rate = cents(final / low * 100)
    at = next(i for i, line in enumerate(paragraphs) if f"⟦a:{key}|" in line)
    form = rng.choice(
        [
            f"{label}年初预算{show(low)}万元，决算{show(final)}万元，完成预算的{show(rate)}%。",
            f"{label}预算数{show(low)}万元，实际支出{show(final)}万元。",
            f"全年预算执行率{show(rate)}%。",
        ]
    )
    return Planted([*paragraphs[: at + 1], form, *paragraphs[at + 1 :]], at + 1, form)


def points(rng, paragraphs, figures):
    chosen = _choose(rng, paragraphs, "sq")
    if chosen is None:
        return None
    at, match = chosen
    line = paragraphs[at]
    if match["key"] == "total" and "⟦s:part" not in line:
        return _put(paragraphs, at, match, rng.choice(["86.5", "78"]))
    value = Decimal(match["text"])
    if match["key"] == "rate":
        return _put(paragraphs, at, match, show(value - Decimal("1.3")))
    return _put(paragraphs, at, match, show(value - 3 if match["key"] == "total" else value + 60))


def jump(rng, paragraphs, figures):
    """A quantity that trebled, with no word why."""
    key, label = rng.choice(
        [("meetings", "会议费"), ("training", "培训费"), ("official_reception", "公务接待费")]
    )
    at = next((i for i, line in enumerate(paragraphs) if f"⟦a:{key}|" in line), None)
    if at is None or key == "official_reception":
        return None
    now = figures.now[key] + 12
    old = cents(now / Decimal(rng.choice(["2.5", "3.2", "4"])))
    text = f"{figures.year}年{label}完成{show(now)}万元，比上年增加{show(now - old)}万元，增长{show(cents((now - old) / old * 100))}%。"
    return _line(paragraphs, at, text, text)


SLIPS = {
    "DIGIT_DROP": (digit_drop,),
    "CONTRADICTION": (contradiction,),
    "UNIT": (unit,),
    "SUM": (total,),
    "PCT": (percent,),
    "TYPO": (typo,),
    "NUMBERING": (numbering,),
    "TEMPLATE_LEFTOVER": (leftover,),
    "WORDING": (wording,),
    "ZERO_BASE": (zero_base, zero_base_growth),
    "NAME": (name,),
    "MISSING": (missing,),
    "FORMAT": (half_width,),
    "DIRECTION": (direction,),
    "COUNT": (count,),
    "SCOPE": (scope,),
    "CITATION": (citation,),
    "STALE_YEAR": (stale_year,),
    "REASON": (reason,),
    "OVER_EXECUTION": (over,),
    "POINTS": (points,),
    "JUMP": (jump,),
}
SAME_FAULT = {
    "DIGIT_DROP": {"SUM", "CONTRADICTION", "PCT"},
    "CONTRADICTION": {"SUM", "DIGIT_DROP", "PCT"},
    "SUM": {"CONTRADICTION", "DIGIT_DROP", "PCT"},
    "PCT": {"SUM", "ZERO_BASE", "OVER_EXECUTION"},
    "DIRECTION": {"PCT", "SUM"},
    "POINTS": {"CONTRADICTION"},
}
"""Classes under which the same fault may rightly be told: a wrong total contradicts its twin."""
