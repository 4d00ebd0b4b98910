"""One person with one browser window: Debian's Chromium, driven by Playwright. Every page is watched: no fault, no stranger."""

import shutil


def browser_path():
    for name in ["chromium", "chromium-browser", "google-chrome"]:
        path = shutil.which(name)
        if path:
            return path
    raise RuntimeError("no Chromium in PATH: run `make setup-test`")


class Visitor:
    """One person with one browser window. Remembers what the pages asked for and what went wrong in them."""

    def __init__(self, chromium, server, width=1280, height=900, service_workers="block", **options):
        self.server = server
        self.context = chromium.new_context(
            base_url=server.origin, viewport={"width": width, "height": height}, reduced_motion="reduce",
            service_workers=service_workers, **options)
        self.context.set_default_timeout(30_000)
        self.page = self.context.new_page()
        self.requests, self.faults = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("console", self._hear)

    def _hear(self, message):
        # The browser itself remarks that a page answered 404: that is what the test asked for.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(f"{self.page.url}: {message.text}")

    def open(self, path, status=200):
        answer = self.page.goto(path, wait_until="load")
        assert answer.status == status, f"{path}: {answer.status}"
        return self.page

    def leave(self):
        self.context.close()
        strangers = [url for url in self.requests if not url.startswith((self.server.origin + "/", "data:"))]
        assert not strangers, f"the page asked third parties: {strangers}"
        assert not self.faults, "\n".join(self.faults)
