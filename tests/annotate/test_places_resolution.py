"""Which unit a name means, on which day, and what became of it."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from transforms.annotate.places.finding import find_places, resolve_place
from transforms.vietnamese.gazetteer import units as unit_tables
from transforms.vietnamese.gazetteer.spelling import fold_name, slug
from transforms.vietnamese.gazetteer.units import units

BEFORE, AFTER = date(2024, 5, 1), date(2026, 1, 1)


def test_merged_province_keeps_its_key_and_tells_its_successor() -> None:
    place = resolve_place("tỉnh Tiền Giang", day=BEFORE, within=None)
    assert (place.entity_key, place.canonical, place.current) == ("loc:tinh-tien-giang", "Tiền Giang", True)
    assert place.successors == ("loc:tinh-dong-thap",)
    assert not resolve_place("Tiền Giang", day=AFTER, within=None).current


def test_enlarged_province_keeps_its_key_and_tells_its_parts() -> None:
    old = resolve_place("Đồng Tháp", day=BEFORE, within=None)
    new = resolve_place("Đồng Tháp", day=AFTER, within=None)
    assert old.entity_key == new.entity_key == "loc:tinh-dong-thap"
    assert old.code != new.code
    assert old.successors == ("loc:tinh-dong-thap",)
    assert set(new.predecessors) == {"loc:tinh-dong-thap", "loc:tinh-tien-giang"}


def test_unchanged_province_has_neither() -> None:
    place = resolve_place("Cao Bằng", day=AFTER, within=None)
    assert (place.successors, place.predecessors, place.current) == ((), (), True)


def test_63_provinces_became_34() -> None:
    provinces = [u for found in units().by_key.values() for u in found if u.level == 1]
    assert len({u.key for u in provinces if u.valid_on(date(2024, 12, 31))}) == 63
    assert len({u.key for u in provinces if u.valid_on(date(2025, 7, 1))}) == 34
    merged = [u for u in provinces if u.valid_until == date(2025, 7, 1)]
    current = {u.key for u in provinces if u.valid_on(date(2025, 7, 1))}
    assert all(set(u.successors) <= current and u.successors for u in merged)


def test_bare_name_of_an_abolished_district_is_the_ward_after_the_reform() -> None:
    assert resolve_place("Ba Đình", day=BEFORE, within="Hà Nội").entity_key == "loc:quan-ba-dinh.thanh-pho-ha-noi"
    assert resolve_place("Ba Đình", day=AFTER, within="Hà Nội").entity_key == "loc:phuong-ba-dinh.thanh-pho-ha-noi"


def test_district_is_told_by_what_it_lies_in() -> None:
    assert resolve_place("huyện Châu Thành", day=BEFORE, within=None).ambiguous
    place = resolve_place("huyện Châu Thành", day=BEFORE, within="Long An")
    assert (place.entity_key, place.ambiguous) == ("loc:huyen-chau-thanh.tinh-long-an", False)
    assert all(key.startswith("loc:xa-") for key in place.successors)


def test_larger_unit_comes_before_the_smaller() -> None:
    assert resolve_place("Hòa Bình", day=BEFORE, within=None).entity_key == "loc:tinh-hoa-binh"
    assert resolve_place("thành phố Hòa Bình", day=BEFORE, within=None).canonical == "thành phố Hòa Bình"


@pytest.mark.parametrize("name", ["TP.HCM", "TP. Hồ Chí Minh", "Thành phố Hồ Chí Minh", "TPHCM", "Sài Gòn"])
def test_one_key_for_all_names_of_a_city(name: str) -> None:
    assert resolve_place(name, day=None, within=None).entity_key == "loc:thanh-pho-ho-chi-minh"


def test_hue_before_and_after_2025() -> None:
    assert resolve_place("Thừa Thiên - Huế", day=BEFORE, within=None).successors == ("loc:thanh-pho-hue",)
    assert resolve_place("Huế", day=BEFORE, within=None).entity_key == "loc:thanh-pho-hue.tinh-thua-thien-hue"
    assert resolve_place("Huế", day=AFTER, within=None).entity_key == "loc:thanh-pho-hue"


def test_countries_have_one_key_for_all_spellings() -> None:
    keys = {resolve_place(n, day=None, within=None).entity_key for n in ("Canada", "Ca-na-đa", "Canađa")}
    assert keys == {"loc:nuoc-canada"}


def test_unknown_place_keeps_its_type_word_in_the_key() -> None:
    assert resolve_place("thôn Đầu Núi Cao", day=None, within=None).entity_key == "loc:thon-dau-nui-cao"


def test_candidates_are_resolved_by_the_chain_they_stand_in() -> None:
    text = "trú xã Tân Phú, huyện Châu Thành, tỉnh Bến Tre"
    keys = [c.entity_key for c in find_places(text, day=BEFORE)]
    assert keys == [
        "loc:xa-tan-phu.huyen-chau-thanh.tinh-ben-tre",
        "loc:huyen-chau-thanh.tinh-ben-tre",
        "loc:tinh-ben-tre",
    ]


def test_main_province_of_the_text_tells_homonyms_apart() -> None:
    text = "Đồng Nai họp bàn. Lãnh đạo Đồng Nai về huyện Vĩnh Cửu. Huyện Tân Phú có mưa."
    assert find_places(text)[-1].entity_key == "loc:huyen-tan-phu.tinh-dong-nai"


def test_spellings_fold_to_one() -> None:
    assert fold_name("Hoà Bình") == fold_name("Hòa Bình")
    assert fold_name("Qui Nhơn") == fold_name("Quy Nhơn")
    assert fold_name("Phan Rang-Tháp Chàm") == fold_name("Phan Rang – Tháp Chàm")
    assert fold_name("Ea H'leo") == fold_name("Ea H’Leo")
    assert slug("Ea H'leo") == "ea-hleo"


def test_successors_name_units_of_the_tables() -> None:
    known = units().by_key
    assert all(key in known for found in known.values() for unit in found for key in unit.successors)


def test_tables_load_once_from_many_threads() -> None:
    unit_tables._load.cache_clear()
    seen: list[object] = []
    threads = [threading.Thread(target=lambda: seen.append(units())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8
    assert all(tables is seen[0] for tables in seen)
