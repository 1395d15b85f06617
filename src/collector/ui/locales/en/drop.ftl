drop-only-files = Only files of this computer can be taken. Save it as a file first, then bring the file here.
