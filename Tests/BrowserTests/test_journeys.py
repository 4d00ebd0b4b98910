"""From the first page to the door in the reader's language, on a narrow telephone."""

import pytest
from test_accessibility import WHOLE, violations


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("ti", "ltr"), ("ps", "rtl"), ("fr-simple", "ltr"), ("zh-Hans", "ltr")])
def test_home_need_service_hours(visit, language, direction):
    page = visit(width=390, height=844).open(f"/{language}/")
    assert page.locator("html").get_attribute("dir") == direction
    found = violations(page, WHOLE)
    page.locator("section[aria-labelledby=needs] a[href*='need=shower']").click()
    assert page.locator(".results-list .card").count() >= 3
    found += violations(page, WHOLE)
    page.locator(".results-list .card-title a").first.click()
    assert page.locator("h1").inner_text().strip()
    assert page.locator("#hours").is_visible() and page.locator("#hours-title").inner_text().strip()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    found += violations(page, WHOLE)
    assert not found, "\n".join(found)
