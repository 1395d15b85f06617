accounts-title = Сведчанні
accounts-hint = Усё тут зашыфравана на гэтым камп’ютары.
accounts-new = Новае сведчанне
accounts-search = Пошук у сведчаннях
accounts-none-found = Нічога не знойдзена
accounts-none-found-hint = Паспрабуйце менш слоў або карацейшыя.
accounts-open = Адкрыць
accounts-remove = Выдаліць чарнавік
accounts-remove-draft = Выдаліць чарнавік { $code }? { $count ->
    [0] Усё запісанае ў ім, таксама пра тое, хто гэты чалавек, будзе знішчана, і вярнуць яго будзе нельга.
    [one] Усё запісанае ў ім, таксама пра тое, хто гэты чалавек, і { $count } доказ будуць знішчаны, і вярнуць іх будзе нельга.
    [few] Усё запісанае ў ім, таксама пра тое, хто гэты чалавек, і { $count } доказы будуць знішчаны, і вярнуць іх будзе нельга.
   *[many] Усё запісанае ў ім, таксама пра тое, хто гэты чалавек, і { $count } доказаў будуць знішчаны, і вярнуць іх будзе нельга.
}
accounts-remove-correction = Выдаліць выпраўленне сведчання { $code }? Змененае ў ім будзе знішчана. Запячатанае сведчанне застанецца такім, як ёсць.
accounts-no-title = Яшчэ без назвы
accounts-damaged = Гэтае сведчанне не чытаецца
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
state-queued = Чакае адпраўкі
state-exported = Перададзена, не пацверджана
state-delivered = Дастаўлена
state-damaged = Пашкоджана
