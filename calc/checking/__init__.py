"""Papers and printed lines against the return that follows from them: data in, a verdict out.

``tables`` what each box and code does · ``papers`` what was sent · ``entries`` what belongs on one person's forms ·
``forms`` the lines worked out · ``slips`` usual mistakes, made on purpose · ``verdict`` the comparison.
"""
