"""Where and why the network fails: a matrix, what changed, what breaks it."""
