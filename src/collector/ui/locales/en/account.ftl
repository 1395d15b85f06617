account-continue = Continue
account-stop = Stop
account-stop-hint = Back to the list. Everything is kept.
account-kept = Kept at { $time }
account-corrects = corrects version { $revision }
account-steps = Steps
account-step-of = { $number }/{ $count } · { $step }
account-step-done = { $step }, nothing is missing

step-safety = Safety
step-safety-title = Before you begin
step-earlier = Earlier accounts
step-earlier-title = Has this been told before?
step-consent = Consent
step-consent-title = What may happen with it
step-words = Account
step-words-title = In the person’s own words
step-when = When and where
step-when-title = When and where it was
step-exhibits = Exhibits
step-exhibits-title = Photos, papers, recordings
step-identity = Who the person is
step-identity-title = Who the person is
step-review = Review and seal
step-review-title = Look it through, then seal

safety-read = Say this first, in your own words, and wait for the answer.
safety-alone = Where are we, and who could hear us? If anybody could, let us go elsewhere or talk another time.
safety-stop = You can stop at any moment, for a while or for good. Nothing bad follows from it.
safety-silence = You need not answer everything. “I don’t know” and “I would rather not say” are good answers.
safety-others = Leave out the names of people who could be harmed. Say who they were: a neighbour, a cellmate, a nurse.
safety-kept = What you tell is encrypted on this computer. It goes nowhere unless you agree to it.
safety-kind = What kind of conversation is this?
safety-mode = How do you speak with each other?
safety-language = In which language does the person tell?
safety-language-hint = Write the words down in the language in which they are said.

earlier-lead = Somebody who has told it before need not tell everything again.
earlier-question = Has the person told this to anybody before?
earlier-none = No, never
earlier-some = Yes
earlier-to = To whom?
earlier-when = When was that?
earlier-form = In what form?
earlier-form-hint = For example: a written statement, a recorded interview, a medical record. No names.
earlier-signed = Did the person sign it?
earlier-copy_held = Does the person have a copy?
earlier-may_link = May the two accounts be put together?

consent-lead = Ask about each of them separately, and take your time.
consent-narrower = What is not answered counts as no: it is not passed on, no name is given, nothing is shown.
consent-question = May this account go there?
consent-platforms = Trusted here: { $names }
consent-onward-name = Others, to whom it may be handed on
consent-onward-hint = Anyone to whom a recipient above might hand it on.
consent-level = How far may the name go?
consent-media = What may they see or hear?
consent-media-voice = the voice
consent-media-face = the face
consent-media-document = documents of the person
consent-media-body = the body, such as injuries
consent-onward = May they hand it on?
consent-purposes = What may it be used for?
consent-purposes-hint = May be left open.
consent-purposes-show = Show the list
consent-more = Is there anybody else to ask about?
consent-more-choose = Choose a recipient
consent-method = How was consent given?
consent-confidentiality = How confidential is this account?
teach-back-question = Please tell me in your own words what will happen with what you tell.
teach-back-hint = Write down what the person answers. If something was understood differently, explain it once more.
teach-back-understood = Understood
teach-back-not-yet = Not yet

words-about = What is it about, in one line?
words-about-hint = For the list, without names. For example: detention in Minsk, August 2020.
words-ask = “Please tell me everything from the beginning, in your own way.”
words-basis = How does the person know this?
words-basis-hint = Several answers are possible. They hold for the whole account.
words-told-by = Who told the person?
words-told-by-hint = A role, not a name: a cellmate, a doctor, a relative.
words-scope = What is it relevant for?
words-scope-hint = May be left open.

when-lead = As far as the person knows. What is not known may stay empty.
when-question = When was it?
where-question = Where was it?
where-hint = In the person’s words: a town, a street, a building. Not the address of somebody who could be harmed.

