settings-title = Settings
settings-hint = Each change applies at once. None of it tells what is in the vault.
settings-language = Language
settings-language-hint = Of the program. Every account has a language of its own.
settings-text-size = Size of text
settings-text-size-hint = For everything in the window.
settings-percent = { $amount } %
settings-theme = Light or dark
settings-theme-hint = Dark is kinder to the eyes at night, and seen less from afar.
theme-system = As the system
theme-light = Light
theme-dark = Dark
settings-lock-after = Lock after
settings-lock-after-hint = When nobody types or moves the mouse. What was typed is kept.
settings-minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
settings-vault = About this vault
settings-accounts = { $count ->
    [0] There is no account in it yet.
    [one] One account is in it.
   *[other] { $count } accounts are in it.
}
settings-not-checked = Not checked since it was opened.
settings-checked = Checked { $moment }.
settings-check = Check everything
settings-checking = Everything is read and compared. With many films this takes a while.
settings-nothing-wrong = Nothing is wrong
settings-nothing-wrong-hint = Every account, every exhibit and the whole custody log is as it was written.
settings-found = { $count ->
    [one] One thing is not as it was written
   *[other] { $count } things are not as they were written
}
settings-found-hint = Nothing was changed or removed. Copy the whole folder of the vault to another disk before you do anything else, and ask the platform for help.
settings-more = { $count ->
    [one] And one more.
   *[other] And { $count } more.
}
finding-vault = The main file of the vault is damaged.
finding-media = An exhibit, or a file that holds exhibits, is damaged or missing.
finding-record = A sealed record is damaged.
finding-draft = A draft is not as it was kept.
finding-custody = The custody log does not fit what is in the vault.
finding-trust = What was trusted does not fit the custody log.
finding-file = A sealed file is damaged or missing, or does not belong here.
finding-bundle = What was kept of an imported bundle is damaged.
finding-outbox = What is known of a bundle that went out does not fit together.
finding-receipt = A receipt that was written here is not among those remembered.
finding-choice = What was chosen about sending is not as it was kept: look at it before you send.
finding-other = Something is damaged.
settings-leave = Leave nothing behind
settings-leave-hint = Destroys this vault on this computer or stick, with everything that is in it. It asks once more.
settings-leave-open = Leave nothing behind
settings-program = Collector { $version }. Free software under the Apache License 2.0, without any warranty.
leave-title = Leave nothing behind
leave-hint = It cannot be taken back. What you have handed over stays with the platform.
leave-keys = First the keys are destroyed
leave-keys-hint = From that moment nobody can open the vault, with no passphrase, even if the rest is interrupted.
leave-folder = Then everything in its folder is removed
leave-folder-hint = Accounts, exhibits, bundles, and whatever else was put there.
leave-settings = The settings of this program are forgotten
leave-settings-hint = Language, size of text and the like. The program itself stays: remove it as you would any other.
leave-elsewhere = It does not reach copies
leave-elsewhere-hint = A copy of the folder on another disk still opens with your passphrase. On a stick or a solid-state disk, traces of the keys can outlast removal in places the program cannot reach: a long passphrase protects them.
leave-type = Type the word “{ $word }” to go on
leave-word = destroy
leave-other-word = This is another word. Type “{ $word }”, or go back: nothing was changed.
leave-do = Destroy the vault
leave-doing = The keys are destroyed, then the files are removed.
