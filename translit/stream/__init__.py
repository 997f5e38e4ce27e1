"""Folding streams: lines, documents and records."""
