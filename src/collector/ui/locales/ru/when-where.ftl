when-range = { $start } — { $end }
when-before = раньше, чем { $when }
when-after = позже, чем { $when }
when-approx = { $when }, примерно
where-near = рядом: { $where }
where-settlement = { $where } (населённый пункт)
where-region = { $where } (область)
where-country = { $where } (страна)
