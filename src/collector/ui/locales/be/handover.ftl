hand-over-title = Перадача
hand-over-hint = Выбранае шыфруецца для платформы адным файлам. З гэтай старонкі нічога не ідзе ў сетку: што туды пойдзе, тое чакае ў «Адпраўцы».
hand-over-whom = Каму
hand-over-accounts = Якія сведчанні
hand-over-all = Выбраць усе
hand-over-none = Не выбіраць ніводнага
hand-over-more = { $count ->
    [one] Паказаць яшчэ { $count } сведчанне
    [few] Паказаць яшчэ { $count } сведчанні
   *[many] Паказаць яшчэ { $count } сведчанняў
}
hand-over-before-line = Ужо ляжыць у ранейшым пакеце для гэтай платформы.
hand-over-elsewhere-line = Ляжыць у пакеце для іншай платформы, для гэтай пакуль не.
hand-over-goes = Пойдзе
hand-over-goes-with = Пойдзе, доказаў: { $count } з { $all }
hand-over-stays = Застаецца тут
hand-over-exhibit = Доказ
hand-over-exhibit-stays = { $kind }: застаецца тут
hand-over-more-stay = { $count ->
    [one] Яшчэ { $count } доказ застаецца тут
    [few] Яшчэ { $count } доказы застаюцца тут
   *[many] Яшчэ { $count } доказаў застаюцца тут
}
hand-over-identity-stays = Тое, хто гэты чалавек, застаецца тут
hand-over-identity-stays-own = Тое, хто вы, застаецца тут
hand-over-identity-goes = Тое, хто гэты чалавек, можа пайсці разам
hand-over-identity-goes-own = Тое, хто вы, можа пайсці разам
hand-over-identity-goes-hint = Пойдзе толькі тое, што запячатана для гэтай платформы, а адкрые яго толькі яе ключ ад звестак пра асобу.
hand-over-ask = Чалавек прасіў спытаць яго, перш чым перадаць гэта платформе. Вы спыталі? Што ён адказаў?
hand-over-ask-own = Вы прасілі спытаць вас, перш чым перадаць гэта платформе. Ці можна перадаць гэта цяпер?
hand-over-ask-onward = Чалавек прасіў спытаць яго, перш чым гэта перададуць далей. Вы спыталі? Што ён адказаў?
hand-over-ask-onward-own = Вы прасілі спытаць вас, перш чым гэта перададуць далей. Ці можна гэта перадаваць далей?
hand-over-ask-hint = Адказ дзейнічае толькі для гэтай перадачы. Без адказу сведчанне застаецца тут.
hand-over-said-yes = Адказ: так
hand-over-said-yes-own = Так, можна
hand-over-said-no = Адказ: не
hand-over-said-no-own = Не, нельга
hand-over-change-answer = Змяніць адказ
hand-over-sum = { $accounts ->
    [one] { $accounts } сведчанне
    [few] { $accounts } сведчанні
   *[many] { $accounts } сведчанняў
}, { $exhibits ->
    [0] без доказаў
    [one] { $exhibits } доказ
    [few] { $exhibits } доказы
   *[many] { $exhibits } доказаў
}, не больш за { $size }.
hand-over-looking = Глядзім, што дазваляе згода…
hand-over-nothing-chosen = Нічога не выбрана.
hand-over-nothing-goes = Нічога з гэтага нельга перадаць гэтай платформе.
hand-over-held = Згода не дазваляе перадаць: { $what }.
hand-over-held-accounts = { $count ->
    [one] { $count } сведчанне
    [few] { $count } сведчанні
   *[many] { $count } сведчанняў
}
hand-over-held-exhibits = { $count ->
    [one] { $count } доказ
    [few] { $count } доказы
   *[many] { $count } доказаў
}
hand-over-write = Запісаць на флэшку
hand-over-queue = Адправіць праз сетку
hand-over-where = Флэшка або тэчка, куды запісаць
hand-over-making = Шыфруем і падпісваем
hand-over-putting = Запісваем файл і перачытваем яго
hand-over-leaving = Калі пакінуць гэтую старонку або замкнуць сховішча, запіс спыніцца, і нічога недапісанага не застанецца.
hand-over-stopped = Запіс спынены.
hand-over-stopped-hint = Ад яго нічога не засталося.
hand-over-made-hint = Сам пакет гатовы і захаваны ў гэтым сховішчы. Ён ёсць у спісе «Перададзена раней», адтуль яго можна запісаць. На флэшцы, якую выцягнулі, можа застацца няскончаны файл; адкрыць яго ніхто не можа.
hand-over-written = Файл запісаны і для пэўнасці перачытаны
hand-over-written-hint = Перадайце гэты файл платформе самі або праз чалавека, якому давяраеце. Нічога нікуды не адпраўлена.
hand-over-in-parts = Гэты дыск (FAT32) не ўмяшчае яго адным файлам: ён ляжыць там часткамі, .001, .002 і гэтак далей
hand-over-in-parts-hint = Перадайце ўсе часткі разам. Злучаныя ў гэтым парадку, яны і ёсць файл, чый адбітак ніжэй.
hand-over-own-words = Гэта ваш першы пакет для гэтай платформы? Тады там папросяць вас прачытаць вашы ўласныя дванаццаць слоў
hand-over-own-words-hint = Яны стаяць у раздзеле «Платформы», пад карткамі. Чытайце іх уголас па сувязі, якой давяраеце.
hand-over-file = Яго назва
hand-over-size = Яго памер
hand-over-digest = Яго лічбавы адбітак
hand-over-digest-hint = Каб параўнаць з платформай, чытайце яго ўголас па чатыры знакі (SHA-256).
hand-over-on = Гатова
hand-over-no-platforms = Пакуль вы не давяраеце ніводнай платформе
hand-over-no-platforms-hint = Сведчанні замыкаюцца для адной платформы, каб ніхто іншы не змог іх адкрыць. Спачатку адкрыйце картку платформы, якой хочаце іх перадаць.
hand-over-to-platforms = Да платформаў
hand-over-no-accounts = Пакуль нічога не запячатана
hand-over-no-accounts-hint = Сведчанне можна перадаць, калі яно запячатана. Адкрыйце яго, паглядзіце, чаго яшчэ не хапае, і запячатайце.
hand-over-to-accounts = Да сведчанняў
hand-over-before = Перададзена раней
hand-over-before-none = Пакуль нічога.
hand-over-again = Запісаць гэты на флэшку
hand-over-earlier = Паказаць ранейшыя
hand-over-unknown-platform = Платформа без карткі
