"""An account by the name a person gives: its id, or the short code that is read aloud."""

from __future__ import annotations

from contextlib import suppress

from collector.errors import WrongUsage
from collector.model.ids import BadHumanCode, BadId, check_human_code, check_id
from collector.session import Session


class NoAccount(WrongUsage):
    """No account, or more than one, goes by that code."""

    code = "testimony.no-such"
    words = "there is {number} with this code in the vault"
    hint = "see 'collector testimony list', and name it by its id"


def names_account(text: str) -> bool:
    """Tell whether a text is an id or a code, be there such an account or not."""
    for check in (check_id, check_human_code):
        with suppress(BadId, BadHumanCode):
            check(text)
            return True
    return False


def account_id(session: Session, name: str) -> str:
    """Return the id of an account.

    Raises ``NoAccount``, and ``BadHumanCode`` for what is neither id nor code.
    """
    try:
        return check_id(name)
    except BadId:
        code = check_human_code(name)
    # A correction that is being written has a line of its own.
    found = {line.id for line in session.testimonies.every() if line.human_code == code}
    if len(found) != 1:
        raise NoAccount(number=f"{len(found)} accounts" if found else "no account")
    return found.pop()
