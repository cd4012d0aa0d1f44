"""Edits of labelled texts whose right answer is known beforehand: do exactly the right verdicts change?"""
