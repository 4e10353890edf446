"""Planters of slips in figures: each puts one into a clean report with tags, or declines."""

import re
from decimal import Decimal

from regression_figures import cents, show
from regression_planting import Planted, choose, put, tags_of, with_line
from regression_prose import TAG, tag

SUMMED = (
    "total_spending", "basic_spending", "project_spending", "personnel_spending", "operating_spending", "wages",
    "goods_and_services", "transfers_to_individuals", "three_public", "official_reception", "official_vehicles",
    "general_project",
)  # fmt: skip


def digit_drop(rng, paragraphs, figures):
    chosen = choose(rng, paragraphs, "a", SUMMED)
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
    return put(paragraphs, at, match, short)


def contradiction(rng, paragraphs, figures):
    counts = {}
    for at, match in tags_of(paragraphs, "ab"):
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
    return put(
        paragraphs,
        at,
        match,
        show(cents(value * Decimal(rng.choice(["0.91", "1.08", "1.3", "0.75"])) + 1)),
    )


def unit(rng, paragraphs, figures):
    chosen = choose(rng, paragraphs, "u", ("three_public", "official_reception", "meetings", "training", "wages", "operating_spending", "official_vehicles"))  # fmt: skip
    if chosen is None:
        return None
    at, match = chosen
    if "⟦a:" + match["key"] + "|0⟧" in paragraphs[at][: match.start()][-40:]:
        return None
    return put(paragraphs, at, match, rng.choice(["元", "元", ""]), "万元")


def total(rng, paragraphs, figures):
    """A total or one item of a list, changed by more than rounding."""
    keys = ("total_spending", "basic_spending", "three_public", "general_project")
    chosen = (
        choose(rng, paragraphs, "a", keys) if rng.random() < 0.6 else choose(rng, paragraphs, "ij")
    )
    if chosen is None:
        return None
    at, match = chosen
    value = Decimal(match["text"].replace(",", ""))
    return put(paragraphs, at, match, show(cents(value + Decimal(rng.randint(11, 999)) / 100 + 1)))


def percent(rng, paragraphs, figures):
    chosen = choose(rng, paragraphs, "pe") or choose(rng, paragraphs, "r")
    if chosen is None:
        return None
    at, match = chosen
    value = Decimal(match["text"])
    wrong = rng.choice(
        [value + 100, value + Decimal(rng.randint(20, 900)) / 100, cents(value / 10), value * 10]
    )
    if abs(wrong - value) < Decimal("0.1"):
        return None
    return put(paragraphs, at, match, show(wrong))


def zero_base(rng, paragraphs, figures):
    forms = ("比上年增加0万元，增加0%", "较上年减少0万元，下降0%", "同比增加0万元，增长0%")
    for at, line in enumerate(paragraphs):
        for flat in ("与上年持平", "与上年相比无增减变化", "较上年无增减变化", "与上年一致"):
            if flat in line:
                wrong = rng.choice(forms)
                return with_line(paragraphs, at, line.replace(flat, wrong, 1), wrong, "与上年持平")
    return None


def zero_base_growth(rng, paragraphs, figures):
    """From nothing to something with 增长100%."""
    chosen = choose(rng, paragraphs, "a", ("meetings", "training"))
    if chosen is None:
        return None
    at, match = chosen
    wrong = f"{match['text']}万元，比上年增加{match['text']}万元，增长100%。"
    return with_line(paragraphs, at, paragraphs[at][: match.start()] + wrong, wrong)


def direction(rng, paragraphs, figures):
    """Both direction words turned, or the second alone."""
    found = [
        (i, m)
        for i, m in tags_of(paragraphs, "d")
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
        return put(paragraphs, at, match, wrong)
    turned = re.sub(f"⟦d:{match['key']}\\|[^⟧]*⟧", tag("d", match["key"], wrong), line)
    turned = (
        turned.replace("降幅⟦p:" + match["key"], "增幅⟦p:" + match["key"])
        if down
        else turned.replace("增幅⟦p:" + match["key"], "降幅⟦p:" + match["key"])
    )
    return with_line(paragraphs, at, turned, wrong, match["text"])


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
    return (
        with_line(paragraphs, at, line[:start] + wrong + line[name_end:], wrong) if first else None
    )


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
    chosen = choose(rng, paragraphs, "sq")
    if chosen is None:
        return None
    at, match = chosen
    line = paragraphs[at]
    if match["key"] == "total" and "⟦s:part" not in line:
        return put(paragraphs, at, match, rng.choice(["86.5", "78"]))
    value = Decimal(match["text"])
    if match["key"] == "rate":
        return put(paragraphs, at, match, show(value - Decimal("1.3")))
    return put(paragraphs, at, match, show(value - 3 if match["key"] == "total" else value + 60))


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
    return with_line(paragraphs, at, text, text)
