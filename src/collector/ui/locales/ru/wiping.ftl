# Wiping what was delivered: what is told beforehand, and what went wrong, by the code of the error.

wipe-was-wiped = Здесь стёрто
wipe-back = Назад к отправке
wipe-identity-unread = кто этот человек, хранитель ещё не прочитал
wipe-identity-unread-own = кто вы, хранитель ещё не прочитал
wipe-stays-key-revoked = платформа отозвала ключ, которым подписана её расписка; передайте заново

error-wipe-nothing = в этом хранилище нет ничего, что платформа приняла целиком
    .hint = ничего не стёрто; переданное частично стирается, только если его выбрать
error-wipe-not-taken-over = выбранное свидетельство ещё не сохранено у платформы
    .hint = ничего не стёрто; посмотрите, что будет стёрто, что останется и почему
error-wipe-unfinished = стирание прервано, хранилище закрыто
    .hint = откройте его снова: либо начатое завершится, либо всё останется как было
