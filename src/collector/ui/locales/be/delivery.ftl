# Адпраўка: што чакае, ці бяспечнае злучэнне, што падпісала платформа.

rail-delivery = Адпраўка
delivery-title = Адпраўка
delivery-hint = Запячатанае чакае тут, пакуль яго не будзе бяспечна адправіць. Калі хоць нешта кажа супраць злучэння, нічога не адпраўляецца.
delivery-now = Што будзе цяпер
delivery-happens = Што адбываецца цяпер
delivery-none = Нічога не чакае адпраўкі
delivery-none-hint = Запячатайце сведчанне і перадайце яго. Калі платформа прымае пакеты праз сетку, пакет будзе чакаць тут.
delivery-to-hand-over = Перадаць
delivery-would-check = { $count ->
    [one] Чакае { $count } пакет
    [few] Чакаюць { $count } пакеты
   *[many] Чакае { $count } пакетаў
}. Спачатку правяраецца злучэнне; адпраўка пачнецца, толькі калі яно бяспечнае.
delivery-would-not = { $count ->
    [one] Чакае { $count } пакет
    [few] Чакаюць { $count } пакеты
   *[many] Чакае { $count } пакетаў
}. Цяпер нічога не адправіцца:
delivery-no-login = Імя і пароля для яе сервера тут няма. Калі платформа іх вам дала, упішыце іх у «Месца і шлях».
delivery-would-send = Злучэнне бяспечнае. Адправіць цяпер?
delivery-send = Праверыць і адправіць
delivery-send-now = Адправіць цяпер
delivery-look = Толькі праверыць
delivery-way = Месца і шлях
delivery-judging = Правяраем злучэнне з платформай
delivery-sending = Адпраўляем: { $platform }
delivery-asking = Пытаемся ў платформы распіску
delivery-speed = { $speed } за секунду
delivery-left-minutes = { $count ->
    [one] яшчэ каля { $count } хвіліны
    [few] яшчэ каля { $count } хвілін
   *[many] яшчэ каля { $count } хвілін
}
delivery-left-hours = { $count ->
    [one] яшчэ каля { $count } гадзіны
    [few] яшчэ каля { $count } гадзін
   *[many] яшчэ каля { $count } гадзін
}
delivery-left-soon = амаль гатова
delivery-stop-hint = Можна спыніць, замкнуць сховішча або страціць сувязь: адпраўка працягнецца з таго ж месца.
delivery-safe = Ці бяспечнае гэтае злучэнне?
delivery-safe-yes = Так. Нішто не кажа супраць.
delivery-safe-no = Не. Нешта кажа супраць.
delivery-safe-open = Яшчэ не праверана.
delivery-safe-to = Куды: { $platform }
delivery-queue = Чакаюць
delivery-confirmed-none = Пакуль не пацверджаныя
delivery-delivered = У платформы
delivery-over = Адхіленыя або адкліканыя
delivery-bundle = { $count ->
    [0] Пакет
    [one] { $count } сведчанне
    [few] { $count } сведчанні
   *[many] { $count } сведчанняў
}
delivery-unknown-platform = Платформа без карткі
delivery-state-waiting = Чакае
delivery-state-paused = На паўзе
delivery-state-held = Затрыманы
delivery-state-sending = У дарозе
delivery-state-uploaded = Пакуль не пацверджаны
delivery-state-delivered = Дастаўлены
delivery-state-refused = Адхілены
delivery-state-withdrawn = Адкліканы
delivery-in-vain = Не атрымалася праз { $way }: { $reason }
delivery-again-at = Паспрабаваць зноў можна пасля { $clock }.
delivery-part = { $done } з { $total } ужо там.
delivery-uploaded-hint = Усё перададзена да апошняга байта, але там яшчэ ніхто за гэта не распісаўся.
delivery-own-words = Калі гэта ваш першы пакет для платформы, там папросяць вас прачытаць вашы ўласныя дванаццаць слоў. Яны стаяць у раздзеле «Платформы», пад карткамі.
delivery-none-came = Новых распісак не прыйшло
delivery-none-came-hint = Платформа яшчэ не распісалася, або адсюль пакуль нельга бяспечна ў яе спытаць.
delivery-folder-hint = Ляжыць на флэшцы або ў тэчцы. За яго яшчэ ніхто не распісаўся.
delivery-has-it = Пакет у платформы, подпіс: { $day }
delivery-identity-read = Захавальнік прачытаў, хто гэты чалавек.
delivery-identity-read-own = Захавальнік прачытаў, хто вы.
delivery-identity-not-yet = Хто гэты чалавек, захавальнік яшчэ не прачытаў.
delivery-identity-not-yet-own = Хто вы, захавальнік яшчэ не прачытаў.
delivery-safe-to-delete = Платформа кажа: тут гэта можна выдаліць.
delivery-refused-hint = Платформа падпісала, што нічога з яго не прыняла: «{ $why }» ({ $code }). Яго можна адправіць зноў.
delivery-pause = Паўза
delivery-resume = Працягнуць
delivery-first = Адправіць першым
delivery-withdraw = Адклікаць
delivery-withdraw-ask = Адклікаць гэты пакет? Ён не будзе адпраўлены, а яго файл тут выдаліцца. Сведчанні застануцца. Таго, што ўжо ляжыць у іншым месцы, гэтым не дастаць.
delivery-withdraw-yes = Адклікаць
delivery-again = Адправіць зноў
delivery-disk = Запісаць на флэшку
delivery-receipts = Распіскі
delivery-receipts-hint = Распіска — гэта невялікі файл ад платформы. Пасля адпраўкі ён спампоўваецца сам; распіску, што прыйшла іншым шляхам, можна адкрыць тут.
delivery-fetch = Спытаць пра распіскі
delivery-open-receipt = Адкрыць файл распіскі
delivery-taken = Распіска сапраўдная. Пакет у платформы.
delivery-taken-refused = Распіска сапраўдная. Платформа не прыняла пакет.
delivery-put-back = Гэтае сховішча замянілі старэйшай копіяй
delivery-put-back-hint = Платформа распісалася за тое, чаго гэтае сховішча больш не ведае. Скажыце пра гэта платформе, перш чым працягваць.
delivery-server-says = Сервер кажа: { $said }
delivery-wipe = Сцерці дастаўленае
delivery-wipe-hint = { $count ->
    [one] { $count } сведчанне надзейна захоўваецца ў платформы, і яго можна выдаліць з гэтага камп’ютара.
    [few] { $count } сведчанні надзейна захоўваюцца ў платформаў, і іх можна выдаліць з гэтага камп’ютара.
   *[many] { $count } сведчанняў надзейна захоўваюцца ў платформаў, і іх можна выдаліць з гэтага камп’ютара.
}
delivery-wipe-named = { $count ->
    [one] { $count } сведчанне дастаўлена, але нешта з яго ёсць толькі тут. Яно знікне, толькі калі вы яго выберыце.
    [few] { $count } сведчанні дастаўлены, але нешта з іх ёсць толькі тут. Яны знікнуць, толькі калі вы іх выберыце.
   *[many] { $count } сведчанняў дастаўлена, але нешта з іх ёсць толькі тут. Яны знікнуць, толькі калі вы іх выберыце.
}
delivery-wipe-open = Паглядзець, што будзе сцёрта

