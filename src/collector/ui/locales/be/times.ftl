# Bounds of times in the written report: whose word each is, and how far a clock can be trusted.

time-bound = { $at }, паводле: { $whose }
time-by-stamp = адзнака часу
time-by-receipt = наша распіска
time-by-own-clock = гадзіннік гэтага камп’ютара
time-shown = { $shown }, наколькі яму можна верыць: { $trust }
time-contradicted = { $line }. Гэта не сыходзіцца; нічога не выпраўлена.
