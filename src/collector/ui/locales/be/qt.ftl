qt-ok = Добра
qt-cancel = Скасаваць
