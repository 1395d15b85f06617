accounts-title = Сведчанні
accounts-hint = Усё тут зашыфравана на гэтым камп’ютары.
accounts-new = Новае сведчанне
accounts-search = Пошук у сведчаннях
accounts-none-found = Нічога не знойдзена. Паспрабуйце менш слоў або карацейшыя.
accounts-no-title = Яшчэ без назвы
accounts-empty = Пакуль няма сведчанняў
accounts-empty-hint = Націсніце «Новае сведчанне», калі чалавек насупраць гатовы. Напісанае захоўваецца адразу.
accounts-waiting = { $count ->
    [one] { $count } запячатанае сведчанне яшчэ не перададзена.
    [few] { $count } запячатаныя сведчанні яшчэ не перададзены.
   *[many] { $count } запячатаных сведчанняў яшчэ не перададзены.
}
accounts-column-code = Код
accounts-column-about = Пра што
accounts-column-kept = Захавана
accounts-column-exhibits = Доказы
accounts-column-state = Стан
state-draft = Чарнавік
state-sealed = Запячатана
state-exported = Перададзена, не пацверджана
state-delivered = Дастаўлена
