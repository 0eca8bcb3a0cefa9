"""What is asked, of whom, in which order, and how answers are stored."""
