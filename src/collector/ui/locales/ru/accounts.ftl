accounts-title = Свидетельства
accounts-hint = Всё здесь зашифровано на этом компьютере.
accounts-new = Новое свидетельство
accounts-search = Поиск в свидетельствах
accounts-none-found = Ничего не найдено. Попробуйте меньше слов или слова короче.
accounts-no-title = Пока без названия
accounts-empty = Свидетельств пока нет
accounts-empty-hint = Нажмите «Новое свидетельство», когда человек напротив готов. Написанное сохраняется сразу.
accounts-waiting = { $count ->
    [one] { $count } запечатанное свидетельство ещё не передано.
    [few] { $count } запечатанных свидетельства ещё не переданы.
   *[many] { $count } запечатанных свидетельств ещё не переданы.
}
accounts-column-code = Код
accounts-column-about = О чём
accounts-column-kept = Сохранено
accounts-column-exhibits = Материалы
accounts-column-state = Состояние
state-draft = Черновик
state-sealed = Запечатано
state-exported = Передано, не подтверждено
state-delivered = Доставлено