safe-card = Картка платформы дзейнічае
safe-place-open = Там, дзе вы, злучэнне нікога не выдае
safe-place-hidden = Там, дзе вы, ніхто не павінен бачыць, з кім вы на сувязі
safe-place-never = Пакуль чалавек пад вартай, нічога не адпраўляецца
safe-route-proxy = Усё ідзе праз ваш проксі
safe-route-interface = Усё ідзе праз сетку, якую вы назвалі
safe-route-no-vpn = Названая сетка – звычайная лінія гэтага камп’ютара, а не VPN
safe-route-direct = Прамое злучэнне тут дапушчальнае
safe-route-tor-demanded = Платформа патрабуе Tor або іншы проксі, а ён не выбраны
safe-route-hidden-demanded = Там, дзе вы, патрэбны проксі або VPN, а ён не выбраны
safe-names-proxy = Адрас платформы шукае проксі, а не гэты камп’ютар
safe-names-interface = Шукаць адрас платформы не трэба
safe-names-direct = Адрас платформы шукаецца звычайным чынам
safe-reached = Платформа адказвае
safe-encryption = Лінія зашыфравана як належыць
safe-key = У яе той ключ, што названы ў яе картцы
safe-clock = Гадзіннік гэтага камп’ютара ідзе правільна
safe-clock-doubted = Гадзіннік гэтага камп’ютара не ўдалося зверыць
safe-clock-wrong = Гадзіннік гэтага камп’ютара памыляецца больш чым на суткі
safe-clock-behind = Гадзіннік гэтага камп’ютара адстае ад таго, што сховішча ўжо ведае
safe-not-asked-card = Картка
safe-not-asked-place = Дзе вы
safe-not-asked-route = Шлях вонкі
safe-not-asked-names = Як шукаецца адрас платформы
safe-not-asked-reached = Ці адказвае платформа
safe-not-asked-encryption = Шыфраванне лініі
safe-not-asked-key = Ключ платформы
safe-not-asked-clock = Гадзіннік гэтага камп’ютара

