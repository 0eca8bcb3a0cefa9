"""Worksheets and plans as JSON Lines, for other programs."""
