asking-leave = Оставить как есть
