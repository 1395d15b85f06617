account-continue = Далей
account-stop = Спыніцца
account-stop-hint = Назад да спіса. Усё захавана.
account-kept = Захавана ў { $time }
account-corrects = выпраўляе версію { $revision }
account-steps = Крокі
account-step-of = { $number }/{ $count } · { $step }
account-step-done = { $step }, усё ёсць

step-safety = Бяспека
step-safety-title = Перш чым пачаць
step-earlier = Ранейшы аповед
step-earlier-title = Ці расказвалі пра гэта раней?
step-consent = Згода
step-consent-title = Што можна з гэтым рабіць
step-words = Аповед
step-words-title = Словамі самога чалавека
step-when = Калі і дзе
step-when-title = Калі і дзе гэта было
step-exhibits = Доказы
step-exhibits-title = Здымкі, паперы, запісы
step-identity = Хто гэты чалавек
step-identity-title = Хто гэты чалавек
step-review = Праверка і пячатка
step-review-title = Праглядзіце і запячатайце

safety-read = Спачатку скажыце гэта сваімі словамі і дачакайцеся адказу.
safety-alone = Дзе мы цяпер і хто можа нас чуць? Калі хтосьці можа, пяройдзем у іншае месца або пагаворым іншым разам.
safety-stop = Вы можаце спыніцца ў любую хвіліну, на час або зусім. Нічога кепскага з-за гэтага не будзе.
safety-silence = Не абавязкова адказваць на ўсё. «Не ведаю» і «не хачу пра гэта» — добрыя адказы.
safety-others = Не называйце імёнаў тых, каму гэта можа зашкодзіць. Скажыце, хто яны: сусед, сукамернік, медсястра.
safety-kept = Тое, што вы раскажаце, зашыфравана на гэтым камп’ютары. Без вашай згоды яно нікуды не пойдзе.
safety-kind = Што гэта за размова?
safety-mode = Як вы размаўляеце?
safety-language = На якой мове чалавек расказвае?
safety-language-hint = Запісвайце словы на той мове, на якой іх кажуць.

earlier-lead = Хто ўжо расказваў, той не мусіць расказваць усё нанова.
earlier-question = Ці расказваў чалавек пра гэта каму-небудзь раней?
earlier-none = Не, ніколі
earlier-some = Так
earlier-to = Каму?
earlier-when = Калі гэта было?
earlier-form = У якім выглядзе?
earlier-form-hint = Напрыклад: пісьмовая заява, запісаная гутарка, медычны дакумент. Без імёнаў.
earlier-signed = Ці падпісаў чалавек той аповед?
earlier-copy_held = Ці ёсць у чалавека копія?
earlier-may_link = Ці можна звязаць гэтыя два аповеды?

consent-lead = Спытайце пра кожнага асобна і не спяшайцеся.
consent-narrower = Тое, што застанецца без адказу, лічыцца адмовай: аповед не перадаецца, імя не называецца, нічога не паказваецца.
consent-question = Ці можна перадаць туды гэтае сведчанне?
consent-platforms = Тут давераныя: { $names }
consent-onward-name = Іншыя, каму могуць перадаць далей
consent-onward-hint = Усе, каму нехта з атрымальнікаў вышэй можа перадаць гэта далей.
consent-level = Куды можа трапіць імя?
consent-media = Што ім можна бачыць і чуць?
consent-media-voice = голас
consent-media-face = твар
consent-media-document = дакументы чалавека
consent-media-body = цела, напрыклад траўмы
consent-onward = Ці можна ім перадаваць гэта далей?
consent-purposes = Дзеля чаго гэта можна выкарыстаць?
consent-purposes-hint = Можна не адказваць.
consent-purposes-show = Паказаць спіс
consent-more = Ці трэба спытаць яшчэ пра кагосьці?
consent-more-choose = Выберыце атрымальніка
consent-method = Як дадзена згода?
consent-confidentiality = Наколькі гэтае сведчанне закрытае?
teach-back-question = Калі ласка, раскажыце сваімі словамі, што будзе з вашым аповедам.
teach-back-hint = Запішыце, што адкажа чалавек. Калі нешта зразумета інакш, растлумачце яшчэ раз.
teach-back-understood = Зразумела
teach-back-not-yet = Пакуль не

