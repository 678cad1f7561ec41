"""What one spoken word may stand for in writing, by the sound laws of speech and dialects.

A rule is (pattern, replacement, cost). Costs are on the Zipf scale of word frequency: a candidate's
worth is how common the written form is, less what it cost to get there. So an everyday change wins
over a rare one unless it gives a word that nobody uses.
"""

import re
from collections.abc import Iterator

Rule = tuple[re.Pattern[str], str, float]

V = "aeiouyäö"
DEAREST = 1.3  # what two changes inside a word may cost
LONGEST = 30  # longer unknown words are no spoken forms, and the work grows with the length


def _rules(*raw: tuple[str, str, float]) -> tuple[Rule, ...]:
    return tuple((re.compile(pattern), replacement, cost) for pattern, replacement, cost in raw)


# Sounds inside a word.
INSIDE = _rules(
    (rf"(?<=[{V}])h(?=[eaäouyi]|re)", "hd", 0.4),  # yhen, tehä, ahistaa
    (rf"(?<=[{V}l])r(?=[{V}])", "d", 0.6),  # meirän, saara
    (rf"(?<=[{V}h])r(?=[{V}])", "d", 0.5),
    (r"(?<=h)[aeä]r(?=[eaä])", "d", 0.6),  # kaharen, kahareksan
    (rf"(?<=[{V}])j(?=[{V}])", "d", 0.6),  # meijän, hoijan
    (rf"(?<=[{V}n])(?=[{V}][nkmst])", "d", 1.4),  # tiiän: the d is gone
    (r"iij?(?=[äa])", "ied", 0.5),  # tiiän, tiijä
    (r"i?iä(?=[nt])", "edä", 0.8),  # piän
    (r"tt", "ts", 0.4),  # kattoo, mettä
    (r"ht", "ts", 0.8),  # kahtoo
    (r"ht", "hd", 0.5),
    (r"t(?=o)", "ts", 0.9),  # katon
    (r"(?<=[aouyäöe])(?=[ntsl].)", "i", 0.5),  # alottaa, aikunen, punanen
    (r"(?<=[aouyäö])(?=tt)", "i", 0.4),
    (r"(?<=[aouyäö])(?=s[ei])", "i", 0.3),  # ikäsille
    (r"^aat", "ajat", 0.2),  # aatella
    (r"^oot", "odot", 0.2),  # oottelen
    (r"ee", "ea", 0.5),  # nopeesti
    (r"ee", "eä", 0.6),
    (r"ee", "ei", 0.7),  # oikeen
    (r"ii", "ia", 0.5),
    (r"ii", "iä", 0.6),
    (r"oo", "oa", 0.6),
    (r"([bcdfghjklmnpqrstv])\1", r"\1", 0.7),  # mittään, ossaa
    (rf"(?<=[{V}])([kptlnmrsv])\1(?=[{V}]{{2}})", r"\1", 0.4),
    (r"ua", "uo", 0.7),  # luakka
    (r"iä", "ie", 0.5),  # miähet
    (r"yä", "yö", 0.5),
    (r"ua", "aa", 0.7),  # vuan
    (r"iä", "ää", 0.7),  # piästä
    (r"uo", "oo", 0.9),
    (r"(?<=[kmnlr])h(?=aa|ää|ee|ii|oo|uu|yy|öö)", "", 0.5),  # tekemhään
    (r"a(?=[lnrh])([lnrh])a(?=[hkmpvj])", r"a\1", 0.4),  # vanahat
    (r"([aeiouyäö])([lnrh])\1(?=[hkmpvj])", r"\1\2", 0.4),  # kolome
    (r"^([kp])(?=[lr])", "", 2.0),
    (r"^(?=[lr])", "p", 2.2),
    (r"(?<=ht)e", "ee", 1.0),
    (r"(?<=[^v])v(?=[aeä])", "", 2.0),
    (r"m(?=[pb])", "n", 2.0),
    (r"d", "t", 1.8),
    (r"t(?=i)", "d", 1.2),  # äitin
    (r"t(?=i)", "ts", 0.8),  # etin
    (rf"(?<=[{V}])v(?=[aäe])", "d", 0.9),  # löyvän
    (rf"(?<=[{V}])([kptlmnrs])(?=[{V}])", r"\1\1", 0.9),  # opetaja, as one who learns writes
    (r"^toll(?=a)", "tuoll", 0.1),
    (r"^tällä(?=s)", "tällai", 0.1),
    (r"^tommo", "tuommo", 0.1),
)

