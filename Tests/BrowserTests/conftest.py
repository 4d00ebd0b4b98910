"""A browser for the session, visitors for each test."""

import pytest
from kinds import page_kinds
from playwright.sync_api import sync_playwright
from visitor import Visitor, browser_path


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, paris):
    """Makes visitors of the guide of Paris; `visit(width=320, java_script_enabled=False, …)`."""
    visitors = []

    def make(server=paris, **options):
        visitors.append(Visitor(chromium, server, **options))
        return visitors[-1]

    yield make
    for visitor in visitors:
        visitor.leave()


@pytest.fixture(scope="session")
def kinds(paris):
    """One address of every kind of page, without its language."""
    return page_kinds(paris)
