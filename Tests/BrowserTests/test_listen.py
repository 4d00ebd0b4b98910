"""Read aloud: by the voice of the telephone, part by part, where it has one for the language."""

import pytest
from phrases import phrase

# A telephone with the voices that a test gives it: it says a part as long as the test lets it.
VOICES = """(tags) => {
    const said = [], listeners = [];
    let current = null;
    class Words { constructor(text) { this.text = text; } }
    const speech = {
        getVoices: () => tags.map((lang) => ({ lang, name: lang })),
        speak(words) { said.push([words.text, words.lang]); current = words; },
        cancel() { const words = current; current = null; words?.onerror?.({ error: 'canceled' }); },
        addEventListener(name, act) { listeners.push(act); },
    };
    Object.defineProperty(window, 'speechSynthesis', { value: speech });
    window.SpeechSynthesisUtterance = Words;
    window.heard = said;
    window.goOn = () => { const words = current; current = null; words?.onend?.(); };
    window.voicesCome = (more) => { tags = more; listeners.forEach((act) => act()); };
}"""


def with_voices(visit, *tags, **options):
    visitor = visit(width=390, **options)
    visitor.context.add_init_script(f"({VOICES})({list(tags)})")
    return visitor


def test_a_service_is_read_part_by_part_and_stopped(visit, kinds):
    page = with_voices(visit, "fr-FR", "de-DE").open(f"/fr/{kinds['service']}")
    button = page.locator(".listen button")
    assert button.inner_text().strip() == phrase("fr", "listen.start")
    button.click()
    assert page.locator("h1.is-read").count() == 1
    assert page.evaluate("heard[0][0]") == page.locator("h1").inner_text().strip()
    assert button.inner_text().strip() == phrase("fr", "listen.stop")
    page.evaluate("goOn()")
    assert page.locator("h1.is-read").count() == 0 and page.locator(".is-read").count() == 1
    button.click()
    assert page.locator(".is-read").count() == 0
    assert button.inner_text().strip() == phrase("fr", "listen.start")
    assert page.evaluate("heard.length") == 2, "nothing goes on after it was stopped"


@pytest.mark.parametrize("path", ["emergency", "themes/hygiene", "rights/oqtf", "steps/bank-account", "pictures"])
def test_the_page_is_read_to_its_end_and_nothing_twice(visit, path):
    page = with_voices(visit, "fr-FR").open(f"/fr/{path}")
    page.locator(".listen button").click()
    for _ in range(400):
        if page.locator(".is-read").count() == 0:
            break
        page.evaluate("goOn()")
    heard = [text for text, _ in page.evaluate("heard")]
    assert len(heard) >= 3 and page.locator(".listen button").inner_text().strip() == phrase("fr", "listen.start")
    assert heard[0] == page.locator("h1").inner_text().strip() or path == "pictures"
    assert phrase("fr", "listen.start") not in heard


def test_each_language_has_its_own_voice_and_none_spells_another(visit, kinds):
    page = with_voices(visit, "ar-SA").open(f"/ar/{kinds['service']}")
    page.locator(".listen button").click()
    for _ in range(200):
        page.evaluate("goOn()")
    assert {lang for _, lang in page.evaluate("heard")} == {"ar-SA"}


def test_without_a_voice_there_is_no_button(visit):
    page = with_voices(visit, "de-DE").open("/ti/emergency")
    assert not page.locator(".listen button").is_visible()
    page.evaluate("voicesCome(['ti-ER'])")
    assert page.locator(".listen button").is_visible()


def test_a_word_of_the_glossary_is_said_as_in_france(visit):
    page = with_voices(visit, "fr-FR").open("/ar/glossary")
    page.locator("#recepisse [data-say]").click()
    assert page.evaluate("heard") == [["récépissé", "fr-FR"]]
