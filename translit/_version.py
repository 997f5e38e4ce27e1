"""The version, without the cost of looking up package metadata."""

__version__ = "0.1.0"
