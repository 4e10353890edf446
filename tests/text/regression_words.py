"""Planters of slips in words: each puts one into a clean report with tags, or declines."""

import re

from regression_planting import Planted, choose, put, replaced, tags_of, with_line

TYPOS = [
    ("|减少⟧", "|较少⟧"), ("|减少⟧⟦c", "|较少⟧⟦c"), ("年末实有", "年未实有"), ("厉行节约", "历行节约"), ("公务接待费", "公务招待费"),
    ("绩效", "缋效"), ("预算", "预箅"), ("公用经费", "公用经废"), ("|减少⟧", "|减增加⟧"), ("万元，", "万元元，"),
    ("自评得分", "自评的分"), ("基本支出", "基本支岀"), ("同比", "同此"), ("，", "，，"), ("会议费", "会义费"), ("培训费", "陪训费"),
    ("政府性基金", "政府性基全"), ("|增加⟧", "|增加减少⟧"), ("商品和服务", "商品合服务"), ("万元。", "万元。。"),
]  # fmt: skip


def typo(rng, paragraphs, figures):
    return replaced(rng, paragraphs, list(TYPOS))


def wording(rng, paragraphs, figures):
    return replaced(
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
        return with_line(paragraphs, at, f"{number}、{paragraphs[at][2:]}", paragraphs[at][:4])
    if choice == 1:
        at = rng.choice(tops[1:-1])
        return with_line(
            paragraphs,
            at,
            paragraphs[at - 0].replace(
                paragraphs[at][0], paragraphs[tops[tops.index(at) - 1]][0], 1
            ),
            "重复",
        )
    if choice == 2 and points:
        at = rng.choice(points)
        return with_line(paragraphs, at + 1, paragraphs[at + 1].replace("（2）", "（3）"), "（3）")
    if choice == 3:
        at = rng.choice(tops[1:])
        later = "一二三四五六七八九十"
        number = later.index(paragraphs[at][0])
        return with_line(paragraphs, at, later[number + 1] + paragraphs[at][1:], "跳号")
    sections = [i for i, line in enumerate(paragraphs) if line.startswith("（二）")]
    if not sections:
        return None
    at = rng.choice(sections)
    return with_line(paragraphs, at, "（三）" + paragraphs[at][3:], "（三）")


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
        chosen = choose(rng, paragraphs, "d")
        if chosen is None:
            return None
        at, match = chosen
        wrong = rng.choice(["减少（增加）", "增长（下降）", "下降（增长）", "增加/减少"])
        return put(paragraphs, at, match, wrong)
    chosen = choose(rng, paragraphs, "a")
    if chosen is None:
        return None
    at, match = chosen
    return put(paragraphs, at, match, rng.choice(["XX", "××", "", "**", "__"]))


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
        return with_line(
            paragraphs, at, line[:last] + wrong + line[last + len(wrong) :], wrong, figures.person
        )
    at = next((i for i, line in enumerate(paragraphs) if i > 1 and figures.unit in line), None)
    if at is None:
        return None
    spot = rng.randrange(len(figures.county) - 2, len(figures.unit) - 3)
    wrong = figures.unit[:spot] + rng.choice("坂铺嘴岔") + figures.unit[spot + 1 :]
    return with_line(
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
    return replaced(
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


def count(rng, paragraphs, figures):
    chosen = choose(rng, paragraphs, "n")
    if chosen is None:
        return None
    at, match = chosen
    return put(paragraphs, at, match, str(int(match["text"]) + rng.choice([-1, 1, 2])))


def citation(rng, paragraphs, figures):
    return replaced(
        rng,
        paragraphs,
        [
            ("中发〔2018〕34号", "中发〔2018〕43号"), ("财预〔2020〕10号", "财预〔2020〕100号"), ("财预〔2020〕10号", "财预〔2021〕10号"),
            ("项目支出绩效评价管理办法", "项目支出绩效评估管理办法"), ("全面实施预算绩效管理的意见", "全面推进预算绩效管理的意见"),
        ],
    )  # fmt: skip


def stale_year(rng, paragraphs, figures):
    choices = list(tags_of(paragraphs, "y", ("scale", "basic")))
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
        return with_line(
            paragraphs,
            at,
            paragraphs[at].replace(str(figures.year), wrong, 1),
            wrong,
            str(figures.year),
        )
    at, match = rng.choice(choices)
    return put(paragraphs, at, match, str(figures.year - 1))
