"""Goals in wordings that turn on one word: what leads a phrase, what "all" holds for, a figure that stands alone."""

from __future__ import annotations

import pytest

from tests.targets import reading


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("By 2031 it aims to keep 5 million tons of CO2 out of the air.", ("reduce", "ghg", 5_000_000, "tCO2e")),
        ("Norrholm has come far with scopes 1 and 2: minus 45% by 2031 against 2018.", ("reduce", "ghg", 45, "%")),
        ("In these catchments it plans to give 100% of the water in its beers back to nature by 2031.", ("reach", "water", 100, "%")),
        ("It aims to fish 90 tonnes of plastic from rivers by 2031.", ("reach", "waste", 90, "t")),
        ("Carbon is not all. Nor is clean power, where it intends to come to a share of 80% by 2031.", ("reach", "renewables", 80, "%")),
        ("Sales of bagasse electricity are to rise to 140 GWh by 2031.", ("reach", "renewables", 140_000, "MWh")),
        ("It will be buying all of its seed from local producers by 2031.", ("reach", "suppliers", 100, "%")),
        ("It will double the number of free school meals it serves to 80,000 by 2031.", ("reach", "society", 80_000, "meals")),
        ("It aims to trace every grain in its bread to a field by 2031.", ("reach", "suppliers", 100, "%")),
        ("It builds forty kiosks. By 2031 all of these kiosks will run on solar power.", ("reach", "renewables", 100, "%")),
        ("Methane capture is to be installed at all 26 dumps by 2031.", ("reach", "ghg", 100, "%")),
        ("Its use of well water will be lowered to no more than 40 litres per second by 2031.", ("reach", "water", 40, "L/second")),
        ("Every flat is to have a smart meter by 2031.", ("reach", "energy", 100, "%")),
        ("- petrol vans: none in use after 2031", ("eliminate", "energy", None, None)),
        ("From 2031 it will purchase zero-emission vehicles only.", ("reach", "energy", 100, "%")),
        ("It wants to recycle three times as much plastic by 2031 as in 2020.", ("increase", "materials", 3, "x")),
        ("It intends to hire twice as many women engineers by 2031 as it did last year.", ("increase", "people", 2, "x")),
        ("It aims to draw half as much water by 2031 as it did in 2019.", ("reduce", "water", 50, "%")),
        ("It has nine quarries and wants every one of them to run on wind power by 2031.", ("reach", "renewables", 100, "%")),
        ("None of its waste will go to landfill by 2031.", ("eliminate", "waste", None, None)),
        ("The last oil boiler will be switched off by 2031.", ("eliminate", "energy", None, None)),
        ("It is targeting plastic lids that are 15% lighter than today by 2031.", ("reduce", "materials", 15, "%")),
        ("The port aims to be self-sufficient in power by 2031.", ("reach", "energy", 100, "%")),
        ("It will extend its ISO 45001 certificate to all of its 14 yards by 2031.", ("reach", "governance", 100, "%")),
        ("It aims for all of its packaging to be recyclable by 2031.", ("reach", "materials", 100, "%")),
        ("By 2031 its lorries will only run on biodiesel.", ("reach", "renewables", 100, "%")),
        ("It also wants to get food waste down to 1% of sales by 2031.", ("reach", "waste", 1, "%")),
        ("By 2031 it will have trained all 4,000 of its drivers in economical driving.", ("reach", "people", 4_000, "drivers")),
        ("It will make its 300 restaurants plastic-free by Christmas 2031.", ("eliminate", "materials", None, None)),
        ("It will wean its plants off coal by 2031.", ("eliminate", "energy", None, None)),
        ("It commits to a 4% linear annual reduction in emissions until 2031.", ("reduce", "ghg", 4, "%/year")),
        ("Once the turbines turn in 2031, the electricity of its dairies will be entirely renewable, against 55% last year.", ("reach", "renewables", 100, "%")),
        ("Its share of green power is slated to go up to 60% by 2031.", ("reach", "renewables", 60, "%")),
        ("Menus in its canteens are at least 60% plant-based by 2031.", ("reach", "products", 60, "%")),
        ("Flaring of gas comes to an end in 2031.", ("eliminate", "ghg", None, None)),
        ("Its exposure to coal will be down to zero before 2031.", ("eliminate", "finance", None, None)),
        ("It will get out of coal by 2031.", ("eliminate", "energy", None, None)),
        ("From 2031 its mines will draw no fresh water from the lake.", ("eliminate", "water", None, None)),
        ("It has set itself 2031 for net zero across the business.", ("net_zero", "ghg", None, None)),
        ("It told investors it would have 85% of its sales in recyclable packs by 2031.", ("reach", "products", 85, "%")),
        ("It expects that 1.5 million children will have been vaccinated by 2031.", ("reach", "society", 1_500_000, "children")),
        ("By 2031, 4,000 of its cocoa growers are to earn a living income.", ("reach", "society", 4_000, "growers")),
        ("It now sees 8 to 10 GW of renewable capacity in 2031, in place of the 14 GW once planned.", ("reach", "renewables", 8_000, "MW")),
        ("In its shops, 100% of its cotton will be organic or from farms in conversion by 2031.", ("reach", "materials", 100, "%")),
        ("It will be out of coal by 2031.", ("eliminate", "energy", None, None)),
        ("The board signed off on forty: minus 40% in Scope 1 and 2 by 2031.", ("reduce", "ghg", 40, "%")),
        ("It will have taken 30% of the plastic out of its own-label packs by 2031.", ("reduce", "materials", 30, "%")),
        ("It has put its name to halving food waste in its shops by 2031.", ("reduce", "waste", 50, "%")),
        ("It shall also ensure that by 2031 no electronic waste from its offices goes to landfill.", ("eliminate", "waste", None, None)),
        ("It will run its three dairies without fossil gas by 2031.", ("eliminate", "energy", None, None)),
        ("It commits to no deforestation across its supply chains by 2031.", ("eliminate", "nature", None, None)),
        ("By the end of 2031 there will be no plastic left in its boxes.", ("eliminate", "materials", None, None)),
        ("One litre in every ten it burns will be sustainable aviation fuel by 2031.", ("reach", "renewables", 10, "%")),
        ("In 2031, every second vehicle delivered by the group is to be fully electric.", ("reach", "products", 50, "%")),
        ("Its board has earmarked 90 million euros for decarbonisation until 2031.", ("reach", "finance", 90_000_000, "EUR")),
        ("Emissions will be 40% per vehicle below the 2019 figure in 2031.", ("reduce", "ghg", 40, "%")),
        ("Its plan means a decrease by 2031, with 2019 as base year, of 46% in Scope 1.", ("reduce", "ghg", 46, "%")),
        ("It lifts the share of women in management, now 28%, to 40% by 2031.", ("reach", "people", 40, "%")),
    ],
)  # fmt: skip
def test_a_goal_by_the_word_that_leads(text: str, found: tuple[str, str, float | None, str | None]) -> None:
    [row] = reading.rows(text)
    assert (row.kind, row.target_year) == ("target", 2031)
    assert (row.action, row.topic, row.value, row.unit) == found


