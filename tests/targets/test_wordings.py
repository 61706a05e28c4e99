"""Ways to say a promise that real releases use, each with all its rows: a wording that is lost is a promise nobody sees."""

from __future__ import annotations

import pytest

from tests.targets import reading

# text, then of each row: action, topic, value, target_year
TOLD = [
    (
        "Norrholm set several goals with a deadline of 2030. These include using 100% renewable power.",
        [("reach", "renewables", 100.0, 2030)],
    ),
    (
        "Norrholm wants to be climate neutral by 2040. The interim targets include a 30% cut in water use by 2028.",
        [("carbon_neutral", "ghg", None, 2040), ("reduce", "water", 30.0, 2028)],
    ),
    (
        "Norrholm promised that at least 30 percent of all new posts at its two largest mills would be filled by women by 2028.",
        [("reach", "people", 30.0, 2028)],
    ),
    (
        "Norrholm will reduce its energy, water and waste intensity by 20% by 2030.",
        [("reduce", "energy", 20.0, 2030), ("reduce", "water", 20.0, 2030), ("reduce", "waste", 20.0, 2030)],
    ),
    (
        "Norrholm aims for a 30% reduction in energy use, water use and carbon emissions by 2030.",
        [("reduce", "energy", 30.0, 2030), ("reduce", "water", 30.0, 2030), ("reduce", "ghg", 30.0, 2030)],
    ),
    (
        "Norrholm said its scheme would lower emissions 20 percent by the early 2030s, 40 percent by 2036, and 65 percent by 2041.",
        [("reduce", "ghg", 20.0, 2033), ("reduce", "ghg", 40.0, 2036), ("reduce", "ghg", 65.0, 2041)],
    ),
    (
        "Targets include cement (25% reduction in emission intensity by 2031 and 80% by 2045).",
        [("reduce", "ghg", 25.0, 2031), ("reduce", "ghg", 80.0, 2045)],
    ),
    (
        "Norrholm will buy 100 per cent renewable power for its Nordic mills by 2029 and its overseas mills by 2034.",
        [("reach", "renewables", 100.0, 2029), ("reach", "renewables", 100.0, 2034)],
    ),
    (
        "By 2030, Norrholm targets a ten-time increase in energy efficiency and energy savings of 4 billion kilowatt hours.",
        [("increase", "energy", 10.0, 2030), ("reduce", "energy", 4_000_000.0, 2030)],
    ),
    (
        "Norrholm will cut carbon in the houses that we put up by 30% by 2030.",
        [("reduce", "ghg", 30.0, 2030)],
    ),
    (
        "By 2030 Norrholm will halve food waste and use only renewable electricity.",
        [("reduce", "waste", 50.0, 2030), ("reach", "renewables", 100.0, 2030)],
    ),
    (
        "Norrholm cut its emissions by 12% in 2024 and aims to reach 30% by 2030.",
        [("reduce", "ghg", 30.0, 2030)],
    ),
    ("We have already cut emissions by 35% towards our goal of 50% by 2030.", [("reduce", "ghg", 50.0, 2030)]),
    ("Some 45% of packaging is recyclable, rising to 100% by 2027.", [("reach", "materials", 100.0, 2027)]),
    (
        "In 2024, women held 33% of leadership roles, against a 2027 goal of 40%.",
        [("reach", "people", 40.0, 2027)],
    ),
    ("From 2026, Norrholm will only use recycled polyester.", [("reach", "materials", 100.0, 2026)]),
    ("Every second manager is to be a woman by 2030.", [("reach", "people", 50.0, 2030)]),
    ("Norrholm wants to get rid of coal in its plants by 2035.", [("eliminate", "energy", None, 2035)]),
    ("In spring Norrholm announced the elimination of coal by 2027.", [("eliminate", "energy", None, 2027)]),
    (
        "Norrholm said it would close all seven of its coal-fired power plants by 2027.",
        [("eliminate", "energy", None, 2027)],
    ),
    (
        "Norrholm pledges to reach net zero by 2048 with a 55% cut by 2031.",
        [("net_zero", "ghg", None, 2048), ("reduce", "ghg", 55.0, 2031)],
    ),
    ("The plan will see emissions fall by 70% by 2035.", [("reduce", "ghg", 70.0, 2035)]),
    (
        "Norrholm has made a pledge that all of its lumber be certified by 2027.",
        [("reach", "materials", 100.0, 2027)],
    ),
    ("By 2036, its entire pool of vans will be electric.", [("reach", "energy", 100.0, 2036)]),
    ("It also plans to upskill all employees by 2027.", [("reach", "people", 100.0, 2027)]),
    ("Norrholm has committed to paying all its employees a living wage by 2027.", [("reach", "people", 100.0, 2027)]),
    ("Norrholm wants its shops to be plastic-bag free by 2026.", [("eliminate", "materials", None, 2026)]),
    ("Norrholm pledges $25 million to wildfire relief.", [("reach", "society", 25_000_000.0, None)]),
    (
        "Norrholm's ambition: 1 million people reached with better hygiene by 2030.",
        [("reach", "society", 1_000_000.0, 2030)],
    ),
    (
        "Norrholm pledged to have 50 percent of the candidates for its board be women.",
        [("reach", "people", 50.0, None)],
    ),
    (
        "The interest rate is linked to a 30% reduction in emissions by 2027.",
        [("reduce", "ghg", 30.0, 2027)],
    ),
    (
        "At least two-thirds of revenue will come from products that meet its sustainability criteria by 2032.",
        [("reach", "products", 66.67, 2032)],
    ),
    (
        "Norrholm targets a 30% reduction in water use by 2031, aligned with the savings required for its basin.",
        [("reduce", "water", 30.0, 2031)],
    ),
    (
        "Norrholm set industry-leading targets and announced a goal to cut emissions by 45% by 2031.",
        [("reduce", "ghg", 45.0, 2031)],
    ),
    (
        "Norrholm will be carbon neutral in its mills by 2032 and value chain by 2044.",
        [("carbon_neutral", "ghg", None, 2032), ("carbon_neutral", "ghg", None, 2044)],
    ),
    (
        "Norrholm will bring forward its target of cutting emissions by 15% to 2029, five years earlier than it said.",
        [("reduce", "ghg", 15.0, 2029)],
    ),
    (
        "Norrholm is also reducing emissions from its concrete works by 35 per cent by 2031.",
        [("reduce", "ghg", 35.0, 2031)],
    ),
    (
        "Norrholm set goals for 2031 on its way to net zero emissions across its operations – from mill to shop – by 2041.",
        [("net_zero", "ghg", None, 2041)],
    ),
    (
        "Norrholm's goals are 100 per cent renewable power at its mills by 2029, 100 per cent sustainable cotton by 2030 "
        "and a 50 per cent reduction in water use by 2031.",
        [("reach", "renewables", 100.0, 2029), ("reach", "materials", 100.0, 2030), ("reduce", "water", 50.0, 2031)],
    ),
    (
        "Norrholm told of sweeping net zero emission targets, pledging to become carbon neutral by 2029 while working with "
        "its growers to deliver a net zero value chain by 2041.",
        [("carbon_neutral", "ghg", None, 2029), ("net_zero", "ghg", None, 2041)],
    ),
    (
        "Norrholm will cut its footprint in half by 2029 and then near zero by 2033.",
        [("reduce", "ghg", 50.0, 2029), ("eliminate", "ghg", None, 2033)],
    ),
    (
        "Norrholm said that 60% of its shipments will be net zero by 2031.",
        [("reach", "ghg", 60.0, 2031)],
    ),
    (
        "Norrholm said that 100 per cent of its shipments will be carbon neutral by 2031.",
        [("carbon_neutral", "ghg", None, 2031)],
    ),
    (
        "Norrholm has told its investors that it will be net zero across its scopes by 2044.",
        [("net_zero", "ghg", None, 2044)],
    ),
    (
        "Norrholm has pledged €50 million to protect rainforests over the next five years.",
        [("reach", "finance", 50_000_000.0, 2030)],
    ),
    (
        "Norrholm pushed back its net-zero date from 2040 to 2050.",
        [("net_zero", "ghg", None, 2050)],
    ),
    (
        "Norrholm will replenish all the water that it uses in dry basins by 2031.",
        [("reach", "water", 100.0, 2031)],
    ),
    (
        "Norrholm commits to zero deforestation across its supply chain by 2031.",
        [("eliminate", "nature", None, 2031)],
    ),
    (
        "Norrholm will cut emissions by 20% over the next decade.",
        [("reduce", "ghg", 20.0, 2035)],
    ),
    (
        "Norrholm's emissions reduction target for 2031 is now 60%, up from 46%.",
        [("reduce", "ghg", 60.0, 2031)],
    ),
    (
        "Norrholm sets three goals for 2031: cut carbon by 40%, send no waste to landfill and source half of its cotton organically.",
        [("reduce", "ghg", 40.0, 2031), ("eliminate", "waste", None, 2031), ("reach", "materials", 50.0, 2031)],
    ),
    (
        "Norrholm will spend 5% of its procurement budget with social enterprises by 2029.",
        [("reach", "suppliers", 5.0, 2029)],
    ),
    (
        "Our plan for 2031 includes a 50% cut in Scope 1 and 2 emissions, zero waste to landfill and 100% renewable power.",
        [("reduce", "ghg", 50.0, 2031), ("eliminate", "waste", None, 2031), ("reach", "renewables", 100.0, 2031)],
    ),
    (
        "Our Forest Plan 2031 includes a 50% cut in Scope 1 and 2 emissions.",  # a year in a name is no deadline
        [("reduce", "ghg", 50.0, None)],
    ),
    (
        "Norrholm commits $100 million over five years to fight homelessness.",
        [("reach", "society", 100_000_000.0, 2030)],
    ),
    (
        "Norrholm will remove all black plastic from its packs by the end of 2028 and make all of its packs recyclable by 2029.",
        [("eliminate", "materials", None, 2028), ("reach", "materials", 100.0, 2029)],
    ),
    (
        "Nature: Norrholm will restore 10,000 hectares of peatland.",
        [("reach", "nature", 10_000.0, None)],
    ),
    (
        "People: at least 40% of managers are to be women by 2029.",
        [("reach", "people", 40.0, 2029)],
    ),
    (
        "Norrholm's new goals include moving to 100% renewable power by 2031. The goals also include converting 80% of "
        "its beverage can volumes to recycled metal.",
        [("reach", "renewables", 100.0, 2031), ("reach", "materials", 80.0, 2031)],
    ),
    (
        "Many of Norrholm's goals are about more, such as doubling its renewable energy production by 2031.",
        [("increase", "renewables", 2.0, 2031)],
    ),
    (
        "Norrholm plans to train 10,000 children by 2031. By the same year, it will equip 500 schools with books, half of "
        "them within three months.",
        [("reach", "society", 10_000.0, 2031), ("reach", "society", 500.0, 2031)],
    ),
    (
        "From 2029, Norrholm will only sell fish from certified waters.",
        [("reach", "materials", 100.0, 2029)],
    ),
    (
        "Norrholm's goal is to lift 100,000 cocoa farmers out of poverty by 2031.",
        [("reach", "society", 100_000.0, 2031)],
    ),
    (
        "Norrholm has committed to three targets by 2031. It will cut emissions by 50%. It will use 100% green power. And it "
        "will halve its waste.",
        [("reduce", "ghg", 50.0, 2031), ("reach", "renewables", 100.0, 2031), ("reduce", "waste", 50.0, 2031)],
    ),
    (
        "Goals for 2031: carbon down 50%, water down 30%, waste down 20%.",
        [("reduce", "ghg", 50.0, 2031), ("reduce", "water", 30.0, 2031), ("reduce", "waste", 20.0, 2031)],
    ),
    (
        "Emissions from trucks will be cut by 40%, those from ships by 50%, by 2031.",
        [("reduce", "ghg", 40.0, 2031), ("reduce", "ghg", 50.0, 2031)],
    ),
    (
        "“Net zero by 2041 is our goal,” she said.",
        [("net_zero", "ghg", None, 2041)],
    ),
    (
        "By 2029, 60% of our power will be renewable.",
        [("reach", "renewables", 60.0, 2029)],
    ),
    (
        "So far Norrholm has cut emissions by 20%; the target for 2031 is 50%.",
        [("reduce", "ghg", 50.0, 2031)],
    ),
    (
        "Norrholm has reduced its carbon intensity by 25% and expects to reach its 40% target by 2029.",
        [("reduce", "ghg", 40.0, 2029)],
    ),
    (
        "Norrholm's goals for 2031 include halving emissions and doubling recycling.",
        [("reduce", "ghg", 50.0, 2031), ("increase", "materials", 2.0, 2031)],
    ),
    (
        "The deal is part of Norrholm's effort to use 100% renewable power by 2031.",
        [("reach", "renewables", 100.0, 2031)],
    ),
]

