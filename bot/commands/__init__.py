"""One file for each command: ``main`` takes the parsed arguments and gives the exit status."""
