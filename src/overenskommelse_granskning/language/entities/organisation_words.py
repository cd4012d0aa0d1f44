"""Names of police units, boards, bodies and other actors: patterns and word lists."""

from __future__ import annotations

import re

DIRECTION = (
    r"(?:Norra|Södra|Östra|Västra|Nordöstra|Nordvästra|Sydöstra|Sydvästra|Mellersta|Mellan|Övre|Nedre"
    r"|Inre|Yttre|Nya|Gamla|Stora|Lilla)"
)
POINT = (
    r"(?:Syd|Nord|Norr|Söder|Väst|Väster|Öst|Öster|Mitt|City|Centrum|Innerstaden|Norra|Södra|Östra|Västra)"
)
NO_PLACE = (
    r"(?!(?:och|samt|har|är|ska|skall|i|för|som|med|vid|den|till|av|på|om|under|var|eller|där|när|att)\b)"
)
UNIT_NAME = (
    rf"(?:{DIRECTION}\s+{NO_PLACE}[A-ZÅÄÖa-zåäö][\wåäö]+(?:[-/][A-ZÅÄÖ][\wåäö]+)?"
    rf"|(?!{DIRECTION}\b)[A-ZÅÄÖ][\wåäö]*(?:[-/][A-ZÅÄÖ][\wåäö]+)?(?:\s+{POINT}\b|\s+(?:län|skärgård)\b)?)"
)
UPPER_NAME = r"[A-ZÅÄÖ]{2,}(?:[ -][A-ZÅÄÖ]{3,})?"
UNIT = re.compile(
    r"(?i:(?P<kind>lokalpolisområde|närpolisområde|polisområde|polisregion|lokal\s?polisområde|lpo)"
    r"(?P<def>t|na|n|en)?(?P<gen>s)?)\b"
    rf"(?:\s+(?P<name>{UNIT_NAME}))?(?P<more>(?:,\s+{UNIT_NAME})*\s+och\s+(?:lokalpolisområde\s+)?{UNIT_NAME})?"
)
# "Norra Dalarnas polisområde": the name in the genitive before the word.
OWNER = re.compile(rf"(?<![\w-])(?P<name>(?:{DIRECTION}\s+)?[A-ZÅÄÖ][\wåäö]+(?:[–-][A-ZÅÄÖ][\wåäö]+)?)s\s+$")
UNIT_UPPER = re.compile(
    rf"(?:LOKALPOLISOMRÅDE|NÄRPOLISOMRÅDE|POLISOMRÅDE|LPO|POLISREGION)(?:ET)?\s+(?P<name>{UPPER_NAME})(?!\w)"
)
AUTHORITY = re.compile(
    r"(?i:polismyndigheten?s?)"
    r"(?:\s+i\s+(?P<county>[A-ZÅÄÖ][\wåäö]+(?:\s+[A-ZÅÄÖ][\wåäö]+)?(?:\s+län)?)"
    r"|,?\s+(?P<region>Polisregion\s+[A-ZÅÄÖ]\w+|Region\s+(?:Nord|Mitt|Bergslagen|Stockholm|Öst|Väst|Syd)\b))?"
)
POLICE_IN = re.compile(rf"\s+i\s+({UNIT_NAME})(?!\w)(?!(?:[–-]\w+)?\s+(?:lokal|när)?polisområde)")
COUNTY_BOARD = re.compile(
    r"(?i:länsstyrelsen?s?)"
    r"(?:\s+i\s+(?P<name>[A-ZÅÄÖ][\wåäö]+(?:\s+[A-ZÅÄÖ][\wåäö]+)?)\s+län|\s+(?P<bare>[A-ZÅÄÖ][\wåäö]+))?"
)
REGION = re.compile(r"Region(?:en)?s?\s+([A-ZÅÄÖ][\wåäö]+)")
POLICE_WORDS = frozenset(
    "polisen polisens närpolisen närpolisens lokalpolisen lokalpolisens poliserna polismän "
    "polisman poliser polis".split()
)
POLICE_GROUPS = frozenset(
    "kommungrupp kommungruppen områdesgruppen ungdomsgrupp ungdomsgruppen polispatrull "
    "polispatruller ingripandeverksamheten "
    "trafikpolisen gränspolisen sjöpolisen underrättelseenheten polisstation polisstationen".split()
)
MUNICIPAL_WORDS = frozenset("kommunen kommunens kommunerna kommunernas staden stadens".split())
BOARDS = frozenset("kommunstyrelsen kommunstyrelsens kommunstyrelserna kommunstyrelse ksau".split())
ASSEMBLY = frozenset("kommunfullmäktige kommunfullmäktiges fullmäktige fullmäktiges".split())
ADMINISTRATIONS = frozenset(
    "kommunledningskontoret kommunledningsförvaltningen stadsledningskontoret kommunkansliet kommunledningen "
    "socialtjänsten socialtjänst socialtjänstens socialkontoret socialjouren skolan skolans "
    "skolor skolorna skola elevhälsan "
    "fritidsgården fritidsgårdar fritidsgårdarna grundskolan gymnasieskolan gymnasiet förskolan "
    "hemtjänsten ungdomsmottagningen "
    "fritidsverksamheten tekniska överförmyndaren kulturskolan".split()
)
PARTIES = frozenset("parterna parternas parter part parten".split())
AGENCIES = frozenset(
    "kriminalvården kriminalvårdens frivården försäkringskassan försäkringskassans "
    "arbetsförmedlingen arbetsförmedlingens "
    "skatteverket tullverket kronofogden kronofogdemyndigheten åklagarmyndigheten åklagaren "
    "trafikverket kustbevakningen "
    "migrationsverket rikspolisstyrelsen socialstyrelsen skolverket boverket länsrätten "
    "domstolsverket sis jämställdhetsmyndigheten "
    "folkhälsomyndigheten regeringen skr skl brottsofferjouren".split()
)
ACTORS = frozenset(
    "räddningstjänsten räddningstjänst räddningstjänstens bostadsbolaget bostadsbolag "
    "bostadsbolagen bostadsföretag hyresvärd hyresvärdar "
    "hyresvärdarna hyresvärden fastighetsägare fastighetsägarna fastighetsägaren föreningar "
    "föreningarna föreningslivet föreningen "
    "näringslivet näringsidkare handlare handlarna köpmannaföreningen krögare krögarna "
    "civilsamhället civilsamhällets svenska "
    "regionen regionens landstinget vårdcentralen hälso beroendevården ordningsvakter "
    "ordningsvakterna ordningsvakt väktare "
    "väktarna nattvandrare nattvandrarna vaktbolaget vaktbolag trafikbolaget byalag byalaget "
    "bylag idrottsföreningar trossamfund kyrkan "
    "vårdnadshavare föräldrar föräldraföreningen hyresgästföreningen hemvärnet friskolor "
    "fastighetsbolaget fastighetsbolag".split()
)
NOT_GROUPS = re.compile(
    r"^(?:mål|ålders?|risk|under|folk|yrkes|minoritets|brukar|gäng|invånar|elev|befolknings|personal|kund|kategori|huvud|del|familje|kill|tjej"
    r"|ungdoms|fokus|jämförelse|kontroll|inkomst|patient|besökar|person|samhälls|vän|kamrat|medborgar|special|resurs(?!grupp)|etniska)grupp"
)
NOT_COUNCILS = re.compile(
    r"(?:området|samrådet|förrådet|länsrådet|kommunalrådet|oppositionsrådet|borgarrådet|regionrådet|utrådet|ljudrådet|tråd(?:en|et)?)s?$"
)
GROUP = re.compile(
    r"(?:(?:styr|arbets|lednings|berednings|samverkans|projekt|referens|analys|aktions|strategi|lokal|områdes|est|operativ|kärn|trygghets"
    r"|samordnings|läges|uppföljnings|\w+)?grupp(?:en|er|erna)?s?|[\wåäö]+forum(?:et)?|forum(?:et)?|[\wåäö]*team(?:et)?|nätverket?|[\wåäö]+möte[tn]?)$"
)
NOUN_BOARD = re.compile(
    r"^(?!om|ovan|nyss|förut|be|sist|väl)[\wåäö]+nämnd(?:en|ens|er|erna)$|^[\wåäö]{3,}utskottet?s?$"
)
ADMIN = re.compile(
    r"^[\wåäö]+(?:förvaltning(?:en|ens|ar|arna)?|kontoret|kontorets|enheten|enhetens|avdelningen|staben)$"
)
BRA = re.compile(
    r"(?i:lokala?\s+|det\s+lokala\s+)?(?i:brottsförebyggande\s+råd(?:et)?s?)(?:\s+i\s+[A-ZÅÄÖ]\w+)?"
)
AGENCY_AFTER = re.compile(
    r"\s*(?:\(|s\s+(?:handbok|vägledning|kunskapsstöd|webb|metod|rapport|rekommend|statistik|nationella)|:s\s+(?:handbok|vägledning))"
)
WORD_KINDS: dict[str, tuple[str, str]] = (
    dict.fromkeys(MUNICIPAL_WORDS, ("municipality", "municipality"))
    | dict.fromkeys(BOARDS, ("board", "municipality"))
    | dict.fromkeys(ASSEMBLY, ("assembly", "municipality"))
    | dict.fromkeys(ADMINISTRATIONS, ("administration", "municipality"))
    | dict.fromkeys(PARTIES, ("parties", "both"))
    | dict.fromkeys(AGENCIES, ("agency", "other"))
    | dict.fromkeys(ACTORS, ("actor", "other"))
    | {"brå": ("agency", "other"), "brås": ("agency", "other"), "est": ("group", "both")}
)
