"""Related and recommended links, read more, most read, sponsored and shopping boxes, inline ads."""