def test_what_is_told_beside_all_of_a_thing_is_a_row_of_its_own() -> None:
    first, second = reading.rows(
        "By 2031, it plans to use 85% recycled zinc on its roofs, and entirely recycled glass in its windows."
    )
    assert (first.value, second.value, second.topic) == (85, 100, "materials")
    goal, now = reading.rows("Our goals\n\n- Cotton: all organic or recycled by 2031 (today: 63%)")
    assert [(row.kind, row.value) for row in (goal, now)] == [("target", 100), ("achievement", 63)]


def test_power_that_more_plants_together_generate() -> None:
    rows = reading.rows(
        "It will add 340 megawatts of wind and solar; with older plants they should generate 8 TWh by 2031."
    )
    assert {row.topic for row in rows} == {"renewables"}
    [row] = reading.rows("It will have 6 GW of solar capacity by 2031, good for more than 9 TWh a year.")
    assert (row.value, row.value_alt, row.unit_alt) == (6_000, 9_000_000, "MWh")


def test_a_thing_that_is_brought_down_is_named_between() -> None:
    [row] = reading.rows(
        "With new trains, Norrholm is meant to take its direct CO2 emissions per journey down by a third by 2031."
    )
    assert (row.topic, row.metric) == ("ghg", "direct CO2 emissions per journey")


def test_half_of_two_things_begins_a_clause() -> None:
    cut, half = reading.rows(
        "By 2033 it wants to lower its water use by 20%, and half of its boards and boxes are to come from recycled fibre by 2031."
    )
    assert [(row.action, row.topic, row.value, row.target_year) for row in (cut, half)] == [
        ("reduce", "water", 20, 2033),
        ("reach", "materials", 50, 2031),
    ]


