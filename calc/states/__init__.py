"""The income tax of one state: a module for each return with mechanics of its own, ``ordinary`` for the rest.

Every module has one function, ``assess(household, law) -> Assessment``; ``calc.worksheets.state_tax`` calls it
with the conversion and without it. The figures are in ``calc/law/states/``.
"""
