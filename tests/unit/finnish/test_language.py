import pytest

from finnish.language import Guess, Language, guess, meant
from finnish.words import Words

WORDS = Words()
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
    "other": """
        здравствуйте, я ищу работу
        привет
        مرحبا
        أبحث عن عمل
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
        ("waxaan rabaa inaan barto", Language.OTHER),
        ("nataka kujifunza useremala", Language.OTHER),
        # One or two strange words may be a name, a slip or slang, and one known word makes a Finnish sentence of many.
        ("waxaan rabaa", Language.FINNISH),
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
        ("мне нужна работа", "other"),
        ("أبحث عن عمل", "other"),
        ("voiko tätä saada englanniksi", "en"),
        ("onks tää ruotsiks", "sv"),
        ("puhutko ruotsia", "sv"),
        ("voisko tän saada venäjäksi", "other"),
        ("haluan vaihtaa kieltä", None),
        ("haluun oppia excelin käyttöä", None),
        ("3", None),
    ],
)
def test_the_language_that_is_meant_is_that_of_the_message_or_the_one_asked_for(
    text: str, language: "str | None"
) -> None:
    assert meant(text, WORDS) == language
