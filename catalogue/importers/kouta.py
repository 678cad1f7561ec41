"""Courses (koulutus) and their offerings (toteutus), as Opintopolku's index holds them, a JSON document a line.

An offering becomes one entry for each place that gives it. Codes and sizes lie in the course: they come
along when both files are read together. Names of contact persons are left where they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from catalogue.importers.common import Read, each, rejected, requirements, text_in
from catalogue.model import EntryKind, Row, Way
from catalogue.texts import say

SOURCE = "kouta"
KINDS = {
    "amm-tutkinnon-osa": EntryKind.UNIT,
    "amm-osaamisala": EntryKind.HYBRID_COURSE,
    "amm-muu": EntryKind.HYBRID_COURSE,
    "vapaa-sivistystyo-osaamismerkki": EntryKind.BADGE,
    "tuva": EntryKind.PREPARATORY,
    "telma": EntryKind.PREPARATORY,
    "aikuisten-perusopetus": EntryKind.PREPARATORY,
    "vapaa-sivistystyo-opistovuosi": EntryKind.PREPARATORY,
}
WHOLE, APPRENTICE = "amm", "oppisopimus"
# The service's own lists of codes: opetuspaikkakk, oppilaitoksenopetuskieli, opintojenlaajuusyksikko, hakutapa.
WAYS = {"1": Way.CONTACT, "2": Way.DISTANCE, "3": Way.DISTANCE, "4": Way.HYBRID, "5": Way.DISTANCE}
LANGUAGES = {"1": "fi", "2": "sv", "3": "fi, sv", "4": "en"}
UNITS = {"6": "size_osp", "8": "length_weeks"}
CONTINUOUS_APPLICATION = "02"
OWN_PLAN = "henkilokohtainen suunnitelma"
PUBLIC = "julkaistu"

Document = Mapping[str, Any]


def is_document(document: Any) -> bool:
    """Whether this is a course or an offering of Opintopolku's index."""
    inner = document_in(document)
    return inner is not None and "oid" in inner and "koulutustyyppi" in inner


def document_in(line: Any) -> Document | None:
    """The document itself, out of the index's wrapping."""
    inner = line.get("_source", line) if isinstance(line, dict) else None
    return inner if isinstance(inner, dict) else None


def read_documents(lines: Sequence[tuple[int, Any]]) -> list[Read]:
    """Every course and offering of these numbered lines, in their order."""
    courses = {str(inner.get("oid")): inner for _, line in lines if (inner := document_in(line)) and _is_course(inner)}
    items = [(number, _label(document_in(line) or {}), document_in(line)) for number, line in lines]

    def read(number: int, document: Any) -> Read:
        return _course(number, document) if _is_course(document) else _offering(number, document, courses)

    return list(_spread(each(items, read)))


def _is_course(document: Document) -> bool:
    return "koulutusOid" not in document


def _label(document: Document) -> str:
    return text_in(document.get("nimi")) or text_in(document.get("nimi"), "sv") or str(document.get("oid", ""))


def _spread(reads: Iterable[Read]) -> Iterable[Read]:
    """An offering of many places is a row for each of them."""
    for read in reads:
        if not isinstance(read, Row):
            yield read
            continue
        places = read.fields["places"]
        rest = {name: value for name, value in read.fields.items() if name != "places"}
        for oid, provider, place in places:
            summary = say("summary-offering", name=rest["name"], provider=provider, place=place)
            own = {"key": f"{rest['key']}-{oid}", "provider": provider, "place": place, "summary": summary}
            yield Row(read.number, f"{read.label}, {provider}", {**rest, **own})


def _course(number: int, course: Document) -> Read:
    label = _label(course)
    if course.get("toteutukset"):
        return rejected(number, label, "has-offerings")
    return _refused(number, course) or Row(number, label, {**_common(course), **_of_course(course)})


def _offering(number: int, offering: Document, courses: Mapping[str, Document]) -> Read:
    course = courses.get(str(offering.get("koulutusOid")))
    fields = {**_common(offering), **_teaching(offering), **_application(offering)}
    if course is not None:
        fields |= _of_course(course)
    return _refused(number, offering) or Row(number, _label(offering), fields)


def _refused(number: int, document: Document) -> Read | None:
    """Why the document is not for the catalogue, if it is not."""
    label, kind = _label(document), document["koulutustyyppi"]
    if document.get("tila") != PUBLIC:
        return rejected(number, label, "not-public-at-source")
    if kind == WHOLE and not _by_apprenticeship(document):
        return rejected(number, label, "whole-qualification")
    if kind != WHOLE and kind not in KINDS:
        return rejected(number, label, "other-level", str(kind))
    return None if _places(document) else rejected(number, label, "no-provider")


def _by_apprenticeship(document: Document) -> bool:
    ways = (document.get("metadata") or {}).get("opetus") or {}
    named = [text_in(document.get("nimi")), *(text_in(way.get("nimi")) for way in ways.get("opetustapa") or ())]
    return any(APPRENTICE in name.lower() for name in named)


