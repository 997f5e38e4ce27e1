"""From words to mentions: exact, derived, folded and fuzzy look-ups, evidence, assembly."""
