# Sending: what waits, whether the connection is safe, what the platform signed.

rail-delivery = Sending
delivery-title = Sending
delivery-hint = What is sealed waits here until it can leave safely. If anything speaks against the connection, nothing is sent.
delivery-now = What would happen now
delivery-happens = What happens now
delivery-none = Nothing waits to be sent
delivery-none-hint = Seal an account, then hand it over. If the platform takes deliveries over the network, the bundle waits here.
delivery-to-hand-over = Hand over
delivery-would-check = { $count ->
    [one] One bundle waits
   *[other] { $count } bundles wait
}. First the connection is checked; only if it is safe is anything sent.
delivery-would-not = { $count ->
    [one] One bundle waits
   *[other] { $count } bundles wait
}. Nothing would be sent now:
delivery-no-login = No name and password are kept for its server. If the platform gave you any, enter them under “Place and way out”.
delivery-would-send = The connection is safe. Send now?
delivery-send = Check and send
delivery-send-now = Send now
delivery-look = Only check
delivery-way = Place and way out
delivery-judging = Checking the connection to the platform
delivery-sending = Sending to { $platform }
delivery-asking = Asking the platform for its receipt
delivery-speed = { $speed } a second
delivery-left-minutes = { $count ->
    [one] about a minute left
   *[other] about { $count } minutes left
}
delivery-left-hours = { $count ->
    [one] about an hour left
   *[other] about { $count } hours left
}
delivery-left-soon = almost done
delivery-stop-hint = You can stop, lock, or lose the connection: it goes on where it stopped.
delivery-stop-hint-webdav = You can stop, lock, or lose the connection: nothing is lost. It goes on where it stopped if this server takes a bundle in pieces; if not, it begins again.
delivery-keep-open = Keep the vault open until this is sent
delivery-keep-open-hint = { $count ->
    [one] Whoever comes to this computer meanwhile finds the vault open. After an hour without a key or a movement it locks all the same.
   *[other] Whoever comes to this computer meanwhile finds the vault open. After { $count } hours without a key or a movement it locks all the same.
}
delivery-keep-open-else = { $count ->
    [one] Without the tick it locks after a minute, and nothing more is sent until you open it and send again.
   *[other] Without the tick it locks after { $count } minutes, and nothing more is sent until you open it and send again.
}
delivery-cut-off = Sending stopped: the vault had locked by itself
delivery-cut-off-hint = Nothing is lost. What is not there yet waits below and can be sent again from here; while it is sent, you can keep the vault open.
delivery-safe = Is this connection safe?
delivery-safe-yes = Yes. Nothing speaks against it.
delivery-safe-no = No. Something speaks against it.
delivery-safe-open = Not checked yet.
delivery-safe-to = To { $platform }
delivery-queue = Waiting
delivery-confirmed-none = Not confirmed yet
delivery-delivered = With the platform
delivery-over = Refused or taken back
delivery-bundle = { $count ->
    [0] A bundle
    [one] One account
   *[other] { $count } accounts
}
delivery-unknown-platform = A platform without a card
delivery-state-waiting = Waits
delivery-state-paused = Paused
delivery-state-held = Held
delivery-state-sending = On its way
delivery-state-uploaded = Not confirmed yet
delivery-state-delivered = Delivered
delivery-state-refused = Refused
delivery-state-withdrawn = Taken back
delivery-in-vain = Did not work at { $way }: { $reason }
delivery-again-at = It can be tried again after { $clock }.
delivery-part = { $done } of { $total } are there already.
delivery-uploaded-hint = The other side has every byte, but nobody there has signed for it yet.
delivery-own-words = If it is your first bundle for a platform, somebody there will ask you for your own twelve words. You find them under “Platforms”, below the cards.
delivery-none-came = No new receipt has come
delivery-none-came-hint = The platform has not signed yet, or it cannot be asked safely from here just now.
delivery-folder-hint = It lies on a stick or in a folder. Nobody has signed for it yet.
delivery-has-it = The platform has it, signed on { $day }
delivery-identity-read = The keeper of the identity key has read who the person is.
delivery-identity-read-own = The keeper of the identity key has read who you are.
delivery-identity-not-yet = Who the person is: not yet read.
delivery-identity-not-yet-own = Who you are: not yet read.
delivery-safe-to-delete = The platform says: this may be deleted here.
delivery-refused-hint = The platform signed that it took nothing of it: “{ $why }” ({ $code }). It can be sent again.
delivery-pause = Pause
delivery-resume = Go on
delivery-first = Send first
delivery-withdraw = Take back
delivery-withdraw-ask = Take this bundle back? It is not sent, and its file here is removed. The accounts stay. What already lies elsewhere is not reached.
delivery-withdraw-yes = Take it back
delivery-again = Send again
delivery-disk = Put on a stick
delivery-receipts = Receipts
delivery-receipts-hint = A receipt is a small file from the platform. It is fetched by itself after sending; one that came by another way can be opened here.
delivery-fetch = Ask for receipts
delivery-open-receipt = Open a receipt file
delivery-taken = The receipt is genuine. The platform has it.
delivery-taken-refused = The receipt is genuine. The platform did not take the bundle.
delivery-put-back = This vault was put back to an older copy
delivery-put-back-hint = The platform has signed for things that this vault no longer knows. Tell the platform before you go on.
delivery-server-says = The server says: { $said }
delivery-wipe = Wipe what was delivered
delivery-wipe-hint = { $count ->
    [one] One account is safe with its platform and can be removed from this computer.
   *[other] { $count } accounts are safe with their platforms and can be removed from this computer.
}
delivery-wipe-named = { $count ->
    [one] One account was delivered, but something of it is only here. It goes only if you choose it.
   *[other] { $count } accounts were delivered, but something of each is only here. They go only if you choose them.
}
delivery-wipe-open = See what would go