words-about = Пра што гэта, адным радком?
words-about-hint = Для спіса, без імёнаў. Напрыклад: затрыманне ў Мінску, жнівень 2020 года.
words-ask = «Калі ласка, раскажыце ўсё з самага пачатку, так, як вам зручна».
words-basis = Адкуль чалавек гэта ведае?
words-basis-hint = Можна выбраць некалькі адказаў. Яны датычацца ўсяго аповеду.
words-told-by = Хто расказаў гэта чалавеку?
words-told-by-hint = Не імя, а хто гэта: сукамернік, лекар, сваяк.
words-scope = Для чаго гэта важна?
words-scope-hint = Можна не адказваць.

when-lead = Наколькі чалавек ведае. Што невядома, можа застацца пустым.
when-question = Калі гэта было?
where-question = Дзе гэта было?
where-hint = Словамі чалавека: горад, вуліца, будынак. Не адрас таго, каму гэта можа зашкодзіць.

identity-question = Ці кажа чалавек, хто ён?
identity-why = Гэта захоўваецца асобна ад аповеду, і можна зусім нічога не пісаць.
identity-gives = Так
identity-sealing = Калі вы пойдзеце з гэтай старонкі, яна будзе запячатана для: { $names }. Прачытаць яе тут ужо не атрымаецца.
identity-open = Тут яшчэ няма даверанай платформы. Пакуль яе няма, напісанае на гэтай старонцы можна прачытаць у гэтым сховішчы.
identity-sealed = { $count ->
    [one] Ужо запячатана для: { $names }. Гэта { $count } файл, паказаць яго тут нельга. Можна нешта дадаць.
    [few] Ужо запячатана для: { $names }. Гэта { $count } файлы, паказаць іх тут нельга. Можна нешта дадаць.
   *[many] Ужо запячатана для: { $names }. Гэта { $count } файлаў, паказаць іх тут нельга. Можна нешта дадаць.
}
identity-dob = Дата нараджэння
identity-pob = Месца нараджэння
identity-zone = Дзе чалавек цяпер?
identity-notes = Што яшчэ
identity-notes-hint = Што варта ведаць таму, хто будзе шукаць гэтага чалавека.
identity-names = Імёны
identity-contacts = Як звязацца з чалавекам
identity-documents = Дакументы
identity-relatives = Блізкія, на якіх могуць ціснуць
entries-add = Дадаць
name-text = Імя і прозвішча
name-alias = Гэта іншае імя або мянушка
contact-channel = Праз што? Напрыклад: месенджар, пошта, сябар
contact-handle = Нумар, адрас або імя там
contact-safe_times = Калі гэта бяспечна?
contact-safe_word = Слова, па якім вы пазнаеце адно аднаго
contact-who_else_reads = Хто яшчэ можа гэта прачытаць?
document-what = Які дакумент?
document-number = Нумар
document-issuer = Хто яго выдаў?
document-seen = Дакумент мне паказалі
relative-relation = Кім гэта даводзіцца чалавеку?
relative-name = Імя
relative-zone = Дзе гэты чалавек цяпер?