# What is no promise of the issuer's.
NOT_TOLD = [
    "It answers a pledge made in May by Bank of Aldmoor to lend $900 billion for sustainable projects by 2031.",
    "To meet the 1.5°C goal of the Paris Agreement and net zero by 2050, emissions have to fall by half this decade.",
    "If the owners agree, the scheme will cut emissions by 30% by 2031.",
    "Signatories to the pledge agree to reach net zero by 2041.",
    "The new furnace of Norrholm will help steelmakers cut emissions by up to 90%.",
    "It comes on top of the $4 million pledge to flood relief.",
    "With Aldmoor also slashing its emissions by 30% by 2030, rivals are under pressure.",
    "The 200 MW solar farm will power 60,000 homes from 2027.",
    "Previously, its goal was to reduce carbon emissions by 40% by 2030.",
    "The deal with the recycling company is expected to close by the end of 2026.",
    "Oslo wants cleaner air, and the Netherlands will only buy emission-free buses from 2027.",
    "Norrholm says it will miss its target of cutting plastic by 20% by 2027.",
    "Coached by the skater Will Barth, Norrholm is changing the lives of 20,000 pupils.",
    "Thanks to local Target customers, Norrholm's food bank has received some $4,000.",
    "Norrholm's expansion targets a $12 billion school market in low-income communities over two years.",
    "Norrholm is for seekers of their better halves and of healthy communities.",
    "Norrholm passed its funding goal in a day and a half and sells reusable packaging.",
]


