"""Papers that a person keeps: the picture, the PDF, the calendar.

Heavy libraries are loaded only when one is drawn.
"""
