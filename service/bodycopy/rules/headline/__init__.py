"""The page's own title block."""