# Spoken numbers inside a longer word.
NUMBERS = _rules(
    (r"kyt(?:ä|t)?(?!m)", "kymmentä", 0.0),
    (r"(?<=i|e|ä|n)kymment(?!ä)", "kymmentä", 0.0),
    (r"yks(?!i)", "yksi", 0.0),
    (r"kaks(?!i)", "kaksi", 0.0),
    (r"viis(?!i)", "viisi", 0.0),
    (r"kuus(?!i)", "kuusi", 0.0),
    (r"kol(?!m)", "kolme", 0.0),
    (r"nel(?!j)", "neljä", 0.0),
    (r"seittemän|seittämän", "seitsemän", 0.0),
    (r"kahe[kx]san", "kahdeksan", 0.0),
    (r"yheksän", "yhdeksän", 0.0),
    (r"toist$", "toista", 0.0),
)
_SPOKEN_NUMBER = re.compile(
    r"^(?=[a-zäö]*(?:ky[tm]|toist|sata|viis|kuus|kaks|seitt|kahe[kx]|yheks))"
    r"(?:yksi?|kaksi?|kol(?:me)?|nel(?:jä)?|viisi?|kuusi?|sei(?:ts|tt)[eä]män|kah[de]+[kx]san|yhd?eksän)"
)

# How a word ends.
ENDINGS = _rules(
    (r"(?<=[uy])$", "t", 0.2),  # tehny, ollu
    (r"(?<=n[uy])t?$", "t", 0.1),
    (rf"(?<=[{V}])s$", "isi", 0.3),  # menis, antas
    (rf"(?<=[{V}])s$", "si", 0.15),  # uus, kuukaus
    (r"oi$", "oja", 0.2),
    (r"öi$", "öjä", 0.2),
    (r"ei$", "eja", 0.2),
    (r"ei$", "ejä", 0.2),
    (r"ui$", "uja", 0.2),
    (r"yi$", "yjä", 0.2),
    (r"eeta$", "eaa", 0.2),
    (r"eetä$", "eää", 0.2),
    (r"et$", "eat", 0.5),
    (r"is$", "itsisi", 1.2),
    (r"is$", "aisi", 0.5),
    (r"is$", "äisi", 0.6),
    (r"[ai]s$", "aisi", 0.5),
    (r"äs$", "äisi", 0.4),
    (r"(?<=[^i])isin$", "aisin", 0.4),
    (r"(?<=[^aä])(?=sin$|sit$)", "i", 0.8),
    (rf"(?<=[{V}])s$", "ssa", 0.3),  # koulus
    (rf"(?<=[{V}])s$", "ssä", 0.35),
    (r"st$", "sta", 0.1),
    (r"st$", "stä", 0.15),
    (rf"(?<=[{V}])l$", "lla", 0.2),
    (rf"(?<=[{V}])l$", "llä", 0.25),
    (r"lt$", "lta", 0.1),
    (r"lt$", "ltä", 0.15),
    (r"t$", "ta", 0.5),
    (r"t$", "tä", 0.55),
    (r"ks$", "ksi", 0.1),  # siivoojaks
    (r"(?<=[^aä])ee$", "ea", 0.3),
    (r"ee$", "eä", 0.35),
    (r"ee$", "eaa", 0.3),  # kerkee
    (r"ee$", "eää", 0.35),
    (r"oo$", "oa", 0.3),
    (r"oo$", "oaa", 0.4),  # tarjoo
    (r"öö$", "öä", 0.3),
    (r"oo$", "aa", 0.6),  # ossoo
    (r"öö$", "ää", 0.6),
    (r"ii$", "ia", 0.2),  # kurssii
    (r"ii$", "iä", 0.25),
    (r"i$", "ia", 0.5),
    (r"i$", "iä", 0.55),
    (r"uu$", "ua", 0.25),
    (r"uu$", "uaa", 0.4),
    (r"yy$", "yä", 0.25),
    (r"yy$", "yää", 0.5),
    (r"un$", "uan", 1.2),
    (r"aa$", "ata", 0.8),
    (r"ää$", "ätä", 0.8),
    (r"ii$", "itsee", 1.4),
    (r"iin$", "itsen", 1.2),
    (r"ii$", "iää", 0.8),
    (r"(?<=[aeouyäö])$|(?<=[^oöeuy]i)$", "n", 0.25),  # the dropped n
    (r"aan$", "amaan", 1.0),  # lähen kaivaan
    (r"ään$", "ämään", 1.0),
    (r"een$", "emaan", 1.0),
    (r"een$", "emään", 1.0),
    (r"uun$", "umaan", 0.8),
    (r"yyn$", "ymään", 0.8),
    (r"oon$", "omaan", 0.9),
    (r"iin$", "imaan", 1.1),
    (r"iin$", "imään", 1.1),
    (r"een$", "ean", 0.6),
    (r"een$", "eän", 0.6),
    (r"nna$|nnä$", "nut", 1.0),
    (r"s$", "st", 2.0),
    (r"ne$", "nen", 0.1),
    (r"ene$", "inen", 1.0),
    (r"p[iu]?$", "", 0.8),  # kaypi
    (r"mma$", "mman", 0.3),
)

