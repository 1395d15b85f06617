# Отправка: что ждёт, безопасно ли соединение, что подписала платформа.

rail-delivery = Отправка
delivery-title = Отправка
delivery-hint = Запечатанное ждёт здесь, пока его не станет безопасно отправить. Если хоть что-то говорит против соединения, ничего не отправляется.
delivery-now = Что будет сейчас
delivery-happens = Что происходит сейчас
delivery-none = Ничего не ждёт отправки
delivery-none-hint = Запечатайте свидетельство и передайте его. Если платформа принимает пакеты по сети, пакет будет ждать здесь.
delivery-to-hand-over = Передать
delivery-would-check = { $count ->
    [one] Ждёт { $count } пакет
    [few] Ждут { $count } пакета
   *[many] Ждёт { $count } пакетов
}. Сначала проверяется соединение; отправка начнётся, только если оно безопасно.
delivery-would-not = { $count ->
    [one] Ждёт { $count } пакет
    [few] Ждут { $count } пакета
   *[many] Ждёт { $count } пакетов
}. Сейчас ничего не отправится:
delivery-no-login = Имени и пароля для её сервера здесь нет. Если платформа их вам дала, впишите их в «Место и путь».
delivery-would-send = Соединение безопасно. Отправить сейчас?
delivery-send = Проверить и отправить
delivery-send-now = Отправить сейчас
delivery-look = Только проверить
delivery-way = Место и путь
delivery-judging = Проверяем соединение с платформой
delivery-sending = Отправляем: { $platform }
delivery-asking = Спрашиваем у платформы расписку
delivery-speed = { $speed } в секунду
delivery-left-minutes = { $count ->
    [one] ещё около { $count } минуты
    [few] ещё около { $count } минут
   *[many] ещё около { $count } минут
}
delivery-left-hours = { $count ->
    [one] ещё около { $count } часа
    [few] ещё около { $count } часов
   *[many] ещё около { $count } часов
}
delivery-left-soon = почти готово
delivery-stop-hint = Можно остановить, запереть хранилище или потерять связь: отправка продолжится с того же места.
delivery-safe = Безопасно ли это соединение?
delivery-safe-yes = Да. Ничто не говорит против.
delivery-safe-no = Нет. Кое-что говорит против.
delivery-safe-open = Ещё не проверено.
delivery-safe-to = Куда: { $platform }
delivery-queue = Ждут
delivery-confirmed-none = Пока не подтверждены
delivery-delivered = У платформы
delivery-over = Отклонены или отозваны
delivery-bundle = { $count ->
    [0] Пакет
    [one] { $count } свидетельство
    [few] { $count } свидетельства
   *[many] { $count } свидетельств
}
delivery-unknown-platform = Платформа без карточки
delivery-state-waiting = Ждёт
delivery-state-paused = На паузе
delivery-state-held = Задержан
delivery-state-sending = В пути
delivery-state-uploaded = Пока не подтверждён
delivery-state-delivered = Доставлен
delivery-state-refused = Отклонён
delivery-state-withdrawn = Отозван
delivery-in-vain = Не удалось через { $way }: { $reason }
delivery-again-at = Попробовать снова можно после { $clock }.
delivery-part = { $done } из { $total } уже там.
delivery-uploaded-hint = Всё передано до последнего байта, но там ещё никто за это не расписался.
delivery-own-words = Если это ваш первый пакет для платформы, там попросят вас прочитать ваши собственные двенадцать слов. Они стоят в разделе «Платформы», под карточками.
delivery-none-came = Новых расписок не пришло
delivery-none-came-hint = Платформа ещё не расписалась, или отсюда пока нельзя безопасно её спросить.
delivery-folder-hint = Лежит на флешке или в папке. За него ещё никто не расписался.
delivery-has-it = Пакет у платформы, подпись: { $day }
delivery-identity-read = Хранитель прочитал, кто этот человек.
delivery-identity-read-own = Хранитель прочитал, кто вы.
delivery-identity-not-yet = Кто этот человек, хранитель ещё не прочитал.
delivery-identity-not-yet-own = Кто вы, хранитель ещё не прочитал.
delivery-safe-to-delete = Платформа говорит: здесь это можно удалить.
delivery-refused-hint = Платформа подписала, что ничего из него не приняла: «{ $why }» ({ $code }). Его можно отправить снова.
delivery-pause = Пауза
delivery-resume = Продолжить
delivery-first = Отправить первым
delivery-withdraw = Отозвать
delivery-withdraw-ask = Отозвать этот пакет? Он не будет отправлен, а его файл здесь удалится. Свидетельства останутся. То, что уже лежит в другом месте, этим не достать.
delivery-withdraw-yes = Отозвать
delivery-again = Отправить снова
delivery-disk = Записать на флешку
delivery-receipts = Расписки
delivery-receipts-hint = Расписка — это небольшой файл от платформы. После отправки он скачивается сам; расписку, пришедшую другим путём, можно открыть здесь.
delivery-fetch = Спросить о расписках
delivery-open-receipt = Открыть файл расписки
delivery-taken = Расписка подлинная. Пакет у платформы.
delivery-taken-refused = Расписка подлинная. Платформа не приняла пакет.
delivery-put-back = Это хранилище заменили более старой копией
delivery-put-back-hint = Платформа расписалась за то, чего это хранилище больше не знает. Скажите об этом платформе, прежде чем продолжать.
delivery-server-says = Сервер говорит: { $said }
delivery-wipe = Стереть доставленное
delivery-wipe-hint = { $count ->
    [one] { $count } свидетельство в сохранности у платформы, и его можно удалить с этого компьютера.
    [few] { $count } свидетельства в сохранности у платформ, и их можно удалить с этого компьютера.
   *[many] { $count } свидетельств в сохранности у платформ, и их можно удалить с этого компьютера.
}
delivery-wipe-named = { $count ->
    [one] { $count } свидетельство доставлено, но что-то из него есть только здесь. Оно исчезнет, только если вы его выберете.
    [few] { $count } свидетельства доставлены, но что-то из них есть только здесь. Они исчезнут, только если вы их выберете.
   *[many] { $count } свидетельств доставлено, но что-то из них есть только здесь. Они исчезнут, только если вы их выберете.
}
delivery-wipe-open = Посмотреть, что будет стёрто

