sealed-hand-over = Передать
sealed-correct = Исправить
sealed-words = Слова человека
sealed-words-own = Ваши слова
sealed-words-version = Слова человека, версия { $version }
sealed-words-version-own = Ваши слова, версия { $version }
sealed-words-apart = Слова, подписанные другим ключом, версия { $version }
sealed-at = Запечатано: { $moment } · версия { $version }
sealed-has-it = Версия { $version } у платформы «{ $platform }», подпись: { $day }
sealed-correction-open = Пишется исправление к этому свидетельству.
sealed-correction-go-on = Продолжить исправление
sealed-disputed = { $count ->
    [one] { $count } версия этого свидетельства подписана другим ключом. Она стоит отдельно; спросите о ней у отправителя.
    [few] { $count } версии этого свидетельства подписаны другим ключом. Они стоят отдельно; спросите о них у отправителя.
   *[many] { $count } версий этого свидетельства подписаны другим ключом. Они стоят отдельно; спросите о них у отправителя.
}
sealed-not-ours = Это свидетельство записал кто-то другой; исправить его можно только там, где его записали.
sealed-when = Когда это произошло
sealed-where = Где это произошло
sealed-known-by = Откуда человек это знает
sealed-known-by-own = Откуда вы это знаете
sealed-confidentiality = Кому можно об этом знать
sealed-no-exhibits = К этому свидетельству ничего не приложено.
sealed-consent = Что с ним можно делать
sealed-no-consent = Согласия не дано. Свидетельство никуда не уходит.
consent-says-yes = Передавать можно.
consent-says-no = Передавать нельзя.
consent-says-ask = Человек хочет, чтобы его спрашивали каждый раз.
consent-says-ask-own = Вы хотите, чтобы вас спрашивали каждый раз.
consent-says-later = Человек ещё не принял решения; до тех пор передавать нельзя.
consent-says-later-own = Вы ещё можете принять решение; до тех пор передавать нельзя.
consent-says-withdrawn = Согласие отозвано. Больше ничего туда не передаётся.
consent-name-full = Имя можно назвать и передавать дальше.
consent-name-full-own = Ваше имя можно назвать и передавать дальше.
consent-name-recipient-only = Имя можно назвать, но не передавать дальше.
consent-name-recipient-only-own = Ваше имя можно назвать, но не передавать дальше.
consent-name-pseudonym = Имя не называется.
consent-name-pseudonym-own = Ваше имя не называется.
consent-name-aggregate = Оно только учитывается в числах, сам рассказ не передаётся.
consent-shows = Можно увидеть или услышать: { $what }.
consent-shows-nothing = Человека нельзя ни увидеть, ни услышать.
consent-shows-nothing-own = Вас нельзя ни увидеть, ни услышать.
consent-onward-yes = Передавать дальше можно.
consent-onward-no = Передавать дальше нельзя.
consent-onward-ask = Прежде чем передавать дальше, нужно спросить человека.
consent-onward-ask-own = Прежде чем передавать дальше, нужно спросить вас.
consent-onward-later = О передаче дальше человек ещё не принял решения.
consent-onward-later-own = О передаче дальше вы ещё можете принять решение.
consent-for = Для чего: { $purposes }.
consent-until = Действует до { $day }
consent-withdraw = Отозвать это согласие
consent-withdraw-question = С этой минуты ничего из этого свидетельства туда не передаётся. Так останется навсегда. Переданное раньше отсюда не вернуть: сообщите об этом, пожалуйста, платформе.
consent-withdraw-effect = Что делать с тем, что там уже есть?
term-v-weff-04-own = удалить только сведения обо мне
consent-withdraw-yes = Отозвать
sealed-identity = Кто этот человек
sealed-identity-own = Кто вы
sealed-identity-sealed = Запечатано отдельно. Здесь это прочитать нельзя.
sealed-identity-withheld = Человек не хочет этого говорить.
sealed-identity-withheld-own = Вы решили здесь этого не говорить. Так можно.
sealed-identity-none = Об этом не спрашивали.
sealed-identity-none-own = Это осталось без ответа.
sealed-identity-open = Пока на этом компьютере можно прочитать, кто этот человек: ещё нет платформы, которой вы доверяете и которая может это хранить.
sealed-identity-open-own = Пока на этом компьютере можно прочитать, кто вы: ещё нет платформы, которой вы доверяете и которая может это хранить.
sealed-identity-platforms = Добавить платформу
sealed-identity-choose = Пока на этом компьютере можно прочитать, кто этот человек. Для кого это запечатать?
sealed-identity-choose-own = Пока на этом компьютере можно прочитать, кто вы. Для кого это запечатать?
sealed-identity-seal = Запечатать
sealed-identity-who = Кто это
sealed-versions = Версии
sealed-version = Версия { $version }, запечатана: { $moment }
sealed-version-read = Прочитать эту версию
sealed-versions-apart = Версии, подписанные другим ключом
sealed-versions-more = { $count ->
    [one] и ещё { $count } более ранняя версия (здесь не показана)
    [few] и ещё { $count } более ранние версии (здесь не показаны)
   *[many] и ещё { $count } более ранних версий (здесь не показаны)
}
copy-save = Сохранить копию
copy-warning = Копия не зашифрована. Кто её найдёт, тот сможет её посмотреть, а её следы могут остаться на диске и после удаления. Сохраняйте её только там, где это безопасно.
copy-choose = Выбрать место
copy-writing = Копия записывается
copy-written = Копия записана. Она не зашифрована.
copy-written-hint = В журнале хранения отмечено, что сделана копия.
sealed-same-file = Где ещё этот файл
