"""The life of setup.exe and of the portable zip under wine, as far as wine is Windows."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from installers.lifecycle import chroots
from installers.lifecycle.outcome import Outcome
from installers.recipe import BUILD, NAME, TITLE, WINDOWS, Recipe, program_version
from installers.windows.portable import TOP
from installers.windows.setup import build_setup
from prepare.console import Refusal, say

from pingkou_gui.paths import PORTABLE_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

USER, UID = "王小明", 4712
PATIENCE = 300
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall" + "\\" + NAME
RUNNING, NEWER_THERE = 3, 4
TRIAL = "trial"
FONT = "WenQuanYi Micro Hei"
CHINESE_FONTS = ("SimSun", "宋体", "Tahoma", "MS Shell Dlg", "MS Shell Dlg 2", "Microsoft YaHei")
"""Fonts of a Chinese Windows, for which wine needs another: it does not look elsewhere for characters."""


@dataclass(frozen=True)
class Finished:
    """A program that came to its end: its exit code and its words."""

    returncode: int
    said: str


@dataclass
class Windows:
    """A fresh wine prefix in a chroot, in the empty home of a user with a Chinese name."""

    root: Path
    display: str = ""
    """The X display that its windows are drawn on."""

    @property
    def home(self) -> Path:
        """Return the user's home as this machine sees it."""
        return self.root / TRIAL / USER

    @property
    def drive(self) -> Path:
        """Return drive C."""
        return self.home / ".wine" / "drive_c"

    @property
    def profile(self) -> Path:
        """Return %LOCALAPPDATA%."""
        return self.drive / "users" / USER / "AppData" / "Local"

    @property
    def program(self) -> Path:
        """Return where the setup installs."""
        return self.profile / "Programs" / NAME

    @property
    def data(self) -> Path:
        """Return where the installed program keeps its data."""
        return self.profile / NAME

    def name(self, path: Path) -> str:
        """Return `path` as a program in this Windows calls it."""
        if path.is_relative_to(self.drive):
            return "C:\\" + str(path.relative_to(self.drive)).replace("/", "\\")
        return "Z:\\" + str(path.relative_to(self.root)).replace("/", "\\")

    def command(self, *words: str | Path) -> list[str]:
        """Return the command that runs `words` in this Windows as that user."""
        home = f"/{TRIAL}/{USER}"
        variables = {
            "HOME": home, "USER": USER, "LOGNAME": USER, "LC_ALL": "zh_CN.UTF-8", "PATH": "/usr/bin:/bin",
            "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml,winemenubuilder.exe=", "XDG_RUNTIME_DIR": home,
        }  # fmt: skip
        if self.display:
            variables["DISPLAY"] = self.display
        become = ["setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups"]
        env = ["env", "-i", "-C", home, *(f"{key}={value}" for key, value in variables.items())]
        named = [self.name(word) if isinstance(word, Path) else word for word in words]
        return chroots.inside(self.root, [*become, *env, *named])

    def run(self, *words: str | Path) -> Finished:
        """Run a Windows program to its end and return what it said.

        It speaks into a file: a pipe would stay open as long as wine's own server runs.
        """
        with tempfile.TemporaryFile() as said:
            done = subprocess.run(
                self.command("wine", *words), stdin=subprocess.DEVNULL, stdout=said,
                stderr=subprocess.STDOUT, timeout=PATIENCE, check=False,
            )  # fmt: skip
            said.seek(0)
            return Finished(done.returncode, said.read().decode("utf-8", "replace").strip())

    def say(self, *words: str | Path) -> str:
        """Return what the installed console program says; refuse when it fails."""
        done = self.run(self.program / f"{NAME}-console.exe", *words)
        demand(done.returncode == 0, f"{words} 返回 {done.returncode}：{done.said[-500:]}")
        return done.said

    def prepare(self, *, offscreen: bool = True) -> None:
        """Make the prefix a Windows 10, whose Qt draws off screen unless a window is wanted."""
        self.home.mkdir(parents=True)
        os.chown(self.home, UID, UID)
        self.run("wineboot", "-i")
        self.run("winecfg", "-v", "win10")
        if offscreen:  # wine hides variables QT_* of the outside, not those of the user's registry
            variable = ["/v", "QT_QPA_PLATFORM", "/d", "offscreen", "/f"]
            self.run("reg", "add", r"HKCU\Environment", *variable)
        for name in CHINESE_FONTS:
            replaced = ["/v", name, "/d", FONT, "/f"]
            self.run("reg", "add", r"HKCU\Software\Wine\Fonts\Replacements", *replaced)
        demand(self.profile.is_dir(), "wine 没有建好用户的文件夹")

    def bring(self, *files: Path) -> list[Path]:
        """Return copies of `files` that this Windows can see."""
        copies = []
        for file in files:
            copies.append(Path(shutil.copy(file, self.root / TRIAL)))
            copies[-1].chmod(0o755)
        return copies

    def files(self) -> set[str]:
        """Return the files of drive C outside of Windows' own folders."""
        found = (path for path in self.drive.rglob("*") if path.is_file())
        names = {path.relative_to(self.drive).as_posix() for path in found}
        return {name for name in names if not name.startswith("windows/")}

    def stop(self) -> None:
        """End everything that still runs in the prefix."""
        subprocess.run(self.command("wineserver", "-k"), capture_output=True, check=False)


