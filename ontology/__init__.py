"""The vocabulary of the graph: classes, properties, shapes, prefixes and JSON-LD context."""
