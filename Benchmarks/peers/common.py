"""What every peer shares: reading the data, timing, comparing with the truth."""

import json
import multiprocessing
import os
import statistics
import time
import unicodedata


def read_lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def read_data(folder):
    """Services, vocabulary and questions as the generator wrote them."""
    return tuple(
        read_lines(os.path.join(folder, name + ".jsonl"))
        for name in ("services", "vocabulary", "questions")
    )


def fold(text):
    """Lower case without accents or Arabic vowel signs."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return plain.replace("œ", "oe").replace("’", "'").replace("-", " ").strip()


def mask(positions):
    """A list of positions as bits."""
    bits = 0
    for position in positions:
        bits |= 1 << position
    return bits


def measure(ask, questions, rounds=3):
    """Median and 99th percentile in microseconds, and recall. `ask` answers a list of service numbers.

    Each question counts with the middle of its times, as on our side.
    """
    times = [[] for _ in questions]
    found = {False: 0, True: 0}
    wanted = {False: 0, True: 0}
    for round_number in range(rounds + 1):
        for number, question in enumerate(questions):
            start = time.perf_counter()
            answer = ask(question)
            elapsed = time.perf_counter() - start
            if round_number > 0:
                times[number].append(elapsed * 1e6)
            else:
                truth = question["nearest"]
                found[question["typo"]] += len(set(answer) & set(truth))
                wanted[question["typo"]] += len(truth)
    middle = sorted(statistics.median(each) for each in times)
    return {
        "median": statistics.median(middle),
        "p99": middle[min(len(middle) - 1, int(len(middle) * 0.99))],
        "recall": found[False] / max(1, wanted[False]),
        "recallTypos": found[True] / max(1, wanted[True]),
    }


def _client(connect, questions, seconds, ready, results):
    ask = connect()
    for question in questions[:200]:
        ask(question)
    ready.wait()
    count = 0
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        for question in questions[count % len(questions):][:50]:
            ask(question)
            count += 1
    results.put(count / (time.perf_counter() - start))


def throughput(connect, questions, clients=2, seconds=6):
    """Answers a second of several client processes at once. `connect` makes each client's own `ask`."""
    context = multiprocessing.get_context("fork")
    ready = context.Barrier(clients)
    results = context.Queue()
    workers = [
        context.Process(target=_client, args=(connect, questions, seconds, ready, results))
        for _ in range(clients)
    ]
    for worker in workers:
        worker.start()
    total = sum(results.get() for _ in workers)
    for worker in workers:
        worker.join()
    return total


def write_result(path, result):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(result, file, indent=1)
    print(json.dumps(result))
