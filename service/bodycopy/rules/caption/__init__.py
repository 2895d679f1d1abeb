"""Captions, photo credits, gallery counters, alt text rendered as text, video titles."""
