"""The parts of Form 1040 that a conversion moves, one form or worksheet a module; ``form_1040`` puts them together.

Nothing is rounded on the way: amounts are exact and become cents where they are shown.
"""
