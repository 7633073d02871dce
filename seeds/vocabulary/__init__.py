"""People, organizations, methods and other things that are known beforehand."""
