"""Flawed bundles: custody events (FORMAT.md sections 5 and 7).

All of it is properly listed and signed by the sender.
"""

from __future__ import annotations

import json

from collector.model.canonical import canonical
from vectors import contents
from vectors.bundles import make
from vectors.contents import hexed
from vectors.flawed import flawed
from vectors.flaws_exhibits import PHOTO_FILE, SEALED_FILE


def lines_of(change, stage):
    """Return a bundle in which the lines of a proof file are others."""

    def hook(text):
        lines = change(text.decode().splitlines())
        return "".join(f"{line}\n" for line in lines).encode()

    return make(**{stage: hook}).file


def first_event(change):
    """Return a bundle in which the first line of the events is another JSON object."""

    def hook(lines):
        value = json.loads(lines[0])
        return [canonical(change(value) or value).decode(), *lines[1:]]

    return lines_of(hook, "events_text")


def first_opening(**changes):
    return first_event(lambda value: value["openings"][0].update(changes))


@flawed("bundle.proof.event-syntax")
def events_without_the_last_line_feed():
    return make(events_text=lambda text: text[:-1]).file


@flawed("bundle.proof.event-syntax")
def event_line_that_is_not_canonical():
    return make(events_text=lambda text: text.replace(b'"index":5', b'"index": 5')).file


@flawed("bundle.proof.event-syntax")
def event_line_with_a_key_of_its_own():
    return first_event(lambda value: value.update(more=1))


@flawed("bundle.proof.event-syntax")
def event_that_is_no_object():
    return first_event(lambda value: value.update(event=[]))


@flawed("bundle.proof.event-syntax")
def event_index_that_is_no_number():
    return first_event(lambda value: value.update(index=True))


@flawed("bundle.proof.event-syntax")
def event_index_below_nought():
    return first_event(lambda value: value.update(index=-1))


@flawed("bundle.proof.event-syntax")
def openings_that_are_no_list():
    return first_event(lambda value: value.update(openings=7))


@flawed("bundle.proof.event-syntax")
def event_that_opens_nothing():
    return first_event(lambda value: value.update(openings=[]))


@flawed("bundle.proof.event-syntax")
def opening_that_is_no_object():
    return first_event(lambda value: value.update(openings=[7]))


@flawed("bundle.proof.event-syntax")
def opening_with_a_key_of_its_own():
    return first_opening(more=1)


@flawed("bundle.proof.event-syntax")
def opening_of_an_object_that_is_no_number():
    return first_opening(object="0")


@flawed("bundle.proof.event-syntax")
def opening_with_a_digest_that_is_none():
    return first_opening(digest="0" * 63)


@flawed("bundle.proof.event-syntax")
def opening_with_a_nonce_that_is_none():
    return first_opening(nonce=7)


@flawed("record.shape")
def event_without_its_objects():
    return first_event(lambda value: value["event"].pop("objects") and None)


@flawed("record.kind")
def record_posing_as_an_event():
    return first_event(lambda value: value["event"].update(kind="testimony"))


@flawed("bundle.proof.opening")
def opening_of_another_digest():
    return first_opening(digest=hexed("else", 64))


@flawed("bundle.proof.opening")
def opening_with_another_nonce():
    return first_opening(nonce=hexed("else", 64))


@flawed("bundle.proof.opening")
def opening_of_an_object_that_is_not_there():
    return first_opening(object=1)


@flawed("bundle.proof.opening")
def opening_under_another_label_than_the_event_says():
    def change(logged):
        logged[0].event["objects"][0]["label"] = "head"
        return logged

    return make(events=change).file


@flawed("bundle.proof.event-syntax")
def opening_of_an_item_of_another_kind():
    return make(events=lambda logged: [*logged, contents.event("x", [("head", "0" * 64)])]).file


@flawed("bundle.proof.event-order")
def events_in_another_order():
    return lines_of(lambda lines: [lines[1], lines[0], *lines[2:]], "events_text")


@flawed("bundle.proof.event-order")
def event_twice():
    return lines_of(lambda lines: [lines[0], *lines], "events_text")


@flawed("bundle.proof.unopened")
def record_without_an_event():
    return make(events=lambda logged: logged[:-1]).file


def without_event_of(path):
    at = sorted(make().payload).index(path)
    return make(events=lambda logged: logged[:at] + logged[at + 1 :]).file


@flawed("bundle.proof.unopened")
def exhibit_without_an_event():
    return without_event_of(PHOTO_FILE)


@flawed("bundle.proof.unopened")
def identity_without_an_event():
    return without_event_of(SEALED_FILE)
