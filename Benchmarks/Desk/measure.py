"""The desk under measure: signed-in pages on 300 organisations, 3,000 accounts and 200,000 lines of audit, on each engine; the guide while
many people sign in at once; the audit book of a million lines.

    measure.py PROGRAM SEED [postgres-address]

PROGRAM and SEED are release builds (villerefuge, DeskSeed). Times are the server's own (`ms` of its request log), so the client does not count.
"""

import concurrent.futures
import http.client
import json
import os
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "Tests"), str(ROOT / "Tests/BrowserTests")]
os.environ["VILLEREFUGE_PROGRAM"] = sys.argv[1]
import desk  # noqa: E402
import running  # noqa: E402


class Browser:
    """Cookies and forms, no more."""

    def __init__(self, server):
        self.port, self.cookies = server.port, {}

    def ask(self, method, path, body=None):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, path, body, headers)
        answer = line.getresponse()
        text = answer.read().decode(errors="replace")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                pair = value.split(";", 1)[0].split("=", 1)
                self.cookies[pair[0]] = pair[1]
        line.close()
        return answer.status, text, dict(answer.getheaders())

    def send(self, page, shown=None, **values):
        """Fills the form of a page; `shown`: the page as it was read before, when reading it again would change it."""
        from urllib.parse import urlencode
        text = shown or self.ask("GET", page)[1]
        form = re.search(r'action="([^"]+)" class="desk-form"(.*?)</form>', text[text.index("<main"):], re.S)
        hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form.group(2)))
        return self.ask("POST", form.group(1), urlencode({**hidden, **values}))


def at_work(server, address, organisation, role):
    browser = Browser(server)
    link = re.sub(r"^https?://[^/]+", "", server.link_for(address, "Exemple", organisation, role))
    browser.send(link, password=desk.PASSWORD)
    browser.send("/fr/work/sign-in", email=address, password=desk.PASSWORD)
    _, text, _ = browser.ask("GET", "/fr/work/second-factor")
    secret = re.search(r"\b([A-Z2-7]{4}(?: ?[A-Z2-7]{4}){7})\b", re.sub("<[^>]+>", " ", text)).group(1).replace(" ", "")
    _, text, _ = browser.send("/fr/work/second-factor", shown=text, code=desk.one_time_code(secret))
    assert browser.ask("GET", "/fr/work/audit")[0] == 200, "the second factor was not taken"
    return browser


def server_times(server, route_end):
    found = []
    for line in server.log.splitlines():
        if '"request"' in line and route_end in line:
            entry = json.loads(line)
            if entry.get("status") == "200" and entry.get("route", "").endswith(route_end):
                found.append(float(entry["ms"]))
    return found


def percentile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part))]


def pages(server):
    manager = at_work(server, "measured@example.org", "bench-1", "manager")
    coordinator = at_work(server, "measured2@example.org", "ville-de-paris", "coordinator")
    for who, paths in [
        (manager, ["", "/services", "/directory", "/directory/organisations", "/persons", "/referrals", "/members", "/audit", "/account"]),
        (coordinator, ["", "/services", "/directory", "/freshness", "/members", "/audit", "/community"]),
    ]:
        name = "manager" if who is manager else "coordinator"
        for path in paths:
            for _ in range(5):
                who.ask("GET", "/fr/work" + path)
            before = len(server_times(server, "/work" + path))
            statuses = [who.ask("GET", "/fr/work" + path)[0] for _ in range(60)]
            times = server_times(server, "/work" + path)[before:]
            if not times:
                print(f"  {name:12} work{path:26} answered {set(statuses)}")
                continue
            print(f"  {name:12} work{path:26} median {statistics.median(times):7.1f} ms   p95 {percentile(times, .95):7.1f} ms")


def flood(server):
    """The guide's readers, alone and then beside forty people who try to sign in."""
    def readers(seconds):
        end, found, browser = time.monotonic() + seconds, [], Browser(server)
        line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        while time.monotonic() < end:
            begun = time.perf_counter()
            line.request("GET", "/fr/search?q=douche")
            line.getresponse().read()
            found.append((time.perf_counter() - begun) * 1000)
            time.sleep(0.002)
        return found

    def knocking(seconds):
        end, tries = time.monotonic() + seconds, 0
        browser = Browser(server)
        while time.monotonic() < end:
            browser.cookies = {}
            browser.send("/fr/work/sign-in", email=f"nobody{tries}-{id(browser)}@example.org", password="quelque chose de long")
            tries += 1
        return tries

    for label, guests in [("alone", 0), ("beside 40 who sign in", 40)]:
        with concurrent.futures.ThreadPoolExecutor(guests + 4) as pool:
            knockers = [pool.submit(knocking, 8) for _ in range(guests)]
            times = [time_ for job in [pool.submit(readers, 8) for _ in range(2)] for time_ in job.result()]
            tries = sum(job.result() for job in knockers)
        print(f"  guide {label:22} {len(times)} answers, median {statistics.median(times):.1f} ms, p99 {percentile(times, .99):.1f} ms; {tries} sign-ins tried")


def main():
    program, seed = sys.argv[1], sys.argv[2]
    engines = [("SQLite", None)] + ([("PostgreSQL", sys.argv[3])] if len(sys.argv) > 3 else [])
    for engine, address in engines:
        folder = pathlib.Path(tempfile.mkdtemp())
        database = address or folder / "city.sqlite"
        running.load_city(database, ROOT / "Territories/paris")
        with desk.WorkingServer(database, folder) as server:
            pass
        begun = time.monotonic()
        subprocess.run([seed, str(database), str(folder / "keys"), "200000"], check=True, cwd=ROOT)
        print(f"{engine}: filled in {time.monotonic() - begun:.0f} s")
        environment = {**running.environment(), **server.settings}
        with desk.WorkingServer(database, folder) as server:
            pages(server)
            if address is None:
                flood(server)
        begun = time.monotonic()
        done = subprocess.run([program, "audit", "verify"], cwd=ROOT, env=environment, capture_output=True, text=True)
        print(f"  audit verify: {done.stdout.strip()[:120]} in {time.monotonic() - begun:.1f} s, "
              f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB at most of all children")


if __name__ == "__main__":
    main()
