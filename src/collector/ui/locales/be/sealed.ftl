sealed-hand-over = Перадаць
sealed-correct = Выправіць
sealed-words = Словы чалавека
sealed-words-own = Вашы словы
sealed-words-version = Словы чалавека, версія { $version }
sealed-words-version-own = Вашы словы, версія { $version }
sealed-words-apart = Словы, падпісаныя іншым ключом, версія { $version }
sealed-at = Запячатана: { $moment } · версія { $version }
sealed-has-it = Версія { $version } у платформы «{ $platform }», подпіс: { $day }
sealed-correction-open = Пішацца выпраўленне да гэтага сведчання.
sealed-correction-go-on = Працягнуць выпраўленне
sealed-disputed = { $count ->
    [one] { $count } версія гэтага сведчання падпісана іншым ключом. Яна стаіць асобна; спытайце пра яе ў адпраўніка.
    [few] { $count } версіі гэтага сведчання падпісаны іншым ключом. Яны стаяць асобна; спытайце пра іх у адпраўніка.
   *[many] { $count } версій гэтага сведчання падпісаны іншым ключом. Яны стаяць асобна; спытайце пра іх у адпраўніка.
}
sealed-not-ours = Гэтае сведчанне запісаў нехта іншы. Выправіць яго можа толькі ён.
sealed-when = Калі гэта адбылося
sealed-where = Дзе гэта адбылося
sealed-known-by = Адкуль чалавек гэта ведае
sealed-known-by-own = Адкуль вы гэта ведаеце
sealed-confidentiality = Каму можна пра гэта ведаць
sealed-no-exhibits = Да гэтага сведчання нічога не дададзена.
sealed-consent = Што з ім можна рабіць
sealed-no-consent = Згоды не дадзена. Сведчанне нікуды не ідзе.
consent-says-yes = Перадаваць можна.
consent-says-no = Перадаваць нельга.
consent-says-ask = Чалавек хоча, каб у яго пыталіся кожны раз.
consent-says-ask-own = Вы хочаце, каб у вас пыталіся кожны раз.
consent-says-later = Чалавек яшчэ не вырашыў; да таго часу перадаваць нельга.
consent-says-later-own = Вы можаце вырашыць пазней; да таго часу перадаваць нельга.
consent-says-withdrawn = Згода адклікана. Больш нічога туды не перадаецца.
consent-name-full = Імя можна назваць і перадаваць далей.
consent-name-full-own = Ваша імя можна назваць і перадаваць далей.
consent-name-recipient-only = Імя можна назваць, але не перадаваць далей.
consent-name-recipient-only-own = Ваша імя можна назваць, але не перадаваць далей.
consent-name-pseudonym = Імя не называецца.
consent-name-pseudonym-own = Ваша імя не называецца.
consent-name-aggregate = Яно толькі ўлічваецца ў лічбах, сам аповед не перадаецца.
consent-shows = Можна ўбачыць або пачуць: { $what }.
consent-shows-nothing = Чалавека нельга ні ўбачыць, ні пачуць.
consent-shows-nothing-own = Вас нельга ні ўбачыць, ні пачуць.
consent-onward-yes = Перадаваць далей можна.
consent-onward-no = Перадаваць далей нельга.
consent-onward-ask = Перш чым перадаваць далей, трэба спытаць чалавека.
consent-onward-ask-own = Перш чым перадаваць далей, трэба спытаць вас.
consent-onward-later = Пра перадачу далей чалавек яшчэ нічога не вырашыў.
consent-onward-later-own = Пра перадачу далей вы можаце вырашыць пазней.
consent-for = Для чаго: { $purposes }.
consent-until = Дзейнічае да { $day }
consent-withdraw = Адклікаць гэтую згоду
consent-withdraw-question = З гэтай хвіліны нічога з гэтага сведчання туды не перадаецца. Так застанецца назаўсёды. Перададзенае раней адсюль не вярнуць: скажыце, калі ласка, пра гэта платформе.
consent-withdraw-effect = Што рабіць з тым, што там ужо ёсць?
term-v-weff-04-own = выдаліць толькі звесткі пра мяне
consent-withdraw-yes = Адклікаць
sealed-identity = Хто гэты чалавек
sealed-identity-own = Хто вы
sealed-identity-sealed = Запячатана асобна. Тут гэта прачытаць нельга.
sealed-identity-withheld = Чалавек не захацеў казаць.
sealed-identity-withheld-own = Вы вырашылі тут гэтага не казаць. Так можна.
sealed-identity-none = Пра гэта не пыталіся.
sealed-identity-none-own = Гэта засталося без адказу.
sealed-identity-open = Хто гэты чалавек, пакуль можна прачытаць на гэтым камп’ютары: яшчэ няма платформы, якой вы давяраеце і якая можа гэта захоўваць.
sealed-identity-open-own = Хто вы, пакуль можна прачытаць на гэтым камп’ютары: яшчэ няма платформы, якой вы давяраеце і якая можа гэта захоўваць.
sealed-identity-platforms = Дадаць платформу
sealed-identity-choose = Хто гэты чалавек, пакуль можна прачытаць на гэтым камп’ютары. Для каго гэта запячатаць?
sealed-identity-choose-own = Хто вы, пакуль можна прачытаць на гэтым камп’ютары. Для каго гэта запячатаць?
sealed-identity-seal = Запячатаць
sealed-identity-who = Хто гэта
sealed-versions = Версіі
sealed-version = Версія { $version }, запячатана: { $moment }
sealed-version-read = Прачытаць гэтую версію
sealed-versions-apart = Версіі, падпісаныя іншым ключом
sealed-versions-more = { $count ->
    [one] і яшчэ { $count } ранейшая версія (тут не паказана)
    [few] і яшчэ { $count } ранейшыя версіі (тут не паказаны)
   *[many] і яшчэ { $count } ранейшых версій (тут не паказаны)
}
copy-save = Захаваць копію
copy-warning = Копія не зашыфравана. Хто яе знойдзе, той зможа яе паглядзець, а яе сляды могуць застацца на дыску і пасля выдалення. Захоўвайце яе толькі там, дзе гэта бяспечна.
copy-choose = Выбраць месца
copy-writing = Копія запісваецца
copy-written = Копія запісана. Яна не зашыфравана.
copy-written-hint = У журнале захоўвання адзначана, што зроблена копія.
sealed-same-file = Дзе яшчэ гэты файл