# What hangs on the end of a word, with the written form for back and front vowels.
CLITICS = (
    ("kohan", ("kohan",)),
    ("köhän", ("köhän",)),
    ("kaan", ("kaan",)),
    ("kään", ("kään",)),
    ("ks", ("ko", "kö")),
    ("ko", ("ko", "kö")),
    ("kö", ("kö",)),
    ("kaa", ("kaan",)),
    ("kää", ("kään",)),
    ("ki", ("kin",)),
    ("kin", ("kin",)),
    ("han", ("han",)),
    ("hän", ("hän",)),
)
_BACK = re.compile(r"[aou]")
PRONOUN_AFTER_QUESTION = re.compile(
    r"^(.{2,}?)(?:ks|k|ko|kö)(mää|mä|sää|sä|se|me|te|ne|mulla|mul|sulla|tää|toi|siellä|siel)$"
)
NEGATION_BEFORE = re.compile(r"^(en|et|ei|emme|ette|eivät)(.{2,})$")
NUMBER_BEFORE_UNIT = re.compile(r"^(\d+)(kk|vko|vk|pv|pvä|vuotta|v|h|t|min|e|eur|op|osp|km)$")


_INFINITIVE = (("ee", "e"), ("oo", "o"), ("öö", "ö"), ("uu", "u"), ("yy", "y"), ("ii", "i"))


def as_infinitive(word: str) -> str | None:
    """`kertoo` as it is after a verb that wants an infinitive: kertoa. Nothing when no such form can be."""
    ending = dict(_INFINITIVE).get(word[-2:])
    return word[:-2] + ending + ("a" if _BACK.search(word) else "ä") if ending and len(word) > len("oo") + 1 else None


def spoken_number(word: str) -> str | None:
    """A number word written out (kolkytviisvuotias: kolmekymmentäviisivuotias), or nothing."""
    if not _SPOKEN_NUMBER.match(word):
        return None
    for pattern, replacement, _ in NUMBERS:
        word = pattern.sub(replacement, word)
    return word


def near(word: str) -> Iterator[tuple[str, float]]:
    """Written forms one change away from the word, each with its cost."""
    if len(word) <= LONGEST:
        yield from _ended(word, 0.0)
        yield from _changed(word, INSIDE)


def far(word: str) -> Iterator[tuple[str, float]]:
    """Written forms two or three changes away."""
    if len(word) > LONGEST:
        return
    for form, cost in _changed(word, INSIDE):
        yield from _ended(form, cost + 0.2)
        if cost < DEAREST:
            twice = _changed(form, INSIDE)
            yield from ((again, cost + more + 0.4) for again, more in twice if cost + more < DEAREST)


def without_clitic(word: str) -> Iterator[tuple[str, str]]:
    """The word less what hangs on it, and the written clitic: pitääks → (pitää, kö)."""
    for spoken, written in CLITICS:
        if word.endswith(spoken) and len(word) > len(spoken) + 1:
            stem = word[: -len(spoken)]
            yield stem, written[0] if len(written) == 1 or _BACK.search(stem) else written[-1]


def _ended(word: str, cost: float) -> Iterator[tuple[str, float]]:
    for pattern, replacement, more in ENDINGS:
        form = pattern.sub(replacement, word, count=1)
        if form != word:
            yield form, cost + more


def _changed(word: str, rules: tuple[Rule, ...]) -> Iterator[tuple[str, float]]:
    for pattern, replacement, cost in rules:
        for match in pattern.finditer(word, 1 if not pattern.pattern.startswith("^") else 0):
            yield word[: match.start()] + match.expand(replacement) + word[match.end() :], cost
