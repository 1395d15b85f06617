# Bounds of times in the written report: whose word each is, and how far a clock can be trusted.

time-bound = { $at }, by { $whose }
time-by-stamp = a time stamp
time-by-receipt = our receipt
time-by-own-clock = the clock of this computer
time-shown = { $shown }, how far it can be trusted: { $trust }
time-contradicted = { $line }. This does not fit; nothing was corrected.