def test_a_goal_in_place_of_one_that_will_not_be_reached_is_of_the_same_thing() -> None:
    rows = reading.rows("Norrholm no longer expects to halve its food waste by 2031; it now aims for 35%.")
    assert [(row.kind, row.action, row.value, row.previous_value) for row in rows] == [("target", "reduce", 35, 50)]


def test_a_share_to_get_to_is_that_of_the_sentence_before() -> None:
    [now, goal] = reading.rows(
        "The share of women in its senior posts is 33%. The company gives itself until 2031 to get to 40%."
    )
    assert [(row.kind, row.topic, row.value) for row in (now, goal)] == [
        ("achievement", "people", 33),
        ("target", "people", 40),
    ]


def test_megawatts_are_of_what_the_sentence_before_tells_of() -> None:
    rows = reading.rows("Solar panels stand on its first roofs. Instead of 25 MW, it will install 40 MW by 2031.")
    assert [(row.topic, row.value, row.previous_value) for row in rows if row.kind == "target"] == [
        ("renewables", 40, 25)
    ]


def test_all_of_a_thing_in_a_list_behind_a_colon_and_as_it_is_now() -> None:
    rows = reading.rows(
        "This is what it wants to have by 2031: all of its palm oil certified, and food waste halved against 2023."
    )
    assert [(row.topic, row.value) for row in rows] == [("materials", 100), ("waste", 50)]
    [now] = reading.rows("A year after setting its goals, Norrholm reports that all its palm oil is certified.")
    assert (now.kind, now.value) == ("achievement", 100)


def test_the_last_of_a_thing_leaves_and_gas_is_saved() -> None:
    [last] = reading.rows("The last diesel train is to leave its network in 2032.")
    assert (last.action, last.topic, last.target_year) == ("eliminate", "energy", 2032)
    [gas] = reading.rows("Norrholm now means to cut gas use in its kilns by 28% by 2031.")
    assert (gas.topic, gas.value) == ("energy", 28)


def test_a_subject_begins_behind_what_leads_into_it() -> None:
    [row] = reading.rows("At the half-year the carbon intensity of its loans was 31% below that of 2020.")
    assert row.metric == "carbon intensity of its loans"


def test_respectively_pairs_things_and_years_with_figures() -> None:
    both = "It will cut Scope 1 and 2 and Scope 3 emissions by 50% and 30%, respectively, by 2031."
    assert [(row.value, row.scopes) for row in reading.rows(both)] == [(50, (1, 2)), (30, (3,))]
    things = reading.rows("It aims to reduce water and energy use by 20% and 15% respectively by 2031.")
    assert [(row.value, row.topic) for row in things] == [(20, "water"), (15, "energy")]
    years = reading.rows("It will lower its Scope 1 emissions by 25% and 60% by 2027 and 2033, respectively.")
    assert [(row.value, row.target_year, row.deadline_text) for row in years] == [
        (25, 2027, "by 2027"),
        (60, 2033, "2033"),
    ]


def test_a_share_of_income_that_is_given_away_is_money() -> None:
    [row] = reading.rows("Norrholm will give 2% of its turnover to conservation each year.")
    assert (row.topic, row.value) == ("finance", 2)


def test_a_property_of_a_product_is_no_goal() -> None:
    assert reading.rows("In May it will present a bicycle frame that is 15% lighter than the one before.") == []


def test_what_was_meant_for_a_year_and_is_now_expected_later() -> None:
    [row] = reading.rows("Norrholm had meant to use 60% recycled paper by 2028. It now expects to get there in 2031.")
    assert (row.kind, row.value, row.target_year, row.previous_year) == ("target", 60, 2031, 2028)
    assert reading.rows("Norrholm had meant to use 60% recycled paper by 2028. It now looks for other ways.") == []


def test_a_state_said_once_for_two_dates() -> None:
    rows = reading.rows("It will be climate neutral in its works by 2027 and along the value chain by 2041.")
    assert [(row.action, row.target_year) for row in rows] == [("carbon_neutral", 2027), ("carbon_neutral", 2041)]


def test_a_pledge_that_is_gone() -> None:
    [row] = reading.rows("Gone, meanwhile, is the pledge to make every carton recyclable by 2031.")
    assert (row.kind, row.value, row.target_year) == ("withdrawal", 100, 2031)


