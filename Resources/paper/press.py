"""Turns one printed page of Ville Refuge into a PDF: press.py JOB OUT, both files; `press.py` alone says whether it could.

The job is JSON: {"html", "drawings": {name: SVG}, "fold": "none" | "booklet" | "panels", "rightToLeft", "most", "parent"}. The last line
of what it says is JSON: {"pages", "sheets", "missing"} (letters for which the machine has no font). It opens nothing but the job and the fonts of the machine: an image is one of
the job's own drawings (`paper:name`), every other address is refused.
"""

import io
import json
import os
import sys
import threading
import time

MISSING = 69
TOO_MANY_PAGES = 3
A4 = (297 / 25.4 * 72, 210 / 25.4 * 72)


def main() -> int:
    job = {}
    if len(sys.argv) == 3:
        with open(sys.argv[1], encoding="utf-8") as file:
            job = json.load(file)
        end_with(job.get("parent", os.getppid()))
        # Readers of the guide go first.
        os.nice(10)
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
    except (ImportError, OSError) as reason:
        print(f"WeasyPrint is missing: {reason}", file=sys.stderr)
        return MISSING
    if not job:
        return 0
    fonts = FontConfiguration()
    page = weasyprint.HTML(string=job["html"], base_url="paper:", url_fetcher=fetcher(job["drawings"]))
    style = weasyprint.CSS(filename=os.path.join(os.path.dirname(os.path.abspath(__file__)), "paper.css"))
    document = page.render(stylesheets=[style], font_config=fonts, optimize_size=("fonts", "images"))
    pages = len(document.pages)
    if job.get("most") and pages > job["most"]:
        print(json.dumps({"pages": pages, "sheets": 0, "missing": 0}))
        return TOO_MANY_PAGES
    missing = letters_without_font(document)
    language = document.metadata.lang
    pdf = document.write_pdf(finisher=lambda _, file: declare(file, language))
    sheets = pages
    if job["fold"] != "none":
        pdf, sheets = folded(pdf, job["fold"], job["rightToLeft"])
    # Made by the caller, beside the file that it will replace.
    with open(sys.argv[2], "wb") as out:
        out.write(pdf)
    print(json.dumps({"pages": pages, "sheets": sheets, "missing": missing}))
    return 0


def end_with(parent: int) -> None:
    """A press whose caller was killed, perhaps before it could look, writes no file that nobody waits for."""

    def watch():
        while os.getppid() == parent:
            time.sleep(0.2)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def fetcher(drawings: dict[str, str]):
    def fetch(url: str, **_):
        name = url.removeprefix("paper:")
        if not url.startswith("paper:") or name not in drawings:
            raise ValueError(f"{url} is not a drawing of the page")
        return {"string": drawings[name].encode(), "mime_type": "image/svg+xml", "redirected_url": url}

    return fetch


def letters_without_font(document) -> int:
    """WeasyPrint leaves such letters out without a word; Pango knows how many they are."""
    import cffi
    from weasyprint.formatting_structure.boxes import TextBox
    from weasyprint.text.ffi import ffi as its

    own = cffi.FFI()
    own.cdef("int pango_layout_get_unknown_glyphs_count(void *layout);")
    pango = own.dlopen("libpango-1.0.so.0")

    def count(box):
        if isinstance(box, TextBox):
            # As WeasyPrint itself does before it draws: layouts are let go once the lines are broken.
            box.pango_layout.reactivate(box.style)
            layout = own.cast("void *", int(its.cast("uintptr_t", box.pango_layout.layout)))
            found = pango.pango_layout_get_unknown_glyphs_count(layout)
            box.pango_layout.deactivate()
            return found
        return sum(count(child) for child in getattr(box, "all_children", lambda: [])())

    return sum(count(page._page_box) for page in document.pages)


def declare(file, language: str | None) -> None:
    """The document's language and that its title is shown (PDF 1.7, 14.9.2 and 12.2): for screen readers."""
    import pydyf

    if language:
        file.catalog["Lang"] = pydyf.String(language)
    file.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})


def folded(pdf: bytes, fold: str, right_to_left: bool) -> tuple[bytes, int]:
    """Pages laid on A4 sheets, printed on both sides: folded once (booklet of A5), or in three (leaflet)."""
    from pypdf import PdfReader, PdfWriter, Transformation
    from pypdf.generic import DictionaryObject, NameObject, BooleanObject, TextStringObject

    reader = PdfReader(io.BytesIO(pdf))
    writer = PdfWriter()
    faces = booklet(len(reader.pages)) if fold == "booklet" else panels(len(reader.pages))
    for face in faces:
        sheet = writer.add_blank_page(*A4)
        width = A4[0] / len(face)
        for place, number in enumerate(reversed(face) if right_to_left else face):
            if number < len(reader.pages):
                sheet.merge_transformed_page(reader.pages[number], Transformation().translate(place * width, 0))
    writer.add_metadata({name: value for name, value in (reader.metadata or {}).items()})
    root = writer._root_object
    if "/Lang" in reader.trailer["/Root"]:
        root[NameObject("/Lang")] = TextStringObject(reader.trailer["/Root"]["/Lang"])
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(True), NameObject("/Duplex"): NameObject("/DuplexFlipShortEdge")})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue(), (len(faces) + 1) // 2


def booklet(pages: int) -> list[list[int]]:
    """Faces of sheets laid into each other and folded once; a number beyond the last page is an empty half."""
    whole = -(-pages // 4) * 4
    faces = []
    for sheet in range(whole // 4):
        first, last = 2 * sheet, whole - 1 - 2 * sheet
        faces += [[last, first], [first + 1, last - 1]]
    return faces


def panels(pages: int) -> list[list[int]]:
    """One sheet folded in three, the last third inwards: the cover is the right third of the outer face."""
    return [[4, 5, 0], [1, 2, 3]]


if __name__ == "__main__":
    sys.exit(main())