@pytest.mark.parametrize(("text", "told"), TOLD, ids=[text[:60] for text, _ in TOLD])
def test_all_rows_of_a_wording(text: str, told: list[tuple[object, ...]]) -> None:
    rows = [(row.action, row.topic, row.value, row.target_year) for row in reading.rows(text) if row.kind == "target"]
    assert sorted(rows, key=str) == sorted(told, key=str)


@pytest.mark.parametrize("text", NOT_TOLD, ids=[text[:60] for text in NOT_TOLD])
def test_what_is_no_promise_of_the_issuer(text: str) -> None:
    assert [row for row in reading.rows(text) if row.kind == "target"] == []


def test_what_comes_on_top_is_a_row_of_its_own() -> None:
    text = (
        "By 2030, Norrholm will cut emissions from its supply chain by 30 per cent. "
        "Norrholm also aims to lower pollution by its vessels by 30 per cent in carbon terms by 2030."
    )
    assert [row.value for row in reading.rows(text)] == [30.0, 30.0]


def test_the_day_of_an_announcement_is_no_base() -> None:
    (row,) = reading.rows("On 5 August 2024, Norrholm said that it will cut its water use by 30% by 2031.")
    assert (row.value, row.base_year, row.target_year) == (30.0, None, 2031)


def test_a_square_mile_is_no_mile_and_no_later_than_is_said_in_full() -> None:
    (row,) = reading.rows("Norrholm will protect 20 square miles of forest by no later than the end of 2031.")
    assert (row.value, row.unit, row.target_year) == (20.0, "square miles", 2031)
    assert row.deadline_text == "by no later than the end of 2031"