safe-card = The platform’s card is valid
safe-place-open = Where you are, a connection gives nobody away
safe-place-hidden = Where you are, nobody may see whom you talk to
safe-place-never = Nothing is sent while somebody is in custody
safe-route-proxy = Everything goes through your proxy
safe-route-interface = Everything goes through the network you named
safe-route-no-vpn = The network you named is this computer’s own line and no VPN
safe-route-direct = A direct connection is allowed here
safe-route-tor-demanded = The platform demands Tor or another proxy, and none is chosen
safe-route-hidden-demanded = From where you are a proxy or a VPN is needed, and none is chosen
safe-names-proxy = The platform’s name is looked up behind the proxy, not here
safe-names-interface = No name has to be looked up
safe-names-direct = The platform’s name is looked up in the ordinary way
safe-reached = The platform answers
safe-encryption = The line is encrypted as it must be
safe-key = It holds the key that its card names
safe-clock = The clock of this computer is right
safe-clock-doubted = The clock of this computer could not be confirmed
safe-clock-wrong = The clock of this computer is wrong by more than a day
safe-clock-behind = The clock of this computer is behind what this vault already knows
safe-not-asked-card = The card
safe-not-asked-place = Where you are
safe-not-asked-route = The way out
safe-not-asked-names = Looking up names
safe-not-asked-reached = Whether the platform answers
safe-not-asked-encryption = Encryption of the line
safe-not-asked-key = The platform’s key
safe-not-asked-clock = The clock of this computer

way-title = Where you are, and the way out
way-hint = This decides whether a connection is safe. It stays in this vault, encrypted.
way-zone = Where are you now?
way-zone-hint = Until you say otherwise, this program believes that you are in Belarus.
way-route = How may it leave this computer?
way-route-tor = Through Tor on this computer
way-route-proxy = Through another SOCKS5 proxy
way-route-interface = Through a VPN
way-route-direct = Directly
way-route-direct-hint = Whoever watches the line sees which platform you talk to.
way-proxy-host = Its address
way-proxy-port = Its port
way-proxy-name = Name, if it asks for one
way-proxy-password = Password, if it asks for one
way-interface = The name of its network
way-interface-hint = Such as wg0 or tun0. The platform’s address must be a number then.
way-mode = When may it be sent?
way-mode-press = Only when I press the button
way-mode-ask = When it is safe, after asking me
way-mode-safe = When it is safe
way-cap = At most, in kilobytes a second
way-cap-hint = Empty: as fast as it goes.
way-logins = Name and password at the platform
way-logins-hint = Only if the platform gave you any.
way-login-name = Name
way-login-password = Password
way-login-key = SSH key
way-login-key-hint = The whole text of the key file, if the platform gave you one.
way-keep = Keep
way-back = Back, change nothing
way-wrong-port = A port is a number from 1 to 65535
way-wrong-host = An address such as 127.0.0.1, without spaces
way-wrong-interface = A name of Latin letters and digits, at most 15
way-wrong-cap = A whole number, such as 200

wipe-title = Wipe what was delivered
wipe-hint = The platform has signed that it holds these accounts and that they may be deleted here. Nothing happens until you say yes.
wipe-goes = These go
wipe-goes-line = { $code }: { $records ->
    [one] one record
   *[other] { $records } records
}, { $exhibits ->
    [0] no exhibits
    [one] one exhibit
   *[other] { $exhibits } exhibits
}
wipe-partly = These hold something that no platform has
wipe-partly-hint = Choose one only if you are sure: what no platform has is lost for good.
wipe-only-here-exhibit = an exhibit
wipe-only-here-identity = who the person is
wipe-only-here-identity-own = who you are
wipe-only-here-correction = a correction that is not sealed
wipe-only-here = Only here: { $what }
wipe-stays = These stay
wipe-stays-not-ours = some of it came from another vault or from a copy of this one
wipe-stays-not-handed-over = not handed over
wipe-stays-on-its-way = no receipt yet
wipe-stays-refused = refused by a platform
wipe-stays-not-confirmed = the platform does not say that it may be deleted
wipe-how = Words, pictures, sound, who the person is, and their keys are removed, and the vault is written anew under a new key. What stays is a trace without content: that something was here, signed, and handed over.
wipe-how-own = Words, pictures, sound, who you are, and their keys are removed, and the vault is written anew under a new key. What stays is a trace without content: that something was here, signed, and handed over.
wipe-limits = Older copies of this vault, and spare cells of a stick or disk, are not reached by this.
wipe-nothing = Nothing can be wiped now
wipe-nothing-hint = An account can go once its platform has signed that it holds it whole.
wipe-yes = Wipe for good
wipe-no = Leave everything
wipe-running = Wiping, and writing the vault anew
wipe-running-hint = If the computer stops now, opening the vault ends what was begun, or everything is as it was.
wipe-done = { $count ->
    [one] One account is gone from here
   *[other] { $count } accounts are gone from here
}
wipe-done-hint = The platform has what it signed for. What was only here is gone.