def _common(document: Document) -> dict[str, Any]:
    metadata = document.get("metadata") or {}
    aims = text_in(metadata.get("osaamistavoitteet"))
    words = [*(metadata.get("ammattinimikkeet") or ()), *(metadata.get("asiasanat") or ())]
    page = "koulutus" if _is_course(document) else "toteutus"
    return {
        "key": f"{SOURCE}-{document['oid']}".lower(),
        "kind": KINDS.get(document["koulutustyyppi"], EntryKind.APPRENTICESHIP),
        "name": text_in(document.get("nimi")),
        "name_sv": text_in(document.get("nimi"), "sv"),
        "places": _places(document),
        "competences_gained": requirements(aims),
        "keywords": [str(word["arvo"]) for word in words if word.get("kieli") == "fi"],
        "apply_where": say(f"apply-opintopolku-{page}", oid=document["oid"]),
        "source": say(f"source-{SOURCE}"),
    }


def _places(document: Document) -> list[tuple[str, str, str]]:
    """Who gives it and where: the provider's oid, its name, the municipality's name."""
    return [
        (str(giver["oid"]), text_in(giver.get("nimi")), text_in((giver.get("paikkakunta") or {}).get("nimi")))
        for giver in document.get("tarjoajat") or ()
        if text_in(giver.get("nimi"))
    ]


def _of_course(course: Document) -> dict[str, Any]:
    """The codes and the size, which only the course tells."""
    metadata = course.get("metadata") or {}
    units = [unit for unit in metadata.get("tutkinnonOsat") or () if isinstance(unit, dict)]
    codes = [code for unit in units if (code := _code((unit.get("tutkinnonOsat") or {}).get("koodiUri")))]
    qualifications = [*(course.get("koulutukset") or ()), *(unit.get("koulutus") or {} for unit in units)]
    whole: Document = next(iter(qualifications), {})
    fields: dict[str, Any] = {
        "qualification": text_in(whole.get("nimi")) or None,
        "qualification_code": _code(whole.get("koodiUri")),
        **_size(units or [metadata]),
    }
    if len(units) == 1:
        return {**fields, "code": next(iter(codes), None)}
    return {**fields, "unit_codes": codes} | ({"kind": EntryKind.HYBRID_COURSE} if units else {})


def _size(parts: Sequence[Document]) -> dict[str, Any]:
    """The size in osaamispiste, or the length when it is told in weeks; nothing when a part has none."""
    units = {_code((part.get("opintojenLaajuusyksikko") or {}).get("koodiUri")) for part in parts}
    sizes = [float(number) for part in parts if (number := _amount(part))]
    field = next((name for unit, name in UNITS.items() if units == {unit}), None)
    return {field: sum(sizes)} if field and len(sizes) == len(parts) else {}


def _amount(part: Document) -> Any:
    return part.get("opintojenLaajuusNumero") or _code((part.get("opintojenLaajuus") or {}).get("koodiUri"))


def _teaching(offering: Document) -> dict[str, Any]:
    teaching = (offering.get("metadata") or {}).get("opetus") or {}
    season = teaching.get("koulutuksenAlkamiskausi") or {}
    hours = " ".join(text_in(time.get("nimi")).lower() for time in teaching.get("opetusaika") or ())
    months = 12 * (teaching.get("suunniteltuKestoVuodet") or 0) + (teaching.get("suunniteltuKestoKuukaudet") or 0)
    start = season.get("koulutuksenAlkamispaivamaara")
    return {
        "way": _way(teaching),
        "language": next(iter(_codes_of(teaching, "opetuskieli", LANGUAGES)), "fi"),
        "fee_eur": 0 if teaching.get("maksullisuustyyppi") == "maksuton" else teaching.get("maksunMaara"),
        "length_weeks": round(months * 52 / 12) or None,
        "starts": [str(start)[:10]] if start else [],
        "continuous": season.get("alkamiskausityyppi") == OWN_PLAN or _applied_always(offering),
        "evenings": "ilta" in hours,
        "weekends": "viikonlop" in hours,
    }


def _way(teaching: Document) -> Way | None:
    """Contact and distance teaching together are hybrid."""
    ways = set(_codes_of(teaching, "opetustapa", WAYS))
    return ways.pop() if len(ways) == 1 else Way.HYBRID if ways else None


def _codes_of(teaching: Document, name: str, meanings: Mapping[str, Any]) -> list[Any]:
    codes = [_code(item.get("koodiUri")) for item in teaching.get(name) or ()]
    return [meanings[code] for code in codes if code and code in meanings]


def _applied_always(offering: Document) -> bool:
    ways = [_code((round_.get("hakutapa") or {}).get("koodiUri")) for round_ in offering.get("hakutiedot") or ()]
    return CONTINUOUS_APPLICATION in ways


def _application(offering: Document) -> dict[str, Any]:
    """The last day to apply, and the form's address when it is one."""
    targets = [
        target
        for round_ in offering.get("hakutiedot") or ()
        for target in round_.get("hakukohteet") or ()
        if target.get("tila") == PUBLIC
    ]
    ends = [str(time.get("paattyy") or "")[:10] for target in targets for time in target.get("hakuajat") or ()]
    links = [link for target in targets if _is_address(link := text_in(target.get("hakulomakeLinkki")))]
    last = max((end for end in ends if end), default=None)
    applied = {"apply_by": date.fromisoformat(last).isoformat() if last and not _applied_always(offering) else None}
    return {**applied, **({"apply_where": links[0]} if links else {})}


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://")) and " " not in text


def _code(uri: Any) -> str | None:
    """The code in `koodisto_code#version`."""
    return str(uri).partition("#")[0].rpartition("_")[2] or None if uri else None
