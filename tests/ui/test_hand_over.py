"""Handing over: what consent lets through, to a folder, and nothing half-written when it stops."""

import hashlib

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QRadioButton, QWidget

from collector import file_systems
from collector.crypto import fingerprint
from collector.crypto.ed25519 import SigningKey
from collector.errors import NoRoomThere
from collector.file_systems import TooLargeForDisk
from collector.session import GivenFile
from collector.store.platform_cards import make_card
from collector.sync.outgoing import Outgoing
from collector.ui.desktop import Place
from collector.ui.screens.handover.reading import look
from makers import OWN_SAMPLES, PLATFORM, exhibit, form, given, make, reopen
from ui.looking import cut_off, latin, never_reached, outside_the_window, without_a_name

NOTHING = {"voice": False, "face": False, "document": False, "body": False}


def account(session, *files, about="Затрыманне ў двары", depicts=(), **row):
    """Seal an account whose consent row says this; return its id and human code."""
    entries = [exhibit(path.name, depicts=NOTHING | dict.fromkeys(depicts, True)) for path in files]
    consent = [form()["consent"][0] | row]
    filled = given(about=about, consent=consent, exhibits=entries)
    held = [GivenFile(path, entry) for path, entry in zip(files, filled.exhibits, strict=True)]
    made = session.testimonies.add(filled, held)
    session.testimonies.seal(made)
    return made, session.testimonies.show(made).listed.human_code


@pytest.fixture
def coordinator(tmp_path):
    with make(tmp_path / "coordinator", "coordinator") as session:
        session.trust.new_card(PLATFORM)
        yield session


@pytest.fixture
def face(shown, coordinator):
    """A window whose vault trusts the platform."""
    made = shown()
    card = coordinator.trust.own_card()
    made.ask(lambda session: session.trust.trust_card(card.data, fingerprint.words(card.root)))
    return made


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def open_page(face, account_id=""):
    face.go("hand-over", account_id)
    face.pause(lambda: face.find("write").isEnabled())


def write_to(face, folder, button="write"):
    face.press(button)
    (dialog,) = [it for it in QApplication.topLevelWidgets() if isinstance(it, QFileDialog)]
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(folder))
    dialog.accept()


def there(face, name):
    return any(it.isVisible() for it in face.window.findChildren(QWidget, name))


def sees(face, text):
    face.pause(lambda: face.sees(text))


def test_first_a_platform_then_an_account(shown, coordinator):
    face = shown()
    face.go("hand-over")
    sees(face, "No platform is trusted yet")
    face.press("to-platforms")
    assert face.window.screen_shown.place() == Place("platforms")
    card = coordinator.trust.own_card()
    face.ask(lambda session: session.trust.trust_card(card.data, fingerprint.words(card.root)))
    face.ask(lambda session: session.testimonies.add(given()))
    face.go("hand-over")
    sees(face, "Nothing is sealed yet")
    face.press("to-accounts")
    assert face.window.screen_shown.place().screen == "accounts"


def test_to_a_folder_and_the_platform_can_take_it_in(face, coordinator, stick):
    ours, _ = face.ask(lambda session: account(session, OWN_SAMPLES / "courtyard.jpg"))
    open_page(face)
    sees(face, "One account, one exhibit, at most")
    sees(face, "Goes, with 1 of 1 exhibits")
    write_to(face, stick)
    sees(face, "Nothing was sent")
    (file,) = list(stick.iterdir())
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert face.find("file-name").text() == file.name
    assert face.find("file-digest").text().replace(" ", "").replace("\n", "") == digest
    sees(face, "ask you for your own twelve words")
    signer = face.ask(lambda session: session.vault.signing_key.public)
    coordinator.trust.enrol(signer, fingerprint.words(signer))
    coordinator.intake.take(file)
    assert [it.id for it in coordinator.testimonies.every()] == [ours]


def test_each_account_says_what_stays_and_why(face, stick):
    picture, film = OWN_SAMPLES / "courtyard.jpg", OWN_SAMPLES / "notice.jpg"
    face.ask(lambda session: account(session, picture, about="refused", decision="no"))
    face.ask(lambda session: account(session, film, about="partly", depicts=["document"]))
    face.ask(lambda session: account(session, about="unnamed", identity_level="pseudonym"))
    open_page(face)
    sees(face, "The person said no to this kind of recipient.")
    sees(face, "Photograph: stays here")
    sees(face, "The person’s documents may not go there.")
    sees(face, "The person does not want to be named there.")
    sees(face, "Consent holds back one account, one exhibit.")
    write_to(face, stick)
    sees(face, "Consent holds back one account, one exhibit.")
    states = face.ask(lambda session: {it.about: it.state for it in session.testimonies.every()})
    assert states == {"refused": "sealed", "partly": "exported", "unnamed": "exported"}


