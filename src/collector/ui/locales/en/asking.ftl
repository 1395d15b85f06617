asking-leave = Leave it as it is
