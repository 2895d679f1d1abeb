"""Tree or plain text -> blocks: the last place that touches elements. All that later stages know of the markup is here."""
