digest-name = Цифровой отпечаток (SHA-256)
digest-whole = Показать целиком
digest-part = Показать только концы
digest-copy = Скопировать
