# Wiping what was delivered: what is told beforehand, and what went wrong, by the code of the error.

wipe-was-wiped = Wiped here
wipe-back = Back to sending
wipe-identity-unread = who the person is: not yet read there
wipe-identity-unread-own = who you are: not yet read there
wipe-stays-key-revoked = the platform has revoked its card or the key that signed its receipt; hand it over anew

error-wipe-nothing = there is nothing in this vault that a platform took over whole
    .hint = nothing was wiped; what was handed over in part goes only when it is chosen
error-wipe-not-taken-over = an account that was chosen is not safe with a platform yet
    .hint = nothing was wiped; look at what would go, what stays, and why
error-wipe-unfinished = wiping was interrupted, and the vault is closed
    .hint = open it again: either that ends what was begun, or everything is as it was
