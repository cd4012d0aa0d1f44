"""Do the suggested wordings do what they promise? Fills them in, writes them into documents, reviews again."""
