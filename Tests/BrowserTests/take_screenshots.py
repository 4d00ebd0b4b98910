"""Pictures of the real program, with the real city: `python take_screenshots.py docs/images`."""

import pathlib
import sys
import tempfile

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent), str(pathlib.Path(__file__).resolve().parent)]

import running
from playwright.sync_api import sync_playwright
from visitor import browser_path

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 760}


def pictures(server):
    near = server.json("/api/v1/services?need=shower&near=48.8905,2.3589&sort=distance&limit=20")["items"]
    service = next((one["id"] for one in near if "hours" in one and "phone" in one), near[0]["id"])
    for language, size in [("fr", DESKTOP), ("ar", PHONE)]:
        yield f"home-{language}.png", f"/{language}/", size
        yield f"results-{language}.png", f"/{language}/search?need=shower", size
        yield f"service-{language}.png", f"/{language}/services/{service}", size


def main(target):
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        database = pathlib.Path(folder) / "city.sqlite"
        running.load_city(database, running.TERRITORIES / "paris")
        running.load_open_data(database, "paris")
        browser = playwright.chromium.launch(executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu"])
        with running.Server(database, pathlib.Path(folder)) as server:
            for name, path, size in pictures(server):
                page = browser.new_page(viewport=size, base_url=server.origin, reduced_motion="reduce")
                page.goto(path, wait_until="networkidle")
                page.screenshot(path=target / name)
                print(target / name)
                page.close()
        browser.close()


if __name__ == "__main__":
    destination = pathlib.Path(sys.argv[1])
    destination.mkdir(parents=True, exist_ok=True)
    main(destination)