safe-card = Карточка платформы действует
safe-place-open = Там, где вы, соединение никого не выдаёт
safe-place-hidden = Там, где вы, никто не должен видеть, с кем вы на связи
safe-place-never = Пока человек под стражей, ничего не отправляется
safe-route-proxy = Всё идёт через ваш прокси
safe-route-interface = Всё идёт через сеть, которую вы назвали
safe-route-no-vpn = Названная сеть – обычная линия этого компьютера, а не VPN
safe-route-direct = Прямое соединение здесь допустимо
safe-route-tor-demanded = Платформа требует Tor или другой прокси, а он не выбран
safe-route-hidden-demanded = Там, где вы, нужен прокси или VPN, а он не выбран
safe-names-proxy = Адрес платформы ищет прокси, а не этот компьютер
safe-names-interface = Искать адрес платформы не нужно
safe-names-direct = Адрес платформы ищется обычным образом
safe-reached = Платформа отвечает
safe-encryption = Линия зашифрована как положено
safe-key = У неё тот ключ, что назван в её карточке
safe-clock = Часы этого компьютера идут верно
safe-clock-doubted = Часы этого компьютера не удалось сверить
safe-clock-wrong = Часы этого компьютера ошибаются больше чем на сутки
safe-clock-behind = Часы этого компьютера отстают от того, что хранилище уже знает
safe-not-asked-card = Карточка
safe-not-asked-place = Где вы
safe-not-asked-route = Путь наружу
safe-not-asked-names = Как ищется адрес платформы
safe-not-asked-reached = Отвечает ли платформа
safe-not-asked-encryption = Шифрование линии
safe-not-asked-key = Ключ платформы
safe-not-asked-clock = Часы этого компьютера

