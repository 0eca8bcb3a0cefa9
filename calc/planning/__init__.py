"""What a plan is put together from; ``calc.plan`` is the way in."""
