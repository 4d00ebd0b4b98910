"""A translator publishes a voice: by the file field without a script, by the microphone with one; the public hears it."""

import io
import math
import struct
import wave

import pytest
from test_accessibility import WHOLE, violations
from test_desk_frame import CROOKED, DESK, STICKS_OUT, size
from test_translations import press, until, worker
from test_walk import people, working  # noqa: F401 (fixtures)

EMERGENCY = f"/fr/{DESK}/recordings/page/emergency"


def tone(seconds=1.5, rate=16_000):
    """A small WAV."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        samples = (int(9_000 * math.sin(step * 440 * math.tau / rate)) for step in range(int(seconds * rate)))
        sound.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return {"name": "amina.wav", "mimeType": "audio/wav", "buffer": file.getvalue()}


def test_a_voice_by_the_file_field_is_heard_and_withdrawn(people, working, visit):  # noqa: F811
    page = worker(people, working, "translator", "emmaus-solidarite", java_script_enabled=False)
    page.goto(f"{EMERGENCY}/ti")
    page.set_input_files("[name=file]", {"name": "a.mp3", "mimeType": "audio/mpeg", "buffer": b"ID3\x04no sound"})
    page.check("[name=agreed]")
    press(page, "Publier cette voix")
    assert "Ce fichier ne se lit pas ici" in page.locator("main").inner_text()
    page.set_input_files("[name=file]", tone())
    page.check("[name=agreed]")
    press(page, "Publier cette voix")
    assert page.get_by_role("status").inner_text().startswith("Voix publiée")
    reader = visit(server=working, width=360).page
    until(reader, "/ti/emergency", lambda: reader.locator("audio[src='/ti/emergency/voice.ogg']").count() == 1)
    length = reader.evaluate(
        """() => new Promise((done, fail) => { const player = document.querySelector('audio');
            player.onloadedmetadata = () => done(player.duration); player.onerror = () => fail('cannot be played');
            player.preload = 'metadata'; player.load(); })""")
    assert abs(length - 1.5) < 0.1
    assert not reader.locator(".listen button").count()
    page.check("[name=sure]")
    press(page, "Supprimer cette voix")
    until(reader, "/ti/emergency", lambda: reader.locator("audio").count() == 0)


def test_a_voice_is_recorded_in_the_page(people, working):  # noqa: F811
    page = worker(people, working, "translator", "emmaus-solidarite")
    page.goto(f"{EMERGENCY}/so")
    # Any sound that a microphone would give.
    page.evaluate(
        """() => { navigator.mediaDevices.getUserMedia = async () => { const context = new AudioContext();
            const tone = context.createOscillator(), out = context.createMediaStreamDestination();
            tone.connect(out); tone.start(); return out.stream; }; }""")
    page.locator("[data-record]").click()
    page.locator("[role=timer]", has_text="0:01").wait_for()
    page.locator("[data-record]").click()
    page.locator("[data-play]").wait_for()
    assert page.evaluate("document.querySelector('[name=file]').files[0].size") > 500
    page.check("[name=agreed]")
    press(page, "Publier cette voix")
    assert page.get_by_role("status").first.inner_text().startswith("Voix publiée")
    assert page.locator("audio").count() == 1


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_pages_are_for_everyone(people, working, language):  # noqa: F811
    page = worker(people, working, "translator", "emmaus-solidarite")
    found = []
    for path in ["recordings", "recordings?language=ti", "recordings/page/emergency/ps"]:
        for width in [320, 1280]:
            size(page, width)
            assert page.goto(f"/{language}/{DESK}/{path}").status == 200, path
            found += [f"{path} {width}: {one}" for one in violations(page, WHOLE)]
            found += [f"{path} {width}: {one}" for one in page.evaluate(STICKS_OUT, width)]
            found += [f"{path} {width}: {one}" for one in page.evaluate(CROOKED)]
    assert not found, "\n".join(found[:20])
