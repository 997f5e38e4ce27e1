"""Rule files: loading, romanisation, spellings, readings and fold keys."""
