# Bounds of times in the written report: whose word each is, and how far a clock can be trusted.

time-bound = { $at }, источник: { $whose }
time-by-stamp = отметка времени
time-by-receipt = наша расписка
time-by-own-clock = часы этого компьютера
time-shown = { $shown }, насколько им можно верить: { $trust }
time-contradicted = { $line }. Это не сходится; ничего не исправлено.
