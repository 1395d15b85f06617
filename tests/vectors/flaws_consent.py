"""Flawed bundles: consent (FORMAT.md section 4).

attack J1-J3, S2-S4, S10.  All of it is properly listed and signed by the sender.
"""

from __future__ import annotations

from vectors import contents
from vectors.bundles import make
from vectors.contents import hexed
from vectors.flawed import flawed


def consents(change):
    """Return a bundle with other consent rows; the rows are agreed, onward, answered."""
    return make(consents=change).file


def agreed(**changes):
    """Return a bundle in which the row for the first account differs."""
    return consents(lambda rows: [{**rows[0], **changes}, *rows[1:]])


@flawed("bundle.consent.none")
def account_without_consent():
    return consents(lambda rows: rows[1:])


@flawed("bundle.consent.none")
def account_with_a_no():
    return agreed(decision="no")


@flawed("bundle.consent.none")
def consent_to_another_revision():
    return consents(lambda rows: [to(rows[0], revision=2), *rows[1:]])


@flawed("bundle.consent.none")
def consent_to_other_words():
    return consents(lambda rows: [to(rows[0], digest=hexed("other words", 64)), *rows[1:]])


@flawed("bundle.consent.none")
def consent_only_to_handing_on():
    return agreed(recipient="onward")


@flawed("bundle.consent.none")
def consent_to_the_class_that_is_never_allowed():
    return agreed(recipient="V-RECIP-16")


def to(row, **changes):
    """Return a row that names something else."""
    return {**row, "testimony": {**row["testimony"], **changes}}


@flawed("bundle.consent.refused")
def yes_and_no_for_the_same_recipient():
    return consents(lambda rows: [*rows, {**rows[0], "id": hexed("other row"), "decision": "no"}])


@flawed("bundle.consent.refused")
def no_to_an_earlier_revision_for_the_same_recipient():
    def change(rows):
        earlier = to(rows[0], revision=7, digest=hexed("earlier", 64))
        return [*rows, {**earlier, "id": hexed("earlier row"), "decision": "no"}]

    return consents(change)


@flawed("bundle.consent.withdrawn")
def consent_withdrawn():
    withdrawal = {"at": contents.STAMP, "effect": "V-WEFF-01"}
    return agreed(withdrawn=True, withdrawal=withdrawal)


@flawed("bundle.consent.withdrawn")
def consent_withdrawn_and_given_again():
    return consents(lambda rows: [*rows, {**rows[0], "revision": 2, "withdrawn": True}])


@flawed("bundle.consent.stray")
def consent_to_an_account_that_is_not_here():
    return consents(lambda rows: [*rows, {**to(rows[0], id=hexed("nobody")), "id": hexed("stray")}])
