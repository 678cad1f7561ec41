"""The profile as a picture and as a paper."""

import re
import zlib
from datetime import UTC, datetime
from xml.etree import ElementTree

from api.assessment.files import library
from api.assessment.model.pathway import ShownPath, ShownStep
from api.assessment.model.prior import Judgement, Note
from api.assessment.model.profile import Answered, Profile, profile_of
from api.assessment.pdf_report import as_pdf
from api.assessment.profile_chart import MOST_BARS, as_svg
from api.assessment.wording import tell

SVG = "{http://www.w3.org/2000/svg}"
SCALE = library().scales
NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def a_profile(count: int = 4, words: str = "Öisin ajoin trukkia & nostin <kuormia>.") -> Profile:
    keys = list(library().competences)[:count]
    answers = [Answered("arki", f"i{place}", key, key, 0.0, "Teen tätä.", place % 4) for place, key in enumerate(keys)]
    notes = {"trukin-kaytto": Note("trukin-kaytto", words, Judgement.RIGHT)}
    return profile_of(answers, notes, library().competences)


def test_the_picture_tells_in_words_what_its_bars_show() -> None:
    profile = a_profile()
    root = ElementTree.fromstring(as_svg(profile, SCALE))
    assert root.get("role") == "img"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    for known in profile.known:
        assert known.name in str(description.text)


def test_the_picture_needs_no_colour_and_no_style_that_a_strict_page_would_drop() -> None:
    drawn = as_svg(a_profile(), SCALE)
    assert "style=" not in drawn
    assert "<style" not in drawn
    assert drawn.count("<pattern") == 4


def test_of_many_competences_the_picture_shows_the_first_and_an_empty_profile_has_one_too() -> None:
    root = ElementTree.fromstring(as_svg(a_profile(40), SCALE))
    assert len([bar for bar in root.findall(f"{SVG}rect") if bar.get("height") == "18"]) == MOST_BARS
    ElementTree.fromstring(as_svg(Profile((), ()), SCALE))


def paper(profile: Profile) -> bytes:
    return as_pdf(profile, SCALE, ["Digitaidot"], tell("note"), NOW)


def test_the_paper_has_a_language_a_title_an_outline_and_marked_parts() -> None:
    made = paper(a_profile())
    for sign in (
        b"/Lang (fi)",
        b"/MarkInfo",
        b"/StructTreeRoot",
        b"/S /H1",
        b"/S /H2",
        b"/S /P",
        b"/S /Figure",
        b"/Outlines",
    ):
        assert sign in made, sign
    assert b"/DisplayDocTitle true" in made


def test_every_mark_of_the_paper_is_begun_and_ended() -> None:
    streams = [
        zlib.decompress(found)
        for found in re.findall(rb"/FlateDecode[^>]*>>\s*stream\r?\n(.*?)\r?\nendstream", paper(a_profile(40)), re.S)
    ]
    pages = [stream for stream in streams if b"BDC" in stream]
    assert len(pages) > 1
    assert all(page.count(b"BDC") == page.count(b"EMC") for page in pages)


def test_the_path_that_was_shown_is_on_the_paper_and_one_without_steps_is_not() -> None:
    step = ShownStep("Varaston työt", "Aloita tästä.", "15 osaamispistettä", "8 viikkoa", "Voit hakea.", "Opo.", True)
    path = ShownPath("varastotyö", (step, step), "Valikoimasta puuttuu vaihe.", NOW)
    heading = tell("paper_path", goal="varastotyö").encode("utf-16-be").hex().encode()
    assert heading in with_path(path)
    assert heading not in with_path(ShownPath("varastotyö", (), None, NOW))
    assert with_path(path).count(b"/S /H3") == with_path(None).count(b"/S /H3") + 2


def with_path(path: ShownPath | None) -> bytes:
    return as_pdf(a_profile(), SCALE, [], tell("note"), NOW, path)


def test_a_long_word_and_an_empty_profile_make_a_paper_too() -> None:
    assert paper(a_profile(2, "a" * 240)).startswith(b"%PDF-")
    assert paper(Profile((), ("Ajanhallinta",))).startswith(b"%PDF-")
