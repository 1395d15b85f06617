receipts-give = Put receipts into a folder
receipts-given = The receipts are in “{ $folder }”
receipts-given-hint = New: { $new }. In place of older ones: { $replaced }. There already: { $there }. Each can be opened by its sender alone; put them where your server gives out receipts, or hand them on.
receipts-none = There are no receipts yet
receipts-none-hint = One is written for every bundle that is brought in. The folder stays as it is.
arrivals-key-revoked = key revoked
arrivals-log-rewritten = log rewritten
revoke-ask = Revoke this key
revoke-question = Believe this key no more? New bundles signed with it will be refused, for ever. What came before stays and is marked. The sender needs a new vault with a new key.
revoke-yes = Revoke the key
revoke-done = The key is revoked
revoke-done-hint = { $count ->
    [one] One bundle that it signed stays here, marked. New ones are refused.
   *[other] { $count } bundles that it signed stay here, marked. New ones are refused.
}
entered-line = { $what }: { $when }
entered-account = The account
entered-account-with = { $count ->
    [one] The account and its exhibit
   *[other] The account and { $count } exhibits
}
entered-exhibit = Exhibit { $digest }
entered-exhibits = { $count ->
    [one] One exhibit
   *[other] { $count } exhibits
}
entered-between = in the sender’s log between { $first } and { $last }
entered-until = in the sender’s log by { $last }
entered-since = in the sender’s log not before { $first }
entered-unknown = it is not known when it entered the sender’s log
entered-from-to = { $first } to { $last }
entered-clock = The sender’s clock showed { $shown }. How far that clock can be trusted: { $trust }.
entered-contradicted = The sender’s clock showed { $shown }, which does not fit. How far that clock can be trusted: { $trust }. Nothing was corrected.