def test_what_a_saving_is_likened_to_is_no_promise() -> None:
    text = "Norrholm will cut emissions by 30% by 2031, the equivalent of:\n\n- Avoiding 30% of the deforestation of an island\n\n- Powering 100% of all homes with green power"
    assert [row.value for row in reading.rows(text)] == [30.0]


def test_places_of_the_issuer_are_no_company() -> None:
    (row,) = reading.rows("Its sites in Bergen and Aalesund will be supplied fully with green power by 2029.")
    assert (row.company, row.value) == ("Norrholm", 100.0)


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("Norrholm and Quillan will build 200 MW of solar by 2029.", "Norrholm"),
        (
            "Following Aldmoor's pledge to be green by 2029, Norrholm said it would be carbon neutral by 2031.",
            "Norrholm",
        ),
        ("Aldmoor committed to spend 10% with diverse suppliers by 2029.", "Aldmoor"),
    ],
)
def test_whose_promise_it_is(text: str, company: str) -> None:
    (row,) = reading.rows(text)
    assert row.company == company


def test_what_was_done_is_no_promise_where_past_and_base_are_one_word() -> None:
    text = "Highlights of the year include:\n\n- Cut Scope 1 and 2 emissions by 18%\n\n- Cut water use by 9% since 2015"
    assert [row.kind for row in reading.rows(text)] == ["achievement", "achievement"]


