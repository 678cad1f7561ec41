"""One message of every kind, as the features send them, said by the scripted bot to the word before it."""

from typing import Any

from api.platform.replies import Choice, means
from tests.support.messages import raw


def ways(*labels: str) -> list[Choice]:
    return [Choice(label, means("x")) for label in labels]


def way(label: str, **shown: Any) -> Choice:
    return Choice(label, means("x"), **shown)


def card(key: str, name: str, **facts: Any) -> dict[str, Any]:
    return {
        "id": key, "kind": "unit", "name": name, "name_sv": "", "fields": [], "code": None, "unit_codes": [],
        "summary": "Opit pitämään tilat siistinä ja turvallisina. Osa oppimisesta tapahtuu työpaikalla.",
        "qualification": "Puhtaus- ja kiinteistöpalvelualan perustutkinto", "qualification_code": None,
        "size_osp": 15.0, "provider": "Mallikaupungin ammattiopisto", "place": "Mallikaupunki", "way": "hybrid",
        "continuous": False, "starts": ["2027-01-11"], "next_start": "2027-01-11", "apply_by": "2026-12-15",
        "length_weeks": 10.0, "weekly_hours": 12.5, "contact_days_month": 4.0, "evenings": True, "weekends": False,
        "fee_eur": 0.0, "language": "fi", "device_needed": True, "entry_needs": ["Peruskoulu tai vastaavat tiedot"],
        "competences_gained": ["ylläpitosiivous", "aineiden turvallinen käyttö"], "competences_useful": [],
        "apply_where": "Hae oppilaitoksen verkkosivulla.", "employer": None, "counts_towards": None, "asks": None,
        "asked": ["seisomista ja kävelyä jonkin verran"],
        "valid_from": None, "valid_until": None, "source": "", "checked_on": "2026-11-20", "sample": True,
        "reasons": ["Kerroit siivonneesi kerrostaloja kolme vuotta.", "Etsit opintoja illaksi."],
        "hindrances": ["Lähipäivinä pitää päästä kampukselle."],
        "choices": [
            way("Lisätietoja", role="details"),
            way("Saatko työttömyysetuutta? Kysy ennen kuin aloitat.", role="benefits"),
            way("Ei minulle", role="not_for_me"),
        ],
        **facts,
    }  # fmt: skip


EMPLOYER = card(
    "rengas", "Rengasasentajaksi kauden alkuun", kind="employer_path", size_osp=None, length_weeks=1.0, way="workplace",
    continuous=True, starts=[], next_start=None, apply_by=None, fee_eur=None, evenings=False, device_needed=False,
    reasons=[], hindrances=["Tarvitset ajokortin."], qualification=None,
    employer={
        "name": "Esimerkkirengas Oy", "roles": ["rengasasentaja"], "open_places": 4, "must_have": ["ajokortti"],
        "learnt_at_work": ["renkaanvaihto", "tasapainotus"],
    },
)  # fmt: skip

ITEM = raw(
    "assessment_item",
    {
        "text": "Osaan käyttää kassaa. Esimerkiksi olen rahastanut kaupassa tai talkoissa.",
        "instrument": "tyossa-tehtya",
        "item": {
            "id": "kassa", "text": "Osaan käyttää kassaa.",
            "example": "Esimerkiksi olen rahastanut kaupassa tai talkoissa.",
        },
        "progress": {"answered": 3, "at_most": 12},
        "progress_text": "3 vastattu, enintään 12.",
        "choices": [
            way("En vielä", level=0, hint="En ole tehnyt tätä."),
            way("Autettuna", level=1, hint="Osaan, kun joku neuvoo."),
            way("Itsenäisesti", level=2, hint="Pärjään omin päin."),
            way("Voin opettaa toista", level=3, hint="Osaan näyttää muille, miten se tehdään."),
            way("En tiedä / en halua sanoa", role="unknown"),
            way("Mitä tämä tarkoittaa?", role="explain"),
            way("Palaa edelliseen", role="undo"),
            way("Lopeta ja näytä tulos", role="stop"),
        ],
    },
)  # fmt: skip


def competence(name: str, level: int, level_text: str, certainty: float, certainty_text: str) -> dict[str, Any]:
    return {
        "id": name, "name": name, "level": level, "level_text": level_text, "certainty": certainty,
        "certainty_text": certainty_text,
        "evidence": [{"text": "Kerroit: ”Olin kaupassa neljä vuotta ja opetin muita.”", "source": "told"}],
        "choices": [way("Oikein", role="right"), way("Ei ihan", role="not_quite"), way("Poista", role="remove")],
    }  # fmt: skip


