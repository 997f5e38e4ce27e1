"""Loops that numba compiles, for folding in bulk, and the tables that they go by."""
