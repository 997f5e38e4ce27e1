"""What the text is made of: protected zones, candidate words, scripts, letter case."""
