"""Whom each confusion concerns: one condition per card, in modules by the groups of the cards."""
