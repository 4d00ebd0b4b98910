"""A form that is sent after the session ended: nothing that was typed is lost, in a real browser without a script."""

from desk import PASSWORD
from test_desk_frame import DESK
from test_walk import OWN, accessible, people, send, sign_in, working  # noqa: F401 (fixtures)


def test_what_was_typed_survives_the_end_of_the_session(people, working):  # noqa: F811
    page = people(java_script_enabled=False).page
    page.goto(working.link_for("waits@example.org", "Exemple W.", OWN, "volunteer"))
    page.fill("[name=password]", PASSWORD)
    send(page)
    sign_in(page, "waits@example.org")
    page.goto("/fr/work/account")
    page.fill("[name=name]", "Exemple dite Wanda")
    page.context.clear_cookies()
    page.locator("main form:has([name=name]) button[type=submit]").click()

    assert page.locator("h1").inner_text() == "Votre session est terminée\u00a0: rien n’est perdu"
    assert page.locator("main textarea").first.input_value() == "Exemple dite Wanda"
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Se connecter (nouvelle fenêtre)").click()
    window = opened.value
    sign_in(window, "waits@example.org")
    window.close()

    page.get_by_role("button", name="Connexion faite").click()
    assert page.locator("h1").inner_text() == "À envoyer encore une fois"
    assert "Exemple W." in page.locator("main").inner_text(), "as whom it goes out"
    page.get_by_role("button", name="Envoyer maintenant").click()
    assert page.url.split("?")[0].endswith("/fr/work/account")
    assert page.input_value("[name=name]") == "Exemple dite Wanda"


def test_the_waiting_page_can_be_used_by_everyone(people, working):  # noqa: F811
    for language in ["fr", "ar"]:
        page = people().page
        page.goto(f"/{language}/{DESK}/sign-in")
        page.evaluate(
            """([language, desk]) => {
                const form = document.createElement('form');
                form.method = 'post'; form.action = `/${language}/${desk}/account`;
                const text = document.createElement('textarea');
                text.name = 'name'; text.value = 'Deux mots'; form.append(text);
                document.body.append(form); form.submit();
            }""", [language, DESK])
        page.wait_for_selector("main textarea[readonly]")
        page.set_viewport_size({"width": 320, "height": 700})
        accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
