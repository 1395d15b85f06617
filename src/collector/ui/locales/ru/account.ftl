account-continue = Дальше
account-stop = Остановиться
account-stop-hint = Назад к списку. Всё сохранено.
account-kept = Сохранено в { $time }
account-corrects = исправляет версию { $revision }
account-steps = Шаги
account-step-of = { $number }/{ $count } · { $step }
account-step-done = { $step }, всё на месте

step-safety = Безопасность
step-safety-title = Прежде чем начать
step-earlier = Прежние рассказы
step-earlier-title = Рассказывали ли об этом раньше?
step-consent = Согласие
step-consent-title = Что можно с этим делать
step-words = Рассказ
step-words-title = Словами самого человека
step-when = Когда и где
step-when-title = Когда и где это было
step-exhibits = Материалы
step-exhibits-title = Снимки, бумаги, записи
step-identity = Кто этот человек
step-identity-title = Кто этот человек
step-review = Запечатывание
step-review-title = Просмотрите и запечатайте

safety-read = Сначала скажите это своими словами и дождитесь ответа.
safety-alone = Где мы сейчас и кто может нас слышать? Если кто-то может, перейдём в другое место или поговорим в другой раз.
safety-stop = Вы можете остановиться в любую минуту, на время или совсем. Ничего плохого из-за этого не будет.
safety-silence = Не обязательно отвечать на всё. «Не знаю» и «Не хочу об этом говорить» — хорошие ответы.
safety-others = Не называйте имён тех, кому это может навредить. Скажите, кто они: сосед, сокамерник, медсестра.
safety-kept = То, что вы рассказываете, хранится на этом компьютере зашифрованным. Без вашего согласия оно никуда не уйдёт.
safety-kind = Что это за разговор?
safety-mode = Как вы разговариваете?
safety-language = На каком языке человек рассказывает?
safety-language-hint = Записывайте слова на том языке, на котором их говорят.

earlier-lead = Тем, кто уже рассказывал, не обязательно рассказывать всё заново.
earlier-question = Рассказывал ли человек об этом кому-нибудь раньше?
earlier-none = Нет, никогда
earlier-some = Да
earlier-to = Кому?
earlier-when = Когда это было?
earlier-form = В каком виде?
earlier-form-hint = Например: письменное заявление, записанная беседа, медицинский документ. Без имён.
earlier-signed = Подписал ли человек тот рассказ?
earlier-copy_held = Есть ли у человека копия?
earlier-may_link = Можно ли связать эти два рассказа?

consent-lead = Спросите о каждом отдельно и не торопитесь.
consent-narrower = Если ответа нет, это считается отказом: рассказ не передаётся, имя не называется, ничего не показывается.
consent-question = Можно ли передать туда это свидетельство?
consent-platforms = Вы доверяете: { $names }
consent-onward-name = Другие, кому могут передать дальше
consent-onward-hint = Все, кому кто-то из получателей выше может передать это дальше.
consent-level = Кому можно назвать имя?
consent-media = Что им можно видеть и слышать?
consent-media-voice = голос
consent-media-face = лицо
consent-media-document = документы человека
consent-media-body = тело, например травмы
consent-onward = Можно ли им передавать это дальше?
consent-purposes = Для чего это можно использовать?
consent-purposes-hint = Можно не отвечать.
consent-purposes-show = Показать список
consent-more = Нужно ли спросить ещё о ком-то?
consent-more-choose = Выберите получателя
consent-method = Как дано согласие?
consent-confidentiality = Насколько конфиденциально это свидетельство?
teach-back-question = Пожалуйста, расскажите своими словами, что будет с вашим рассказом.
teach-back-hint = Запишите, что ответит человек. Если что-то понято иначе, объясните ещё раз.
teach-back-understood = Понятно
teach-back-not-yet = Пока нет

words-about = О чём это, одной строкой?
words-about-hint = Для списка, без имён. Например: задержание в Минске, август 2020 года.
words-ask = «Пожалуйста, расскажите всё с самого начала, так, как вам удобно».
words-basis = Откуда человек это знает?
words-basis-hint = Можно выбрать несколько ответов. Они относятся ко всему рассказу.
words-told-by = Кто рассказал это человеку?
words-told-by-hint = Не имя, а кто это: сокамерник, врач, родственник.
words-scope = Для чего это важно?
words-scope-hint = Можно не отвечать.

when-lead = Насколько человек это знает. Что неизвестно, может остаться пустым.
when-question = Когда это было?
where-question = Где это было?
where-hint = Словами человека: город, улица, здание. Не адрес того, кому это может навредить.

