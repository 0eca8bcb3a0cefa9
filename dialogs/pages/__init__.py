"""The generated pages of docs/: each module has ``page()``, and a test compares it with the file."""
