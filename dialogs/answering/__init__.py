"""Questions in words, and what answers them.

``answer`` asks each source and ``precedence`` says which is told: ``computed`` (a figure, worked out), ``usual``
(what is usually asked of a rule), ``counsel`` (a whole situation), ``own`` (the rule as it falls for this person),
and the card that ``classify`` finds, or the nearest ones where none is sure.
"""
