choosing-folder = Choose this folder
choosing-files = Choose
choosing-new-file = Write here
