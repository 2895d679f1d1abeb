"""Words beside a date that say what it is the date of, by language."""

from __future__ import annotations

import re
from typing import Final

MODIFIED: Final = (
    r"updated?|modified|last (?:edited|reviewed|changed)|aktualisiert|geändert|mis à jour|mise à jour|modifié|"
    r"actualizad[oa]|aggiornat[oa]|"
    r"atualizad[oa]|bijgewerkt|uppdaterad|oppdatert|opdateret|aktualizowan\w+|aktualizacja|aktualizováno|обновлен\w*|"
    r"оновлено|güncelle\w+|"
    r"päivitetty|frissítve|更新|수정"
)
PUBLISHED: Final = (
    r"published|posted|created|publié|veröffentlicht|erstellt|publicad[oa]|pubblicat[oa]|gepubliceerd|publicerad|"
    r"publisert|udgivet|opublikowan\w+|"
    r"publikováno|опубликован\w*|опубліковано|yayınlan\w+|julkaistu|közzétéve|公開|発表|입력"
)
_FOREIGN: Final = (
    r"joined|registered|registriert|member since|mitglied seit|copyright|founded|born|expires?|deadline|seit|since|geboren"
)

_SAYS_MODIFIED = re.compile(rf"(?<!\w)(?:{MODIFIED})", re.IGNORECASE)
_SAYS_PUBLISHED = re.compile(rf"(?<!\w)(?:{PUBLISHED})", re.IGNORECASE)
_SAYS_FOREIGN = re.compile(rf"\b(?:{_FOREIGN})\b|©", re.IGNORECASE)


def says_modified(text: str) -> bool:
    """Whether a date line speaks of a change and not of the publication."""
    return _SAYS_MODIFIED.search(text) is not None and _SAYS_PUBLISHED.search(text) is None


def says_foreign(text: str) -> bool:
    """Whether a date line is about something else than the text: a member's joining, a copyright."""
    return _SAYS_FOREIGN.search(text) is not None
