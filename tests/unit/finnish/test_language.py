from pathlib import Path

import pytest
import yaml

from finnish.language import FOREIGN, Guess, Language, guess, meant
from finnish.words import Words

WORDS = Words()
NLU = Path(__file__).parents[3] / "data" / "nlu"
CASES = {
    "fi": """
        moi
        hei
        heippa
        terve
        moro nääs
        joo
        ei
        kiitos
        ok
        mä oon kaks vuotta ollu ilman duunia
        onks mulla mitää järkee hakee
        haluaisin opiskella
        mina etsin tyota
        mina haluan opiskella suomi
        minä tulla suomi kaksi vuosi sitten
        miten minä hakea kurssi
        minun suomi ei hyvä mutta opiskelen
        en tieda mita tehda
        feedback oli ihan ok
        haluun oppia excelin ja wordin käyttöä
        onks teil joku online kurssi
        mun cv on vanha, voisko joku auttaa
        tarviin help context koulutusta
        sain offerin mut en ottanu
        oppisopimus
        trukkikortti
        siivooja
        lähihoitajaks
        tampere
        en
        no en
        se on siinä
        te ette auta
        mikä on tutkinnon osa
        paljonko maksaa
        hygieniapassi englanniksi
        voiko kurssin käydä ruotsiksi
        puhun svenskaa vähän
        kurssi
        emt
        no thanks en tarvii
        """,
    "sv": """
        hej
        hejsan
        tack
        tack så mycket
        jag vill studera
        kan du tala svenska
        kan vi tala svenska
        jag söker jobb i Tammerfors
        vad kostar kursen
        hur ansöker jag
        jag förstår inte finska
        finns det någon utbildning på svenska
        jag heter Anna och jag är arbetslös
        hej, jag behöver hjälp med min ansökan
        god morgon
        """,
    "en": """
        hello
        hi
        thanks
        thank you very much
        do you speak english
        i need help
        i want to study
        can i get a job here
        how much does the course cost
        where do i apply for an apprenticeship
        i don't understand finnish
        hello, i am looking for work in tampere
        please help me
        is there someone i can talk to
        what is this
        """,
    "ru": """
        здравствуйте, я ищу работу
        привет
        сколько стоит обучение
        можно говорить с человеком
        """,
    "uk": """
        добрий день, шукаю роботу прибиральниці
        скільки коштує навчання
        привіт, допоможіть мені
        потрібна допомога з документами
        """,
    "ar": """
        مرحبا
        أبحث عن عمل
        أريد أن أتعلم اللغة الفنلندية
        """,
    "so": """
        salaan, waxaan ahay darawal
        sidee ayaan u helaa shaqo
        waxaan rabaa inaan barto
        ma i caawin kartaa fadlan
        af finnish kuma fiicni
        """,
    "et": """
        tere päevast, ma otsin tööd
        kui palju see koolitus maksab
        kas saaksin inimesega rääkida
        ma ei räägi hästi soome keelt
        mida ma tegema pean
        """,
    "other": """
        سلام، من دنبال کار می‌گردم
        你好
        สวัสดี
        γεια σας
        """,
    "none": """
        🙂🙂🙂
        123
        ???
        ...
        aaaaaaaaaaaaa
        """,
}  # fmt: skip
ROWS = [(line.strip(), language) for language, text in CASES.items() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize(("text", "language"), ROWS)
def test_the_language_of_a_message_is_told(text: str, language: str) -> None:
    assert guess(text, WORDS).language == Language(language)


def test_there_are_at_least_sixty_cases() -> None:
    assert len(ROWS) >= 60


@pytest.mark.parametrize(("text", "script"), [("привет", "CYRILLIC"), ("مرحبا", "ARABIC"), ("moi", "")])
def test_another_script_is_named(text: str, script: str) -> None:
    assert guess(text, WORDS).script == script


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("nataka kujifunza useremala", Language.OTHER),
        # One or two strange words may be a name, a slip or slang, and one known word makes a Finnish sentence of many.
        ("kujifunza", Language.FINNISH),
        ("nataka kujifunza useremala kurssi", Language.FINNISH),
    ],
)
def test_from_three_words_on_that_nobody_knows_a_message_is_in_another_language(text: str, language: Language) -> None:
    assert guess(text, WORDS).language is language


@pytest.mark.parametrize("text", ["", "\u200b", "a" * 2000, "<b></b>", "🙂" * 2000])
def test_nothing_readable_is_no_language(text: str) -> None:
    assert guess(text, WORDS).language in (Language.NONE, Language.FINNISH)
    assert isinstance(guess(text, WORDS), Guess)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("jag söker jobb i Tammerfors", "sv"),
        ("I am looking for a job", "en"),
        ("мне нужна работа", "ru"),
        ("أبحث عن عمل", "ar"),
        ("voiko tätä saada englanniksi", "en"),
        ("onks tää ruotsiks", "sv"),
        ("puhutko ruotsia", "sv"),
        ("voisko tän saada venäjäksi", "ru"),
        ("puhutteko persiaa", "other"),
        ("haluan vaihtaa kieltä", None),
        ("haluun oppia excelin käyttöä", None),
        ("3", None),
    ],
)
def test_the_language_that_is_meant_is_that_of_the_message_or_the_one_asked_for(
    text: str, language: "str | None"
) -> None:
    assert meant(text, WORDS) == language


# English words that Finnish speakers write by themselves, and the bot understands.
ENGLISH = {"what time open", "so what now, mitä teen", "shorter", "too long", "dumb it down", "see ya", "help"}


def test_no_finnish_sentence_that_people_write_is_taken_for_another_language() -> None:
    """Every fourth training sentence, all voices: spoken, dialect, learners', slips, no dots."""
    topics = [topic for path in sorted(NLU.glob("*.yml")) for topic in yaml.safe_load(path.read_text("utf-8"))["nlu"]]
    finnish = [topic["examples"] for topic in topics if topic["intent"] != "change_language"]
    sentences = [line.removeprefix("- ") for examples in finnish for line in examples.splitlines()][::4]
    assert len(sentences) > 3000
    of_others = {text for text in sentences if guess(text, WORDS).language in FOREIGN}
    assert of_others <= ENGLISH
