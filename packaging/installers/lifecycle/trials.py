"""Run every trial for what was built; say which could not be run here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from installers.lifecycle.deb import deb_life, lintian
from installers.lifecycle.outcome import Outcome, timed
from installers.lifecycle.setup_pages import setup_pages
from installers.lifecycle.wine import portable_life, setup_life
from installers.linux.deb import build_deb
from installers.recipe import BUILD, LINUX, WINDOWS, Recipe
from installers.windows.setup import variant
from prepare.console import say

if TYPE_CHECKING:
    from pathlib import Path

OLDER = "0.0.9"
STALE = "lib/packages/pingkou_gui/gone_in_the_next_version.txt"
# No machine that builds can run these; packaging/README.md has the steps for a person.
BY_HAND = (
    "真正的 Windows 10、11", "统信 UOS 20", "银河麒麟 V10", "fcitx 中文输入", "真实打印机", "杀毒软件",
)  # fmt: skip


def run_trials(finished: dict[str, Path]) -> list[Outcome]:
    """Return what was tried; a trial that does not hold raises Refusal."""
    outcomes: list[Outcome] = []
    if "deb" in finished:
        say("试验：做一个旧版本，用来试升级")
        recipe = Recipe(LINUX)
        older = build_deb(recipe, recipe.folder, version=OLDER, folder=BUILD)
        outcomes += deb_life(older, finished["deb"])
    for name in ("deb", "deb-arm64"):
        if name in finished:
            outcomes.append(timed(partial(lintian, finished[name])))
    if "deb-arm64" in finished:
        outcomes.append(
            Outcome("arm64 的安装包，安装和运行", "没有 arm64 的机器；只查看过里面的文件")
        )
    if "windows" in finished:
        payload = variant(Recipe(WINDOWS).folder, "windows-older", {STALE: b"stale"})
        outcomes.append(timed(lambda: setup_life(payload, OLDER, STALE, finished["windows"])))
        outcomes.append(timed(partial(setup_pages, finished["windows"])))
    if "portable" in finished:
        outcomes.append(timed(partial(portable_life, finished["portable"])))
    return outcomes + [Outcome(place, "要人来试") for place in BY_HAND]