identity-question = Does the person say who they are?
identity-why = It is kept apart from the account, and can be left out altogether.
identity-gives = Yes
identity-sealing = This page is sealed for { $names } when you leave it, and cannot be read here again.
identity-open = No platform is trusted here yet. Until one is, what is written on this page stays readable in this vault.
identity-sealed = { $count ->
    [one] Sealed already for { $names }: one file. It cannot be shown here. You may add something.
   *[other] Sealed already for { $names }: { $count } files. They cannot be shown here. You may add something.
}
identity-dob = Date of birth
identity-pob = Place of birth
identity-zone = Where is the person now?
identity-notes = Anything else
identity-notes-hint = What a person who will look for them should know.
identity-names = Names
identity-contacts = Ways to reach the person
identity-documents = Documents
identity-relatives = People close to the person who could be put under pressure
entries-add = Add
name-text = Name
name-alias = This is another name or a nickname
contact-channel = How? For example: messenger, e-mail, a friend
contact-handle = Number, address or name there
contact-safe_times = When is it safe?
contact-safe_word = A word by which you know each other
contact-who_else_reads = Who else could read it?
document-what = What document?
document-number = Number
document-issuer = Who issued it?
document-seen = I have seen it myself
relative-relation = Who is that to the person?
relative-name = Name
relative-zone = Where is that person now?

correction-note = What is corrected, and why?
correction-note-hint = The sealed account stays as it is. This becomes a new version beside it.
review-missing = Still missing:
review-go = Go there
review-nothing-missing = Nothing is missing.
review-what = This will be sealed:
review-paragraphs = { $count ->
    [0] No words yet
    [one] One paragraph in the person’s words
   *[other] { $count } paragraphs in the person’s words
}
review-exhibits = { $count ->
    [0] No exhibits
    [one] One exhibit
   *[other] { $count } exhibits
}
review-consent = { $recipient }: { $decision }
review-no-consent = No consent was given: the account is kept here and goes nowhere.
review-identity-sealed = Who the person is: sealed already
review-identity-open = Who the person is: written down, not sealed yet
review-identity-declined = Who the person is: left out, with the reason
review-identity-none = Who the person is: nothing was said
review-for-whom = Who may open the identity?
review-identity-later = No platform is trusted here yet: it is sealed without identity for now. The identity is sealed as soon as a platform is trusted.
review-sentence = Once sealed, nobody can change it unnoticed, not even you; it can be corrected by a new version.
review-seal = Seal
remove-draft = Remove this draft
remove-draft-question = Remove this draft with everything in it, for good?
remove-correction-question = Remove this correction? The sealed account stays as it is.
remove-draft-really = Remove it
remove-draft-no = Keep it

problem-line = { $field }: { $problem }
problem-field-required = not said yet
problem-field-value-and-reason = there is an answer and also a reason for leaving it out
problem-field-unknown = is not known to this program
problem-field-type = is not filled in as it should be
problem-field-malformed = is not written as it should be
problem-field-not-in-list = is not one of the answers
problem-field-too-long = is too long
problem-field-unknown-code = is not in the list
problem-text-one-line = must be one line without hidden characters
problem-date-malformed = is not a date as it stands
problem-date-reversed = the end lies before the beginning
problem-date-zone-required = the clock of which place is meant?
problem-place-region-country = the region does not lie in that country
problem-place-coordinates = these coordinates are no place on earth
problem-words-told-by = it says who told it, but not that somebody told it
problem-words-too-long = is too long for one account; divide it into two
problem-correction-note = not said yet
problem-consent-recipient-twice = two answers speak of the same recipient
problem-consent-recipient-never = nothing may ever go there, the answer can only be no
problem-consent-recipient-unclear = an answer names no recipient
problem-exhibits-file-twice = the same file is listed twice
field-other = Something else
field-interview-kind = The kind of conversation
field-mode = How you speak with each other
field-language = The language of the account
field-about = What it is about
field-words = The account itself
field-words-basis = How the person knows it
field-words-told-by = Who told the person
field-when = When it was
field-when-basis = When it was, and how the person knows it
field-when-precision = How exact the date is
field-when-tz = The time of day
field-where = Where it was
field-where-basis = Where it was, and how the person knows it
field-where-precision = How exact the place is
field-where-region = The region
field-where-coordinates = The coordinates
field-prior-accounts = Earlier accounts
field-prior-accounts-when = When it was told before
field-confidentiality = How confidential it is
field-scope = What it is relevant for
field-correction-note = What is corrected
field-consent = Consent
field-consent-decision = A decision about consent
field-consent-valid-until = Until when consent is given
field-identity = Who the person is
field-identity-dob = Date of birth
field-exhibits = Exhibits
field-exhibits-claims-when = When an exhibit was made
field-exhibits-claims-where = Where an exhibit was made