def test_who_wants_to_be_asked_is_asked_and_the_answer_counts_once(face, coordinator, stick):
    _, code = face.ask(lambda session: account(session, decision="ask"))
    face.go("hand-over")
    sees(face, "The person wants to be asked before this goes to the platform")
    assert not face.find("write").isEnabled()
    face.press(f"no-{code}")
    sees(face, "The person was asked just now and said no.")
    assert not face.find("write").isEnabled()
    face.press("change-answer")
    face.pause(lambda: there(face, f"yes-{code}"))
    face.press(f"yes-{code}")
    face.pause(lambda: face.find("write").isEnabled())
    write_to(face, stick)
    sees(face, "Nothing was sent")
    face.press("done")
    face.pause(lambda: there(face, f"choose-{code}"))
    face.press(f"choose-{code}")
    sees(face, "The person wants to be asked before this goes to the platform")


def test_an_account_that_somebody_came_from_is_chosen_alone(face, stick):
    ours, code = face.ask(lambda session: account(session, about="this one"))
    _, other = face.ask(lambda session: account(session, about="another"))
    open_page(face, ours)
    assert face.find(f"choose-{code}").isChecked()
    assert not face.find(f"choose-{other}").isChecked()
    write_to(face, stick)
    sees(face, "Nothing was sent")
    states = face.ask(lambda session: {it.about: it.state for it in session.testimonies.every()})
    assert states == {"this one": "exported", "another": "sealed"}


def test_what_was_chosen_outlives_a_change_of_language(face):
    _, code = face.ask(lambda session: account(session, about="this one"))
    _, other = face.ask(lambda session: account(session, about="another"))
    open_page(face)
    face.press(f"choose-{code}")
    before = face.find("write")
    face.window.desktop.change(replace(face.window.desktop.settings, language="ru"))
    face.pause(lambda: (it := face.find("write")) is not before and it.isEnabled())
    assert not face.find(f"choose-{code}").isChecked()
    assert face.find(f"choose-{other}").isChecked()
    face.press("choose-all")
    assert face.find(f"choose-{code}").isChecked()
    face.press("choose-all")
    sees(face, "Ничего не выбрано")
    assert not face.find("write").isEnabled()


def test_what_was_looked_at_for_another_choice_lets_nothing_be_written(face):
    _, code = face.ask(account)
    open_page(face)
    screen = face.window.screen_shown
    before = screen._chosen
    looked = []
    screen.run(lambda job: look(job, before, ()), looked.append)
    face.pause(lambda: looked)
    face.press(f"choose-{code}")
    sees(face, "Nothing is chosen.")
    screen._looked(before, looked[0])  # it was under way, and comes late
    assert face.sees("Nothing is chosen.")
    assert not face.find("write").isEnabled()


def halting(monkeypatch, verb, face, reached):
    """Let a verb of the outbox go slowly enough to be stopped: it waits at its first report."""
    real = getattr(Outgoing, verb)

    def slow(self, *args, progress=None, **more):
        def told(octets):
            reached.append(octets)
            while not face.window.desktop.tasks._current.stop.is_set():
                pass
            progress(octets)

        return real(self, *args, progress=told, **more)

    monkeypatch.setattr(Outgoing, verb, slow)


def test_stop_leaves_nothing_half_written(face, stick, monkeypatch):
    face.ask(lambda session: account(session, OWN_SAMPLES / "courtyard.jpg"))
    reached = []
    halting(monkeypatch, "export", face, reached)
    open_page(face)
    write_to(face, stick)
    face.pause(lambda: reached)
    face.press("stop")
    sees(face, "This was stopped.")
    assert list(stick.iterdir()) == []
    assert list((face.folder / "outbox").iterdir()) == []
    assert face.ask(lambda session: session.outbox.every()) == []
    sees(face, "One account")


def test_stopped_on_the_way_to_the_stick_the_bundle_stays_in_the_vault(face, stick, monkeypatch):
    face.ask(lambda session: account(session, OWN_SAMPLES / "courtyard.jpg"))
    reached = []
    with monkeypatch.context() as held:
        halting(held, "hand_out", face, reached)
        open_page(face)
        write_to(face, stick)
        face.pause(lambda: reached)
        face.press("stop")
        sees(face, "finished and safe in this vault")
    assert list(stick.iterdir()) == []
    face.pause(lambda: there(face, "write-again"))
    write_to(face, stick, "write-again")
    sees(face, "Nothing was sent")
    (sent,) = face.ask(lambda session: session.outbox.every())
    assert (stick / sent.file).stat().st_size == sent.ready.size


def test_locking_while_it_is_written_stops_it(face, stick, monkeypatch):
    face.ask(lambda session: account(session, OWN_SAMPLES / "courtyard.jpg"))
    reached = []
    halting(monkeypatch, "export", face, reached)
    open_page(face)
    write_to(face, stick)
    face.pause(lambda: reached)
    face.window.lock()
    face.settle()
    assert list(stick.iterdir()) == []
    with reopen(face.folder) as again:
        assert again.outbox.every() == []
        assert again.check() == []


