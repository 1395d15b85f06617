receipts-give = Расписки в папку
receipts-given = Расписки лежат в папке «{ $folder }»
receipts-given-hint = Новых: { $new }. Вместо прежних: { $replaced }. Уже были: { $there }. Каждую может открыть только её отправитель; положите их туда, откуда ваш сервер отдаёт расписки, или передайте дальше.
receipts-none = Расписок пока нет
receipts-none-hint = Расписка пишется для каждого принятого пакета. Папка осталась как была.
arrivals-key-revoked = ключ отозван
arrivals-log-rewritten = журнал переписан
revoke-ask = Отозвать этот ключ
revoke-question = Больше не верить этому ключу? Новые пакеты, подписанные им, никогда не будут приниматься. То, что пришло раньше, останется с пометкой. Отправителю понадобится новое хранилище с новым ключом.
revoke-yes = Отозвать ключ
revoke-done = Ключ отозван
revoke-done-hint = { $count ->
    [one] { $count } подписанный им пакет остаётся здесь с пометкой. Новые не принимаются.
    [few] { $count } подписанных им пакета остаются здесь с пометкой. Новые не принимаются.
   *[many] { $count } подписанных им пакетов остаются здесь с пометкой. Новые не принимаются.
}
entered-line = { $what }: { $when }
entered-account = Свидетельство
entered-account-with = { $count ->
    [one] Свидетельство и { $count } материал
    [few] Свидетельство и { $count } материала
   *[many] Свидетельство и { $count } материалов
}
entered-exhibit = Материал { $digest }
entered-exhibits = { $count ->
    [one] { $count } материал
    [few] { $count } материала
   *[many] { $count } материалов
}
entered-between = в журнале отправителя между { $first } и { $last }
entered-until = в журнале отправителя не позже { $last }
entered-since = в журнале отправителя не раньше { $first }
entered-unknown = неизвестно, когда попало в журнал отправителя
entered-from-to = с { $first } до { $last }
entered-clock = Часы отправителя показывали: { $shown }. Насколько им можно верить: { $trust }.
entered-contradicted = Часы отправителя показывали: { $shown }, и это не сходится. Насколько им можно верить: { $trust }. Ничего не исправлено.
arrivals-checking-of = Проверяем { $file } ({ $number } из { $whole })
arrivals-stay = Если уйти с этой страницы или запереть хранилище, это остановится. Что уже принято, остаётся.
arrivals-search = Найти среди поступлений
arrivals-none-found = Ничего такого не поступало
arrivals-sum = { $count ->
    [one] { $count } файл
    [few] { $count } файла
   *[many] { $count } файлов
}
arrivals-sum-imported = Принято: { $number }
arrivals-sum-repeat = Уже здесь: { $number }
arrivals-sum-waiting = Ждёт вашего слова: { $number }
arrivals-sum-refused = В карантине: { $number }
arrivals-sum-failed = Не принято: { $number }
arrivals-sum-accounts = Свидетельства: { $number }
arrivals-sum-exhibits = Материалы: { $number }
arrivals-sum-conflicts = Записи с другим содержанием, чем раньше: { $number }
arrivals-sum-claimed = Свидетельства, которые уже есть здесь с другим ключом: { $number }
arrivals-sum-why = В карантине. { $why }
arrivals-sum-more = { $names } и ещё { $number }
arrivals-sum-reasons = Файлы, которые не приняты, и почему
arrivals-gaps = Пакеты, у которых не поступил предыдущий: { $number }
arrivals-not-begun = Файлы, до которых очередь не дошла: { $number }
arrivals-not-begun-hint = Выберите их ещё раз, когда захотите: то, что уже здесь, дважды не принимается.
let-in-more = { $count ->
    [one] Будет принят ещё { $count } ожидающий пакет, подписанный тем же ключом.
    [few] Будут приняты ещё { $count } ожидающих пакета, подписанных тем же ключом.
   *[many] Будут приняты ещё { $count } ожидающих пакетов, подписанных тем же ключом.
}
let-in-any = Возможно, человек, который читает вам слова, прислал другой из ожидающих пакетов: программа найдёт этот пакет по словам.
let-in-other = Это были слова другого отправителя
let-in-other-hint = Выбранный пакет подписан другим ключом и ждёт дальше.
