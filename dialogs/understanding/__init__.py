"""From what a person says to what is meant; English itself lies in ``dialogs/locale/``.

``intents`` tries readers of whole messages in their order: ``answered`` is what answers the open question, ``told``
and ``facts`` what is told in passing, ``wishes`` what is wanted of us, ``papers`` what is pasted; each other kind of
message has a file. Whether an answer may be noted at once, ``judge`` decides.

Below them a text is taken apart: ``tokens``; recognisers of one kind each (``amounts``, ``dates``, ``accounts``,
``acts``, ``people``); ``marks``, which puts them at their places; ``clauses``. A value for one card is read by
``answers``, and with what the talk knows besides by ``replying`` and ``reckoning``.
"""
