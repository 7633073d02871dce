"""The annotated passages of ``seeds/corpus``: their text format, its checks, and their JSON."""
