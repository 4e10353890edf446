"""What shiboken finds in place of its library of signatures, see `pingkou_gui.qt_loading`."""
