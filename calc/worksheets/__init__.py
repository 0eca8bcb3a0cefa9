"""One form or worksheet a module, lines in the form's order."""