correction-note = Што выпраўлена і чаму?
correction-note-hint = Запячатанае сведчанне застаецца як ёсць. Побач з ім будзе новая версія.
review-missing = Яшчэ не хапае:
review-go = Перайсці
review-nothing-missing = Усё ёсць.
review-what = Будзе запячатана:
review-paragraphs = { $count ->
    [0] Слоў пакуль няма
    [one] { $count } абзац словамі чалавека
    [few] { $count } абзацы словамі чалавека
   *[many] { $count } абзацаў словамі чалавека
}
review-exhibits = { $count ->
    [0] Доказаў няма
    [one] { $count } доказ
    [few] { $count } доказы
   *[many] { $count } доказаў
}
review-consent = { $recipient }: { $decision }
review-no-consent = Згоды няма: сведчанне захоўваецца тут і нікуды не пойдзе.
review-identity-sealed = Хто гэты чалавек: ужо запячатана
review-identity-open = Хто гэты чалавек: запісана, яшчэ не запячатана
review-identity-declined = Хто гэты чалавек: не сказана, прычына запісана
review-identity-none = Хто гэты чалавек: нічога не сказана
review-for-whom = Хто зможа даведацца, хто гэты чалавек?
review-identity-later = Тут яшчэ няма даверанай платформы, таму сведчанне пакуль запячатваецца без звестак пра асобу. Іх запячатаюць, як толькі з’явіцца давераная платформа.
review-sentence = Запячатанае ніхто не зменіць незаўважна, нават вы. Выправіць яго можна толькі новай версіяй.
review-seal = Запячатаць
remove-draft = Выдаліць гэты чарнавік
remove-draft-question = Выдаліць гэты чарнавік назаўсёды разам з усім, што ў ім ёсць?
remove-correction-question = Выдаліць гэта выпраўленне? Запячатанае сведчанне застанецца як ёсць.
remove-draft-really = Выдаліць
remove-draft-no = Пакінуць

problem-line = { $field }: { $problem }
problem-field-required = пакуль не сказана
problem-field-value-and-reason = ёсць і адказ, і прычына, чаму яго няма
problem-field-unknown = праграма такога не ведае
problem-field-type = запоўнена не так, як трэба
problem-field-malformed = напісана не так, як трэба
problem-field-not-in-list = такога адказу няма
problem-field-too-long = занадта доўга
problem-field-unknown-code = гэтага няма ў спісе
problem-text-one-line = павінен быць адзін радок без схаваных знакаў
problem-date-malformed = у такім выглядзе гэта не дата
problem-date-reversed = канец раней за пачатак
problem-date-zone-required = па гадзінніку якога горада?
problem-place-region-country = гэты рэгіён не ў той краіне
problem-place-coordinates = такіх каардынат на Зямлі няма
problem-words-told-by = сказана, хто расказаў, але не тое, што гэта з чужых слоў
problem-words-too-long = занадта доўга для аднаго сведчання, падзяліце яго на два
problem-correction-note = пакуль не сказана
problem-consent-recipient-twice = два адказы пра аднаго атрымальніка
problem-consent-recipient-never = туды нельга перадаваць ніколі, адказ можа быць толькі «не»
problem-consent-recipient-unclear = у адказе не названы атрымальнік
problem-exhibits-file-twice = адзін файл названы двойчы
field-other = Нешта іншае
field-interview-kind = Што гэта за размова
field-mode = Як вы размаўляеце
field-language = Мова аповеду
field-about = Пра што гэта
field-words = Сам аповед
field-words-basis = Адкуль чалавек гэта ведае
field-words-told-by = Хто расказаў гэта чалавеку
field-when = Калі гэта было
field-when-basis = Калі гэта было і адкуль чалавек гэта ведае
field-when-precision = Наколькі дакладная дата
field-when-tz = Час сутак
field-where = Дзе гэта было
field-where-basis = Дзе гэта было і адкуль чалавек гэта ведае
field-where-precision = Наколькі дакладнае месца
field-where-region = Рэгіён
field-where-coordinates = Каардынаты
field-prior-accounts = Ранейшыя аповеды
field-prior-accounts-when = Калі пра гэта расказвалі раней
field-confidentiality = Наколькі гэта закрыта
field-scope = Для чаго гэта важна
field-correction-note = Што выпраўлена
field-consent = Згода
field-consent-decision = Рашэнне пра згоду
field-consent-valid-until = Да якога часу дадзена згода
field-identity = Хто гэты чалавек
field-identity-dob = Дата нараджэння
field-exhibits = Доказы
field-exhibits-claims-when = Калі зроблены доказ
field-exhibits-claims-where = Дзе зроблены доказ
