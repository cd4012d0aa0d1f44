"""Swedish: sentences, lemmas, concepts, cues and entities over a document."""
