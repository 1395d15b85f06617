qt-ok = OK
qt-cancel = Cancel
