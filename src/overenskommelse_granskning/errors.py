"""The exception tree and the numbered codes that people meet.

Codes: ``R0xx`` reading (the document could not be read, or only in part), ``R1xx`` what the text
itself gives reason to tell, ``S0xx`` reports that cannot be written, ``C0xx`` checklists, ``K0xx``
configuration and use. Every message is one Swedish sentence that says what to do.
"""

from __future__ import annotations

_EXCERPT = 120  # characters of an author's line that are shown


class ReviewError(Exception):
    """Base of all errors that the library raises on purpose.

    ``code`` is stable and may be matched by programs; ``str(error)`` is a Swedish sentence.
    """

    code = "K000"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code


class UnreadableDocument(ReviewError):
    """The input could not be read as a document. Nothing is scored.

    ``name`` is what the input is called in reports, ``sha256`` that of its bytes; empty where they are not known.
    """

    code = "R000"
    name: str = ""
    sha256: str = ""


class ChecklistError(ReviewError):
    """A checklist is wrong. Carries file, line and column (1-based) and an excerpt."""

    code = "C000"

    def __init__(
        self,
        message: str,
        *,
        file: str = "",
        line: int | None = None,
        column: int | None = None,
        excerpt: str = "",
        code: str | None = None,
    ) -> None:
        super().__init__(message, code=code)
        self.file, self.line, self.column, self.excerpt = file, line, column, excerpt
        self.more = 0  # other errors in the same file

    def located(self) -> str:
        """The message with ``file:line:column`` in front, and below it the excerpt with a mark at the column."""
        place = ":".join(str(p) for p in (self.file, self.line, self.column) if p)
        head = f"{place}: {self}" if place else str(self)
        if not self.excerpt:
            return head
        at = (self.column or 1) - 1
        start = max(0, at - _EXCERPT // 2) if len(self.excerpt) > _EXCERPT else 0
        shown = self.excerpt[start : start + _EXCERPT]
        before = "…" if start else ""
        after = "…" if start + _EXCERPT < len(self.excerpt) else ""
        mark = " " * (at - start + len(before)) + "^"
        others = (
            f"\n    … och {self.more} fel till: ”granska checklista validera” visar alla."
            if self.more
            else ""
        )
        return f"{head}\n    {before}{shown}{after}\n    {mark}{others}"


class ReportError(ReviewError):
    """A report of the wanted format cannot be written for this document; others can."""

    code = "S000"


class ConfigurationError(ReviewError):
    """Wrong option, setting or identifier."""

    code = "K001"


# Reading. The texts are templates: what varies is filled in with str.format.
READING_MESSAGES: dict[str, str] = {
    "R000": "Granskningen misslyckades oväntat ({what}): kör om med --felsok och anmäl utskriften.",
    "R001": "Filen finns inte: kontrollera sökvägen.",
    "R002": "Detta är en mapp: granska den med granska mapp MAPP --ut RESULTAT.",
    "R003": "Filen är tom: kontrollera att rätt fil sparades.",
    "R004": "Filen är krypterad eller lösenordsskyddad: spara en kopia utan lösenord och granska den.",
    "R005": "Filen är skadad eller avhuggen och kan inte öppnas: hämta eller spara den på nytt.",
    "R006": "Filens innehåll stämmer inte med filändelsen {extension} (innehållet ser ut att vara {actual}): "
    "byt ändelse eller spara om filen.",
    "R007": "Filformatet {extension} kan inte läsas: spara dokumentet som Word (.docx), PDF, ODT, HTML "
    "eller text.",
    "R008": "Filen är för stor ({size} MB, gränsen är {limit} MB): dela upp den eller höj gränsen med --grans.",
    "R009": "Dokumentet har för många sidor ({pages}, gränsen är {limit}): dela upp det eller höj gränsen med --grans.",
    "R010": "Sidorna är bilder utan text och lästes inte: välj --ocr auto, och installera tillägget ”ocr” samt "
    'Tesseract med svenska (pip install "overenskommelse-granskning[ocr]"; apt install tesseract-ocr '
    "tesseract-ocr-swe).",
    "R011": "Dokumentet innehåller ingen text att granska: kontrollera att rätt fil valdes.",
    "R012": "Sida {page} är en bild utan text och lästes inte: installera tillägget ”ocr” för att få "
    "med den.",
    "R013": "Filen packar upp till orimligt mycket data och lästes inte: spara om den från originalet.",
    "R014": "Filen får inte öppnas: stäng den i andra program, ändra rättigheterna eller granska en kopia.",
    "R015": "Äldre Word-format (.doc) kräver LibreOffice som inte hittades: spara filen som .docx "
    "och försök igen.",
    "R016": "Texten på sida {page} lästes med teckenigenkänning (OCR): kontrollera citaten mot originalet.",
    "R017": "Teckenkodningen var oklar och tolkades som {encoding}: kontrollera att å, ä och ö ser rätt ut.",
    "R018": "Läsningen tog längre tid än gränsen ({limit} s) och avbröts: spara om dokumentet som .docx eller dela upp det.",
    "R019": "Läsaren misslyckades oväntat: spara om dokumentet i ett annat format och försök igen.",
    "R020": "Dokumentet har spårade ändringar och lästes med ändringarna {mode}: välj läsning med "
    "--revisioner.",
    "R021": "Bokstäver ur ett annat alfabet som ser ut som latinska finns i {count} ord (det första: ”{word}”) och "
    "lästes som latinska: kontrollera orden i originalet.",
    "R022": "Texten har styrtecken som vänder skrivriktningen, så att det som visas kan vara något annat än det som "
    "lästes: kontrollera citaten mot originalet.",
    "R025": "På sida {page} finns en bild med text som inte lästes: installera tillägget ”ocr” för att få med den.",
    "R026": "Sida {page} lästes inte, för teckenigenkänningen (OCR) tog för lång tid och avbröts: skanna om sidan.",
    "R027": "Sida {page} lästes inte, för teckenigenkänningen (OCR) misslyckades: skanna om sidan eller spara om filen.",
    "R028": "Sida {page} gick dåligt att läsa (säkerhet {sure} %, kända ord {known} %), så omdömen som bygger på den är "
    "osäkra: skanna om sidan rakt i 300 punkter per tum.",
    "R029": "Texten på sida {page} går inte att tyda (kända ord {known} %), troligen för att typsnittet eller kodningen "
    "är fel: spara om filen från originalet, eller skanna den.",
    "R030": "Filen är ingen sparad granskning ({what}): spara en med granska fil DOKUMENT --format json --ut FIL.",
    "R031": "Sidans menyer, länkar och sidfot ({words} ord, bland annat ”{sample}”) granskades inte: kontrollera att inget "
    "av det hör till dokumentets text.",
    "R032": "Filen är ett e-postmeddelande: spara dokumentet som är bifogat som en egen fil och granska den.",
    "R033": "Filen är en låsfil som Word eller LibreOffice har bredvid ett öppet dokument: granska själva dokumentet i "
    "stället.",
    "R034": "Adressen leder till nätet, där granska inget hämtar: ladda ner dokumentet och ange den sparade filen.",
    "R041": "Granskningen av dokumentet tog längre tid än gränsen ({limit} s) och avbröts: höj gränsen med --tid "
    "eller dela upp dokumentet.",
    "R042": "Granskningen av dokumentet behövde mer minne än gränsen ({limit} MB) och avbröts: höj gränsen med "
    "--minne eller dela upp dokumentet.",
    "R043": "Processen som granskade dokumentet dog två gånger ({what}): spara om dokumentet i ett annat format "
    "och försök igen.",
    "R044": "Processen som läste dokumentet dog ({what}): spara om dokumentet i ett annat format och försök igen.",
}

# What the document itself gives reason to tell.
TEXT_MESSAGES: dict[str, str] = {
    "R101": "Dokumentet ser inte ut att vara en överenskommelse eller ett medborgarlöfte som granska har en "
    "checklista för: ange --checklista om det ändå ska granskas.",
    "R102": "Undantaget för {criterion} gick ut {day} och räknas inte: ta bort det eller låt det beslutas på nytt.",
    "R103": "Undantaget för {criterion} behövs inte, eftersom inget fattas: ta bort det.",
    "R104": "Undantaget för {criterion} börjar gälla {day} och räknas inte än.",
    "R105": "Perioden gick ut {day}, och dokumentet bedöms per {as_of}: kontrollera om det finns ett nyare.",
    "R106": "Undantaget för {criterion} räknas inte, eftersom kriteriet inte finns i de checklistor som har använts: rätta "
    "id:t.",
    "R107": "Undantaget för {criterion} behövs inte, eftersom checklistan {checklist} har stängt av kriteriet: ta bort det.",
    "R108": "Det finns flera undantag för {criterion}, och det som beslutades {day} av {by} räknas: ta bort det andra.",
    "R109": "Undantaget för {criterion} räknas inte, eftersom checklistan {checklist} inte har använts här.",
    "R110": "Dokumentet har {places} än{which}. Det räknas inte förrän det är klart.",
    "R111": "Dokumentet ser ut att vara {seen}, men {given} har angetts och det är granskat som det: kontrollera slaget.",
    "R112": "Filnamnet säger att dokumentet är {about}, men det ser ut att vara {seen} och är granskat som det: {todo}.",
}

# Reports that cannot be written.
REPORT_MESSAGES: dict[str, str] = {
    "S001": "Dokumentet är digitalt signerat och en anteckning i det skulle bryta signaturen: välj "
    "--format html, eller granska en kopia utan signatur.",
    "S002": "Dokumentet är skyddat mot ändringar: häv skyddet i Word (fliken Granska, Begränsa redigering), "
    "eller välj --format html.",
    "S003": "Dokumentet är krypterat och går inte att anteckna i: spara en kopia utan lösenord, eller välj "
    "--format html.",
    "S004": "Filen är uppbyggd på ett sätt som inte går att anteckna i: spara om den i det program den gjordes "
    "i, eller välj --format html.",
    "S005": "Bara Word-dokument (.docx) och PDF-filer kan ha anteckningar av granska att ta bort: ange en "
    "sådan fil.",
    "S006": "Filen kunde inte antecknas inom gränserna för tid och minne: spara om den i det program den gjordes i, "
    "eller välj --format html.",
}


def report_error(code: str) -> ReportError:
    """A :class:`ReportError` with the code's sentence."""
    return ReportError(REPORT_MESSAGES[code], code=code)


def reading_message(code: str, **values: object) -> str:
    """The Swedish sentence of a reading code, filled in. Raises KeyError for an unknown code."""
    return READING_MESSAGES[code].format(**values)


def unreadable(code: str, **values: object) -> UnreadableDocument:
    """An :class:`UnreadableDocument` with the code's sentence."""
    return UnreadableDocument(reading_message(code, **values), code=code)
