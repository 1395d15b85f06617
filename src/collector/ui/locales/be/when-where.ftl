when-range = ад { $start } да { $end }
when-before = раней за { $when }
when-after = пазней за { $when }
when-approx = { $when }, прыкладна
where-near = каля: { $where }
where-settlement = { $where } (населены пункт)
where-region = { $where } (вобласць)
where-country = { $where } (краіна)
