# Wiping what was delivered: what is told beforehand, and what went wrong, by the code of the error.

wipe-was-wiped = Тут сцёрта
wipe-back = Назад да адпраўкі
wipe-identity-unread = хто гэты чалавек, захавальнік яшчэ не прачытаў
wipe-identity-unread-own = хто вы, захавальнік яшчэ не прачытаў
wipe-stays-key-revoked = платформа адклікала сваю картку або ключ, якім падпісана яе распіска; перадайце нанава

error-wipe-nothing = у гэтым сховішчы няма нічога, што платформа прыняла цалкам
    .hint = нічога не сцёрта; перададзенае часткова сціраецца, толькі калі яго выбраць
error-wipe-not-taken-over = выбранае сведчанне яшчэ не захавана ў платформы
    .hint = нічога не сцёрта; паглядзіце, што будзе сцёрта, што застанецца і чаму
error-wipe-unfinished = сціранне перарвана, сховішча зачынена
    .hint = адчыніце яго зноў: або пачатае скончыцца, або ўсё застанецца, як было
