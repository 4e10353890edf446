"""Every page of setup.exe in a true window under wine: gone through, and pictured to be looked at."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

from installers.lifecycle import chroots
from installers.lifecycle.outcome import Outcome
from installers.lifecycle.wine import Windows, demand, fresh_windows, unfit
from installers.recipe import BUILD, NAME, TITLE, program_version
from installers.tools import FOR_TRIALS, lacking
from prepare.console import Refusal, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PICTURES = BUILD / "pages"
SCREEN = "1024x768x24"
PATIENCE = 120
TITLES = (f"{TITLE} 安装", f"安装 {TITLE}", f"{TITLE} 卸载", f"{TITLE} 解除安装")
INSTALLING = ("1-welcome", "2-folder", "3-installing", "4-installed")
REMOVING = ("7-removing", "8-what-goes", "9-removed")


def setup_pages(setup: Path) -> Outcome:
    """Go through the pages of setting up and of removing as a person does, a picture of each.

    Raises:
        Refusal: A page does not come, or the program is not there afterwards.
    """
    trial = f"setup.exe 的各个页面，{chroots.WINE.title}"
    missing = unfit() or "、".join(lacking(["windows"], FOR_TRIALS))
    if missing:
        return Outcome(trial, missing)
    say(f"试验：{trial}")
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    with screen() as display, fresh_windows(display) as windows:
        (copy,) = windows.bring(setup)
        _set_up(windows, copy)
        _look_at_window(windows)
        _refused_while_running(windows, copy)
        _remove(windows)
    say(f"  页面的图片在 {PICTURES}")
    return Outcome(trial)


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """Yield the name of an X display of an office screen's size that nobody sees."""
    reading, writing = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(writing),
        "-screen",
        "0",
        SCREEN,
        "-nolisten",
        "tcp",
        "-ac",
    ]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    try:
        if not number:
            raise Refusal("Xvfb 没有起来")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


class Hand:
    """What a person does at that screen: wait for a window, press a key, look."""

    def __init__(self, windows: Windows) -> None:
        self._windows = windows
        self._env = {**os.environ, "DISPLAY": windows.display}

    def titles(self) -> list[str]:
        """Return the titles of the windows in sight."""
        found = self._x("xdotool", "search", "--onlyvisible", "--name", "").split()
        return [self._x("xdotool", "getwindowname", number).strip() for number in found]

    def wait_for(self, *parts: str) -> None:
        """Wait until a window whose title has one of these parts is in sight.

        Raises:
            Refusal: None comes.
        """
        self._until(lambda titles: any(part in title for title in titles for part in parts), parts)

    def wait_until_gone(self, *parts: str) -> None:
        """Wait until no title has any of these parts.

        Raises:
            Refusal: It stays.
        """
        gone = lambda titles: not any(p in title for title in titles for p in parts)  # noqa: E731
        self._until(gone, parts)

    def press(self, *keys: str) -> None:
        """Press keys, slowly enough for wine."""
        for key in keys:
            self._x("xdotool", "key", "--clearmodifiers", key)
            time.sleep(0.6)

    def picture(self, name: str) -> None:
        """Write a picture of the whole screen."""
        time.sleep(1.5)
        self._x("import", "-window", "root", str(PICTURES / f"{name}.png"))

    def _until(self, holds, parts: tuple[str, ...]) -> None:  # noqa: ANN001 - see its two callers
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if holds(self.titles()):
                return
            time.sleep(0.5)
        self.picture("stuck")
        raise Refusal(f"等不到窗口 {parts}；在屏幕上的有 {self.titles()}")

    def _x(self, *words: str) -> str:
        done = subprocess.run(words, env=self._env, capture_output=True, text=True, check=False)
        return done.stdout


def _start(windows: Windows, *words: str | Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        windows.command("wine", *words), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _set_up(windows: Windows, setup: Path) -> None:
    hand = Hand(windows)
    running = _start(windows, setup)
    hand.wait_for(*TITLES)
    hand.picture(INSTALLING[0])
    hand.press("Return")
    hand.picture(INSTALLING[1])
    hand.press("Return")
    time.sleep(1.5)
    hand.picture(INSTALLING[2])
    _until_there(windows.program / "uninstall.exe")
    time.sleep(3)
    hand.picture(INSTALLING[3])
    hand.press("Return")
    hand.wait_until_gone(*TITLES)
    running.wait(timeout=PATIENCE)
    version = windows.say("--version")
    demand(version == program_version(), f"逐页安装后版本不对：{version}")
    say("  逐页安装")


def _until_there(path: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not path.exists():
        demand(time.monotonic() < end, f"等不到 {path.name}")
        time.sleep(0.5)


def _look_at_window(windows: Windows) -> None:
    """The box of the last page opened the program."""
    hand = Hand(windows)
    hand.wait_for(TITLE, "绩效", "自评")
    time.sleep(5)
    hand.picture("5-program")


def _refused_while_running(windows: Windows, setup: Path) -> None:
    hand = Hand(windows)
    running = _start(windows, setup)
    time.sleep(6)
    hand.picture("6-refused")
    hand.press("Return")
    demand(running.wait(timeout=PATIENCE) != 0, "运行时没有拒绝安装")
    windows.stop()
    time.sleep(2)


def _remove(windows: Windows) -> None:
    hand = Hand(windows)
    _start(windows, windows.program / "uninstall.exe", f"_?={windows.name(windows.program)}")
    hand.wait_for(*TITLES)
    hand.picture(REMOVING[0])
    hand.press("Return")
    hand.picture(REMOVING[1])
    hand.press("Return")
    end = time.monotonic() + PATIENCE
    while (windows.program / f"{NAME}.exe").exists():
        demand(time.monotonic() < end, "没有卸掉")
        time.sleep(0.5)
    time.sleep(2)
    hand.picture(REMOVING[2])
    demand((windows.data / "reports.db").exists(), "逐页卸载带走了资料")
    say("  逐页卸载，资料还在")
