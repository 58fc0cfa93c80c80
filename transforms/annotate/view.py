"""The text as grammars read it: tokens, and the places among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from transforms.annotate.candidates import Candidate
from transforms.annotate.sport import signs_of_sport
from transforms.vietnamese.gazetteer.names import Proof, place_names
from transforms.vietnamese.syllables import Shape, Syllables, syllables
from transforms.vietnamese.tables import pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """Tokens of a normalised text with the places found in it.

    place_ends  first token of a place → the token behind its last one
    token_at    position in the text at which a token begins → the token
    of_sport    how many words of sport it has
    """

    tokens: Syllables
    place_ends: dict[int, int]
    token_at: dict[int, int]
    token_behind: dict[int, int]
    of_sport: int
    aliases: dict[int, int] = field(default_factory=dict)
    body_ends: dict[int, int] = field(default_factory=dict)

    def end_token(self, end: int) -> int | None:
        """The token behind the one that ends at a position of the text; None where a token is cut."""
        return self.token_behind.get(end)

    def span(self, first: int, behind: int) -> tuple[int, int]:
        """The characters of the tokens from `first` up to, not including, `behind`."""
        return self.tokens.starts[first], self.tokens.ends[behind - 1]

    def surface(self, first: int, behind: int) -> str:
        """The text of the tokens from `first` up to, not including, `behind`."""
        start, end = self.span(first, behind)
        return self.tokens.text[start:end]

    def covering(self, spans: Iterable[tuple[int, int]]) -> bytearray:
        """For each token, and one behind the last, whether one of the token spans covers it."""
        covered = bytearray(len(self.tokens) + 1)
        for first, behind in spans:
            covered[first:behind] = b"\1" * (behind - first)
        return covered

    def opens_compound(self, index: int) -> bool:
        """Whether a capital begins a word of two syllables whose second one is in lower case: "Kiểm toán"."""
        tokens = self.tokens
        if index + 1 >= len(tokens) or tokens.shapes[index + 1] is not Shape.LOWER:
            return False
        known = pairs("compounds.tsv")
        keys = tokens.keys
        return (keys[index], keys[index + 1]) in known and (
            index + 2 >= len(keys)
            or tokens.shapes[index + 2] is not Shape.LOWER
            or (keys[index + 1], keys[index + 2]) not in known
        )


def view_of(text: str, places: Iterable[Candidate]) -> TextView:
    """Cut a normalised text into tokens and note where places begin and end."""
    tokens = syllables(text)
    token_at = dict(zip(tokens.starts, range(len(tokens)), strict=True))
    token_behind = dict(zip(tokens.ends, range(1, len(tokens) + 1), strict=True))
    place_ends: dict[int, int] = {}
    for place in places:
        first, behind = token_at.get(place.start), token_behind.get(place.end)
        if first is not None and behind is not None and not _is_person(tokens, first):
            place_ends[first] = max(behind, place_ends.get(first, 0))
    return TextView(
        tokens=tokens,
        place_ends=place_ends,
        token_at=token_at,
        token_behind=token_behind,
        of_sport=signs_of_sport(tokens.keys),
    )


_UNIT_WORDS = frozenset("tỉnh thành phố tp huyện quận thị xã phường trấn .".split())
_BEFORE_THE_MAN = frozenset("tịch tưởng đức cách bác cụ đại quốc tụ chí thời nguyễn đình khu lăng cháu".split())
_BEFORE_UNIT = frozenset(("ubnd", "hđnd", "dân", "ủy"))  # "Chủ tịch UBND tỉnh | Lê Nam"
_SURNAMES = frozenset(
    "nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương đinh trịnh lương trương đào đoàn".split()
)


def _is_person(tokens: Syllables, first: int) -> bool:
    """Whether a unit word is followed by a person, not by the unit's name: "Chủ tịch UBND tỉnh Nguyễn Văn …"."""
    if tokens.keys[first] == "phố" and (not first or tokens.keys[first - 1] != "thành"):
        return False  # "phố Trần Nhân Tông"
    name = next((i for i in range(first, min(first + 3, len(tokens))) if tokens.keys[i] not in _UNIT_WORDS), first)
    if tokens.keys[first : first + 3] == ["hồ", "chí", "minh"]:
        return first > 0 and tokens.keys[first - 1] in _BEFORE_THE_MAN
    if tokens.keys[first : first + 2] in (["âu", "dương"], ["tôn", "thất"], ["gia", "cát"]) and tokens.capital(
        first + 1
    ):
        return True
    if name == first or name + 2 >= len(tokens) or tokens.keys[name] not in _SURNAMES:
        return False
    if first and tokens.keys[first - 1] in _BEFORE_UNIT and not tokens.capital(name + 2):
        return tokens.capital(name + 1) and " ".join(tokens.keys[name : name + 2]) not in place_names().names
    if tokens.keys[name : name + 3] == ["hồ", "chí", "minh"] or not all(tokens.capital(name + k) for k in range(3)):
        return False
    if _is_town(tokens, name):
        return False
    return tokens.keys[first] not in ("xã", "phường") or tokens.keys[name + 1] in ("văn", "thị")


def _is_town(tokens: Syllables, name: int) -> bool:
    """Whether the name of a known city stands here that begins like a surname: "TP.Phan Thiết"."""
    known = place_names().names.get(" ".join(tokens.keys[name : name + 2]))
    return known is not None and known.proof <= Proof.NAMELIKE
