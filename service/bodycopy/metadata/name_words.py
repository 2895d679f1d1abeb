"""Words around the names of authors, by language. Tables only; `names` reads them."""

from __future__ import annotations

from typing import Final

# Phrases before an author's name.
BY: Final[dict[str, tuple[str, ...]]] = {
    "en": ("by", "written by", "posted by", "story by", "words by", "text by", "reported by", "published by", "article by",
           "review by", "contributed by", "submitted by", "created by", "analysis by", "opinion by", "reporting by",
           "started by", "asked by", "guest post by", "guest post from", "about the author", "researched by",
           "authored by", "recipe by",
           "content by", "articles by", "insights from", "author", "post author", "words and photos by"),
    "de": ("ein beitrag von", "ein artikel von", "blogbeitrag von", "blog beitrag von",
           "ein kommentar von", "eine analyse von", "ein gastbeitrag von",
           "verfasst von", "geschrieben von", "ein interview von", "eine reportage von", "kommentar von", "gastbeitrag von",
           "eine kolumne von",
           "interview von", "essay von", "bericht von", "analyse von", "veröffentlicht von", "eingestellt von", "erstellt von",
           "beitrag von",
           "text von",
           "artikel von", "kolumne von", "aufgezeichnet von", "autor", "alle beiträge von", "autorenseite von"),
    "fr": ("par", "publié par", "écrit par", "propos recueillis par", "rédigé par", "posté par", "recueilli par"),
    "es": ("por", "escrito por", "publicado por"),
    "it": ("scritto da", "a cura di", "pubblicato da", "testo di"),
    "pt": ("por", "escrito por", "publicado por"),
    "nl": ("geschreven door",),
    "sv": ("av", "skriven av", "publicerad av"),
    "no": ("av", "skrevet av", "publisert av"),
    "da": ("af", "skrevet af"),
    "pl": ("napisane przez", "opracowała", "opracował"),
    "cs": ("napsal", "napsala"),
    "ru": ("написал", "написала"),
    "fi": ("kirjoittanut",),
    "hu": ("írta",),
    "ar": ("بقلم", "كتب", "كتبت"),
}  # fmt: skip

# The same, but these also begin surnames (Von Trier, Van Morrison, Di Stefano): two words or more must follow.
BY_OR_PARTICLE: Final = ("von", "van", "di", "da", "vom", "door")

# Nouns before an author's name, with a colon.
LABELS: Final[dict[str, tuple[str, ...]]] = {
    "en": ("author", "authors", "author(s)", "writer", "text", "words", "by", "byline", "contributors"),
    "de": ("autor", "autorin", "autoren", "autor/in", "autor:in", "autor*in", "text", "von", "interview", "redaktion",
           "protokoll", "text und fotos", "text und interview", "text & interview", "redakteur", "verfasser"),
    "fr": ("auteur", "auteurs", "texte", "par"),
    "es": ("autor", "autora", "autores", "texto", "por"),
    "it": ("autore", "autori", "testo", "di"),
    "pt": ("autor", "autora", "texto", "por"),
    "nl": ("auteur", "tekst", "door"),
    "sv": ("text", "författare", "av"),
    "no": ("tekst", "forfatter", "av"),
    "da": ("tekst", "forfatter", "af"),
    "pl": ("autor", "autorzy", "opracowanie", "oprac", "tekst", "opr"),
    "cs": ("autor", "autoři", "text"),
    "ru": ("автор", "авторы", "текст"),
    "uk": ("автор", "автори", "текст"),
    "tr": ("yazan", "yazar", "haber"),
    "fi": ("kirjoittaja", "teksti"),
    "hu": ("szerző",),
    "ja": ("文", "執筆", "著者", "筆者", "取材・文"),
    "zh": ("作者", "文", "记者", "記者", "撰文"),
    "ko": ("글",),
    "ar": ("الكاتب",),
}  # fmt: skip

# Words that join two names.
AND: Final = (
    "and",
    "und",
    "et",
    "y",
    "e",
    "och",
    "og",
    "en",
    "i",
    "a",
    "ve",
    "и",
    "та",
    "і",
    "és",
    "ja",
    "sowie",
    "with",
    "mit",
    "avec",
    "con",
    "im Gespräch mit",
    "im Interview mit",
    "in conversation with",
)

