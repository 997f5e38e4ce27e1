"""The maintainers' workbench: checks, suggestions, what a change does to a corpus, the review page, imports."""