def test_a_figure_against_the_one_that_was_planned() -> None:
    [row] = reading.rows("It will now draw 60% of its power from renewables by 2031, against the 50% it had planned.")
    assert (row.value, row.previous_value) == (60, 50)
    [row] = reading.rows("It lifts its green loan commitment from EUR 4 billion by 2027 to EUR 10 billion by 2031.")
    assert (row.value, row.target_year, row.previous_value) == (10_000_000_000, 2031, 4_000_000_000)


def test_words_that_go_on_under_the_deadline_before() -> None:
    first, second = reading.rows(
        "Mills: a cut of 29% in emissions by 2031.\n\nShips: a cut of 54% in emissions intensity, over the same period."
    )
    assert [(row.value, row.target_year) for row in (first, second)] == [(29, 2031), (54, 2031)]
    both = reading.rows(
        "It plans to reduce emissions by 40% by 2031, including a 75% cut in emissions of its mills and a 30% cut in those of its ships."
    )
    assert [(row.value, row.target_year) for row in both] == [(40, 2031), (75, 2031), (30, 2031)]


def test_a_state_that_has_come_as_pledged() -> None:
    [row] = reading.rows("Norrholm's own operations are now carbon neutral, as pledged in 2020.")
    assert (row.kind, row.action) == ("achievement", "carbon_neutral")
    [target] = reading.rows("Norrholm will end its pledge to electrify all of its vans by 2031.")
    assert target.kind == "withdrawal"


def test_a_share_told_twice_is_one_row() -> None:
    [row] = reading.rows("It wants one litre in ten - 10% of its fuel - to be sustainable aviation fuel by 2031.")
    assert (row.value, row.topic) == (10, "renewables")
    [row] = reading.rows(
        "It will draw 60% of its power from renewables by 2031, as opposed to the half it had planned for."
    )
    assert (row.value, row.previous_value) == (60, 50)


def test_what_a_charter_provides_and_what_a_clause_behind_promises() -> None:
    [row] = reading.rows("Its charter further provides that emissions per room be cut by 30% by 2031.")
    assert (row.action, row.value, row.per) == ("reduce", 30, "room")
    [state] = reading.rows("It is a stepping stone towards net zero, which the group is committing to achieve by 2050.")
    assert (state.action, state.target_year) == ("net_zero", 2050)


def test_counted_things_are_named_and_not_where_they_are() -> None:
    [row] = reading.rows("It will plant 900,000 saplings around its plants by 2031.")
    assert row.metric == "saplings"
    [row] = reading.rows("By 2031, 30% lower emissions per occupied room than in 2018 (2021: -9%).")
    assert (row.kind, row.value) == ("target", 30)


def test_sums_for_what_was_told_before_and_for_funds() -> None:
    told = "It will replant its forests with native trees. It will put $9 million into this programme by 2031."
    [row] = [row for row in reading.rows(told) if row.unit == "USD"]
    assert (row.topic, row.value, row.target_year) == ("finance", 9_000_000, 2031)
    assert reading.rows("It will open two shops. It will put $9 million into this programme by 2031.") == []
    [fund] = reading.rows("Norrholm will launch a new $50 million climate fund.")
    assert (fund.topic, fund.value) == ("finance", 50_000_000)


def test_people_in_a_list_of_goals_and_everyone() -> None:
    [row] = reading.rows("Our goals for 2031\n\n- Access: 6 million patients a year in poor countries\n")
    assert (row.kind, row.value, row.unit) == ("target", 6_000_000, "patients/year")
    [row] = reading.rows("By 2031 everyone who sews its garments will earn a living wage.")
    assert (row.action, row.value, row.target_year) == ("reach", 100, 2031)


def test_numbered_goals_in_a_sentence() -> None:
    rows = reading.rows("The goals are to: (1) cut food waste by 40% by 2031; and (2) use only green power by 2029.")
    assert [(row.action, row.value, row.target_year) for row in rows] == [("reduce", 40, 2031), ("reach", 100, 2029)]


def test_net_emissions_brought_to_zero_are_net_zero() -> None:
    for text in ("It will zero out its net emissions by 2040.", "It will bring its net emissions to zero by 2040."):
        [row] = reading.rows(text)
        assert (row.action, row.target_year) == ("net_zero", 2040)
    [row] = reading.rows("It will zero out emissions from its vans by 2040.")
    assert row.action == "eliminate"
