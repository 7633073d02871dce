"""One view of the graph and the ways out of it."""
