"""Addresses for whoever runs the server."""


def test_the_server_says_that_it_is_alive(paris):
    answer = paris.get("/health")
    assert answer.status_code == 200
    assert answer.json() == {"status": "alive"}
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_server_says_that_it_is_ready_and_what_it_holds(paris):
    ready = paris.json("/ready")
    assert ready["status"] == "ready"
    assert ready["services"] >= 150
    assert ready["version"] >= 1


def test_metrics_are_prometheus_text(paris):
    paris.get("/api/v1/services?q=douche")
    answer = paris.get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    assert "# TYPE http_requests_total counter" in answer.text
    assert 'le="+Inf"' in answer.text
    names = {line.split("{")[0].split(" ")[0] for line in answer.text.splitlines() if line and not line.startswith("#")}
    assert {"guide_services", "guide_version", "http_request_duration_seconds_sum"} <= names


def test_metrics_and_log_never_hold_what_a_person_searches(paris):
    """X2: a search says what someone needs and where they stand."""
    paris.get("/api/v1/services", params={"q": "zebrastripe", "near": "48.871234,2.351234"})
    paris.get("/fr/search", params={"q": "zebrastripe"})
    paris.get("/fr/zebrastripe")
    assert "zebrastripe" not in paris.get("/metrics").text
    assert "zebrastripe" not in paris.log
    assert "48.871234" not in paris.log


def test_every_answer_has_a_reference(paris):
    references = {paris.get("/health").headers["X-Request-ID"] for _ in range(5)}
    assert len(references) == 5


def test_robots_and_sitemap_lead_search_engines(paris):
    robots = paris.get("/robots.txt").text
    assert "Disallow: /*/search" in robots and "sitemap.xml" in robots
    sitemap = paris.get("/sitemap.xml")
    assert sitemap.headers["Content-Type"].startswith("application/xml")
    for part in ["/fr/", "/ar/plans", "/en/services/", 'hreflang="ar"']:
        assert part in sitemap.text
    assert sitemap.text.count("<loc>") <= 50_000, "sitemaps.org: one file names 50,000 addresses at most"
