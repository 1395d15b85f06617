choosing-folder = Выбраць гэту папку
choosing-files = Выбраць
choosing-new-file = Запісаць сюды
