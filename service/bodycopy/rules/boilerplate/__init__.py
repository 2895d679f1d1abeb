"""What no reader of the page sees. The rest of this label is given by the score alone, not by a rule."""