identity-question = Говорит ли человек, кто он?
identity-why = Это хранится отдельно от рассказа, и можно совсем ничего не писать.
identity-gives = Да
identity-sealing = Когда вы уйдёте с этой страницы, она будет запечатана для: { $names }. Прочитать её здесь уже не получится.
identity-open = Здесь ещё нет доверенной платформы. Пока её нет, написанное на этой странице можно прочитать в этом хранилище.
identity-sealed = { $count ->
    [one] Уже запечатано для: { $names }. Это { $count } файл, показать его здесь нельзя. Можно что-то добавить.
    [few] Уже запечатано для: { $names }. Это { $count } файла, показать их здесь нельзя. Можно что-то добавить.
   *[many] Уже запечатано для: { $names }. Это { $count } файлов, показать их здесь нельзя. Можно что-то добавить.
}
identity-dob = Дата рождения
identity-pob = Место рождения
identity-zone = Где человек сейчас?
identity-notes = Что-нибудь ещё
identity-notes-hint = Что стоит знать тому, кто будет искать этого человека.
identity-names = Имена
identity-contacts = Как связаться с человеком
identity-documents = Документы
identity-relatives = Близкие, на которых могут давить
entries-add = Добавить
name-text = Имя и фамилия
name-alias = Это другое имя или прозвище
contact-channel = Каким способом? Например: мессенджер, почта, друг
contact-handle = Номер, адрес или имя там
contact-safe_times = Когда это безопасно?
contact-safe_word = Слово, по которому вы узнаёте друг друга
contact-who_else_reads = Кто ещё может это прочитать?
document-what = Какой документ?
document-number = Номер
document-issuer = Кто его выдал?
document-seen = Документ мне показали
relative-relation = Кем приходится человеку?
relative-name = Имя
relative-zone = Где этот человек сейчас?

correction-note = Что исправлено и почему?
correction-note-hint = Запечатанное свидетельство остаётся как есть. Рядом с ним будет новая версия.
review-missing = Ещё не хватает:
review-go = Перейти
review-nothing-missing = Всё на месте.
review-what = Будет запечатано:
review-paragraphs = { $count ->
    [0] Слов пока нет
    [one] { $count } абзац словами человека
    [few] { $count } абзаца словами человека
   *[many] { $count } абзацев словами человека
}
review-exhibits = { $count ->
    [0] Материалов нет
    [one] { $count } материал
    [few] { $count } материала
   *[many] { $count } материалов
}
review-consent = { $recipient }: { $decision }
review-no-consent = Согласия нет: свидетельство хранится здесь и никуда не уйдёт.
review-identity-sealed = Кто этот человек: уже запечатано
review-identity-open = Кто этот человек: записано, ещё не запечатано
review-identity-declined = Кто этот человек: не сказано, причина записана
review-identity-none = Кто этот человек: ничего не сказано
review-for-whom = Кто сможет узнать, кто этот человек?
review-identity-later = Здесь ещё нет доверенной платформы, поэтому свидетельство пока запечатывается без сведений о личности. Их запечатают, как только появится доверенная платформа.
review-sentence = Запечатанное никто не изменит незаметно, даже вы. Исправить его можно новой версией.
review-seal = Запечатать
remove-draft = Удалить этот черновик
remove-draft-question = Удалить этот черновик навсегда вместе со всем, что в нём есть?
remove-correction-question = Удалить это исправление? Запечатанное свидетельство останется как есть.
remove-draft-really = Удалить
remove-draft-no = Оставить

problem-line = { $field }: { $problem }
problem-field-required = пока не сказано
problem-field-value-and-reason = есть и ответ, и причина, почему его нет
problem-field-unknown = программа такого не знает
problem-field-type = заполнено не так, как нужно
problem-field-malformed = написано не так, как нужно
problem-field-not-in-list = такого ответа нет
problem-field-too-long = слишком длинно
problem-field-unknown-code = этого нет в списке
problem-text-one-line = должна быть одна строка без скрытых знаков
problem-date-malformed = в таком виде это не дата
problem-date-reversed = конец раньше начала
problem-date-zone-required = по часам какого города?
problem-place-region-country = этот регион не в той стране
problem-place-coordinates = таких координат на Земле нет
problem-words-told-by = сказано, кто рассказал, но не сказано, что это с чужих слов
problem-words-too-long = слишком длинно для одного свидетельства, разделите его на два
problem-correction-note = пока не сказано
problem-consent-recipient-twice = два ответа об одном получателе
problem-consent-recipient-never = туда нельзя передавать никогда, ответ может быть только «нет»
problem-consent-recipient-unclear = в ответе не назван получатель
problem-exhibits-file-twice = один файл назван дважды
field-other = Что-то другое
field-interview-kind = Что это за разговор
field-mode = Как вы разговариваете
field-language = Язык рассказа
field-about = О чём это
field-words = Сам рассказ
field-words-basis = Откуда человек это знает
field-words-told-by = Кто рассказал это человеку
field-when = Когда это было
field-when-basis = Когда это было и откуда человек это знает
field-when-precision = Насколько точна дата
field-when-tz = Время
field-where = Где это было
field-where-basis = Где это было и откуда человек это знает
field-where-precision = Насколько точно место
field-where-region = Регион
field-where-coordinates = Координаты
field-prior-accounts = Прежние рассказы
field-prior-accounts-when = Когда об этом рассказывали раньше
field-confidentiality = Насколько это конфиденциально
field-scope = Для чего это важно
field-correction-note = Что исправлено
field-consent = Согласие
field-consent-decision = Решение о согласии
field-consent-valid-until = До какого времени дано согласие
field-identity = Кто этот человек
field-identity-dob = Дата рождения
field-exhibits = Материалы
field-exhibits-claims-when = Когда сделан материал
field-exhibits-claims-where = Где сделан материал