# What a person or a group is at the paper. Alone they are no name; after a name they are cut off.
ROLES: Final = frozenset(
    {
        # English
        "staff", "staff writer", "staff reporter", "staff report", "staff reports", "staff author", "writer", "reporter",
        "editor",
        "editors", "senior editor", "senior writer", "senior reporter", "senior correspondent", "contributor",
        "contributors",
        "contributing writer", "contributing editor", "contributing author", "correspondent", "columnist", "author",
        "authors",
        "guest", "guest author", "guest contributor", "guest writer", "guest post", "guest blogger", "associate editor",
        "editor-in-chief",
        "editor in chief", "managing editor", "deputy editor", "executive editor", "news editor", "freelance writer",
        "freelancer", "journalist",
        "photographer", "producer", "publisher", "blogger", "admin", "administrator", "webmaster", "web staff", "editorial",
        "editorial team", "editorial staff",
        "news staff", "newsroom", "web desk", "news desk", "digital staff", "online staff", "wire reports",
        "wire services", "agencies",
        "team", "the team", "user", "anonymous", "unknown", "none", "null", "undefined", "n/a", "founder", "co-founder",
        "ceo", "cto",
        "founder and ceo", "president", "reviewer", "owner", "moderator", "member", "op", "original poster", "author bio",
        "default",
        "about us", "about the author", "read more", "more", "follow", "share", "view all posts", "see all", "see bio",
        "view profile",
        "show more", "learn more", "posts", "profile", "website", "home", "contributor network", "press release", "name",
        "author name",
        "content writer", "content team", "content manager", "marketing manager", "chief executive", "editorial board",
        "special to", "public",
        "latest news", "local news",
        "superuser", "super user", "test", "wordpress", "manager", "director", "blog", "news", "breaking news reporter",
        "technology reporter",
        # German
        "redaktion", "redakteur", "redakteurin", "redakteure", "autor", "autorin", "autoren", "gastautor", "gastautorin",
        "korrespondent",
        "korrespondentin", "chefredakteur", "chefredakteurin", "chefredaktion", "volontär", "volontärin", "reporterin",
        "online-redaktion",
        "onlineredaktion", "agenturen", "mitarbeiter", "mitarbeiterin", "freier autor", "freie autorin", "leiter",
        "leiterin", "journalistin",
        "ressortleiter", "ressortleiterin", "freier journalist", "freie journalistin", "gast", "unbekannt",
        "nachrichten",
        "die redaktion", "mehr", "teilen", "autorinnen", "die autorinnen", "die autoren", "der autor", "die autorin",
        # French, Spanish, Italian, Portuguese, Dutch
        "rédaction", "la rédaction", "journaliste", "rédacteur", "rédactrice", "rédacteur en chef", "correspondant",
        "correspondante", "invité",
        "redacción", "la redacción", "redactor", "redactora", "periodista", "corresponsal", "autora", "enviado especial",
        "colaborador",
        "colaboradora", "redazione", "la redazione", "redazione online", "giornalista", "inviato", "autore", "redação",
        "da redação", "jornalista",
        "redacteur", "redactie", "van onze redactie", "auteur", "verslaggever", "correspondente", "equipo", "équipe",
        "actualités", "actualité", "noticias", "notizie", "notícias", "nieuws",
        # Nordic, Slavic and others
        "redaktionen", "redaksjonen", "skribent", "redaktør", "redaktör", "redakcja", "redakce", "redaktor", "dziennikarz",
        "редакция", "редактор", "корреспондент", "журналист", "автор", "админ", "администратор", "редакція",
        "редактор стрічки",
        "editör", "muhabir", "yazar", "haber merkezi", "toimitus", "toimittaja", "szerkesztőség", "szerkesztő", "記者", "记者",
        "編集部",
        "기자", "編輯", "编辑", "محرر", "هيئة التحرير",
    }
)  # fmt: skip

# What lists are sorted and menus arranged by: `By price`, `By industry`.
SORTED_BY: Final = frozenset(
    {
        "category", "price", "type", "location", "industry", "role", "company size", "brand", "use case", "region", "topic",
        "date", "size", "material", "occasion", "department", "style", "color", "colour", "collection", "school", "name",
        "product", "feature", "solution", "team", "business size", "manufacturer", "popularity", "rating", "country", "room",
    }
)  # fmt: skip

# Letters after a name that belong to it.
DEGREES: Final = frozenset(
    {
        "md", "phd", "dphil", "ms", "msc", "ma", "mba", "bs", "bsc", "ba", "rd", "rdn", "ld", "rn", "bsn", "msn", "np",
        "fnp", "pa", "pac", "pharmd",
        "dds", "dmd", "dvm", "do", "dpt", "pt", "cpt", "cscs", "lcsw", "lmft", "lpc", "psyd", "edd", "jd", "esq", "cpa",
        "cfp", "cfa", "ea", "jr", "sr",
        "ii", "iii", "iv", "fand", "facs", "faclm", "facp", "mph", "ldn", "cdn", "cdces", "cde", "cns", "facog", "otr",
        "ccc-slp", "med", "llm", "llb",
        "pe", "cissp", "pmp", "ches", "ibclc", "mfa", "mft", "lac", "ncc", "acsw", "msw", "cnm", "dnp", "aprn", "ryt",
        "nasm-cpt", "ace", "c.p.t", "ot",
    }
)  # fmt: skip

# News agencies, as they stand beside authors' names.
AGENCIES: Final = frozenset(
    {
        "dpa", "afp", "ap", "reuters", "sda", "keystone-sda", "apa", "sid", "epd", "kna", "dts", "dapd", "ddp", "upi",
        "tt", "ntb", "ritzau", "belga",
        "anp", "ansa", "efe", "lusa", "tass", "itar-tass", "interfax", "ria", "ptı", "pti", "ians", "ani", "xinhua",
        "kyodo", "jiji", "yonhap", "pap",
        "čtk", "ctk", "mti", "dha", "iha", "bloomberg", "cna", "aap", "canadian press", "associated press",
        "the associated press",
        "press association", "pa media", "europa press", "stt", "unn", "ukrinform", "agerpres", "tanjug", "hina", "sta",
        "bta",
    }
)  # fmt: skip

