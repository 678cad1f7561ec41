"""Spoken Finnish to the written form, word by word, before lemmas are looked for.

Lists where the form is a word of its own, rules where a whole class of forms follows one pattern.
A rule answers only when Voikko (through `known`) does not know the word as it is and knows the result.
"""

from collections.abc import Callable, Iterator

from finnish.fold import tokens

# A form that is never anything else, or that in these talks hardly ever is.
FORMS = {
    "mä": "minä",
    "mää": "minä",
    "mnää": "minä",
    "mie": "minä",
    "miä": "minä",
    "ma": "minä",
    "maa": "minä",
    "sä": "sinä",
    "sää": "sinä",
    "sie": "sinä",
    "siä": "sinä",
    "nää": "nämä",
    "noi": "nuo",
    "mun": "minun",
    "mul": "minulla",
    "mulla": "minulla",
    "mulle": "minulle",
    "multa": "minulta",
    "mua": "minua",
    "muo": "minua",
    "musta": "minusta",
    "muhun": "minuun",
    "mussa": "minussa",
    "mut": "mutta",
    "sun": "sinun",
    "sulla": "sinulla",
    "sulle": "sinulle",
    "sua": "sinua",
    "susta": "sinusta",
    "meijän": "meidän",
    "teijän": "teidän",
    "heijän": "heidän",
    "meiän": "meidän",
    "teiän": "teidän",
    "oon": "olen",
    "oot": "olet",
    "ollaa": "ollaan",
    "oo": "ole",
    "ois": "olisi",
    "oisin": "olisin",
    "oisko": "olisiko",
    "oisiko": "olisiko",
    "onks": "onko",
    "oliks": "oliko",
    "oonks": "olenko",
    "ollu": "ollut",
    "olleen": "olleen",
    "en": "en",
    "emmä": "en minä",
    "enkä": "enkä",
    "eiks": "eikö",
    "eiku": "ei kun",
    "tiiä": "tiedä",
    "tiiän": "tiedän",
    "tiä": "tiedä",
    "tiedä": "tiedä",
    "emt": "en minä tiedä",
    "voiks": "voiko",
    "voinks": "voinko",
    "voisko": "voisiko",
    "voisin": "voisin",
    "saaks": "saako",
    "saanks": "saanko",
    "pitääks": "pitääkö",
    "täytyyks": "täytyykö",
    "löytyskö": "löytyisikö",
    "löytyykö": "löytyykö",
    "löytyyks": "löytyykö",
    "millon": "milloin",
    "sillon": "silloin",
    "tollon": "tuolloin",
    "tost": "tuosta",
    "tosta": "tuosta",
    "toi": "tuo",
    "ton": "tuon",
    "tota": "tuota",
    "tää": "tämä",
    "tän": "tämän",
    "täst": "tästä",
    "täs": "tässä",
    "tolla": "tuolla",
    "tuol": "tuolla",
    "ku": "kun",
    "kuhan": "kunhan",
    "niiku": "niin kuin",
    "niinku": "niin kuin",
    "sit": "sitten",
    "sitte": "sitten",
    "viel": "vielä",
    "kyl": "kyllä",
    "kylä": "kyllä",
    "ny": "nyt",
    "nyt": "nyt",
    "nytte": "nyt",
    "jotai": "jotain",
    "jotaki": "jotakin",
    "mitä": "mitä",
    "mikäs": "mikä",
    "mist": "mistä",
    "mis": "missä",
    "miks": "miksi",
    "kaks": "kaksi",
    "yks": "yksi",
    "kolmet": "kolme",
    "viis": "viisi",
    "kuus": "kuusi",
    "yheksän": "yhdeksän",
    "kaheksan": "kahdeksan",
    "seittemän": "seitsemän",
    "kakskyt": "kaksikymmentä",
    "kolkyt": "kolmekymmentä",
    "kaheltaan": "kahdeltaan",
    "yhen": "yhden",
    "kahen": "kahden",
    "yht": "yhtään",
    "yhtää": "yhtään",
    "duuni": "työ",
    "duunia": "työtä",
    "duunin": "työn",
    "duunissa": "työssä",
    "duunista": "työstä",
    "duunii": "työtä",
    "duuneja": "töitä",
    "hommia": "töitä",
    "hommii": "töitä",
    "hommiin": "töihin",
    "homma": "työ",
    "hommissa": "töissä",
    "koulus": "koulussa",
    "kattoo": "katsoa",
    "kattoa": "katsoa",
    "kattelen": "katselen",
    "kato": "katso",
    "tehny": "tehnyt",
    "käyny": "käynyt",
    "saanu": "saanut",
    "lukenu": "lukenut",
    "alottaa": "aloittaa",
    "alotan": "aloitan",
    "alottaisin": "aloittaisin",
    "alkas": "alkaisi",
    "haluun": "haluan",
    "haluaisin": "haluaisin",
    "haluisin": "haluaisin",
    "haluis": "haluaisi",
    "haluut": "haluat",
    "tarviin": "tarvitsen",
    "tarttis": "tarvitsisi",
    "tarvii": "tarvitsee",
    "tarvis": "tarvitsisi",
    "pitäs": "pitäisi",
    "pitäskö": "pitäisikö",
    "kannattaako": "kannattaako",
    "kannattaaks": "kannattaako",
    "joku": "joku",
    "jonku": "jonkun",
    "jossai": "jossain",
    "joskus": "joskus",
    "tolleen": "tuolla tavalla",
    "tälleen": "tällä tavalla",
    "sillee": "sillä tavalla",
    "iha": "ihan",
    "iteksee": "itsekseen",
    "ite": "itse",
    "itteni": "itseni",
    "itekseni": "itsekseni",
    "itelle": "itselle",
    "ittelle": "itselle",
    "kans": "kanssa",
    "kaa": "kanssa",
    "vaiks": "vaikka",
    "vaik": "vaikka",
    "enää": "enää",
    "ennää": "enää",
    "työkkäri": "työvoimapalvelut",
    "työkkärin": "työvoimapalvelujen",
    "työkkäristä": "työvoimapalveluista",
    "työkkäriin": "työvoimapalveluihin",
    "työkkärissä": "työvoimapalveluissa",
    "liksa": "palkka",
    "liksaa": "palkkaa",
    "rahaa": "rahaa",
    "fyrkkaa": "rahaa",
    "massii": "rahaa",
    "kouluun": "kouluun",
    "skole": "koulu",
    "amis": "ammattikoulu",
    "amiksen": "ammattikoulun",
    "amikseen": "ammattikouluun",
    "amiksessa": "ammattikoulussa",
    "oppari": "oppisopimus",
    "opparilla": "oppisopimuksella",
    "opparii": "oppisopimusta",
    "tsekata": "katsoa",
    "tsekkaa": "katso",
    "ihmine": "ihminen",
    "ihmisen": "ihmisen",
    "jeesiä": "apua",
    "jeesii": "apua",
    "kiitti": "kiitos",
    "kiitoksia": "kiitos",
}
FORMS = {spoken: written for spoken, written in FORMS.items() if spoken != written}

