"""What a plan is put together from; ``calc.planning.plan`` is the way in."""
