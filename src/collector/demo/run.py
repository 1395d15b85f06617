"""The demo from its first step to its last."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from collector import desk
from collector.demo import afterwards, receiving, refusing, sending
from collector.demo.places import COORDINATOR, INTERVIEWER, PASSPHRASES, Places
from collector.demo.report import report
from collector.demo.scene import Scene
from collector.demo.steps import Steps, Stopped
from collector.session import PRODUCTION, KdfPolicy


def run_demo(folder: Path, say: Callable[[str], None], policy: KdfPolicy = PRODUCTION) -> bool:
    """Do the main job once on the sample material, and leave everything in ``folder``.

    ``say`` prints a line.  Returns whether every step came out as it had to.  Raises
    ``FolderTaken`` and the machine's errors.
    """
    places = Places(folder)
    places.prepare()
    start, steps = time.perf_counter(), Steps(say)
    scene = Scene(places, steps, policy)
    with closing(scene), suppress(Stopped):
        play(scene)
    desk.write_file(places.readme, places.about().encode())
    desk.write_file(places.report, report(scene).encode())
    for line in _ending(scene, time.perf_counter() - start):
        say(line)
    return steps.held


def play(scene: Scene) -> None:
    """Play all acts.  Raises ``Stopped`` where one cannot go on."""
    _settle_cost(scene)
    coordinator = receiving.set_up(scene)
    interviewer = scene.new_vault(INTERVIEWER, INTERVIEWER)
    sending.trust_card(scene, interviewer)
    receiving.enrol(scene, coordinator, interviewer)
    receiving.hand_out_keys(scene, coordinator)

    ids = sending.take_in(scene, interviewer)
    sending.seal(scene, interviewer, ids)
    first, second = sending.send_two_bundles(scene, interviewer, ids)

    receiving.verify(scene, [first, second])
    receiving.open_bag(scene, first)
    receiving.take(scene, coordinator, "import the first bundle", first)
    refusing.refuse_forgeries(scene, coordinator, second)
    receiving.take_again(scene, coordinator, second)
    refusing.let_wait(scene, coordinator, sending.send_as_stranger(scene))

    with scene.steps.step("open both vaults again") as step:
        interviewer, coordinator = scene.reopen(INTERVIEWER), scene.reopen(COORDINATOR)
        step.tell("from disk, by their passphrases")
    afterwards.look_after(scene, interviewer, "check the interviewer's vault")
    afterwards.hand_out_exhibit(scene, coordinator)
    afterwards.unseal(scene, coordinator, ids["be"])
    afterwards.answer(scene, coordinator, interviewer)
    afterwards.look_after(scene, coordinator, "check the coordinator's vault")
    scene.story.accounts = coordinator.testimonies.every()


def _settle_cost(scene: Scene) -> None:
    """Measure once how much work a passphrase costs on this machine, for all vaults made here."""
    with scene.steps.step("measure a passphrase's cost") as step:
        cost = scene.policy.cost_for_new()
        scene.policy = replace(scene.policy, fixed=cost)
        step.tell(f"Argon2id, {cost.memory_kib // 1024} MiB, {cost.passes} passes")


def _ending(scene: Scene, seconds: float) -> list[str]:
    if scene.steps.held:
        verdict = f"everything held, in {seconds:.1f} seconds"
    else:
        verdict = "NOT everything held: see the lines marked NO"
    return [
        "",
        verdict,
        "The material is small, so starting and syncing take most of the time;",
        "how fast large files go: make bench, in the source tree.",
        "",
        f"the report:        {scene.places.report}",
        f"what lies where:   {scene.places.readme}",
        "",
        "Passphrases of the sample vaults (NEVER put anything real into them):",
        *(f"  {role:<13} {passphrase}" for role, passphrase in PASSPHRASES.items()),
    ]
