"""The interface's own sentences, read where the program reads them."""

import json
from functools import cache

import running

RIGHT_TO_LEFT = {"ar"}


@cache
def book(language):
    phrases = {}
    for file in sorted((running.ROOT / "Resources/languages" / language).glob("*.json")):
        if file.name != "language.json":
            phrases |= json.loads(file.read_text())
    return phrases


def phrase(language, key):
    return book(language)[key]