def demand(holds: bool, words: str) -> None:  # noqa: FBT001 - an assertion that is never off
    """Refuse with `words` where something does not hold."""
    if not holds:
        raise Refusal(words)


def setup_life(older_payload: Path, older_version: str, stale: str, newer: Path) -> Outcome:
    """Try the setup: update from an older version with a file that the newer has not.

    Raises:
        Refusal: Something did not hold.
    """
    trial = f"setup.exe，{chroots.WINE.title}"
    missing = unfit()
    if missing:
        return Outcome(trial, missing)
    older = build_setup(Recipe(WINDOWS), older_payload, older_version, BUILD)
    with fresh_windows() as windows:
        say(f"试验：{trial}")
        older, newer = windows.bring(older, newer)
        before = windows.files()
        _install(windows, older, newer, windows.program / stale)
        _refusals(windows, older, newer)
        _remove(windows, newer, before)
    return Outcome(trial)


def unfit() -> str:
    """Return why wine cannot be used here, empty where it can."""
    if os.name == "nt" or os.geteuid() != 0:
        return "要 Linux 和 root"
    if why := chroots.possible():
        return why
    try:
        chroots.ready(chroots.WINE)
    except Refusal as refusal:
        return str(refusal)
    return ""


@contextlib.contextmanager
def fresh_windows(display: str = "") -> Iterator[Windows]:
    """Yield a Windows that vanishes after the with-block; it has a screen where `display` names one."""
    windows = Windows(chroots.ready(chroots.WINE), display)
    shutil.rmtree(windows.root / TRIAL, ignore_errors=True)
    try:
        windows.prepare(offscreen=not display)
        yield windows
    finally:
        windows.stop()
        shutil.rmtree(windows.root / TRIAL, ignore_errors=True)


def _install(windows: Windows, older: Path, newer: Path, stale: Path) -> None:
    """Install the older one, make the sample report, update."""
    done = windows.run(older, "/S")
    demand(done.returncode == 0 and stale.exists(), f"旧版本没有装上（{done.returncode}）")
    windows.say("--selftest")
    number = windows.say("sample").split()[-1]
    report = windows.home / "平口镇 自评报告.docx"
    windows.run(windows.program / f"{NAME}-console.exe", "export", number, report)
    demand(report.exists() and report.stat().st_size > 0, "没有写出 Word")
    window = windows.run(windows.program / f"{NAME}.exe", "--quit-after-show")
    demand(window.returncode == 0, f"窗口没有打开（{window.returncode}）")
    say("  静默安装、自检、示例报告写出 Word、打开窗口")
    done = windows.run(newer, "/S")
    demand(done.returncode == 0, f"没有升级成（{done.returncode}）")
    demand(not stale.exists(), "旧版本的文件没有清掉")
    demand("2023" in windows.say("list"), "升级后报告不在了")
    say("  升级：旧文件清掉，报告还在")


