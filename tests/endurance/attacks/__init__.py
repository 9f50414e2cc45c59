"""The ways in which a file is given to the program, and what is expected of each."""
