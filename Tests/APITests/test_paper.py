"""The guide on paper: PDFs by the command and from the pages, in every language, whole or not at all."""

import json
import os
import re
import signal
import subprocess
import time

import pytest
import requests
import running

SERVICE = "halte-femmes-shower"
ADDRESS = "https://guide.example.org"
# What is looked at closest: from right to left, joined, stacked, and with letters of their own.
SHAPED = ["ar", "ps", "ur", "fa", "bn", "ti", "am", "ta", "bo", "ka", "zh-Hans"]


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    file = tmp_path_factory.mktemp("paper") / "paris.sqlite"
    running.load_city(file, running.TERRITORIES / "paris")
    return file


def paper(database, *arguments):
    return running.run("guide", "pdf", *arguments, "--database", database, "--address", ADDRESS)


def printed(database, out, *arguments):
    """Prints one document; returns what is reported of it."""
    done = paper(database, *arguments, "--out", out, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["documents"][0]


def told(*command):
    return subprocess.run([*map(str, command)], check=True, capture_output=True, text=True).stdout


def words(file, *arguments):
    return told("pdftotext", "-enc", "UTF-8", *arguments, file, "-")


def information(file):
    return dict(re.findall(r"^(.+?): +(.*)$", told("pdfinfo", file), re.MULTILINE))


def phrases(language):
    return json.loads((running.ROOT / f"Resources/languages/{language}/guide.json").read_text())


def letters(text):
    """Without spaces and marks of direction: extraction may part or join words."""
    return re.sub(r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)


@pytest.mark.parametrize("language", SHAPED + ["fr", "fr-simple"])
def test_a_card_has_every_letter_its_language_and_its_title(database, tmp_path, language):
    report = printed(database, tmp_path / "card.pdf", "card", "--service", SERVICE, "--language", language)
    assert report["pages"] == 1
    assert report["missing"] == 0
    assert report["bytes"] == (tmp_path / "card.pdf").stat().st_size < 200_000
    fonts = told("pdffonts", tmp_path / "card.pdf").splitlines()[2:]
    assert fonts and all(re.search(r"\byes yes yes\b", line) for line in fonts), "a font is not in the file, or cannot be read"
    assert f"/Lang ({language})".encode() in (tmp_path / "card.pdf").read_bytes()
    assert "Paris" in words(tmp_path / "card.pdf")
    assert information(tmp_path / "card.pdf")["Title"]


# WeasyPrint 57 writes the order of drawing: Arabic and Bengali are drawn rightly but come out of the file in another order.
@pytest.mark.parametrize("language", ["ti", "am", "ka", "zh-Hans", "ru", "fr"])
def test_words_can_be_taken_out_of_the_paper_again(database, tmp_path, language):
    printed(database, tmp_path / "card.pdf", "card", "--service", SERVICE, "--language", language)
    assert letters(phrases(language)["hours.title"]) in letters(words(tmp_path / "card.pdf"))


def test_no_letter_of_any_language_is_without_a_font(database, tmp_path):
    done = paper(database, "booklet", "--need", "laundry", "--language", "all", "--out", f"{tmp_path}/", "--json")
    assert done.returncode == 0, done.stderr
    documents = json.loads(done.stdout)["documents"]
    assert len(documents) >= 20
    assert {document["language"]: document["missing"] for document in documents if document["missing"]} == {}
    assert len(list(tmp_path.glob("*.pdf"))) == len(documents)


def test_a_letter_without_a_font_is_counted(tmp_path):
    """The two tests above could not fail otherwise."""
    job = {"html": "<html lang=fr><p>a\uf8ff\uf8ffb</p>", "drawings": {}, "fold": "none", "rightToLeft": False}
    (tmp_path / "job.json").write_text(json.dumps(job))
    said = told("/usr/bin/python3", "-I", running.ROOT / "Resources/paper/press.py", tmp_path / "job.json", tmp_path / "a.pdf")
    assert json.loads(said.splitlines()[-1])["missing"] == 2


@pytest.mark.parametrize("language,is_right", [("ar", True), ("ps", True), ("ur", True), ("fa", True), ("ti", False)])
def test_text_from_right_to_left_stands_at_the_right(database, tmp_path, language, is_right):
    """The first line of the page begins at the side where reading begins (Nastaliq comes down to its line from above)."""
    printed(database, tmp_path / "card.pdf", "card", "--service", SERVICE, "--language", language)
    told("pdftoppm", "-r", "72", "-gray", "-singlefile", tmp_path / "card.pdf", tmp_path / "card")
    head, size, _, ink = (tmp_path / "card.pgm").read_bytes().split(b"\n", 3)
    assert head == b"P5"
    width = int(size.split()[0])
    rows = [ink[start:start + width] for start in range(0, len(ink), width)]
    first = next(number for number, row in enumerate(rows) if min(row) < 128)
    inked = [column for row in rows[first:first + 5] for column, grey in enumerate(row) if grey < 128]
    if is_right:
        assert min(inked) > width / 2 and max(inked) > 0.8 * width
    else:
        assert max(inked) < width / 2 and min(inked) < 0.1 * width


def test_nothing_is_fetched_from_anywhere(tmp_path):
    """Images that a page names by an address, or by a path of this machine, are left out."""
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">SECRETWORD</text></svg>')
    html = f'<html lang=en><p>seen</p><img src="{secret.as_uri()}"><img src="http://127.0.0.1:9/x.png"><img src="paper:mine">'
    html += f'<link rel="stylesheet" href="{secret.as_uri()}"><a rel="attachment" href="{secret.as_uri()}">a</a>'
    mine = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20"><text y="15">DRAWN</text></svg>'
    job = {"html": html, "drawings": {"mine": mine}, "fold": "none", "rightToLeft": False}
    (tmp_path / "job.json").write_text(json.dumps(job))
    told("/usr/bin/python3", "-I", running.ROOT / "Resources/paper/press.py", tmp_path / "job.json", tmp_path / "a.pdf")
    text = words(tmp_path / "a.pdf")
    assert "seen" in text and "DRAWN" in text
    assert "SECRETWORD" not in text
    assert "/EmbeddedFile" not in (tmp_path / "a.pdf").read_bytes().decode("latin-1")


def test_a_booklet_has_contents_that_lead_to_their_pages(database, tmp_path):
    report = printed(database, tmp_path / "b.pdf", "booklet", "--theme", "hygiene", "--language", "fr")
    contents = words(tmp_path / "b.pdf", "-f", "3", "-l", "3", "-layout")
    rows = re.findall(r"^ *(\S.*?\S) {2,}(\d+)$", contents, re.MULTILINE)
    assert len(rows) > 5
    for name, page in rows:
        assert name in words(tmp_path / "b.pdf", "-f", page, "-l", page), f"{name} is not on page {page}"
    assert report["pages"] == int(information(tmp_path / "b.pdf")["Pages"])
    assert information(tmp_path / "b.pdf")["Page size"].startswith("419.528 x 595.276"), "A5, in points"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_foldable_booklet_is_in_the_order_of_its_sheets(database, tmp_path, language):
    plain = printed(database, tmp_path / "a.pdf", "booklet", "--need", "laundry", "--language", language)
    folded = printed(database, tmp_path / "f.pdf", "booklet", "--need", "laundry", "--language", language, "--foldable")
    sheets = -(-plain["pages"] // 4)
    assert (folded["pages"], folded["sheets"]) == (plain["pages"], sheets)
    assert information(tmp_path / "f.pdf")["Pages"] == str(2 * sheets)
    # The second face holds page 2 beside the last but one; 2 is at the left where one reads to the right.
    half = ["-f", "2", "-l", "2", "-x", "0", "-y", "0", "-W", "421", "-H", "595"]
    left = letters(words(tmp_path / "f.pdf", *half))
    second = letters(words(tmp_path / "a.pdf", "-f", "2", "-l", "2"))
    assert (left == second) == (language == "fr")
    assert "115" in (left if language == "fr" else letters(words(tmp_path / "f.pdf", "-f", "2", "-l", "2")))


def test_a_small_leaflet_is_one_sheet_folded_in_three(database, tmp_path):
    report = printed(database, tmp_path / "l.pdf", "leaflet", "--need", "breakfast", "--language", "fr")
    assert report["sheets"] == 1 and 3 <= report["pages"] <= 6
    assert information(tmp_path / "l.pdf")["Pages"] == "2"


def test_a_week_of_food_is_a_timetable(database, tmp_path):
    printed(database, tmp_path / "w.pdf", "week", "--week", "2026-W48", "--language", "fr")
    text = words(tmp_path / "w.pdf", "-layout")
    assert "lundi 23 novembre" in re.sub(r"\s+", " ", words(tmp_path / "w.pdf"))
    assert re.search(r"\d\d:\d\d – \d\d:\d\d", text)


def test_a_poster_fits_on_one_sheet(database, tmp_path):
    for theme in ["hygiene", "food", "health"]:
        assert printed(database, tmp_path / "p.pdf", "poster", "--theme", theme, "--language", "ti", "--with", "fr")["pages"] == 1


REFUSALS = [
    (["leaflet", "--theme", "hygeine", "--language", "fr"], 64, "did you mean «hygiene»"),
    (["card", "--service", SERVICE, "--language", "tii"], 64, "did you mean «ti»"),
    (["card", "--language", "fr"], 64, "--service"),
    (["week", "--week", "2026-W60", "--language", "fr"], 64, "2026-W48"),
    (["mug", "--language", "fr"], 64, "booklet"),
]


@pytest.mark.parametrize("arguments,code,said", REFUSALS)
def test_what_cannot_be_printed_is_refused_with_what_would_do(database, tmp_path, arguments, code, said):
    done = paper(database, *arguments, "--out", tmp_path / "a.pdf")
    assert done.returncode == code
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told_before_the_work(database, tmp_path):
    done = paper(database, "booklet", "--language", "fr", "--out", tmp_path / "no/such/a.pdf")
    assert done.returncode == 73
    assert "no/such/a.pdf" in done.stderr


def test_a_kill_in_the_middle_leaves_the_old_file(database, tmp_path):
    out = tmp_path / "b.pdf"
    out.write_text("the good one")
    command = ["guide", "pdf", "booklet", "--language", "fr", "--database", str(database), "--out", str(out)]
    for wait in [0, 0.4, 1.5]:
        with subprocess.Popen(
                [running.program_path(), *command], cwd=running.ROOT, env=running.environment(),
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            while not list(tmp_path.glob(".b.pdf.*.part")):
                assert process.poll() is None, "it ended before it could be killed"
                time.sleep(0.01)
            time.sleep(wait)
            assert process.poll() is None, "it ended before it could be killed"
            process.send_signal(signal.SIGKILL)
        assert out.read_text() == "the good one"
        presses = pressing(tmp_path)
        end = time.monotonic() + 20
        while presses and time.monotonic() < end:
            time.sleep(0.05)
            presses = pressing(tmp_path)
        assert presses == [], "a press works on for nobody"
        assert out.read_text() == "the good one"
        for part in tmp_path.glob(".b.pdf.*.part"):
            part.unlink()
    report = printed(database, out, "booklet", "--theme", "hygiene", "--language", "fr")
    assert out.read_bytes()[:5] == b"%PDF-" and out.stat().st_size == report["bytes"]
    assert out.read_bytes().rstrip().endswith(b"%%EOF")


def pressing(folder):
    """Processes whose command line names the folder."""
    found = []
    for process in os.listdir("/proc"):
        if process.isdigit():
            try:
                with open(f"/proc/{process}/cmdline", "rb") as file:
                    line = file.read().decode(errors="replace")
            except OSError:
                continue
            if "press.py" in line and str(folder) in line:
                found.append(int(process))
    return found


def test_a_page_leads_to_a_pdf_and_the_second_reader_waits_for_nothing(paris, tmp_path):
    page = paris.get(f"/ti/services/{SERVICE}").text
    path = re.search(r'href="([^"]+card\.pdf)"', page).group(1)
    first = paris.get(path)
    assert first.status_code == 200
    assert first.headers["Content-Type"] == "application/pdf"
    assert first.headers["Content-Language"] == "ti"
    assert re.fullmatch(r'inline; filename="card-[a-z0-9-]+\.pdf"', first.headers["Content-Disposition"])
    (tmp_path / "c.pdf").write_bytes(first.content)
    assert letters(phrases("ti")["hours.title"]) in letters(words(tmp_path / "c.pdf"))
    second = paris.get(path)
    assert second.content == first.content and second.headers["ETag"] == first.headers["ETag"]
    kept = requests.get(paris.origin + path, headers={"If-None-Match": first.headers["ETag"]}, timeout=60)
    assert kept.status_code == 304


def test_the_second_language_of_a_paper_is_a_parameter(paris, tmp_path):
    answer = paris.get(f"/ps/services/{SERVICE}/card.pdf?with=fr")
    (tmp_path / "c.pdf").write_bytes(answer.content)
    assert answer.headers["Content-Language"] == "ps,fr"
    assert "Horaires" in words(tmp_path / "c.pdf")


def test_robots_are_asked_to_leave_the_press_alone(paris):
    assert "Disallow: /*.pdf" in paris.get("/robots.txt").text
    assert 'rel="nofollow"' in re.search(r'<a[^>]+leaflet\.pdf"', paris.get("/fr/themes/food").text).group(0)


@pytest.mark.parametrize("first,second", [("fr", "ar"), ("fr", "ta"), ("en", "ti")])
def test_no_word_of_two_languages_runs_out_of_its_page(database, tmp_path, first, second):
    """Columns once came out wider than their halves: the second ran into the margin, and beneath the code."""
    printed(database, tmp_path / "l.pdf", "leaflet", "--need", "laundry", "--language", first, "--with", second)
    boxes = told("pdftotext", "-bbox", tmp_path / "l.pdf", "-")
    starts = [float(place) for place in re.findall(r'<word xMin="([\d.]+)"', boxes)]
    ends = [float(place) for place in re.findall(r'<word .*?xMax="([\d.]+)"', boxes)]
    margin = 15 / 25.4 * 72
    assert len(starts) == len(ends) > 100
    assert min(starts) > margin - 1 and max(ends) < 595.3 - margin + 1


@pytest.mark.parametrize("order", [
    ["glossary", "--language", "fr", "--with", "ti"], ["glossary", "--language", "ps"],
    ["sheet", "--sheet", "oqtf", "--language", "fr", "--with", "ar"],
    ["checklist", "--checklist", "bank-account", "--language", "ta", "--with", "en"],
])
def test_words_and_law_are_printed_with_every_letter(database, tmp_path, order):
    report = printed(database, tmp_path / "a.pdf", *order)
    assert report["missing"] == 0 and 1 <= report["pages"] <= 8
