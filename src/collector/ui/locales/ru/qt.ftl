# Qt's own texts, which has no Belarusian; `qt_words.TEXTS` says which of Qt's texts each is for.
# `%1` is Qt's placeholder.

## Buttons
qt-ok = Хорошо
qt-cancel = Отмена
qt-save = Сохранить
qt-save-all = Сохранить всё
qt-open = Открыть
qt-choose = Выбрать
qt-yes = Да
qt-yes-to-all = Да для всех
qt-no = Нет
qt-no-to-all = Нет для всех
qt-abort = Прервать
qt-retry = Повторить
qt-ignore = Пропустить
qt-close = Закрыть
qt-discard = Отбросить
qt-do-not-save = Не сохранять
qt-help = Помощь
qt-apply = Применить
qt-reset = Сбросить
qt-restore-defaults = Вернуть исходное
qt-show-details = Показать подробности
qt-hide-details = Скрыть подробности

## Choosing a file or folder
qt-look-in = Где искать:
qt-file-name = Имя файла:
qt-file-types = Виды файлов:
qt-folder = Папка:
qt-folders = Папки
qt-files = Файлы
qt-all-files = Все файлы (*)
qt-find-folder = Поиск папки
qt-save-as = Сохранить как
qt-recent-places = Недавние места
qt-back = Назад
qt-forward = Вперёд
qt-parent-folder = Папка выше
qt-new-folder = Новая папка
qt-list-view = Список
qt-detail-view = Подробно
qt-sidebar = Места
qt-rename = Переименовать
qt-delete = Удалить
qt-remove = Убрать
qt-show = Показать
qt-hidden-files = Показывать скрытые файлы
qt-folder-kept = Не удалось удалить папку.
qt-unknown = Неизвестно
qt-computer = Компьютер
qt-column-name = Имя
qt-column-size = Размер
qt-column-kind = Вид
qt-column-date = Изменено
qt-kind-drive = Диск
qt-kind-folder = Папка
qt-kind-file = Файл
qt-kind-file-named = Файл %1
qt-kind-link = Ссылка
qt-name-refused = Такое имя не подходит
qt-name-refused-why = Имя «%1» не подходит. Попробуйте короче, без знаков препинания.
qt-exists = %1 уже есть. Заменить?
qt-no-folder = %1: такой папки нет. Проверьте имя.
qt-no-file = %1: такого файла нет. Проверьте имя.
qt-delete-protected = «%1» защищён от изменений. Всё равно удалить?
qt-delete-asked = Удалить «%1»?

## Menus of fields
qt-undo = Отменить
qt-redo = Повторить
qt-cut = Вырезать
qt-copy = Копировать
qt-copy-link = Копировать адрес
qt-paste = Вставить
qt-select-all = Выделить всё
qt-clear = Очистить
qt-step-up = Больше
qt-step-down = Меньше
qt-control-character = Вставить управляющий знак

## Scroll bars
qt-scroll-here = Прокрутить сюда
qt-scroll-top = В начало
qt-scroll-bottom = В конец
qt-scroll-left-edge = К левому краю
qt-scroll-right-edge = К правому краю
qt-scroll-page-up = На страницу вверх
qt-scroll-page-down = На страницу вниз
qt-scroll-page-left = На страницу влево
qt-scroll-page-right = На страницу вправо
qt-scroll-up = Прокрутить вверх
qt-scroll-down = Прокрутить вниз
qt-scroll-left = Прокрутить влево
qt-scroll-right = Прокрутить вправо

## What a screen reader says of controls
qt-press = Нажать
qt-press-what = Нажимает это
qt-increase = Увеличить
qt-increase-what = Увеличивает значение
qt-decrease = Уменьшить
qt-decrease-what = Уменьшает значение
qt-show-menu = Показать меню
qt-show-menu-what = Показывает меню
qt-set-focus = Перейти сюда
qt-set-focus-what = Переносит ввод сюда
qt-toggle = Переключить
qt-toggle-what = Включает или выключает
qt-next-page = Следующая страница
qt-next-page-what = Листает на страницу вперёд
qt-previous-page = Предыдущая страница
qt-previous-page-what = Листает на страницу назад
qt-open-list = Открывает список ответов
