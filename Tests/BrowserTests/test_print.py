"""On paper: black on white, without what only a screen can do."""

import pytest
import running


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


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """A server that knows its public address, so that paper can lead back to it."""
    folder = tmp_path_factory.mktemp("known")
    running.load_city(folder / "city.sqlite", running.TERRITORIES / "paris")
    with running.Server(
        folder / "city.sqlite", folder, settings={"VILLEREFUGE_ORIGIN": "https://guide.example.org"}) as server:
        yield server


@pytest.mark.parametrize("path", ["services/halte-femmes-shower", "search?need=shower", "glossary"])
def test_paper_says_where_it_comes_from_and_leads_back(visit, known, path):
    page = visit(server=known, width=794, height=1123).open(f"/fr/{path}")
    assert page.locator(".print-only .qr").bounding_box()["width"] <= 1, "on the screen the page itself is at hand"
    page.emulate_media(media="print", color_scheme="light")
    for part in [".menu", ".tongues", ".search", ".emergency", ".listen"]:
        for one in page.locator(part).all():
            assert not one.is_visible(), part
    assert page.locator(".foot .print-only").inner_text().startswith("https://guide.example.org/fr/" + path.split("?")[0])
    code = page.locator(".print-only .qr").bounding_box()
    assert code["width"] >= 90 and abs(code["width"] - code["height"]) < 2
