"""The history of the schema; each step works up and down, with data in the tables."""
