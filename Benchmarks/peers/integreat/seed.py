"""Fills Integreat CMS through its own models, or publishes a new version of one page. Runs with the Python of its installation.

    seed.py fill PLACES.json        one region with the languages, the places, and a page with the same text for each place
    seed.py change KEY WORDS        the page of that place gets these words in French; prints the moment when it was published
"""

import html
import json
import pathlib
import sys
import time

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from integreat_cms.cms import models  # noqa: E402
from integreat_cms.cms.constants import poicategory, region_status, status, text_directions  # noqa: E402
from places import REGION, slug  # noqa: E402

CHAPTER = 50


def fill(path: str) -> None:
    data = json.loads(pathlib.Path(path).read_text())
    with transaction.atomic():
        region = models.Region.objects.create(
            name="Paris", slug=REGION, status=region_status.ACTIVE, locations_enabled=True, latitude=48.8566, longitude=2.3522,
            postal_code="75000", admin_mail="nobody@example.org", timezone="Europe/Paris", fallback_translations_enabled=False)
        languages = make_languages(region, data["languages"])
        make_places(region, languages, data["places"])
        make_pages(region, languages, data["places"])


def make_languages(region, described: list[dict]) -> dict:
    languages, root = {}, None
    for one in described:
        language = models.Language.objects.create(
            slug=slug(one["tag"]), bcp47_tag=one["tag"].lower(), native_name=one["name"], english_name=one["tag"], primary_country_code="fr",
            text_direction=text_directions.RIGHT_TO_LEFT if one["direction"] == "rtl" else text_directions.LEFT_TO_RIGHT,
            table_of_contents=one["name"])
        wanted = {"language": language, "region": region, "active": True, "visible": True}
        if root is None:
            root = models.LanguageTreeNode.add_root(**wanted)
        else:
            root.refresh_from_db()
            root.add_child(parent=root, **wanted)
        languages[one["tag"]] = language
    return languages


def make_places(region, languages: dict, described: list[dict]) -> None:
    category = models.POICategory.objects.create(icon=poicategory.ICONS[0][0], color=poicategory.COLORS[0][0])
    models.POICategoryTranslation.objects.bulk_create(
        models.POICategoryTranslation(category=category, language=language, name="Services") for language in languages.values())
    made = models.POI.objects.bulk_create(
        models.POI(
            region=region, category=category, address=one["address"], postcode=one["postcode"], city=one["city"], country="France",
            latitude=one["point"] and one["point"][0], longitude=one["point"] and one["point"][1], location_on_map=bool(one["point"]),
            **({"opening_hours": one["week"]} if one["week"] else {})) for one in described)
    models.POITranslation.objects.bulk_create(
        models.POITranslation(
            poi=place, language=language, title=one["texts"][tag]["name"], content=one["texts"][tag]["content"],
            slug=one["key"].lower(), status=status.PUBLIC, version=1)
        for place, one in zip(made, described) for tag, language in languages.items())
    models.Contact.objects.bulk_create(
        models.Contact(location=place, phone_number=one["phone"][:40], website=one["website"][:250])
        for place, one in zip(made, described) if one["phone"] or one["website"])


def make_pages(region, languages: dict, described: list[dict]) -> None:
    """Only pages are exported as PDF and read one by one, so each place is a page as well, fifty in a chapter."""
    translations = []
    for number, start in enumerate(range(0, len(described), CHAPTER), 1):
        chapter = models.Page.add_root(region=region)
        translations += [page(chapter, language, f"chapter-{number}", str(number), "") for language in languages.values()]
        for one in described[start:start + CHAPTER]:
            chapter.refresh_from_db()
            child = chapter.add_child(region=region, parent=chapter)
            lines = [part for part in [one["address"], f"{one['postcode']} {one['city']}".strip(), one["hours"], one["phone"], one["website"]] if part]
            facts = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
            translations += [
                page(child, language, one["key"].lower(), one["texts"][tag]["name"], one["texts"][tag]["content"] + facts)
                for tag, language in languages.items()]
    models.PageTranslation.objects.bulk_create(translations)


def page(of, language, its_slug: str, title: str, content: str):
    return models.PageTranslation(
        page=of, language=language, slug=its_slug, title=title, content=content, status=status.PUBLIC, version=1)


def change(key: str, words: str) -> None:
    one = models.PageTranslation.objects.filter(slug=key.lower(), language__slug="fr").order_by("-version").first()
    one.pk, one.version, one.content = None, one.version + 1, f"<p>{html.escape(words)}</p>"
    one.last_updated = timezone.now()
    one.save(force_insert=True)
    print(time.time())


{"fill": fill, "change": change}[sys.argv[1]](*sys.argv[2:])
