"""Measurements on made-up data, each against a named baseline in the same run."""
