receipts-give = Распіскі ў тэчку
receipts-given = Распіскі ляжаць у тэчцы «{ $folder }»
receipts-given-hint = Новых: { $new }. Замест ранейшых: { $replaced }. Ужо былі: { $there }. Кожную можа адкрыць толькі яе адпраўнік; пакладзіце іх туды, адкуль ваш сервер аддае распіскі, або перадайце далей.
receipts-none = Распісак пакуль няма
receipts-none-hint = Распіска пішацца для кожнага прынятага пакета. Тэчка засталася як была.
arrivals-key-revoked = ключ адкліканы
arrivals-log-rewritten = журнал перапісаны
revoke-ask = Адклікаць гэты ключ
revoke-question = Больш не верыць гэтаму ключу? Новыя пакеты, падпісаныя ім, ніколі не будуць прымацца. Тое, што прыйшло раней, застанецца з пазнакай. Адпраўніку спатрэбіцца новае сховішча з новым ключом.
revoke-yes = Адклікаць ключ
revoke-done = Ключ адкліканы
revoke-done-hint = { $count ->
    [one] { $count } падпісаны ім пакет застаецца тут з пазнакай. Новыя не прымаюцца.
    [few] { $count } падпісаныя ім пакеты застаюцца тут з пазнакай. Новыя не прымаюцца.
   *[many] { $count } падпісаных ім пакетаў застаюцца тут з пазнакай. Новыя не прымаюцца.
}
entered-line = { $what }: { $when }
entered-account = Сведчанне
entered-account-with = { $count ->
    [one] Сведчанне і { $count } доказ
    [few] Сведчанне і { $count } доказы
   *[many] Сведчанне і { $count } доказаў
}
entered-exhibit = Доказ { $digest }
entered-exhibits = { $count ->
    [one] { $count } доказ
    [few] { $count } доказы
   *[many] { $count } доказаў
}
entered-between = у журнале адпраўніка паміж { $first } і { $last }
entered-until = у журнале адпраўніка не пазней за { $last }
entered-since = у журнале адпраўніка не раней за { $first }
entered-unknown = невядома, калі трапіла ў журнал адпраўніка
entered-from-to = ад { $first } да { $last }
entered-clock = Гадзіннік адпраўніка паказваў: { $shown }. Наколькі яму можна верыць: { $trust }.
entered-contradicted = Гадзіннік адпраўніка паказваў: { $shown }, і гэта не сыходзіцца. Наколькі яму можна верыць: { $trust }. Нічога не выпраўлена.
arrivals-checking-of = Правяраем { $file } ({ $number } з { $whole })
arrivals-stay = Пераход на іншую старонку ці замыканне гэта спыняе. Што ўжо прынята, застаецца.
arrivals-search = Знайсці сярод паступленняў
arrivals-none-found = Нічога такога не паступала
arrivals-sum = { $count ->
    [one] { $count } файл
    [few] { $count } файлы
   *[many] { $count } файлаў
}
arrivals-sum-imported = Прынята: { $number }
arrivals-sum-repeat = Ужо тут: { $number }
arrivals-sum-waiting = Чакае вашага слова: { $number }
arrivals-sum-refused = У каранціне: { $number }
arrivals-sum-failed = Не прынята: { $number }
arrivals-sum-accounts = Сведчанні: { $number }
arrivals-sum-exhibits = Доказы: { $number }
arrivals-sum-conflicts = Запісы з іншым зместам, чым раней: { $number }
arrivals-sum-claimed = Сведчанні, якія ўжо ёсць тут з іншым ключом: { $number }
arrivals-sum-why = У каранціне. { $why }
arrivals-sum-more = { $names } і яшчэ { $number }
arrivals-sum-reasons = Файлы, якія не прынятыя, і чаму
arrivals-gaps = Пакеты, перад якімі не паступіў папярэдні: { $number }
arrivals-not-begun = Файлы, да якіх чарга не дайшла: { $number }
arrivals-not-begun-hint = Выберыце іх яшчэ раз, калі захочаце: тое, што ўжо тут, двойчы не прымаецца.
let-in-more = { $count ->
    [one] Чакае яшчэ { $count } пакет, падпісаны тым жа ключом. Ён таксама будзе прыняты.
    [few] Чакаюць яшчэ { $count } пакеты, падпісаныя тым жа ключом. Яны таксама будуць прынятыя.
   *[many] Чакаюць яшчэ { $count } пакетаў, падпісаных тым жа ключом. Яны таксама будуць прынятыя.
}
let-in-any = Той, хто чытае вам словы, мог даслаць іншы з пакетаў, што чакаюць: словы знойдуць яго.
let-in-other = Гэта былі словы іншага адпраўніка
let-in-other-hint = Выбраны пакет падпісаны іншым ключом і чакае далей.
