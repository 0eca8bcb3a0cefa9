"""What is wrong with this installation, and what to do about it. Looking changes nothing.

telegram: token, webhook, clock · stored: database, schema, key · finding: what comes out
"""
