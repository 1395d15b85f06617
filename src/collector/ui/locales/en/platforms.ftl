card-yes = yes
card-no = no
card-no-authority = none
platforms-title = Platforms
platforms-hint = Whoever you hand accounts over to. A bundle for one platform can be opened by that platform alone.
platforms-open = Open a card
platforms-trusted = Trusted
platforms-over = Card has expired
platforms-over-hint = Nothing is sent or handed over with this card any more; what waits stays here. Ask the platform for its renewed card and open it here.
platforms-given-up = Given up
platforms-valid-until = Valid until { $day }
platforms-words = Its twelve words
platforms-own-words = Your own twelve words
platforms-own-words-hint = When the first bundle from this vault comes in, somebody at the platform asks you for these words. Only by them do they know that the bundle is yours. Read them aloud on a line you trust, and never send them together with a bundle.
platforms-empty = No platform is trusted yet
platforms-empty-what = A platform is a group of people who receive accounts and keep them safe. It gives out a small file: its card. The card holds no secret; it says how to lock an account so that only this platform can open it.
platforms-empty-how = Ask the platform for its card in a way you trust: from hand to hand, or in a message from somebody you know. Then open the file here, or drop it onto this page.
platforms-empty-until = Until then, accounts can be written and kept here. Who somebody is stays readable in this vault for as long.
key-words-english = The same words in English
key-words-russian = The same words in Russian
card-asks-class = It receives as: { $kind }
card-asks-class-hint = Only what people allowed for this kind of recipient can go there.
card-asks-separate = Who people are is locked for another person, not for those who read the accounts
card-asks-separate-hint = The platform says that another person holds that key, in a file apart.
card-asks-not-separate = Whoever opens the accounts there can also see who people are
card-asks-not-separate-hint = The platform keeps both keys in one place.
card-asks-quantum = What you hand over is also protected against the computers of the future
card-asks-quantum-hint = Post-quantum keys beside those of today.
card-asks-not-quantum = What you hand over is protected against the computers of today only
card-asks-not-quantum-hint = Whoever copies it now might open it in many years. The platform can renew its card.
card-asks-by-hand = It receives by hand: on a stick, or through somebody you both trust
card-asks-by-hand-hint = The card names no address on the network.
card-asks-network = It receives by hand, and over the network at { $count ->
    [one] one address
   *[other] { $count } addresses
}
card-asks-tor = Only through Tor:
card-asks-revoked = { $count ->
    [one] One earlier key is not in use any more.
   *[other] { $count } earlier keys are not in use any more.
}
card-change-name = Its name was “{ $old }”, and is now “{ $new }”.
card-change-valid-until = It was valid until { $old }, now until { $new }
card-change-recipient-class = It received as: { $old }. It now receives as: { $new }. Other answers about consent count from now on.
card-change-identity-separate = Who people are is locked for another person: { $old } before, { $new } now.
card-change-content-recipients = The keys that open accounts have changed.
card-change-identity-recipients = The keys that open who people are have changed.
card-change-receipt-key = The key by which it confirms what it received has changed.
card-change-revoked-keys = Keys that are not in use any more: { $old } before, { $new } now.
card-change-transports = Addresses on the network: { $old } before, { $new } now.
card-change-time-authority = Time stamps: { $old } before, { $new } now
card-change-gap = Other cards between these two never came here
card-change-gap-hint = That is no harm: what counts is what the newest card says.
card-change-revoked-keys-hint = What still waits for such a key is not sent any more. Take it back under “Sending” and hand it over anew.
card-change-ways-new = New: { $ways }
card-change-ways-gone = Not any more: { $ways }
card-change-ways-other = With another key of the server, or another demand for Tor: { $ways }
trust-title = A platform’s card
trust-card-says = The card says
trust-compare = Compare twelve words
trust-compare-how = Anybody can write a name on a card. Call the platform on a line you trust, or meet somebody from there. Ask them to read their twelve words to you, and type what you hear.
trust-heard = The twelve words as you heard them
trust-heard-hint = In English or in Russian, with spaces between them.
trust-counted = { $count } of { $all } words
trust-nothing-typed = Type the words you heard first.
trust-yes = Trust this platform
trust-no = Not now
trust-differ = These are not the words of this card
trust-differ-hint = Nothing was trusted. Ask for the words once more, slowly, one by one. If they still differ, somebody may have swapped the card on its way: do not use it, and ask the platform for it in another way.
trust-renewed = A renewed card of a platform you trust
trust-renewed-how = It is signed with the key whose words you compared before, so they need not be read again.
trust-renewed-nothing = Nothing that concerns you has changed.
trust-renewed-done = The new card of “{ $platform }” is taken over
trust-renewed-done-hint = From now on what waits is sent as it says.
trust-given-up-hint = From now on nothing is sent or handed over to it; what waits stays here.
trust-last = The last card of a platform you trust
trust-last-waiting = What waits for it is not sent. Take it back under “Sending”, and hand it over to another platform.
trust-take-over-last = Take it over
trust-take-over = Take over the new card
trust-again = You trust this card already. Nothing was changed.
trust-gone = The card that was open here is closed. Nothing was changed; open its file again.
trust-back = To the platforms
trust-done = You trust “{ $platform }” from now on
trust-done-hint = Accounts can be sealed and handed over for it.
trust-sealed = { $count ->
    [one] Who the person is could be read here in one account until now. It is sealed for this platform, and cannot be read here any more.
   *[other] Who the people are could be read here in { $count } accounts until now. It is sealed for this platform, and cannot be read here any more.
}
trust-sealed-own = { $count ->
    [one] Who you are could be read here in one account until now. It is sealed for this platform, and cannot be read here any more.
   *[other] Who you are could be read here in { $count } accounts until now. It is sealed for this platform, and cannot be read here any more.
}
trust-sealed-hint = The open copies were destroyed.
