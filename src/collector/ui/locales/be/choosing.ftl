choosing-folder = Выбраць гэтую тэчку
choosing-files = Выбраць
choosing-new-file = Запісаць сюды
