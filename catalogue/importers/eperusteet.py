"""National qualification requirements and competence badges, as the ePerusteet service gives them.

Sizes lie in the references of the ways of completing, not in the units. Two ways may list the same
unit: the newest way's size is taken, and a way without sizes takes none away.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from catalogue.importers.common import Incoming, Read, date_of, each, rejected, requirements, size_text, text_in
from catalogue.model import EntryKind, Row
from catalogue.texts import say

SOURCE = "eperusteet"
WAYS = ("reformi", "ops", "naytto")  # newest first
PUBLIC = "JULKAISTU"


def is_qualification(document: Any) -> bool:
    """Whether this is a qualification's requirements."""
    return isinstance(document, dict) and "tutkinnonOsat" in document and "suoritustavat" in document


def are_badges(document: Any) -> bool:
    """Whether this is a list of competence badges."""
    return isinstance(document, list) and any(
        isinstance(each, dict) and "osaamistavoitteet" in each for each in document
    )


def read_qualification(document: Mapping[str, Any]) -> Incoming:
    """Every unit of a qualification."""
    sizes = _sizes(document.get("suoritustavat"))
    whole = _qualification(document)

    def read(number: int, unit: Any) -> Read:
        return _unit(number, unit, sizes, whole)

    return Incoming(SOURCE, list(_once(list(each(_numbered(document["tutkinnonOsat"]), read)))))


def _once(reads: Sequence[Read]) -> Iterator[Read]:
    """Two ways may each have their own copy of a unit: the one with a size is taken, the other told."""
    taken: dict[str, Row] = {}
    for row in reads:
        if isinstance(row, Row) and (row.fields["key"] not in taken or not taken[row.fields["key"]].fields["size_osp"]):
            taken[row.fields["key"]] = row
    for read in reads:
        if isinstance(read, Row) and taken[read.fields["key"]] is not read:
            yield rejected(read.number, read.label, "twice-in-source", str(read.fields["code"]))
        else:
            yield read


def read_badges(document: list[Any]) -> Incoming:
    """Every badge of the list."""
    return Incoming(SOURCE, list(each(_numbered(document), _badge)))


def _numbered(items: Any) -> Iterator[tuple[int, str, Any]]:
    for number, item in enumerate(items if isinstance(items, list) else (), start=1):
        named = item if isinstance(item, dict) else {}
        yield number, text_in(named.get("nimi")) or text_in(named.get("nimi"), "sv") or str(named.get("id", "")), item


def _sizes(ways: Any) -> dict[str, float]:
    """Sizes in osaamispiste by the unit's id."""
    found: dict[str, float] = {}
    known = [way for way in ways if isinstance(way, dict)] if isinstance(ways, list) else []
    for way in sorted(known, key=_age_of_way):
        if way.get("laajuusYksikko") not in (None, "OSAAMISPISTE"):
            continue
        for reference in way.get("tutkinnonOsaViitteet") or ():
            size = reference.get("laajuus") if isinstance(reference, dict) else None
            if isinstance(size, int | float) and size > 0:
                found.setdefault(str(reference.get("_tutkinnonOsa")), float(size))
    return found


def _age_of_way(way: Mapping[str, Any]) -> int:
    code = way.get("suoritustapakoodi")
    return WAYS.index(code) if code in WAYS else len(WAYS)


def _qualification(document: Mapping[str, Any]) -> dict[str, Any]:
    codes = [item.get("koulutuskoodiArvo") for item in document.get("koulutukset") or () if isinstance(item, dict)]
    return {
        "qualification": text_in(document.get("nimi")),
        "qualification_code": next((str(code) for code in codes if code), None) or str(document.get("id") or ""),
        "valid_from": date_of(document.get("voimassaoloAlkaa")),
        "valid_until": date_of(document.get("voimassaoloLoppuu")),
    }


def _unit(number: int, unit: Mapping[str, Any], sizes: Mapping[str, float], whole: Mapping[str, Any]) -> Read:
    code = str(unit.get("koodiArvo") or "")
    size = sizes.get(str(unit["id"])) or unit.get("laajuus") or None
    name = text_in(unit.get("nimi"))
    summary = "summary-unit" if size else "summary-unit-sizeless"
    fields = {
        "key": f"{SOURCE}-{whole['qualification_code']}-{code or unit['id']}".lower(),
        "kind": EntryKind.UNIT,
        "name": name,
        "name_sv": text_in(unit.get("nimi"), "sv"),
        "summary": say(summary, qualification=whole["qualification"], size=size_text(size or 0)),
        "code": code or None,
        "size_osp": size,
        "competences_gained": _competences(unit),
        "source": say(f"source-{SOURCE}"),
        **whole,
    }
    return Row(number, name or text_in(unit.get("nimi"), "sv") or str(unit["id"]), fields)


def _competences(unit: Mapping[str, Any]) -> list[str]:
    """The unit's own requirements; a common unit has them in the compulsory aims of its parts."""
    own = unit.get("ammattitaitovaatimukset")
    if isinstance(own, dict) and own.get("fi"):
        return requirements(str(own["fi"]))
    parts = [part for part in unit.get("osaAlueet") or () if isinstance(part, dict)]
    aims = [aim for part in parts for aim in part.get("osaamistavoitteet") or () if isinstance(aim, dict)]
    chosen = [aim for aim in aims if aim.get("pakollinen")] or aims
    found = [text for aim in chosen for text in requirements(str((aim.get("tavoitteet") or {}).get("fi") or ""))]
    return list(dict.fromkeys(found))[:200]


def _badge(number: int, badge: Mapping[str, Any]) -> Read:
    name = text_in(badge["nimi"])
    label = name or text_in(badge["nimi"], "sv") or str(badge.get("id"))
    if badge.get("tila") != PUBLIC:
        return rejected(number, label, "not-public-at-source")
    category = text_in((badge.get("kategoria") or {}).get("nimi"))
    code = str(badge.get("koodiUri") or badge["id"])
    fields = {
        "key": f"{SOURCE}-{code}".lower(),
        "kind": EntryKind.BADGE,
        "name": name,
        "name_sv": text_in(badge["nimi"], "sv"),
        "summary": say("summary-badge", category=category) if category else say("summary-badge-plain"),
        "code": code,
        "competences_gained": [
            text for aim in badge["osaamistavoitteet"] for text in requirements(text_in(aim["osaamistavoite"]))
        ],
        "keywords": [category] if category else [],
        "valid_from": date_of(badge.get("voimassaoloAlkaa")),
        "valid_until": date_of(badge.get("voimassaoloLoppuu")),
        "source": say(f"source-{SOURCE}"),
    }
    return Row(number, label, fields)
