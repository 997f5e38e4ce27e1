"""Entries: the model, loading and checking of files, the compiled form."""
