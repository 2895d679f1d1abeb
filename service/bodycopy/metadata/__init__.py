"""What is known of the article beside its text: headline, authors, dates, publisher, images and the rest.

One file a source (`jsonld`, `metatags`, `microdata`, `visible`) or a field (`headline`, `authors`, `dates`, ...). A source
makes offers, each with its name; `ranking` says in which order sources are believed; a field picks, and `Metadata.candidates`
keeps winners and losers. `read_metadata` works on the tree, `complete_metadata` adds what the labelled blocks know.
"""

from __future__ import annotations

from bodycopy.metadata.complete import complete_metadata
from bodycopy.metadata.read import read_metadata

__all__ = ["complete_metadata", "read_metadata"]