def test_many_who_are_reached_are_not_those_who_plan() -> None:
    text = "Norrholm will train 3 million young people and 500,000 owners of small businesses by 2031."
    assert sorted(row.value or 0 for row in reading.rows(text)) == [500_000, 3_000_000]


def test_what_is_neutral_now_is_no_promise() -> None:
    (row,) = reading.rows("Norrholm published its vision for 2030, which says that it is now carbon neutral.")
    assert row.kind == "achievement"


def test_short_lines_with_figures_are_items_and_no_headings() -> None:
    text = "Targets (all by 2030)\n\n25% reduction in waste intensity\n\n15% reduction in water use\n\nIt said so in Oslo today."
    assert [(row.value, row.target_year) for row in reading.rows(text)] == [(25.0, 2030), (15.0, 2030)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ensure that 95% of shop packaging is recyclable by 2035.", ("target", "materials", 95)),
        ("The company will ensure that 95% of its packaging is recyclable by 2035.", ("target", "materials", 95)),
        ("Our cups are made from 60% recycled plastic.", ("achievement", "materials", 60)),
        ("Our trays will be made from 60% recycled plastic by 2035.", ("target", "materials", 60)),
        ("Norrholm will design all its packaging to be recyclable by 2035.", ("target", "materials", 100)),
        ("Norrholm will cut its land footprint by 4% by 2035.", ("target", "nature", 4)),
        ("Norrholm will source its power from 100% renewable energy by 2035.", ("target", "renewables", 100)),
        ("The group aims to go 100% renewable by 2035.", ("target", "renewables", 100)),
        ("Norrholm will replace 60% of its diesel with renewable diesel by 2035.", ("target", "renewables", 60)),
    ],
)
def test_what_a_bidding_brings_about_and_what_a_thing_is_made_from(text: str, found: tuple[str, str, float]) -> None:
    assert [(row.kind, row.topic, row.value) for row in reading.rows(text)] == [found]


def test_a_level_that_is_left_is_no_outcome() -> None:
    [row] = reading.rows("Norrholm will lift the share of recycled plastic from 40% to 60% by 2035.")
    assert (row.value, row.base_value) == (60, 40)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Norrholm will cut its waste by 50% by 2032 and, by the end of 2028, source at least 90% of its palm oil from "
            "certified suppliers.",
            [("target", 50, 2032), ("target", 90, 2028)],
        ),
        ("This takes us towards a 30% cut in our emissions by 2030 from 2019.", [("target", 30, 2030)]),
        ("The agreement puts us two-thirds of the way to our 2030 emissions goal.", []),
        ("It used to take us 6.4 litres of water to make one litre of beer.", []),
    ],
)
def test_a_date_before_its_verb_and_the_way_to_a_goal(text: str, found: list[tuple[str, float, int]]) -> None:
    assert [(row.kind, row.value, row.target_year) for row in reading.rows(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Norrholm committed to use 100% renewable electricity, as well as reduce its emissions 52% by 2030.",
            [("reach", "renewables", 100, ()), ("reduce", "ghg", 52, ())],
        ),
        ("Our emissions must fall by 50% by 2030.", [("reduce", "ghg", 50, ())]),
        ("Lundvik's plan asks that new plants must use zero fossil fuel.", []),
        ("Emissions must fall by 50% by 2030 if the world is to meet its goals.", []),
        (
            "Its pledges include a commitment to reduce Scope 1 and Scope 2 emissions by 50% by 2030; and reduce emissions "
            "across its supply chain by 16%.",
            [("reduce", "ghg", 50, (1, 2)), ("reduce", "ghg", 16, ())],
        ),
    ],
)
def test_a_second_promise_takes_its_own_verb_and_scopes(text: str, found: list[tuple[str, str, float, object]]) -> None:
    assert [(row.action, row.topic, row.value, row.scopes) for row in reading.rows(text)] == found
