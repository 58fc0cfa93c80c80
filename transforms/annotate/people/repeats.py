"""Names met once with a sign (surname, title, honorific) are found again where they stand without one."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.annotate.names.foreign import heads_of_names, is_country
from transforms.annotate.names.signs import opens_next
from transforms.annotate.people.occupied import occupied_by
from transforms.annotate.people.persons import Name
from transforms.annotate.view import TextView
from transforms.vietnamese.gazetteer.names import place_names
from transforms.vietnamese.spelling import is_syllable
from transforms.vietnamese.tables import Trie, longest, words

_SIGNED = frozenset(("title", "honorific", "role", "foreign"))


def find_repeats(view: TextView, names: Sequence[Name], taken: bytearray) -> list[Name]:
    """Further mentions of the names: the whole name, or a foreign word at either end of it."""
    known: Trie = {}
    for name in names:
        for keys in _forms(view, name):
            node = known
            for key in keys:
                node = node.setdefault(key, {})  # type: ignore[assignment]
            node[""] = name.sign
    occupied = occupied_by(names, taken)
    found: list[Name] = []
    reach = 0
    for index, key in enumerate(view.tokens.keys):
        if index >= reach and key in known and view.tokens.capital(index) and not occupied[index]:
            hit = longest(known, view.tokens.keys, index)
            if hit and _free(view, index, hit[0], occupied):
                found.append(Name(first=index, behind=hit[0], sign="repeated"))
                reach = hit[0]
    return found


def _forms(view: TextView, name: Name) -> list[tuple[str, ...]]:
    keys = tuple(view.tokens.keys[name.first : name.behind])
    forms = [keys] if len(keys) >= 2 and (name.sign != "byline" or " ".join(keys) not in place_names().names) else []
    if name.sign in _SIGNED and not is_syllable(keys[-1]) and len(keys[-1]) > 2:
        forms.append(keys[-1:])
    elif name.sign == "surname" and len(keys) >= 3 and not is_syllable(keys[-1]):
        forms.append(keys[-1:])  # Hoàng Vũ Samson
    if len(keys) >= 2 and (name.sign != "foreign" or keys[0] in words("foreign_names.txt")) and _is_first_name(keys[0]):
        forms.append(keys[:1])
    return forms


def _is_first_name(key: str) -> bool:
    return len(key) > 2 and not is_syllable(key) and not is_country(key) and not longest(heads_of_names(), (key,), 0)


def _free(view: TextView, first: int, behind: int, occupied: bytearray) -> bool:
    tokens = view.tokens
    ends_in_place = behind - first > 1 and view.place_ends.get(behind - 1) == behind  # "Hải | Sapa"
    if any(occupied[first : behind - ends_in_place]) or not all(
        tokens.capital(i) or tokens.keys[i] in "-'’." for i in range(first, behind)
    ):
        return False
    goes_on = tokens.capital(behind) and not opens_next(view, behind)  # "của Klopp | Trong trận này"
    follows = goes_on and not occupied[behind] and tokens.words[behind].isalpha()
    leads = first > 0 and tokens.capital(first - 1) and not occupied[first - 1] and not tokens.opens_sentence(first - 1)
    return behind - first > 1 or not (follows or leads)
