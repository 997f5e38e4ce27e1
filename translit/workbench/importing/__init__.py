"""Names from other collections, turned into lexicon files that a maintainer can review."""
