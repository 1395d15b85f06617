receipts-give = Put receipts into a folder
receipts-given = The receipts are in “{ $folder }”
receipts-given-hint = New: { $new }. In place of older ones: { $replaced }. There already: { $there }. Each can be opened by its sender alone; put them where your server gives out receipts, or hand them on.
receipts-none = There are no receipts yet
receipts-none-hint = One is written for every bundle that is brought in. The folder stays as it is.
arrivals-key-revoked = key revoked
arrivals-log-rewritten = log rewritten
revoke-ask = Revoke this key
revoke-question = Stop trusting this key? New bundles signed with it will be refused, for ever. What came before stays and is marked. The sender needs a new vault with a new key.
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
arrivals-checking-of = Checking { $file } ({ $number } of { $whole })
arrivals-stay = Leaving this page, or locking, stops it. What is in by then stays in.
arrivals-search = Search what came in
arrivals-none-found = Nothing that came in fits this
arrivals-sum = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
arrivals-sum-imported = In: { $number }
arrivals-sum-repeat = Here already: { $number }
arrivals-sum-waiting = Waiting for your word: { $number }
arrivals-sum-refused = Kept apart: { $number }
arrivals-sum-failed = Not brought in: { $number }
arrivals-sum-accounts = Accounts: { $number }
arrivals-sum-exhibits = Exhibits: { $number }
arrivals-sum-conflicts = Records with other content than before: { $number }
arrivals-sum-claimed = Accounts here already, signed with another key: { $number }
arrivals-sum-why = Kept apart. { $why }
arrivals-sum-more = { $names }, and { $number } more
arrivals-sum-reasons = Files that are not in, and why
arrivals-gaps = Bundles of which the one before has not come: { $number }
arrivals-not-begun = Files that were not begun: { $number }
arrivals-not-begun-hint = Choose them once more when you like: what is here already is not taken twice.
let-in-more = { $count ->
    [one] One more bundle waits that is signed with the same key. It comes in too.
   *[other] { $count } more bundles wait that are signed with the same key. They come in too.
}
let-in-any = Whoever reads you words may have sent another of the bundles that wait: the words find it.
let-in-other = These were the words of another sender
let-in-other-hint = The bundle that was chosen is signed with another key, and still waits.
