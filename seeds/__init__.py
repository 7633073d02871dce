"""Data that ships with claimgraph: sample documents and the vocabulary."""
