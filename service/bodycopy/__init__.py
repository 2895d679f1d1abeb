"""bodycopy: the body copy and the metadata of a raw web page, and an account of everything that was left out."""

__version__ = "0.1.0"
