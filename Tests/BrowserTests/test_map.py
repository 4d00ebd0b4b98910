"""The map: ours, by key, by pointer, and a list beside it for who does not see it."""


def box(page):
    return [float(part) for part in page.locator("#map svg").first.get_attribute("viewBox").split()]


def settled(page, change):
    """Does `change`, waits until the drawing has followed, returns its window."""
    before = page.locator("#map svg").first.get_attribute("viewBox")
    change()
    page.wait_for_function("b => document.querySelector('#map svg').getAttribute('viewBox') !== b", arg=before, timeout=5000)
    return box(page)


def test_every_point_is_a_link_with_a_name(visit):
    page = visit(java_script_enabled=False).open("/fr/search?need=shower")
    points = page.locator("#map a.pin, #map a.cluster")
    assert points.count() >= 3
    for point in points.all():
        assert point.get_attribute("href").startswith("/fr/")
        assert point.locator("title").text_content().strip()


def test_keys_zoom_and_move(visit):
    page = visit().open("/fr/search?need=shower")
    drawing = page.locator("#map svg").first
    drawing.focus()
    first = box(page)
    closer = settled(page, lambda: page.keyboard.press("+"))
    assert closer[2] < first[2]
    closest = settled(page, lambda: page.keyboard.press("+"))
    moved = settled(page, lambda: page.keyboard.press("ArrowRight"))
    assert moved[0] > closest[0]
    wider = settled(page, lambda: page.keyboard.press("-"))
    assert wider[2] > moved[2]
    whole = settled(page, lambda: page.keyboard.press("0"))
    assert whole[2] >= first[2] - 1


def test_buttons_zoom_and_have_names(visit):
    page = visit(width=360, height=740).open("/en/search?need=shower")
    buttons = page.locator(".map-tools button")
    assert buttons.count() >= 3
    for button in buttons.all():
        assert button.get_attribute("aria-label")
        size = button.bounding_box()
        assert size["width"] >= 24 and size["height"] >= 24
    first = box(page)
    closer = settled(page, lambda: buttons.first.click())
    assert closer[2] < first[2]


def test_a_pin_leads_to_its_service_by_key(visit):
    page = visit().open("/fr/search?need=shower")
    pin = page.locator("#map a.pin:not([tabindex='-1'])").first
    pin.focus()
    assert page.evaluate("document.activeElement.matches('#map a.pin')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/fr/services/**")


def test_the_map_asks_nobody(visit):
    visitor = visit()
    page = visitor.open("/fr/search?need=toilets&near=48.8566,2.3522")
    page.wait_for_load_state("networkidle")
    assert all(url.startswith(visitor.server.origin) for url in visitor.requests)
    assert page.locator("#map image").count() == 0


def test_a_protected_place_is_on_no_map(visit, paris, kinds):
    if "protected service" not in kinds:
        return
    page = visit(java_script_enabled=False).open(f"/fr/{kinds['protected service']}")
    assert page.locator("main .map").count() == 0
    assert page.locator("main a[href^='geo:']").count() == 0
    assert page.locator("main .address").count() == 0
