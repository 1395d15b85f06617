asking-leave = Пакінуць як ёсць
