"""Contacts as another program reads them, strictly by RFC 6350. The sample is what the program writes: RulesTests compare it byte by
byte."""

import re
from pathlib import Path
from urllib.parse import urlsplit

SAMPLE = (Path(__file__).parent / "samples" / "contacts.vcf").read_bytes()

# RFC 6350, 3.3: a name, parameters with quoted or bare values, a value; no control character anywhere.
CONTENT_LINE = re.compile(
    r'(?P<name>[A-Za-z0-9-]+)(?P<parameters>(;[A-Za-z0-9-]+=("[^"\x00-\x1f\x7f]*"|[^";:,\x00-\x1f\x7f]*))*):'
    r"(?P<value>[^\x00-\x08\x0a-\x1f\x7f]*)")
# Section 6: how often each may stand in a card.
ONCE, AT_LEAST_ONCE, ANY = {"VERSION", "N", "KIND", "UID"}, {"FN", "VERSION"}, {"ORG", "TITLE", "TEL", "EMAIL", "LANG"}


def unfolded(octets):
    assert octets.endswith(b"\r\n") and b"\n" not in octets.replace(b"\r\n", b"") and b"\r" not in octets.replace(b"\r\n", b"")
    lines = octets[:-2].split(b"\r\n")
    assert all(0 < len(line) <= 75 for line in lines), "RFC 6350, 3.2"
    for line in lines:
        line.decode()  # No character is cut in two.
    return octets[:-2].replace(b"\r\n ", b"").decode().split("\r\n")


def unescaped(value, separator=None):
    """The parts of a value. A comma, semicolon or backslash of the text itself must have been escaped (3.4, 4)."""
    parts, index = [""], 0
    while index < len(value):
        sign = value[index]
        if sign == "\\":
            index += 1
            assert index < len(value) and value[index] in "\\,;nN", f"unknown escape in {value!r}"
            parts[-1] += "\n" if value[index] in "nN" else value[index]
        elif sign == separator:
            parts.append("")
        else:
            assert sign not in ",;", f"bare {sign} in {value!r}"
            parts[-1] += sign
        index += 1
    return parts


def cards():
    found, card = [], None
    for line in unfolded(SAMPLE):
        match = CONTENT_LINE.fullmatch(line)
        assert match, line
        name, parameters, value = match["name"], match["parameters"], match["value"]
        if name == "BEGIN":
            assert card is None and value == "VCARD"
            card = []
        elif name == "END":
            assert card is not None and value == "VCARD"
            found.append(card)
            card = None
        else:
            assert card is not None
            card.append((name, parameters, value))
    assert card is None
    return found


def test_every_card_holds_what_the_norm_asks_and_nothing_smuggled():
    assert len(cards()) == 3
    for card in cards():
        names = [name for name, _, _ in card]
        assert names[0] == "VERSION" and card[0][2] == "4.0"
        assert set(names) <= ONCE | AT_LEAST_ONCE | ANY
        assert all(names.count(name) == 1 for name in AT_LEAST_ONCE) and all(names.count(name) <= 1 for name in ONCE)
        for name, parameters, value in card:
            if name == "N":
                assert len(unescaped(value, ";")) == 5
            elif name == "TEL" and "VALUE=uri" in parameters:
                assert urlsplit(value).scheme == "tel" and re.fullmatch(r"\+\d{2,15}", urlsplit(value).path)
            elif name == "UID":
                assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value)
            elif name != "TEL" or "VALUE" not in parameters:
                unescaped(value)


def test_signs_of_the_format_come_back_as_they_were_typed():
    first = {name: value for name, _, value in cards()[0]}
    assert unescaped(first["FN"]) == ["Exemple, Zoé; dite \\ « la Loire »\nTEL:666"]
    assert unescaped(first["N"], ";")[0] == unescaped(first["FN"])[0]
    assert unescaped(first["TITLE"]) == ["Accueil; nuit, familles\nEND:VCARD"]
    assert unescaped(first["ORG"], ";") == ["Les Aides; nord, sud"]
    assert [value for name, _, value in cards()[0] if name == "LANG"] == ["ar", "fr"]


def test_long_and_foreign_text_is_folded_without_a_loss():
    second = {name: (parameters, value) for name, parameters, value in cards()[1]}
    assert second["FN"][1] == "مثال " + "طويل " * 20 and second["TITLE"][1] == "é" * 120
    assert second["TEL"] == (';TYPE="work,voice"', "01 43 44 55 00"), "without its country it is no address to dial"
    third = {name: value for name, _, value in cards()[2]}
    assert third["FN"].startswith("👩🏽‍⚕️") and unescaped(third["ORG"]) == ["Ligne\nBEGIN:VCARD"]
