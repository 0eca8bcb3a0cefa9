"""How a turn begins, and what the rows of the table do."""