# Nouns that end a role of several words: `Senior Autos Reporter`.
ROLE_NOUNS: Final = frozenset(
    {
        "writer", "reporter", "editor", "correspondent", "columnist", "contributor", "journalist", "photographer",
        "producer", "blogger",
        "manager", "director", "founder", "cofounder", "co-founder", "ceo", "cto", "cmo", "coordinator", "specialist",
        "strategist", "analyst",
        "consultant", "reviewer", "officer", "president", "marketer", "engineer", "developer", "educator", "educators",
        "researcher", "intern",
        "freelancer", "copywriter", "author", "dietitian", "nutritionist", "assistant", "associate", "lead", "professor",
        "lecturer", "expert", "writers", "reporters", "account", "bio", "desk", "process", "guidelines", "policy",
        "disclosure", "standards", "tools", "modes", "admin", "categories", "head", "profile", "posts",
        "redakteur", "redakteurin", "korrespondent", "korrespondentin", "reporterin", "autorin", "journalistin",
        "volontär", "volontärin",
        "ressortleiter", "ressortleiterin", "chefredakteur", "chefredakteurin", "rédacteur", "rédactrice", "journaliste",
        "correspondant",
        "correspondante", "redactor", "redactora", "periodista", "corresponsal", "giornalista", "jornalista", "redacteur",
        "journalisten",
        "корреспондент", "журналист", "редактор", "dziennikarz", "dziennikarka", "redaktor", "muhabir", "toimittaja",
    }
)  # fmt: skip

# Groups at a house, which add nothing to the name of a person.
COLLECTIVES: Final = frozenset(
    {"team", "staff", "desk", "editors", "editorial", "redaktion", "rédaction", "redacción", "redazione"}
)

# What a role of several words begins with, after a name: `Jane Doe Senior Transport Reporter`.
RANKS: Final = frozenset(
    "senior staff chief deputy associate assistant contributing managing executive freelance special principal leitender "
    "leitende stellvertretender stellvertretende".split()
)

# Words between a role and the house: `Founder at Example`.
OF: Final = frozenset({"at", "of", "for", "in", "bei", "für", "chez", "de", "en", "@", "von", "der", "des"})

# First words of what stands in bylines and is no name.
NO_NAME_STARTS: Final = frozenset(
    "about alles create full by updated published posted last read more view see show follow share written medically reviewed "
    "fact learn meet all contact email "
    "subscribe sign log join in no home menu twitter facebook whatsapp instagram linkedin comments reply breaking "
    "personal mehr alle lesen voir lire ver leer tutti".split()
)

# What stands before a date in a byline, and the months that matter most there: en de fr es it pt nl, as one expression.
WEEKDAYS: Final = (
    "mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag"
)
MONTHS: Final = (
    "jan(?:uary|uar|vier|uari|eiro)?|feb(?:ruary|ruar|ruari|braio|rero)?|mar(?:ch|s|zo|et|ço)?|märz|april?|avril|abril|"
    "aprile|may|mai|mayo|maggio|mei|"
    "june?|juni|juin|junio|giugno|july?|juli|juillet|julio|luglio|aug(?:ust|ustus)?|août|agosto|sept?(?:ember|embre|"
    "iembre)?|okt(?:ober)?|"
    "oct(?:ober|obre|ubre)?|ottobre|nov(?:ember|embre|iembre)?|dec(?:ember|embre)?|dez(?:ember|embro)?|dic(?:iembre|"
    "embre)?|décembre|ene(?:ro)?|janv|févr?(?:ier)?"
)

# What follows these words after a name is no name: a section, a place, a time (`Posted by Jane Doe in Travel`).
AFTER_NAME: Final = ("in", "under", "at", "on", "um", "unter", "dans", "sous", "às", "alle", "kl", "from", "for", "via")

# Names after these words worked on a text that others wrote.
SECOND_HAND: Final = (
    "reviewed by", "medically reviewed by", "edited by", "updated by", "fact checked by", "fact-checked by",
    "technically reviewed by",
    "verified by", "translated by", "approved by", "photos by", "photo by", "photographs by", "illustrations by",
    "illustration by",
    "presented by", "sponsored by", "powered by", "produced by", "hosted by", "recommended by", "überprüft von",
    "geprüft von", "fotos von",
    "foto von", "übersetzt von", "bearbeitet von", "redigiert von", "relu par", "vérifié par", "traduit par",
    "revisado por", "traducido por",
    "illustration von", "illustrationen von", "illustriert von", "illustrationen:", "bilder von", "bilder:", "bild:", "fotos:",
    "foto:", "grafik von", "photos:", "photo:", "images by", "übersetzung von", "aus dem englischen von", "illustré par",
    "photos de", "ilustración de", "foto di", "traduzione di", "foto's van", "vertaald door",
    "editado por", "fotos de", "revisto por", "tradotto da",
)  # fmt: skip
