"""Rights, steps and one's situation: read, printed, ticked, without a script and without a trace."""

import pytest
from test_accessibility import NARROW, WHOLE, violations

PAGES = [
    "rights", "rights/oqtf", "rights/oqtf?for=professional", "rights/refugee?text=en", "steps", "steps/bank-account",
    "my-situation", "my-situation?answers=no,no,yes",
]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_page_is_for_everyone(visit, language):
    page = visit(**NARROW).page
    found = []
    for path in PAGES:
        page.goto(f"/{language}/{path}")
        found += [f"{path}: {one}" for one in violations(page, WHOLE)]
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            found.append(f"{path}: {width} px")
    assert not found, "\n".join(found)


def test_answers_lead_to_a_sheet_without_a_script_and_leave_nothing(visit, paris):
    visitor = visit(width=360, height=740, java_script_enabled=False)
    page = visitor.open("/fr/my-situation")
    for number in range(8):
        if page.locator("article.promise").count():
            break
        page.locator(".answers a").nth(1).click()
        if number == 1:
            page.get_by_role("link", name="Revenir").click()
            page.locator(".answers a").nth(1).click()
    page.locator("article.promise a").first.click()
    assert "/fr/rights/" in page.url
    assert page.get_by_text("À valider par un juriste.").is_visible()
    assert visitor.context.cookies() == []
    assert "answers" not in paris.log, "what was answered is in the log"
    assert "answers=" not in paris.get("/metrics").text
    answer = paris.get("/fr/my-situation?answers=no,no")
    assert answer.headers["Cache-Control"] == "no-store" and answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer.headers


def test_a_question_can_always_be_left_open(visit):
    page = visit(java_script_enabled=False).open("/en/my-situation")
    for _ in range(8):
        if page.locator("article.promise").count():
            break
        page.locator(".answers a").last.click()
    assert page.locator("article.promise").count() >= 1
    assert page.locator("a[href*='/search?need=']").count() >= 1


def test_boxes_are_ticked_with_a_finger_and_stand_on_paper(visit):
    visitor = visit(width=360, height=740, java_script_enabled=False)
    page = visitor.open("/fr/steps/bank-account")
    first = page.locator(".checklist input[type=checkbox]").first
    page.locator(".checklist .tick").first.click()
    assert first.is_checked()
    page.emulate_media(media="print")
    assert first.is_visible()
    assert not page.locator(".chips").first.is_visible() if page.locator(".chips").count() else True
    assert page.locator(".notice").first.is_visible(), "the mark is on paper too"
    assert visitor.context.cookies() == []


def test_a_sheet_on_paper_has_its_articles_and_its_date(visit):
    page = visit(width=794, height=1123).open("/fr/rights/oqtf")
    page.emulate_media(media="print")
    for words in ["À valider par un juriste.", "Droit au 1er janvier 2025."]:
        assert page.get_by_text(words).first.is_visible()
    assert page.locator(".basis").first.is_visible()
    assert not page.locator(".chips").first.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_a_text_in_another_language_says_so(visit):
    page = visit().open("/ar/rights/dublin")
    title = page.locator("h1 span")
    assert title.get_attribute("lang") == "fr-simple" and title.get_attribute("dir") == "ltr"
    page.locator(".chip[lang=en]").click()
    assert page.locator("h1 span").get_attribute("lang") == "en"
    assert page.evaluate("document.documentElement.dir") == "rtl"
