choosing-folder = Выбрать эту папку
choosing-files = Выбрать
choosing-new-file = Записать сюда
