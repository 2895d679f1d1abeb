"""Reader comments and the forms around them."""
