"""One package a messenger: what comes in becomes ``Said``, a ``Reply`` becomes messages."""
