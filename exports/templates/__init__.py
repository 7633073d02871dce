"""Templates and assets of the exporters."""