way-title = Где вы и каким путём отправлять
way-hint = От этого зависит, безопасно ли соединение. Хранится только здесь, в зашифрованном хранилище.
way-zone = Где вы сейчас?
way-zone-hint = Пока вы не скажете другого, программа считает, что вы в Беларуси.
way-route = Каким путём выходить из этого компьютера?
way-route-tor = Через Tor на этом компьютере
way-route-proxy = Через другой прокси SOCKS5
way-route-interface = Через VPN
way-route-direct = Напрямую
way-route-direct-hint = Тот, кто следит за линией, видит, с какой платформой вы на связи.
way-proxy-host = Его адрес
way-proxy-port = Его порт
way-proxy-name = Имя, если он его спрашивает
way-proxy-password = Пароль, если он его спрашивает
way-interface = Название его сети
way-interface-hint = Например, wg0 или tun0. Адрес платформы тогда должен быть числовым.
way-mode = Когда можно отправлять?
way-mode-press = Только когда я нажму кнопку
way-mode-ask = Когда безопасно, спросив меня
way-mode-safe = Когда безопасно
way-cap = Не быстрее, килобайт в секунду
way-cap-hint = Пусто: так быстро, как получится.
way-logins = Имя и пароль у платформы
way-logins-hint = Только если платформа их вам дала.
way-login-name = Имя
way-login-password = Пароль
way-login-key = Ключ SSH
way-login-key-hint = Весь текст файла с ключом, если платформа его вам дала.
way-keep = Сохранить
way-back = Назад, ничего не менять
way-wrong-port = Порт — это число от 1 до 65535
way-wrong-host = Адрес, например 127.0.0.1, без пробелов
way-wrong-interface = Название из латинских букв и цифр, не больше 15
way-wrong-cap = Целое число, например 200

wipe-title = Стереть доставленное
wipe-hint = Платформа подписала, что эти свидетельства у неё и здесь их можно удалить. Ничего не произойдёт, пока вы не скажете «да».
wipe-goes = Будут стёрты
wipe-goes-line = { $code }: { $records ->
    [one] { $records } запись
    [few] { $records } записи
   *[many] { $records } записей
}, { $exhibits ->
    [0] без материалов
    [one] { $exhibits } материал
    [few] { $exhibits } материала
   *[many] { $exhibits } материалов
}
wipe-partly = В этих есть то, чего нет ни у одной платформы
wipe-partly-hint = Выбирайте, только если уверены: то, чего нет у платформы, пропадёт насовсем.
wipe-only-here-exhibit = материал
wipe-only-here-identity = кто этот человек
wipe-only-here-identity-own = кто вы
wipe-only-here-correction = исправление, которое не запечатано
wipe-only-here = Есть только здесь: { $what }
wipe-stays = Останутся
wipe-stays-not-ours = подписано в другом хранилище
wipe-stays-not-handed-over = не передано
wipe-stays-on-its-way = расписки ещё нет
wipe-stays-refused = платформа не приняла
wipe-stays-not-confirmed = платформа не говорит, что это можно удалить
wipe-how = Слова, снимки, звук, то, кто этот человек, и ключи к ним удаляются, а хранилище записывается заново под новым ключом. Остаётся след без содержания: что здесь что-то было, запечатано и передано.
wipe-how-own = Слова, снимки, звук, то, кто вы, и ключи к ним удаляются, а хранилище записывается заново под новым ключом. Остаётся след без содержания: что здесь что-то было, запечатано и передано.
wipe-limits = Старые копии этого хранилища и запасные ячейки флешки или диска этим не достать.
wipe-nothing = Сейчас стирать нечего
wipe-nothing-hint = Свидетельство можно стереть, когда платформа подпишет, что оно у неё целиком.
wipe-yes = Стереть насовсем
wipe-no = Ничего не трогать
wipe-running = Стираем и записываем хранилище заново
wipe-running-hint = Если компьютер сейчас остановится, при открытии хранилища начатое завершится или всё будет как было.
wipe-done = { $count ->
    [one] Отсюда удалено { $count } свидетельство
    [few] Отсюда удалены { $count } свидетельства
   *[many] Отсюда удалено { $count } свидетельств
}
wipe-done-hint = То, за что платформа расписалась, у неё. Того, что было только здесь, больше нет.