way-title = Дзе вы і якім шляхам адпраўляць
way-hint = Ад гэтага залежыць, ці бяспечнае злучэнне. Захоўваецца толькі тут, у зашыфраваным сховішчы.
way-zone = Дзе вы цяпер?
way-zone-hint = Пакуль вы не скажаце іншага, праграма лічыць, што вы ў Беларусі.
way-route = Якім шляхам выходзіць з гэтага камп’ютара?
way-route-tor = Праз Tor на гэтым камп’ютары
way-route-proxy = Праз іншы проксі SOCKS5
way-route-interface = Праз VPN
way-route-direct = Наўпрост
way-route-direct-hint = Той, хто сочыць за лініяй, бачыць, з якой платформай вы на сувязі.
way-proxy-host = Яго адрас
way-proxy-port = Яго порт
way-proxy-name = Імя, калі ён яго пытае
way-proxy-password = Пароль, калі ён яго пытае
way-interface = Назва яго сеткі
way-interface-hint = Напрыклад, wg0 або tun0. Адрас платформы тады павінен быць з лічбаў.
way-mode = Калі можна адпраўляць?
way-mode-press = Толькі калі я націсну кнопку
way-mode-ask = Калі бяспечна, спытаўшы мяне
way-mode-safe = Калі бяспечна
way-cap = Не хутчэй, кілабайтаў за секунду
way-cap-hint = Пуста: так хутка, як атрымаецца.
way-logins = Імя і пароль у платформы
way-logins-hint = Толькі калі платформа іх вам дала.
way-login-name = Імя
way-login-password = Пароль
way-login-key = Ключ SSH
way-login-key-hint = Увесь тэкст файла з ключом, калі платформа яго вам дала.
way-keep = Захаваць
way-back = Назад, нічога не мяняць
way-wrong-port = Порт — гэта лік ад 1 да 65535
way-wrong-host = Адрас, напрыклад 127.0.0.1, без прабелаў
way-wrong-interface = Назва з лацінскіх літар і лічбаў, не больш за 15
way-wrong-cap = Цэлы лік, напрыклад 200

wipe-title = Сцерці дастаўленае
wipe-hint = Платформа падпісала, што гэтыя сведчанні ў яе і тут іх можна выдаліць. Нічога не адбудзецца, пакуль вы не скажаце «так».
wipe-goes = Будуць сцёртыя
wipe-goes-line = { $code }: { $records ->
    [one] { $records } запіс
    [few] { $records } запісы
   *[many] { $records } запісаў
}, { $exhibits ->
    [0] без доказаў
    [one] { $exhibits } доказ
    [few] { $exhibits } доказы
   *[many] { $exhibits } доказаў
}
wipe-partly = У гэтых ёсць тое, чаго няма ні ў адной платформы
wipe-partly-hint = Выбірайце, толькі калі ўпэўненыя: тое, чаго няма ў платформы, прападзе назусім.
wipe-only-here-exhibit = доказ
wipe-only-here-identity = хто гэты чалавек
wipe-only-here-identity-own = хто вы
wipe-only-here-correction = выпраўленне, якое не запячатана
wipe-only-here = Ёсць толькі тут: { $what }
wipe-stays = Застануцца
wipe-stays-not-ours = падпісана ў іншым сховішчы
wipe-stays-not-handed-over = не перададзена
wipe-stays-on-its-way = распіскі яшчэ няма
wipe-stays-refused = платформа не прыняла
wipe-stays-not-confirmed = платформа не кажа, што гэта можна выдаліць
wipe-how = Словы, здымкі, гук, тое, хто гэты чалавек, і ключы да іх выдаляюцца, а сховішча запісваецца нанова пад новым ключом. Застаецца след без зместу: што тут нешта было, запячатана і перададзена.
wipe-how-own = Словы, здымкі, гук, тое, хто вы, і ключы да іх выдаляюцца, а сховішча запісваецца нанова пад новым ключом. Застаецца след без зместу: што тут нешта было, запячатана і перададзена.
wipe-limits = Старых копій гэтага сховішча і запасных ячэек флэшкі або дыска гэтым не дастаць.
wipe-nothing = Цяпер сціраць няма чаго
wipe-nothing-hint = Сведчанне можна сцерці, калі платформа падпіша, што яно ў яе цалкам.
wipe-yes = Сцерці назусім
wipe-no = Нічога не чапаць
wipe-running = Сціраем і запісваем сховішча нанова
wipe-running-hint = Калі камп’ютар цяпер спыніцца, пры адкрыцці сховішча пачатае скончыцца або ўсё будзе як было.
wipe-done = { $count ->
    [one] Адсюль выдалена { $count } сведчанне
    [few] Адсюль выдалены { $count } сведчанні
   *[many] Адсюль выдалена { $count } сведчанняў
}
wipe-done-hint = Тое, за што платформа распісалася, у яе. Таго, што было толькі тут, больш няма.
