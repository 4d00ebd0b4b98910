"""`villerefuge evaluate search` from the command line: what it prints, writes and refuses."""

import json

import running

PAGES = {"pages": [
    {"id": "p1", "text": {"en": "Rent\nPay every month.", "fr": "Loyer\nPayer chaque mois."}},
    {"id": "p2", "text": {"en": "School\nChildren learn.", "fr": "École\nLes enfants apprennent."}}]}
QUESTIONS = {"questions": [
    {"id": 1, "page": "p1", "question": {"en": "When do I pay the rent?", "fr": "Quand payer le loyer ?"}, "answer_lines": [1]},
    {"id": 2, "page": "p2", "question": {"en": "Do children learn at school?", "fr": "Quelle école ?"}, "answer_lines": [0]},
    {"id": 3, "page": "p2", "question": {"en": "What does it cost?"}, "answer_lines": []}]}


def written(folder, name, content):
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def test_the_figures_come_as_a_table_and_as_json(tmp_path):
    pages, questions = written(tmp_path, "pages.json", PAGES), written(tmp_path, "questions.json", QUESTIONS)
    table = running.run("evaluate", "search", "--pages", pages, "--questions", questions)
    assert table.returncode == 0, table.stderr
    assert "2 pages, 2 questions with an answer (1 without one left out)" in table.stdout
    assert "across" in table.stdout
    done = running.run("evaluate", "search", "--pages", pages, "--questions", questions, "--json")
    report = json.loads(done.stdout)
    assert [(pair["question"], pair["pages"]) for pair in report["pairs"]] == [("en", "en"), ("en", "fr"), ("fr", "en"), ("fr", "fr")]
    assert report["averages"]["across"]["recall1"] == 1
    assert report["indexBytes"] > 0 and report["buildSeconds"] > 0


def test_one_file_may_hold_pages_and_questions(tmp_path):
    both = written(tmp_path, "both.json", {**PAGES, **QUESTIONS})
    assert running.run("evaluate", "search", "--pages", both, "--questions", both).returncode == 0
    assert running.run("evaluate", "search", "--questions", both).returncode == 0


def test_the_typed_questions_are_written_and_the_same_for_the_same_seed(tmp_path):
    both = written(tmp_path, "both.json", {**PAGES, **QUESTIONS})

    def typed(seed, name):
        path = tmp_path / name
        done = running.run("evaluate", "search", "--questions", both, "--typos", str(seed), "--write-questions", path)
        assert done.returncode == 0, done.stderr
        return json.loads(path.read_text())["questions"]

    first = typed(5, "a.json")
    assert first == typed(5, "b.json")
    assert first != typed(6, "c.json")
    assert first[0]["question"] == QUESTIONS["questions"][0]["question"]
    assert all(each["typos"][key] != each["question"][key] for each in first for key in each["question"])


def test_what_cannot_be_measured_is_refused_with_its_place(tmp_path):
    pages = written(tmp_path, "pages.json", PAGES)
    unanswered = {"questions": [{**QUESTIONS["questions"][0], "answer_lines": []}]}
    cases = [
        (tmp_path / "none.json", 66, "no such file"),
        (written(tmp_path, "text.json", "pages"), 1, "not JSON"),
        (written(tmp_path, "list.json", []), 1, "object"),
        (written(tmp_path, "field.json", {"questions": [{"id": 1, "page": "p1", "question": "Where?"}]}), 1, "questions[0].question"),
        (written(tmp_path, "page.json", {"questions": [{"id": 1, "page": "p9", "question": {"en": "Where?"}}]}), 1, "p9"),
        (written(tmp_path, "empty.json", unanswered), 1, "no question has an answer"),
    ]
    for path, code, words in cases:
        done = running.run("evaluate", "search", "--pages", pages, "--questions", path)
        assert done.returncode == code, (path, done.stderr)
        assert words in done.stderr, done.stderr
        assert done.stdout == ""
    assert running.run("evaluate", "search", "--pages", pages).returncode == 64
    missing = running.run("evaluate", "search", "--questions", written(tmp_path, "both.json", {**PAGES, **QUESTIONS}), "--resources", tmp_path)
    assert missing.returncode == 66
    assert "lexicon" in missing.stderr
