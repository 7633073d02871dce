"""The shipped model: its files, the labels they speak of, and how words go in and labels out."""
