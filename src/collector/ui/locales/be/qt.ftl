# Qt's own texts, which has no Belarusian; `qt_words.TEXTS` says which of Qt's texts each is for.
# `%1` is Qt's placeholder.

## Buttons
qt-ok = Добра
qt-cancel = Скасаваць
qt-save = Захаваць
qt-save-all = Захаваць усё
qt-open = Адкрыць
qt-choose = Выбраць
qt-yes = Так
qt-yes-to-all = Так для ўсіх
qt-no = Не
qt-no-to-all = Не для ўсіх
qt-abort = Перапыніць
qt-retry = Паўтарыць
qt-ignore = Прапусціць
qt-close = Закрыць
qt-discard = Адкінуць
qt-do-not-save = Не захоўваць
qt-help = Дапамога
qt-apply = Прымяніць
qt-reset = Скінуць
qt-restore-defaults = Вярнуць пачатковае
qt-show-details = Паказаць падрабязнасці
qt-hide-details = Схаваць падрабязнасці

## Choosing a file or folder
qt-look-in = Дзе шукаць:
qt-file-name = Назва файла:
qt-file-types = Віды файлаў:
qt-folder = Тэчка:
qt-folders = Тэчкі
qt-files = Файлы
qt-all-files = Усе файлы (*)
qt-find-folder = Пошук тэчкі
qt-save-as = Захаваць як
qt-recent-places = Нядаўнія месцы
qt-back = Назад
qt-forward = Наперад
qt-parent-folder = Тэчка вышэй
qt-new-folder = Новая тэчка
qt-list-view = Спіс
qt-detail-view = Падрабязна
qt-sidebar = Месцы
qt-rename = Перайменаваць
qt-delete = Выдаліць
qt-remove = Прыбраць
qt-show = Паказаць
qt-hidden-files = Паказваць схаваныя файлы
qt-folder-kept = Не ўдалося выдаліць тэчку.
qt-unknown = Невядома
qt-computer = Камп’ютар
qt-column-name = Назва
qt-column-size = Памер
qt-column-kind = Від
qt-column-date = Зменена
qt-kind-drive = Дыск
qt-kind-folder = Тэчка
qt-kind-file = Файл
qt-kind-file-named = Файл %1
qt-kind-link = Спасылка
qt-name-refused = Такая назва не падыходзіць
qt-name-refused-why = Назва «%1» не падыходзіць. Паспрабуйце карацейшую, без знакаў прыпынку.
qt-exists = %1 ужо ёсць. Замяніць?
qt-no-folder = %1: такой тэчкі няма. Праверце назву.
qt-no-file = %1: такога файла няма. Праверце назву.
qt-delete-protected = «%1» абаронены ад змен. Усё роўна выдаліць?
qt-delete-asked = Выдаліць «%1»?

## Menus of fields
qt-undo = Адмяніць
qt-redo = Паўтарыць
qt-cut = Выразаць
qt-copy = Капіраваць
qt-copy-link = Капіраваць адрас
qt-paste = Уставіць
qt-select-all = Вылучыць усё
qt-clear = Ачысціць
qt-step-up = Больш
qt-step-down = Менш
qt-control-character = Уставіць кіравальны знак

## Scroll bars
qt-scroll-here = Пракруціць сюды
qt-scroll-top = У пачатак
qt-scroll-bottom = У канец
qt-scroll-left-edge = Да левага краю
qt-scroll-right-edge = Да правага краю
qt-scroll-page-up = На старонку ўверх
qt-scroll-page-down = На старонку ўніз
qt-scroll-page-left = На старонку ўлева
qt-scroll-page-right = На старонку ўправа
qt-scroll-up = Пракруціць уверх
qt-scroll-down = Пракруціць уніз
qt-scroll-left = Пракруціць улева
qt-scroll-right = Пракруціць управа

## What a screen reader says of controls
qt-press = Націснуць
qt-press-what = Націскае гэта
qt-increase = Павялічыць
qt-increase-what = Павялічвае значэнне
qt-decrease = Паменшыць
qt-decrease-what = Памяншае значэнне
qt-show-menu = Паказаць меню
qt-show-menu-what = Паказвае меню
qt-set-focus = Перайсці сюды
qt-set-focus-what = Пераносіць увод сюды
qt-toggle = Пераключыць
qt-toggle-what = Уключае або выключае
qt-next-page = Наступная старонка
qt-next-page-what = Гартае на старонку наперад
qt-previous-page = Папярэдняя старонка
qt-previous-page-what = Гартае на старонку назад
qt-open-list = Адкрывае спіс адказаў
