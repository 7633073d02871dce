"""Readers: one module for each source format."""
