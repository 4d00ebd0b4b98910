"""On paper: black on white, without what only a screen can do."""


def test_a_service_page_is_made_for_paper(visit, kinds, tmp_path):
    page = visit(width=794, height=1123).open(f"/fr/{kinds['service']}")
    page.emulate_media(media="print", color_scheme="light")
    for part in [".menu", ".languages", ".foot ul", ".skip", ".search"]:
        assert not page.locator(part).first.is_visible(), f"{part} is of no use on paper"
    assert page.locator("h1").is_visible()
    assert page.locator("#hours").is_visible()
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    assert page.screenshot(path=tmp_path / "service.png", full_page=True)
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF") and paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") <= 3


def test_results_on_paper_are_the_list(visit):
    page = visit(width=794, height=1123).open("/ar/search?need=shower")
    page.emulate_media(media="print")
    assert page.locator(".results-list .card").first.is_visible()
    assert not page.locator(".filters form button").first.is_visible()
    assert not page.locator(".map-tools").first.is_visible()


def test_the_dark_theme_does_not_reach_the_paper(visit, kinds):
    page = visit(color_scheme="dark").open(f"/fr/{kinds['service']}")
    page.emulate_media(media="print", color_scheme="dark")
    red, green, blue = page.evaluate("getComputedStyle(document.querySelector('h1')).color.match(/\\d+/g).slice(0, 3).map(Number)")
    assert red + green + blue < 200, "ink is dark on paper"
