hand-over-title = Hand over
hand-over-hint = What you choose is encrypted for the platform as one file. Nothing goes over the network from this page: what is to go there waits under “Sending”.
hand-over-whom = For whom
hand-over-accounts = Which accounts
hand-over-all = Choose all
hand-over-none = Choose none
hand-over-more = { $count ->
    [one] Show one more account
   *[other] Show { $count } more accounts
}
hand-over-before-line = Lies in an earlier bundle for this platform already.
hand-over-elsewhere-line = Lies in a bundle for another platform, in none for this one yet.
hand-over-goes = Goes
hand-over-goes-with = Goes, with { $count } of { $all } exhibits
hand-over-stays = Stays here
hand-over-exhibit = An exhibit
hand-over-exhibit-stays = { $kind }: stays here
hand-over-more-stay = { $count ->
    [one] One more exhibit stays here
   *[other] { $count } more exhibits stay here
}
hand-over-identity-stays = Who the person is stays here
hand-over-identity-stays-own = Who you are stays here
hand-over-identity-goes = Who the person is may go along
hand-over-identity-goes-own = Who you are may go along
hand-over-identity-goes-hint = Only what was sealed for this platform travels, and only its identity key opens it.
hand-over-ask = The person wants to be asked before this goes to the platform. Did you ask, and what do they say?
hand-over-ask-own = You wanted to be asked before this goes to the platform. May it go now?
hand-over-ask-onward = The person wants to be asked before it is handed on. Did you ask, and what do they say?
hand-over-ask-onward-own = You wanted to be asked before it is handed on. May it be handed on?
hand-over-ask-hint = The answer counts for this handing over only. Without an answer the account stays here.
hand-over-said-yes = They say yes
hand-over-said-yes-own = Yes, it may
hand-over-said-no = They say no
hand-over-said-no-own = No, it may not
hand-over-change-answer = Change the answer
hand-over-sum = { $accounts ->
    [one] One account
   *[other] { $accounts } accounts
}, { $exhibits ->
    [0] no exhibits
    [one] one exhibit
   *[other] { $exhibits } exhibits
}, at most { $size }.
hand-over-looking = Looking at what consent allows…
hand-over-nothing-chosen = Nothing is chosen.
hand-over-nothing-goes = Nothing of this may go to this platform.
hand-over-held = Consent holds back { $what }.
hand-over-held-accounts = { $count ->
    [one] one account
   *[other] { $count } accounts
}
hand-over-held-exhibits = { $count ->
    [one] one exhibit
   *[other] { $count } exhibits
}
hand-over-write = Write to a stick
hand-over-queue = Send over the network
hand-over-where = A stick or folder to write to
hand-over-making = Encrypting and signing
hand-over-putting = Writing the file, and reading it back
hand-over-leaving = If you leave this page or lock, it stops, and nothing half-written stays.
hand-over-stopped = This was stopped.
hand-over-stopped-hint = Nothing of it was left behind.
hand-over-made-hint = The bundle itself is finished and safe in this vault. You find it under “Handed over before” and can write it from there. On a stick that was pulled out, an unfinished file may be left; nobody can open it.
hand-over-written = The file is written, and was read back to be sure
hand-over-written-hint = Give this file to the platform, by hand or by somebody you trust. Nothing was sent.
hand-over-in-parts = This disk (FAT32) cannot hold it in one file: it lies there in parts, .001, .002 and so on
hand-over-in-parts-hint = Give all of them together. Joined in this order they are the file whose digest stands below.
hand-over-own-words = Is it your first bundle for this platform? Then somebody there will ask you for your own twelve words
hand-over-own-words-hint = You find them under “Platforms”, below the cards. Read them aloud on a line you trust.
hand-over-file = Its name
hand-over-size = Its size
hand-over-digest = Its digest
hand-over-digest-hint = To compare with the platform, read it aloud in groups of four (SHA-256).
hand-over-on = Done
hand-over-no-platforms = No platform is trusted yet
hand-over-no-platforms-hint = Accounts are locked for one platform, so that nobody else can open them. First open the card of the platform you want to hand over to.
hand-over-to-platforms = To the platforms
hand-over-no-accounts = Nothing is sealed yet
hand-over-no-accounts-hint = An account can be handed over once it is sealed. Open it, see what is still missing, and seal it.
hand-over-to-accounts = To the accounts
hand-over-before = Handed over before
hand-over-before-none = Nothing yet.
hand-over-again = Write this one to a stick
hand-over-earlier = Show earlier ones
hand-over-unknown-platform = A platform without a card
