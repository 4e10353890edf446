"""Fcitx 4, with which UOS 20 and Kylin V10 write Chinese, for a Qt that has no plugin for it.

Fcitx 5 answers to clients of ibus, for which Qt brings a plugin; Fcitx 4 does not. It is spoken to
over the session's D-Bus: keys go to it first, and what it composes and commits comes back as Qt's
own events of an input method.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Protocol, cast

from PySide6.QtCore import (
    Q_ARG,
    Q_RETURN_ARG,
    SLOT,
    QCoreApplication,
    QEvent,
    QMetaObject,
    QObject,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtDBus import (
    QDBus,
    QDBusConnection,
    QDBusInterface,
    QDBusMessage,
    QDBusServiceWatcher,
)
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCharFormat, QWindow

if TYPE_CHECKING:
    from collections.abc import Collection

IBUS = "org.freedesktop.IBus"
_METHODS, _CONTEXT = "org.fcitx.Fcitx.InputMethod", "org.fcitx.Fcitx.InputContext"
_PATIENCE = 3000
"""Milliseconds to wait for an answer; the program goes on without one.

With the first key an input method reads its dictionaries: a key that is not waited for would be
typed and composed as well.
"""
_SHOWS_LETTERS = 2
"""The capability of a client that shows what is being composed by itself."""


def service_of(display: str) -> str:
    """Return the name under which Fcitx 4 can be called on an X display such as `:0.0`."""
    number = display.rpartition(":")[2].partition(".")[0]
    return f"org.fcitx.Fcitx-{number or 0}"


class InputContext(Protocol):
    """What the bridge asks of an input method."""

    def take_key(self, event: QKeyEvent) -> bool:
        """Offer a key; return whether the input method keeps it."""

    def set_focus(self, *, focused: bool) -> None:
        """Say whether a field has the focus that can be written in."""

    def set_place(self, place: QRect) -> None:
        """Say where on the screen the cursor is, in its pixels."""


class FcitxContext(QObject):
    """The input context of this program within Fcitx 4."""

    composed = Signal(str, int)
    """The letters to be shown, and where among them the cursor is."""
    committed = Signal(str)

    def __init__(self, bus: QDBusConnection, service: str, number: int, parent: QObject) -> None:
        """Take the context `number` that `service` has made."""
        super().__init__(parent)
        path = f"/inputcontext_{number}"
        self._calls = QDBusInterface(service, path, _CONTEXT, bus)
        self._calls.setTimeout(_PATIENCE)
        for signal, slot in (("CommitString", "_commit"), ("UpdatePreedit", "_compose")):
            handler = SLOT(f"{slot}(QDBusMessage)")
            cast("Any", bus).connect(service, path, _CONTEXT, signal, self, handler)
        self._call("SetCapacity", Q_ARG("uint", _SHOWS_LETTERS))

    def take_key(self, event: QKeyEvent) -> bool:
        """Offer a key; return whether the input method keeps it."""
        released = event.type() == QEvent.Type.KeyRelease
        kept = self._call(
            "ProcessKeyEvent",
            Q_RETURN_ARG("int"),
            Q_ARG("uint", event.nativeVirtualKey()),
            Q_ARG("uint", event.nativeScanCode()),
            Q_ARG("uint", event.nativeModifiers()),
            Q_ARG("int", int(released)),
            Q_ARG("uint", event.timestamp() & 0xFFFFFFFF),
        )
        return isinstance(kept, int) and kept > 0

    def set_focus(self, *, focused: bool) -> None:
        """Say whether a field has the focus that can be written in."""
        if focused:
            self._call("FocusIn")
        else:
            self._call("Reset")
            self._call("FocusOut")

    def set_place(self, place: QRect) -> None:
        """Say where on the screen the cursor is, in its pixels."""
        sides = (place.x(), place.y(), place.width(), place.height())
        self._call("SetCursorRect", *(Q_ARG("int", each) for each in sides))

    def _call(self, name: str, *arguments: object) -> object:
        if not self._calls.isValid():
            return None
        direct = Qt.ConnectionType.DirectConnection
        return QMetaObject.invokeMethod(self._calls, name, direct, *arguments)  # type: ignore[call-overload]

    @Slot(QDBusMessage)
    def _commit(self, message: QDBusMessage) -> None:
        self.committed.emit(str(cast("Any", message.arguments())[0]))

    @Slot(QDBusMessage)
    def _compose(self, message: QDBusMessage) -> None:
        letters, at = cast("tuple[str, int]", message.arguments())
        before = letters.encode()[: max(at, 0)]  # it counts bytes
        self.composed.emit(letters, len(before.decode(errors="ignore")))


class FcitxBridge(QObject):
    """Hands the keys of all windows to an input context, and its words to the field in hand."""

    def __init__(self, context: InputContext, app: QGuiApplication) -> None:
        """Begin with the window and the field that have the focus now."""
        super().__init__(app)
        self._context = context
        app.focusWindowChanged.connect(self._follow_window)
        app.focusObjectChanged.connect(self._follow_focus)
        app.inputMethod().cursorRectangleChanged.connect(self._place)
        self._follow_window(app.focusWindow())
        self._follow_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        return _can_be_written_in() and self._context.take_key(event)

    @Slot(str, int)
    def compose(self, letters: str, cursor: int) -> None:
        """Show letters in the field in hand, underlined, with the cursor at `cursor`."""
        underlined = QTextCharFormat()
        underlined.setFontUnderline(True)
        kinds = QInputMethodEvent.AttributeType
        looks = [
            QInputMethodEvent.Attribute(kinds.TextFormat, 0, len(letters), underlined),
            QInputMethodEvent.Attribute(kinds.Cursor, cursor, 1, None),
        ]
        _send(QInputMethodEvent(letters, looks))

    @Slot(str)
    def commit(self, words: str) -> None:
        """Write words into the field in hand."""
        event = QInputMethodEvent()
        event.setCommitString(words)
        _send(event)

    @Slot(QWindow)
    def _follow_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)  # it stands there once, however often it is shown
            window.installEventFilter(self)

    @Slot(QObject)
    def _follow_focus(self, _object: QObject | None = None) -> None:
        self._context.set_focus(focused=False)
        if _can_be_written_in():
            self._context.set_focus(focused=True)
            self._place()

    @Slot()
    def _place(self) -> None:
        window = cast("QWindow | None", QGuiApplication.focusWindow())
        if window is None:
            return
        here = QGuiApplication.inputMethod().cursorRectangle().toRect()
        ratio, corner = window.devicePixelRatio(), window.mapToGlobal(here.topLeft())
        sides = (corner.x(), corner.y(), here.width(), here.height())
        self._context.set_place(QRect(*(round(side * ratio) for side in sides)))


def _can_be_written_in() -> bool:
    """Return whether the focus is where an input method may write."""
    enabled = Qt.InputMethodQuery.ImEnabled
    return bool(QGuiApplication.inputMethod().queryFocusObject(enabled, None))


def _send(event: QInputMethodEvent) -> None:
    field = QGuiApplication.focusObject()
    if field is not None:
        QCoreApplication.sendEvent(field, event)


def is_needed(running: Collection[str], service: str, module: str) -> bool:
    """Return whether the program has to speak to fcitx by itself.

    Not where Qt's plugin for ibus, wanted as `module`, finds somebody to speak to: Fcitx 5
    answers under both names, and every letter would come twice.
    """
    return service in running and not (module == "ibus" and IBUS in running)


class FcitxWatcher(QObject):
    """Ties the program to fcitx as soon as it runs, and again when it was started anew."""

    def __init__(self, app: QGuiApplication, display: str, module: str) -> None:
        """Watch on an X display; Qt was asked for the plugin `module`."""
        super().__init__(app)
        self._app, self._service, self._module = app, service_of(display), module
        self.bridge: FcitxBridge | None = None
        self._bus = QDBusConnection.sessionBus()
        if not self._bus.isConnected():
            return
        watch = QDBusServiceWatcher.WatchModeFlag.WatchForOwnerChange
        watcher = QDBusServiceWatcher(self._service, self._bus, watch, self)
        watcher.addWatchedService(IBUS)
        watcher.serviceRegistered.connect(self._look)
        watcher.serviceUnregistered.connect(self._look)
        self._look()

    def _runs(self, service: str) -> bool:
        return bool(self._bus.interface().isServiceRegistered(service).value())

    @Slot(str)
    def _look(self, changed: str = "") -> None:
        running = [name for name in (self._service, IBUS) if self._runs(name)]
        needed = is_needed(running, self._service, self._module)
        if self.bridge is not None and (not needed or changed == self._service):
            self.bridge.deleteLater()
            self.bridge = None
        if needed and self.bridge is None:
            self._begin()

    def _begin(self) -> None:
        call = QDBusMessage.createMethodCall(self._service, "/inputmethod", _METHODS, "CreateICv3")
        call.setArguments([QCoreApplication.applicationName(), os.getpid()])
        answer = self._bus.call(call, QDBus.CallMode.Block, _PATIENCE)
        if answer.type() != QDBusMessage.MessageType.ReplyMessage:
            return
        number = int(cast("Any", answer.arguments())[0])
        context = FcitxContext(self._bus, self._service, number, self)
        self.bridge = FcitxBridge(context, self._app)
        context.setParent(self.bridge)
        context.composed.connect(self.bridge.compose)
        context.committed.connect(self.bridge.commit)


def follow_fcitx(app: QGuiApplication) -> FcitxWatcher:
    """Tie the program to fcitx, now or when it is started; kept by `app`."""
    environment = os.environ
    return FcitxWatcher(app, environment.get("DISPLAY", ":0"), environment.get("QT_IM_MODULE", ""))
