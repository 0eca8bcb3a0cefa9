"""What people say, and what an attentive adviser takes from it: a line of data for each phrase and each story.

``phrases/*.toml``: a table for an open question (``you.compensation``; of whom it is asked stands behind ``@``), and
in it what is said = what follows:

- ``"185000"``: noted at once, and nothing else; ``"none"``, ``"yes"``, ``"no"`` and ``"unknown"`` too. Of a list its
  keys, with spaces between them;
- ``"240000 or 240"``: offered, each on a button, and nothing noted; ``"?240000"``: the one reading is offered;
- ``"answered"``: a question, answered; ``"declined"``: about something else; ``"asked back"``: no answer at
  all. Each time nothing is noted, and the question stays;
- a table of facts: noted, after a yes where they are listed, and nothing else.

``stories.toml``: longer messages at the beginning of a talk, and their facts.
"""