def test_a_disk_that_cannot_hold_one_file_of_it_gets_parts(face, stick, monkeypatch):
    face.ask(account)
    fat = {stick: "vfat"}
    monkeypatch.setattr(file_systems, "file_system", lambda folder: fat.get(folder, ""))
    monkeypatch.setattr(file_systems, "LARGEST_ON_FAT", 1000)
    open_page(face)
    write_to(face, stick)
    sees(face, "it lies there in parts")
    (file,) = list(stick.iterdir())  # it is far less than one part, which are of 1 GiB
    assert file.suffix == ".001"
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert face.find("file-digest").text().replace(" ", "").replace("\n", "") == digest


@pytest.mark.parametrize("trouble", [TooLargeForDisk, NoRoomThere])
def test_a_disk_that_cannot_take_it_is_refused_before_anything_is_written(
    face, stick, monkeypatch, trouble
):
    def refuse(self, folder, size):
        assert size > 0
        raise trouble

    face.ask(account)
    monkeypatch.setattr(Outgoing, "check_target", refuse)
    open_page(face)
    write_to(face, stick)
    face.pause(lambda: there(face, "write") and face.find("write").isEnabled())
    assert face.sees(trouble.words[1:])
    assert face.ask(lambda session: session.outbox.every()) == []
    assert list(stick.iterdir()) == []


def test_a_stick_that_went_away_is_told_and_the_page_works_on(face, tmp_path):
    face.ask(account)
    open_page(face)
    face.window.screen_shown._make(tmp_path / "gone")
    face.pause(lambda: face.sees("went away") or face.sees("no file") or face.sees("file or disk"))
    face.pause(lambda: face.find("write").isEnabled())


def test_two_platforms_are_a_choice_and_one_that_is_over_says_so(face, coordinator):
    face.ask(account)
    other = SigningKey.generate()
    named = replace(
        coordinator.trust.own_card().card,
        root_key=other.public.hex(),
        name="<b>Other</b> & more",
        recipient_class="V-RECIP-03",
    )
    data = make_card(named, other)
    face.ask(lambda session: session.trust.trust_card(data, fingerprint.words(other.public)))
    face.go("hand-over")
    sees(face, "<b>Other</b> & more · named lawyer")
    face.press(f"answer-{other.public.hex()}")
    sees(face, "The person was not asked about this kind of recipient.")
    assert not face.find("write").isEnabled()


def test_many_accounts_come_a_page_at_a_time_and_all_are_chosen(face):
    def many(session):
        for _ in range(23):
            account(session)

    face.ask(many)
    open_page(face)
    sees(face, "23 accounts, no exhibits")
    sees(face, "Show 3 more accounts")
    face.press("more-accounts")
    face.pause(lambda: sum(text == "Goes" for text in face.texts()) == 23)


@pytest.mark.parametrize("language", ["en", "be", "ru"])
def test_large_type_in_a_small_window_cuts_nothing_off(face, language, stick):
    face.ask(lambda session: account(session, OWN_SAMPLES / "courtyard.jpg", depicts=["body"]))
    _, code = face.ask(lambda session: account(session, decision="ask"))
    face.window.desktop.change(
        replace(face.window.desktop.settings, language=language, text_size=200)
    )
    face.window.resize(820, 600)
    open_page(face)
    face.pause(lambda: there(face, f"yes-{code}"))
    for _ in range(2):
        face.settle()
        assert outside_the_window(face.window) == []
        assert cut_off(face.window) == []
        assert without_a_name(face.window) == []
        if there(face, "file-name"):
            break
        write_to(face, stick)
        face.pause(lambda: there(face, "file-name"))
    digest = face.find("file-digest").text()
    assert language == "en" or not latin(face.texts(), (PLATFORM, digest))


def test_tab_reaches_everything(face):
    face.ask(lambda session: account(session, decision="ask"))
    face.ask(account)
    open_page(face)
    face.window.activateWindow()
    face.pause(face.window.isActiveWindow)
    assert never_reached(face.window) == []


def test_what_lies_in_a_bundle_for_one_platform_is_not_said_to_for_another(face, stick, tmp_path):
    with make(tmp_path / "other", "coordinator") as other:
        card = other.trust.new_card("Other archive")
    face.ask(lambda session: session.trust.trust_card(card.data, fingerprint.words(card.root)))
    face.ask(account)
    open_page(face)
    choose_platform(face, PLATFORM)
    face.pause(lambda: face.find("write").isEnabled())
    write_to(face, stick)
    sees(face, "Nothing was sent")
    face.press("done")
    choose_platform(face, PLATFORM)
    sees(face, "in an earlier bundle for this platform already")
    choose_platform(face, "Other archive")
    sees(face, "in none for this one yet")
    assert not face.sees("for this platform already")


def test_what_only_waits_in_the_queue_is_said_to_lie_in_a_bundle(face):
    face.ask(account)
    face.ask(lambda session: session.outbox.export(session.trust.platform(PLATFORM)))
    face.go("hand-over")
    sees(face, "in an earlier bundle for this platform already")


def choose_platform(face, name):
    (made,) = [
        it for it in face.window.findChildren(QRadioButton) if it.accessibleName().startswith(name)
    ]
    made.click()
    face.settle()
