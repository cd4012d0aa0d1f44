from overenskommelse_granskning.vocabulary.sections import SECTION_LABELS, section_kinds, section_titles


def test_there_are_22_labels_in_report_order():
    assert len(SECTION_LABELS) == 22
    assert SECTION_LABELS[0] == "parter"
    assert SECTION_LABELS[-1] == "definitioner"


def test_every_label_has_a_title_and_terms():
    kinds = section_kinds()
    assert [k.label for k in kinds] == list(SECTION_LABELS)
    for kind in kinds:
        assert kind.title and kind.title[0].isupper()
        assert len(kind.terms) >= 8
        assert len(set(kind.terms)) == len(kind.terms)


def test_hardly_any_term_points_at_two_labels():
    seen: dict[str, str] = {}
    shared = set()
    for kind in section_kinds():
        for term in kind.terms:
            if term in seen:
                shared.add(term)
            seen[term] = kind.label
    assert shared <= {"problemområde", "vad vi vilja uppnå", "dit vi vilja"}


def test_terms_use_the_notation_of_the_lexicons():
    for kind in section_kinds():
        for term in (*kind.terms, *kind.weak):
            words = term.split()
            assert words and all(w == "~" or w.strip("-") for w in words)
            assert words[0] != "~" and words[-1] != "~"
            assert term == term.lower()


def test_titles_are_swedish():
    assert section_titles()[SECTION_LABELS[3]] == "Lägesbild"
