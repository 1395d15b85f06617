hand-over-title = Передача
hand-over-hint = Выбранное шифруется для платформы одним файлом. С этой страницы ничего не уходит в сеть: то, что пойдёт туда, ждёт в разделе «Отправка».
hand-over-whom = Кому
hand-over-accounts = Какие свидетельства
hand-over-all = Выбрать все
hand-over-none = Снять выбор
hand-over-more = { $count ->
    [one] Показать ещё { $count } свидетельство
    [few] Показать ещё { $count } свидетельства
   *[many] Показать ещё { $count } свидетельств
}
hand-over-before-line = Уже лежит в прежнем пакете для этой платформы.
hand-over-elsewhere-line = Лежит в пакете для другой платформы, а для этой пока ни в одном.
hand-over-goes = Пойдёт
hand-over-goes-with = Пойдёт, материалов: { $count } из { $all }
hand-over-stays = Остаётся здесь
hand-over-exhibit = Материал
hand-over-exhibit-stays = { $kind }: остаётся здесь
hand-over-more-stay = { $count ->
    [one] Ещё { $count } материал остаётся здесь
    [few] Ещё { $count } материала остаются здесь
   *[many] Ещё { $count } материалов остаются здесь
}
hand-over-identity-stays = Сведения о личности остаются здесь
hand-over-identity-stays-own = Сведения о вас остаются здесь
hand-over-identity-goes = Сведения о личности могут пойти вместе с ним
hand-over-identity-goes-own = Сведения о вас могут пойти вместе с ним
hand-over-identity-goes-hint = Пойдёт только то, что запечатано для этой платформы, а откроет его только её ключ к сведениям о личности.
hand-over-ask = Человек просил спросить его, прежде чем это пойдёт к платформе. Вы спросили? Что он ответил?
hand-over-ask-own = Вы просили спросить вас, прежде чем это пойдёт к платформе. Можно ли передать это сейчас?
hand-over-ask-onward = Человек просил спросить его, прежде чем это передадут дальше. Вы спросили? Что он ответил?
hand-over-ask-onward-own = Вы просили спросить вас, прежде чем это передадут дальше. Можно ли это передавать дальше?
hand-over-ask-hint = Ответ действует только для этой передачи. Без ответа свидетельство остаётся здесь.
hand-over-said-yes = Ответ: да
hand-over-said-yes-own = Да, можно
hand-over-said-no = Ответ: нет
hand-over-said-no-own = Нет, нельзя
hand-over-change-answer = Изменить ответ
hand-over-sum = { $accounts ->
    [one] { $accounts } свидетельство
    [few] { $accounts } свидетельства
   *[many] { $accounts } свидетельств
}, { $exhibits ->
    [0] без материалов
    [one] { $exhibits } материал
    [few] { $exhibits } материала
   *[many] { $exhibits } материалов
}, не больше { $size }.
hand-over-looking = Смотрим, что позволяет согласие…
hand-over-nothing-chosen = Ничего не выбрано.
hand-over-nothing-goes = Ничего из этого нельзя передать этой платформе.
hand-over-held = Согласие не позволяет передать: { $what }.
hand-over-held-accounts = { $count ->
    [one] { $count } свидетельство
    [few] { $count } свидетельства
   *[many] { $count } свидетельств
}
hand-over-held-exhibits = { $count ->
    [one] { $count } материал
    [few] { $count } материала
   *[many] { $count } материалов
}
hand-over-write = Записать на флешку
hand-over-queue = Отправить по сети
hand-over-where = Флешка или папка, куда записать
hand-over-making = Шифруем и подписываем
hand-over-putting = Записываем файл и перечитываем его
hand-over-leaving = Если покинуть эту страницу или запереть хранилище, запись остановится, и ничего недописанного не останется.
hand-over-stopped = Запись остановлена.
hand-over-stopped-hint = От неё ничего не осталось.
hand-over-made-hint = Сам пакет готов и хранится в этом хранилище. Он есть в списке «Передано раньше», оттуда его можно записать. На флешке, которую вынули, может остаться незаконченный файл; открыть его никто не может.
hand-over-written = Файл записан и для верности перечитан
hand-over-written-hint = Передайте этот файл платформе сами или через человека, которому доверяете. Ничего никуда не отправлено.
hand-over-in-parts = Этот диск (FAT32) не вмещает его одним файлом: он лежит там частями, .001, .002 и так далее
hand-over-in-parts-hint = Передайте все части вместе. Соединённые в этом порядке, они и есть файл, чей отпечаток ниже.
hand-over-own-words = Это ваш первый пакет для этой платформы? Тогда там попросят вас прочитать ваши собственные двенадцать слов
hand-over-own-words-hint = Они в разделе «Платформы», под карточками. Читайте их вслух по связи, которой доверяете.
hand-over-file = Его название
hand-over-size = Его размер
hand-over-digest = Его цифровой отпечаток
hand-over-digest-hint = Чтобы сравнить с платформой, читайте его вслух по четыре знака (SHA-256).
hand-over-on = Готово
hand-over-no-platforms = Пока вы не доверяете ни одной платформе
hand-over-no-platforms-hint = Свидетельства запираются для одной платформы, чтобы никто другой не смог их открыть. Сначала откройте карточку платформы, которой хотите их передать.
hand-over-to-platforms = К платформам
hand-over-no-accounts = Пока ничего не запечатано
hand-over-no-accounts-hint = Свидетельство можно передать, когда оно запечатано. Откройте его, посмотрите, чего ещё не хватает, и запечатайте.
hand-over-to-accounts = К свидетельствам
hand-over-before = Передано раньше
hand-over-before-none = Пока ничего.
hand-over-again = Записать этот на флешку
hand-over-earlier = Показать более ранние
hand-over-unknown-platform = Платформа без карточки
