digest-name = Лічбавы адбітак (SHA-256)
digest-whole = Паказаць цалкам
digest-part = Паказаць толькі канцы
digest-copy = Скапіраваць
