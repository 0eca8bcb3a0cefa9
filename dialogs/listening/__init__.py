"""Facts told in passing, in any message: found, each with its readings, and joined; by way of ``in_passing``."""
