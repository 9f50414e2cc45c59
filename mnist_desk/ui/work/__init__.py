"""One way to do long work: a worker pumps it, a job tells of it."""
