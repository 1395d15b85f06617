when-range = from { $start } to { $end }
when-before = before { $when }
when-after = after { $when }
when-approx = about { $when }
where-near = near { $where }
where-settlement = { $where } (the town or village)
where-region = { $where } (the region)
where-country = { $where } (the country)
