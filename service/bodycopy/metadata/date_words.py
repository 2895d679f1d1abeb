"""Words beside a date that say what it is the date of, by language."""

from __future__ import annotations

import re
from typing import Final

MODIFIED: Final = (
    r"updated?|modified|revised|last (?:edited|reviewed|changed)|aktualisiert|geändert|(?:letzte )?änderung|"
    r"mis à jour|mise à jour|modifié|"
    r"actualizad[oa]|actualización|aggiornat[oa]|aggiornamento|"
    r"atualizad[oa]|bijgewerkt|uppdaterad|oppdatert|opdateret|aktualizowan\w+|aktualizacja|aktualizováno|обновлен\w*|"
    r"оновлено|güncelle\w+|"
    r"päivitetty|frissítve|更新|수정|업데이트|آخر تحديث|تم التحديث"
)
PUBLISHED: Final = (
    r"published|posted|created|publish date|post (?:date|time)|publié|veröffentlicht|publiziert|erstellt|erschienen|"
    r"publicad[oa]|publicación|pubblicat[oa]|gepubliceerd|geplaatst|publicerad|"
    r"publisert|udgivet|offentliggjort|opublikowan\w+|data publikacji|"
    r"publikováno|vydáno|опубликован\w*|опубліковано|yayınlan\w+|julkaistu|közzétéve|公開|掲載|発表|发布|發布|입력|등록|"
    r"نشر|تاريخ النشر"
)
FOREIGN: Final = (
    r"joined|registered|registriert|member since|mitglied seit|copyright|founded|born|expires?|deadline|seit|since|geboren|"
    r"last (?:post|activity|visit|seen|comment)|letzter beitrag|letzte antwort|dernier message|último mensaje|valid|gültig|"
    r"termin|erscheinungsdatum|release date|site (?:last )?updated|erscheint|date of birth|accessed|"
    r"abgerufen|retrieved|received|accepted|eingereicht|angenommen"
)

# What a text says of itself below its end, before or around the date: `This entry was posted on 3 May 2024 and is filed
# under`, `Dieser Beitrag wurde am 3. Mai 2024 um 23:03 Uhr veröffentlicht und unter ... abgelegt`.
ENTRY: Final = (
    r"\b(?:this|the) (?:\w+ ){1,3}(?:was|were|has been) (?:\w+ ){0,2}(?:published|posted|written|created) (?:\w+ )?on",
    r"\bwurde(?: \w+){0,2} am(?=.{6,60}\b(?:veröffentlicht|gepostet|publiziert|geschrieben|erstellt|verfasst)\b)",
    r"\b(?:cet|ce|cette) (?:\w+ ){1,2}a été (?:\w+ ){0,2}(?:publiée?|postée?|écrite?)(?: dans \w+)? le",
    r"\best[ea] (?:\w+ ){1,3}(?:fue|foi) (?:\w+ ){0,2}(?:publicad[oa]|escrit[oa])(?: el| em| en)?",
    r"\bquest[oa] (?:\w+ ){1,2}è stat[oa] (?:\w+ ){0,2}(?:pubblicat[oa]|scritt[oa])(?: il)?",
    r"\b(?:dit|deze) (?:\w+ ){1,2}(?:is|werd) (?:\w+ ){0,2}(?:geplaatst|gepubliceerd|geschreven) op",
)

# A word that means more than this unless a colon follows.
STAND: Final = r"stand(?=\s?:)"

_SAYS_MODIFIED = re.compile(rf"(?<!\w)(?:{MODIFIED}|{STAND})", re.IGNORECASE)
_SAYS_PUBLISHED = re.compile(rf"(?<!\w)(?:{PUBLISHED})", re.IGNORECASE)
_SAYS_FOREIGN = re.compile(rf"\b(?:{FOREIGN})\b|©", re.IGNORECASE)


def says_modified(text: str) -> bool:
    """Whether a date line speaks of a change and not of the publication."""
    return _SAYS_MODIFIED.search(text) is not None and _SAYS_PUBLISHED.search(text) is None


def says_published(text: str) -> bool:
    """Whether a line says that it gives the date of publication."""
    return _SAYS_PUBLISHED.search(text) is not None


def says_when(text: str) -> bool:
    """Whether a line says that it gives the date of publication or of a change."""
    return _SAYS_PUBLISHED.search(text) is not None or _SAYS_MODIFIED.search(text) is not None


def says_foreign(text: str) -> bool:
    """Whether a date line is about something else than the text: a member's joining, a copyright."""
    return _SAYS_FOREIGN.search(text) is not None