# Ending patterns, tried in order; each gives candidates for an unknown word.
ENDINGS: tuple[tuple[str, str], ...] = (
    ("nks", "nko"),
    ("nks", "nkö"),
    ("tks", "tko"),
    ("tks", "tkö"),  # saanks → saanko
    ("ks", "ko"),
    ("ks", "kö"),  # onks → onko
    ("isin", "aisin"),
    ("isin", "äisin"),  # haluisin → haluaisin
    ("is", "isi"),
    ("as", "aisi"),
    ("äs", "äisi"),  # vois → voisi
    ("nu", "nut"),
    ("ny", "nyt"),
    ("lu", "lut"),
    ("ly", "lyt"),
    ("su", "ssut"),
    ("ru", "rut"),
    ("i", "ia"),
    ("i", "iä"),
    ("ii", "ia"),
    ("ii", "iä"),  # kurssii → kurssia
    ("ee", "ea"),
    ("ee", "eä"),
    ("oo", "oa"),
    ("öö", "öä"),
    ("aa", "ata"),
    ("ää", "ätä"),
    ("uu", "ua"),
    ("yy", "yä"),
    ("l", "lla"),
    ("l", "llä"),
    ("lt", "lta"),
    ("lt", "ltä"),  # kurssil → kurssilla
    ("s", "ssa"),
    ("s", "ssä"),
    ("st", "sta"),
    ("st", "stä"),  # koulus → koulussa
    ("a", "an"),
    ("ä", "än"),
    ("e", "en"),
    ("i", "in"),
    ("o", "on"),
    ("u", "un"),  # the dropped n
    ("ö", "ön"),
    ("y", "yn"),
)
# Inside a word: sounds that the written language has and speech has lost.
INSIDE: tuple[tuple[str, str], ...] = (
    ("tt", "ts"),  # kattoo → katsoa
    ("ht", "hd"),  # yhten → yhden
    ("h", "hd"),  # yhen → yhden, kahen → kahden
    ("r", "d"),  # kaharen → kahden, meirän → meidän
    ("j", "d"),  # meijän → meidän
    ("o", "oi"),  # alottaa → aloittaa
)

Known = Callable[[str], bool]


def normalise(text: str, known: Known) -> str:
    """The text in written forms, lower case, single spaces. `known` says whether a word is Finnish."""
    return " ".join(normal_word(word, known) for word in tokens(text))


def normal_word(word: str, known: Known) -> str:
    """The written form of one word; the word itself when no better is known."""
    if word in FORMS:
        return FORMS[word]
    if known(word):
        return word
    return next((candidate for candidate in candidates(word) if known(candidate)), word)


def candidates(word: str) -> Iterator[str]:
    """Written forms that the spoken word may stand for, the likeliest first."""
    for spoken, written in ENDINGS:
        if word.endswith(spoken) and len(word) > len(spoken) + 1:
            yield word[: -len(spoken)] + written
    for spoken, written in INSIDE:
        if spoken in word[1:]:
            at = word.index(spoken, 1)
            yield word[:at] + written + word[at + len(spoken) :]
