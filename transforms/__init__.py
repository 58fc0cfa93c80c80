"""The rooms of Dòng Tin: each takes the noun of the room before it and gives the next."""
