reason-missing = { $side ->
    [recipient] The person was not asked about this kind of recipient.
    [onward] The person was not asked about others, to whom it may be handed on.
   *[holder] The person was not asked about whoever holds it now.
}
reason-missing-own = { $side ->
    [recipient] You have not said yet whether it may go to this kind of recipient.
    [onward] You have not said anything yet about others, to whom it may be handed on.
   *[holder] You have not said yet what whoever holds it now may do.
}
reason-other-revision = { $side ->
    [recipient] The person agreed to an earlier version of this account, not to this one.
    [onward] What the person said about handing on speaks of an earlier version of this account.
   *[holder] What the person said about whoever holds it now speaks of an earlier version of this account.
}
reason-other-revision-own = { $side ->
    [recipient] You agreed to an earlier version of this account, not to this one.
    [onward] What you said about handing on speaks of an earlier version of this account.
   *[holder] What you said about whoever holds it now speaks of an earlier version of this account.
}
reason-overtaken = { $side ->
    [recipient] The consent for this recipient was later replaced by one that speaks of something else.
    [onward] The consent for handing on was later replaced by one that speaks of something else.
   *[holder] The consent for whoever holds it now was later replaced by one that speaks of something else.
}
reason-withdrawn = { $side ->
    [recipient] The person took back their consent for this kind of recipient.
    [onward] The person took back their consent for handing on.
   *[holder] The person took back their consent for whoever holds it now.
}
reason-withdrawn-own = { $side ->
    [recipient] You took back your consent for this kind of recipient.
    [onward] You took back your consent for handing on.
   *[holder] You took back your consent for whoever holds it now.
}
reason-no = { $side ->
    [recipient] The person said no to this kind of recipient.
    [onward] The person said no to handing on.
   *[holder] The person said no to whoever holds it now.
}
reason-no-own = { $side ->
    [recipient] You said no to this kind of recipient.
    [onward] You said no to handing on.
   *[holder] You said no to whoever holds it now.
}
reason-ask = { $side ->
    [recipient] The person wants to be asked each time before it goes to this kind of recipient.
    [onward] The person wants to be asked each time before it is handed on.
   *[holder] The person wants to be asked each time what whoever holds it now may do.
}
reason-ask-own = { $side ->
    [recipient] You want to be asked each time before it goes to this kind of recipient.
    [onward] You want to be asked each time before it is handed on.
   *[holder] You want to be asked each time what whoever holds it now may do.
}
reason-later = { $side ->
    [recipient] The person has not decided yet about this kind of recipient.
    [onward] The person has not decided yet about handing on.
   *[holder] The person has not decided yet about whoever holds it now.
}
reason-later-own = { $side ->
    [recipient] About this kind of recipient you can still decide.
    [onward] About handing on you can still decide.
   *[holder] About whoever holds it now you can still decide.
}
reason-expired = { $side ->
    [recipient] The time for which the person agreed to this kind of recipient is over.
    [onward] The time for which the person agreed to handing on is over.
   *[holder] The time for which the person agreed to whoever holds it now is over.
}
reason-expired-own = { $side ->
    [recipient] The time for which you agreed to this kind of recipient is over.
    [onward] The time for which you agreed to handing on is over.
   *[holder] The time for which you agreed to whoever holds it now is over.
}
reason-aggregate = { $side ->
    [recipient] The account may be counted there, but not passed on.
    [onward] When handed on, the account may be counted only.
   *[holder] Whoever holds it now may count the account, but not pass it on.
}
reason-answered-no = { $side ->
    [recipient] The person was asked just now and said no.
    [onward] The person was asked just now about handing on and said no.
   *[holder] The person was asked just now about whoever holds it and said no.
}
reason-answered-no-own = { $side ->
    [recipient] You were asked just now and said no.
    [onward] You were asked just now about handing on and said no.
   *[holder] You were asked just now about whoever holds it and said no.
}
reason-no-handing-on = { $side ->
    [recipient] The person does not want this recipient to hand it on.
    [onward] The person does not want it to be handed on.
   *[holder] The person does not want whoever holds it now to hand it on.
}
reason-no-handing-on-own = { $side ->
    [recipient] You do not want this recipient to hand it on.
    [onward] You do not want it to be handed on.
   *[holder] You do not want whoever holds it now to hand it on.
}
reason-ask-handing-on = { $side ->
    [recipient] The person wants to be asked before this recipient hands it on.
    [onward] The person wants to be asked before it is handed on any further.
   *[holder] The person wants to be asked before whoever holds it now hands it on.
}
reason-ask-handing-on-own = { $side ->
    [recipient] You want to be asked before this recipient hands it on.
    [onward] You want to be asked before it is handed on any further.
   *[holder] You want to be asked before whoever holds it now hands it on.
}
reason-recipient-never = Nothing may ever go to this kind of recipient.
reason-account = The account it belongs to stays here.
reason-identity-level = The person does not want to be named there.
reason-identity-level-own = You do not want to be named there.
reason-identity-key-revoked = It is sealed to a key that the platform has revoked since. Write it anew in a correction, and it is sealed to the new key.
reason-name-taken = Another account of this bundle uses one of its names for something else. Hand this one over by itself.
reason-media-voice = The person’s voice may not go there.
reason-media-voice-own = Your voice may not go there.
reason-media-face = The person’s face may not go there.
reason-media-face-own = Your face may not go there.
reason-media-document = The person’s documents may not go there.
reason-media-document-own = Your documents may not go there.
reason-media-body = Pictures of the person’s body may not go there.
reason-media-body-own = Pictures of your body may not go there.
reason-others-shown = Other people who can be recognised in it have not agreed.
reason-same-bytes = The same file is held back because of another account.
