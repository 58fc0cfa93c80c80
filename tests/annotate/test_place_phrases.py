"""Names of places with lower-case words: in one order, whatever the order of sets."""

from transforms.vietnamese.gazetteer.names import place_names


def test_phrases_spelled_alike_stand_by_what_they_prove() -> None:
    for phrases in place_names().phrases.values():
        order = [(-len(phrase.whole), phrase.whole, phrase.before, phrase.name.proof) for phrase in phrases]
        assert order == sorted(order)