PROFILE = raw(
    "profile",
    {
        "text": "Tältä osaamisesi näyttää nyt. Pidät huolta siitä, että asiakas saa apua. Jaksat kiireessäkin.",
        "strengths": ["Pidät huolta siitä, että asiakas saa apua.", "Jaksat kiireessäkin."],
        "competences": [
            competence("Asiakaspalvelu", 3, "Voin opettaa toista", 0.9, "vahvistit tämän itse"),
            competence("Kassatyö", 2, "Itsenäisesti", 0.8, "melko varma"),
            competence("Tilausten hoito", 1, "Autettuna", 0.3, "vielä epävarma"),
        ],
        "unknown": ["Tästä tiedetään vielä vähän: digitaidot."],
        "note": "Tätä ei ole tehty opiskelijavalintaa varten, eikä se sulje sinulta mitään pois.",
        "choices": [way("Näytä, mitä voisin opiskella"), way("Tallenna PDF")],
    },
)

PATHWAY = raw(
    "pathway",
    {
        "text": "Näin voisit edetä. Jokaisen askeleen jälkeen voit pysähtyä tai valita toisin.\n"
        "1. Varastotyön perusteet. Olet jo tehnyt tilausten keräilyä.\nTyöpaikkaa ei voi luvata.",
        "goal": "varastotyöntekijä",
        "note": "Työpaikkaa ei voi luvata.",
        "steps": [
            {
                "title": "Varastotyön perusteet", "why": "Olet jo tehnyt tilausten keräilyä.",
                "size": "15 osaamispistettä", "time": "noin 10 viikkoa",
                "by_then": "Voit hakea keräilijäksi.", "helper": "Oppilaitoksen opo auttaa hakemisessa.",
            },
            {
                "title": "Monimuotokurssi: trukkikortti ja turvallisuus", "why": "Moni työnantaja kysyy trukkikorttia.",
                "size": "5 osaamispistettä", "time": "noin 3 viikkoa", "by_then": "Sinulla on trukkikortti.",
                "helper": "Valmentaja auttaa löytämään työpaikan.",
            },
            {"title": "Oppisopimus varastossa", "why": "Opit työssä ja saat palkkaa.", "time": "noin vuosi"},
        ],
        "choices": [way("Aloitan tästä"), way("Haluan toisenlaisen polun")],
    },
)  # fmt: skip

EXPLAINED = raw(
    "assessment_item", {**ITEM.fields, "text": "Kassalla otetaan maksu vastaan. Kysymys on siis: Osaan käyttää kassaa."}
)

SCRIPT: dict[str, list[Any]] = {
    "hei": [
        raw(
            "choices",
            {
                "text": "Hei! Olen Askelmerkki, kaupungin neuvontabotti. Olen kone, en ihminen. Mistä aloitetaan?",
                "easy": "Hei! Olen Askelmerkki. Olen kone. Mitä haluat tehdä?",
            },
            ways("Kartoita, mitä osaan", "Etsi lyhyt opinto", "Mitä osaat tehdä?", "Haluan puhua ihmisen kanssa"),
        )
    ],
    "teksti": [raw("text", {"text": "Lue lisää: https://tyomarkkinatori.fi/. Kysy vaan.", "easy": "Kysy vaan."})],
    "kortit": [
        raw(
            "course_cards",
            {
                "text": "Löysin 7 sopivaa. Tässä niistä 2 ensimmäistä.",
                "total": 7,
                "cards": [card("siivous", "Ylläpitosiivous"), EMPLOYER],
            },
            ways("Näytä lisää"),
        )
    ],
    "väite": [ITEM],
    "selitä": [EXPLAINED],
    "profiili": [PROFILE],
    "polku": [PATHWAY],
    "tiedoksi": [
        raw("notice", {"text": "Huoltokatko tänään klo 22–23.", "state": "bot"}, ways("Selvä", "Kerro lisää"))
    ],
    "arvio": [
        raw(
            "rating_request",
            {"text": "Miten keskustelu valmentajan kanssa sujui?"},
            ways("1 – huonosti", "2 – melko huonosti", "3 – ihan hyvin", "4 – hyvin", "5 – erittäin hyvin"),
        )
    ],
    "hätä": [
        raw(
            "text",
            {
                "text": "Kiitos, että kerroit. Jos olet vaarassa, soita 112. Kriisipuhelin 09 2525 0111 vastaa aina.",
                "numbers": [
                    {"name": "Hätänumero", "number": "112"},
                    {"name": "MIELI Kriisipuhelin", "number": "09 2525 0111"},
                ],
            },
        )
    ],
    "soitto": [raw("choices", {"text": "Voin pyytää soiton."}, [way("Pyydä soittoa", role="callback"), way("En nyt")])],
    "uutta": [raw("uusi_laji", {"text": "Tämä laji on tuntematon, mutta teksti luetaan."}, ways("Hyvä"))],
}