def _refusals(windows: Windows, older: Path, newer: Path) -> None:
    """An older version, and files in use, are left alone."""
    done = windows.run(older, "/S")
    demand(done.returncode == NEWER_THERE, f"旧版本盖掉了新版本（{done.returncode}）")
    running = subprocess.Popen(
        windows.command("wine", windows.program / f"{NAME}.exe"), stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(30):
        time.sleep(1)
        code = windows.run(newer, "/S").returncode
        if code == RUNNING:
            break
    demand(code == RUNNING, f"运行时装上了（{code}）")
    code = windows.run(
        windows.program / "uninstall.exe", "/S", f"_?={windows.name(windows.program)}"
    ).returncode
    demand(code == RUNNING, f"运行时卸掉了（{code}）")
    windows.stop()
    running.wait()
    windows.say("--version")
    say("  旧版本、运行时的安装和卸载都被拒绝")


def _remove(windows: Windows, newer: Path, before: set[str]) -> None:
    """Removing leaves the data, removing with /PURGE nothing."""
    _uninstall(windows)
    left = windows.files() - before
    data = windows.data.relative_to(windows.drive).as_posix() + "/"
    strange = {name for name in left if not name.startswith(data) and "/Temp/" not in name}
    demand(not strange, f"卸载后有遗留：{sorted(strange)[:5]}")
    demand((windows.data / "reports.db").exists(), "卸载带走了资料")
    entry = windows.run("reg", "query", UNINSTALL)
    demand(entry.returncode != 0, "卸载后注册表有遗留")
    say("  卸载后只剩资料")
    windows.run(newer, "/S")
    demand("2023" in windows.say("list"), "重新安装后报告不在了")
    _uninstall(windows, "/PURGE")
    demand(not windows.data.exists(), "要求清除时没有清除资料")
    say(f"  重新安装后报告还在；清除资料的卸载什么也不剩（{TITLE}）")


def _uninstall(windows: Windows, *more: str) -> None:
    # Without `_?=` it copies itself away and comes back at once; this waits, then tidies up.
    windows.run(
        windows.program / "uninstall.exe", "/S", *more, f"_?={windows.name(windows.program)}"
    )
    (windows.program / "uninstall.exe").unlink(missing_ok=True)
    if windows.program.exists():
        demand(not any(windows.program.iterdir()), "卸载后程序文件夹不空")
        windows.program.rmdir()


def portable_life(packed: Path) -> Outcome:
    """Try the portable zip from a folder with a Chinese name.

    Raises:
        Refusal: Something did not hold.
    """
    trial = f"U 盘版，{chroots.WINE.title}"
    missing = unfit()
    if missing:
        return Outcome(trial, missing)
    with fresh_windows() as windows:
        say(f"试验：{trial}")
        disk = windows.home / "U 盘"
        with zipfile.ZipFile(packed) as files:
            files.extractall(disk)
        for path in [disk, *disk.rglob("*")]:
            os.chown(path, UID, UID)
        before = windows.files()
        program = disk / TOP / f"{NAME}-console.exe"
        done = windows.run(program, "sample")
        demand(done.returncode == 0, f"U 盘版没有运行：{done.said[-500:]}")
        demand((disk / TOP / PORTABLE_FOLDER / "reports.db").exists(), "资料没有放在 U 盘上")
        strange = {name for name in windows.files() - before if "/Temp/" not in name}
        demand(not strange, f"写到了 U 盘之外：{sorted(strange)[:5]}")
        version = windows.run(program, "--version").said
        demand(version == program_version(), f"版本不对：{version}")
    return Outcome(trial)
