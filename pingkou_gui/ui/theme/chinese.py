"""Chinese for what Qt itself says: buttons of dialogs, context menus of text fields."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator


def speak_chinese(app: QCoreApplication) -> bool:
    """Have Qt's own texts in Chinese; return whether its translation came with it.

    The file is `qtbase_zh_CN.qm` of the PySide6-Essentials wheel. An installer that leaves
    the translations out makes this False, and Qt's own texts stay English.
    """
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator.load("qtbase_zh_CN", folder) and app.installTranslator(translator)
