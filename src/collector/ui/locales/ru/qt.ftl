qt-ok = Хорошо
qt-cancel = Отмена
