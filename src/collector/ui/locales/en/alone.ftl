alone-step = Step { $number } of { $count }
alone-kept = Kept at { $clock }
alone-break = I need a break
alone-leave = Leave nothing behind
alone-back = Back
alone-skip = Skip
alone-rather-not = I would rather not say
alone-next = Next
alone-brief = Short version only
alone-whole = Tell all of it
alone-seal = Seal

## Before you begin
alone-begin-question = Before you begin
alone-begin-hint = There is no hurry. You decide what to tell, and how much.
alone-begin-alone = Are you alone? If somebody could come in, choose another time.
alone-begin-screen = Can nobody see the screen, through a window or a camera?
alone-begin-stop = You can stop at any time, and go on after a week or never.
alone-begin-names = Do not write the names of people who are still in danger. Names have a page of their own, kept apart.
alone-begin-kept = What you type is encrypted on this computer at once. Nothing is sent anywhere.

## The questions
alone-language-question = In which language do you want to tell it?
alone-language-hint = The one in which the words come by themselves. You may mix languages.
alone-tell-question = Tell what happened, from the very beginning.
alone-tell-hint = In your own words, in any order. You can stop at any moment and come back in a week. If you do not remember something, say so.
alone-tell-brief-question = In a few sentences: what happened?
alone-tell-brief-hint = A few lines are enough for today. The rest can be added whenever you like.
alone-tell-placeholder = Begin here…
alone-tell-names = Do not write the names of people who are still in danger. Names have a page of their own, kept apart.
alone-basis = How do you know this?
alone-basis-hint = Choose all that fit. Your answer counts for the day and the place too.
alone-basis-saw = I saw it
alone-basis-heard = I heard it myself
alone-basis-felt = I felt it
alone-basis-smelled = I smelled it
alone-basis-did = I did it
alone-basis-told-by = Somebody told me
alone-basis-read = I read it
alone-basis-inferred = I worked it out
alone-basis-common-knowledge = Everybody knows it
alone-when-question = When was it?
alone-when-hint = As exactly as you know. A year, or “about”, is an answer too.
alone-when-field = The day it happened
alone-where-question = Where was it?
alone-where-hint = In your own words: a town, a street, a building. Not more exactly than is safe for you.
alone-where-field = The place
alone-exhibits-question = Is there anything that shows it?
alone-exhibits-hint = Pictures, papers, recordings, messages. They are kept as they are, and encrypted.
alone-may-question = What may be done with it?
alone-may-hint = You can answer later, and you can take every answer back.
alone-who-question = Who are you?
alone-who-hint = This page is kept apart from what you told. All of it may stay empty.
alone-seal-question = Read it over
alone-seal-hint = When it is sealed, nobody can change it unnoticed. You can still add a correction.

## What may be done with it
alone-may-work = May the platform that you hand it to work with it?
alone-may-onward = May it pass it on to others, for example to a court?
alone-may-yes = Yes
alone-may-ask = Ask me each time
alone-may-later = I will decide later
alone-may-no = No
alone-may-who = May they know who you are?
alone-may-who-full = Yes, also those it is passed on to
alone-may-who-recipient-only = Only the platform itself
alone-may-who-pseudonym = No, only the code of the account
alone-may-shown = What of you may be heard or seen in recordings and pictures?
alone-may-voice = My voice
alone-may-face = My face
alone-may-document = My papers
alone-may-body = My body
alone-may-open = What you leave open counts as no.

## Who you are
alone-who-sealing = This page is sealed for { $names } when you leave it, and cannot be read here again.
alone-who-open = No platform is trusted yet. Until then this page stays in your vault, encrypted with your passphrase, and can be read here.
alone-who-sealed = What you wrote here before is sealed and cannot be read here. You can add to it.
alone-who-name = Your name
alone-who-name-hint = As it stands in your papers.
alone-who-channel = A safe way to reach you
alone-who-channel-hint = A messenger, a letter, through somebody you trust.
alone-who-handle = Number, name or address there
alone-who-notes = Names of others, and what only the platform may know
alone-who-notes-hint = Who is who in your account, and who could be harmed by it.

## Reading over
alone-about = What is it about, in a few words?
alone-about-hint = So that you find it again. Without names.
alone-about-placeholder = For example: the night at the checkpoint
alone-seal-told = Your words
alone-seal-nothing-missing = Nothing is missing. You can seal it.
alone-seal-missing = A few answers are still open. “I do not know” is an answer too.
alone-seal-may = You said what may be done with it.
alone-seal-may-not = You have allowed nobody to work with it yet. It stays with you.
alone-seal-who-sealed = Who you are is sealed for { $names }.
alone-seal-who-open = Who you are stays in your vault for now. It is sealed as soon as you trust a platform.
alone-seal-who-none = It is sealed without identity for now. You can say who you are later.
alone-missing-language = Choose the language in which you tell.
alone-missing-tell = Tell at least a few words.
alone-missing-basis = Say how you know it.
alone-missing-about = Write above, in a few words, what it is about.
alone-missing-when = Say when it was, or why there is no date.
alone-missing-where = Say where it was, or why there is no place.
alone-missing-exhibits = Look at the pictures and papers again: one of them needs an answer.
alone-missing-may = Look again at what may be done with it.
alone-missing-who = Look again at the page about who you are.
alone-missing-other = Something in this account cannot be sealed as it is. Everything you typed is still kept.

## A break, and the end
alone-break-title = Take your time
alone-break-hint = Everything you typed is kept. There is no hurry: come back in an hour, in a week or never.
alone-break-kept = If it becomes hard, stand up, drink some water, look out of the window. Call somebody you trust.
alone-go-on = Go on
alone-close-and-lock = Close and lock
alone-to-home = To what you told
alone-sealed-title = It is sealed
alone-sealed-hint = You told it. Nobody can change it unnoticed any more, and nothing has been sent.
alone-sealed-code = The code of your account. You can name it to ask about it, without telling who you are.
alone-hand-over = Hand over
alone-rest = Rest for now

## Leave nothing behind
alone-leave-question = What should be gone?
alone-leave-hint = What is removed here cannot be brought back by anybody.
alone-leave-account = This account
alone-leave-account-hint = The words, pictures and the page about who you are, as far as they are not sealed. Everything else stays.
alone-leave-account-question = Remove this account? Nobody can bring it back.
alone-leave-account-does = Remove it
alone-leave-all = Everything
alone-leave-all-hint = The whole vault: all accounts, pictures, keys. First the keys are destroyed, then the rest is removed.
alone-leave-all-question = Destroy the whole vault? Nobody can bring it back, not even with the passphrase.
alone-leave-all-does = Destroy it
alone-leave-destroying = The vault is being destroyed…
alone-leave-limits = What this does not reach: copies of the vault that were made before, what was handed over already, the program itself, and traces that the system keeps of it. Some disks keep old data where no program reaches it; there it stays encrypted.
alone-leave-back = Back, change nothing

## What was told so far
alone-home-title = What you told
alone-home-hint = Everything here is encrypted on this computer.
alone-home-first = Here you can tell what happened to you, at your own pace, over days or weeks.
alone-home-tell = Tell
alone-home-go-on = Go on telling
alone-home-more = Tell something else
alone-home-no-title = Not named yet
alone-home-row = { $code } · { $state } · { $kept }
alone-home-all = Show all of it
