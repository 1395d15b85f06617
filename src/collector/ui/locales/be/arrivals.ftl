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
