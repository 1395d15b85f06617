accounts-title = Accounts
accounts-hint = Everything here is encrypted on this computer.
accounts-new = New account
accounts-search = Search in the accounts
accounts-none-found = Nothing was found
accounts-none-found-hint = Try fewer or shorter words.
accounts-open = Open
accounts-remove = Remove the draft
accounts-remove-draft = Remove the draft { $code }? { $count ->
    [0] Everything written in it, also about who the person is, will be destroyed and cannot be brought back.
    [one] Everything written in it, also about who the person is, and its one exhibit will be destroyed and cannot be brought back.
   *[other] Everything written in it, also about who the person is, and its { $count } exhibits will be destroyed and cannot be brought back.
}
accounts-remove-correction = Remove the correction of { $code }? What was changed in it will be destroyed. The sealed account stays as it is.
accounts-no-title = Not named yet
accounts-damaged = This account cannot be read
accounts-empty = No account yet
accounts-empty-hint = Press “New account” when the person opposite is ready. What is typed is kept at once.
accounts-waiting = { $count ->
    [one] One sealed account has not been handed over yet.
   *[other] { $count } sealed accounts have not been handed over yet.
}
accounts-column-code = Code
accounts-column-about = About
accounts-column-kept = Last kept
accounts-column-exhibits = Exhibits
accounts-column-state = State
state-draft = Draft
state-sealed = Sealed
state-queued = Waits to be sent
state-exported = Handed over, not confirmed
state-delivered = Delivered
state-damaged = Damaged
