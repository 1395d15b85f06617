"""The standing sentences of the report."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

TITLE: Final = "# What came to the platform: a report on sample material"

HELD: Final = (
    "Every account, place, person and device named here is invented. Every step came out as it"
    " had to."
)
NOT_HELD: Final = (
    "**Not everything held.** Look for NO in the list of steps at the end, and believe nothing"
    " else in this report."
)

ARRIVED: Final = (
    "## What arrived",
    "",
    "These accounts were checked and taken in. The short code names an account without naming"
    " anybody.",
    "",
)
HISTORY: Final = MappingProxyType(
    {
        "first-contact": "the first from this sender. There was nothing to compare its log with.",
        "continues": "the sender's log continues the one seen before; nothing in it was rewritten.",
        "rewritten": "**the sender's log contradicts the one seen before.**",
        "": "it had come before; nothing was done.",
    }
)
RECEIPTS: Final = (
    "For each bundle there is a signed receipt, which only the sender can open. The interviewer's"
    " vault took them, and calls the bundles delivered only since then."
)

SENDER: Final = (
    "## From whom",
    "",
    "One key signed all of it, and it was trusted before anything was taken in. The demo compared"
    " these twelve words by itself; in life two people do, on a line they trust:",
    "",
)

CHECKED: Final = (
    "## What was checked, before anything was taken in",
    "",
    "- The bundle was encrypted to this platform, and its sender meant it for this platform.",
    "- It was signed by a key somebody here has vouched for.",
    "- Every file the sender signed for is there, not one byte different; and no other file.",
    "- Every record was written by the one who signed, not taken from somebody else.",
    "- Every exhibit is the one its account names; what is missing was declared as held back.",
    "- Every person agreed that this very version of the account goes to a platform of this kind,"
    " and did not withdraw that.",
    "- Every record and exhibit stands in the sender's custody log, whose head is signed.",
)

HELD_BACK: Final = (
    "## What consent held back, and why",
    "",
    "The program computes this from what each person answered. It stayed in the interviewer's"
    " vault.",
    "",
)
WHY_KNOWN: Final = (
    "A bundle tells that something was held back, and not why: the reasons stand here because the"
    " demo sees both sides."
)
IDENTITY: Final = (
    "Identities that did come are sealed to a key that the coordinator's vault does not hold. In"
    " the demo the platform's own key failed to open one; the key kept apart opened it, with the"
    " film that would tell from whose window it was made. Nothing of that was written to disk; the"
    " custody log says that an identity was opened."
)

REFUSED: Final = (
    "## What was refused, and what waits",
    "",
    "Three forgeries were made from the second bundle before it had come. Each differs from it in"
    " one thing only. They lie in quarantine:",
    "",
)
CONTROL: Final = (
    "A copy made in the same way with no change was taken in (so bundle 2 came), which shows that"
    " each was refused for its one change. The forger's key was trusted like the sender's: being"
    " trusted does not let anybody pass off the records of others."
)
WAITS: Final = (
    "A bundle that is right in every way waits in arrivals, because nobody has vouched for its"
    " key. Nothing of it was taken in. Compare these words with whoever says it is theirs:"
)

NOT_SAID: Final = (
    "## What the checks do not say",
    "",
    "- **Who holds a key.** Words that were compared tell which key it is; that it is in the right"
    " hands, and that these hands were not forced, no program can tell.",
    "- **Whether an account is true**, or a picture shows what is said of it. Time and place inside"
    " a file are claims of that file and can be altered.",
    "- **Whether everything was sent.** What came stands in the sender's log; what did not come may"
    " stand there too. The log of a first contact can be invented as a whole.",
    "- **When it happened.** Dates are those of the sender's clock.",
    "- **Whether a whole vault was put back to an older copy.** Only a head of its log that was"
    " kept elsewhere can show that.",
)

STEPS: Final = ("## The steps", "")
