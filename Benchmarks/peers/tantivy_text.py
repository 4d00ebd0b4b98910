"""tantivy for the text alone: no place, no hours, no filters; twenty best by BM25.

`python tantivy_text.py DATA-FOLDER RESULT.json`
"""

import sys
import tempfile
import time

import tantivy

from common import fold, measure, read_data, throughput, write_result


def build(folder, services, vocabulary):
    wordings = {}
    for wording in vocabulary:
        wordings.setdefault(wording["need"], []).append(fold(wording["text"]))
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", stored=False, tokenizer_name="default", index_option="freq")
    index = tantivy.Index(builder.build(), path=folder)
    writer = index.writer(heap_size=256_000_000, num_threads=1)
    for service in services:
        words = [fold(service[key]) for key in ("name", "organisation", "alias", "description", "place")]
        for need in service["needs"]:
            words += wordings.get(need, [])
        writer.add_document(tantivy.Document(words=" ".join(words)))
    writer.commit()
    writer.wait_merging_threads()


class Asker:
    def __init__(self, folder, known):
        self.index = tantivy.Index.open(folder)
        self.schema = self.index.schema
        self.searcher = self.index.searcher()
        self.known = known

    def __call__(self, question):
        words = fold(question["text"]).replace("'", " ").split()
        parts = []
        for word in words:
            if word in self.known:
                parts.append(tantivy.Query.term_query(self.schema, "words", word))
            else:
                faults = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
                parts.append(tantivy.Query.fuzzy_term_query(self.schema, "words", word, distance=faults))
        query = parts[0] if len(parts) == 1 else tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, part) for part in parts])
        hits = self.searcher.search(query, 20, count=False).hits
        return [(address.segment_ord, address.doc) for _, address in hits]


def main():
    services, vocabulary, questions = read_data(sys.argv[1])
    questions = [question for question in questions if question["text"]]
    known = {word for wording in vocabulary for word in fold(wording["text"]).replace("'", " ").split()}
    for service in services:
        for key in ("name", "organisation", "alias"):
            known.update(fold(service[key]).replace("'", " ").split())
    with tempfile.TemporaryDirectory(prefix="search-peer-") as folder:
        start = time.perf_counter()
        build(folder, services, vocabulary)
        result = {"name": "tantivy, text alone", "build": time.perf_counter() - start}
        result.update(measure(Asker(folder, known), questions))
        result["recall"] = result["recallTypos"] = None
        result["twoClients"] = throughput(lambda: Asker(folder, known), questions)
        write_result(sys.argv[2], result)


if __name__ == "__main__":
    main()
