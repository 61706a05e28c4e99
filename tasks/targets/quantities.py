"""Quantities in a sentence: numbers with units, percentages, fractions, multiples, money, counted things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tasks.targets.levels import find_levels
from tasks.targets.numbers import DIGITS, NUMBER, SCALE, WORD, number_of, scaled
from tasks.targets.records import Qualifier
from tasks.targets.vocabulary import units

Kind = Literal["percent", "measure", "money", "count", "multiple", "rate", "all"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity at `start:end` of its sentence. `deed` where the word itself says what is done (halve, double)."""

    start: int
    end: int
    value: float
    unit: str
    kind: Kind
    value_max: float | None = None
    qualifier: Qualifier | None = None
    deed: str | None = None
    yearly: bool = False


_DASH = r"\s?(?:[-–—]|to|and)\s?"
_CURRENCIES = {
    "us$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "c$": "CAD", "a$": "AUD", "hk$": "HKD", "s$": "SGD",
    "rs": "INR", "rs.": "INR", "rmb": "CNY", "₹": "INR", "r$": "BRL", "dollars": "USD", "dollar": "USD", "euros": "EUR",
    "euro": "EUR", "yen": "JPY", "yuan": "CNY", "rupees": "INR", "pounds sterling": "GBP", "rand": "ZAR", "kroner": "DKK",
    "kronor": "SEK", "won": "KRW", "francs": "CHF", "us dollars": "USD", "renminbi": "CNY",
}  # fmt: skip
_ISO = "USD|EUR|GBP|JPY|CNY|INR|DKK|SEK|NOK|CHF|KRW|BRL|ZAR|KES|SAR|AED|CAD|AUD|HKD|SGD|NZD|MXN|PLN|TRY|THB|IDR|MYR|PHP|VND"
_BEFORE_MONEY = rf"(?:US\$|HK\$|C\$|A\$|S\$|R\$|[$€£¥₹]|Rs\.?|RMB|{_ISO})\s?"
_AFTER_MONEY = rf"\s?(?:US dollars|dollars?|euros?|yen|yuan|renminbi|rupees|pounds sterling|rand|kroner|kronor|won|francs|{_ISO}|€)(?!\w)"
_MONEY = re.compile(
    rf"(?<!\w)(?P<c1>{_BEFORE_MONEY})(?P<n1>{DIGITS})\s?(?P<s1>{SCALE})?(?:{_DASH}(?:{_BEFORE_MONEY})?(?P<x1>{DIGITS})\s?(?P<t1>{SCALE})?)?"
    rf"|(?<![\w.])(?P<n2>{DIGITS})\s?(?P<s2>{SCALE})?(?P<c2>{_AFTER_MONEY})",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"(?<![\w.])(?P<n>{NUMBER})(?:\s?%?\s?[-–—]\s?(?P<x>{DIGITS})|(?:(?<=between \d)|(?<=between \d\d))(?:\s?%|\s?per\s?cent)? and (?P<y>{DIGITS})|(?<!from \d)(?<!from \d\d)(?<!\d\d\d\d) to (?P<z>{DIGITS}))?[\s\u00a0\u202f-]?(?:%|per\s?cent(?!\w)|percent(?!\w|age)|pct(?!\w))",
    re.IGNORECASE,
)
_FRACTIONS = {
    "half": 50.0,
    "third": 100 / 3,
    "quarter": 25.0,
    "fifth": 20.0,
    "sixth": 100 / 6,
    "eighth": 12.5,
    "tenth": 10.0,
}
_FRACTION = re.compile(
    r"(?<![\w-])(?:(?<!first )(?<!second )(?<!last )(?P<half>half)(?! (?:of (?:fiscal|FY|the (?:fiscal|financial))|a |an )?(?:year|century|decade|million|billion|dozen|of (?:20|the (?:year|decade)))|-)|"
    r"(?:(?P<n>a|one|two|three|four|five|seven|nine)[- ])(?P<part>third|quarter|fifth|sixth|eighth|tenth)s?)(?![\w])(?! (?:century|party|generation|quarter|time|phase|consecutive|year))",
    re.IGNORECASE,
)
_ONE_IN = re.compile(
    rf"(?<!\w)(?P<n>one|two|three) (?:in|out of) (?P<of>every )?(?P<m>{WORD}|\d{{1,2}})(?!\w)", re.IGNORECASE
)
_MULTIPLES = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}
_MULTIPLE = re.compile(
    rf"(?<!\w)(?:(?P<verb>doubl|tripl|trebl|quadrupl|quintupl)(?:e|es|ed|ing)(?!\w|[- ](?:digit|materiality|glaz|deck))|(?P<fold>{WORD}|\d+)[- ]?fold(?!\w)|"
    rf"(?P<times>{WORD}|\d+(?:\.\d+)?) times (?:as|more|the|its|higher|over))",
    re.IGNORECASE,
)
_HALVE = re.compile(r"(?<!\w)halv(?:e|es|ed|ing)(?!\w)", re.IGNORECASE)
_COUNT = re.compile(
    rf"(?<![\w.$€£¥/-])(?P<n>{DIGITS}|(?<!\w)(?:{WORD})(?!\w))(?:\s?(?P<s>{SCALE}))?(?:{_DASH}(?P<x>{DIGITS})(?:\s?(?P<t>{SCALE}))?)?[\s\u00a0-]",
    re.IGNORECASE,
)
_CARBON = re.compile(
    r"[\s-]*(?:of )?(?:(?:annual|direct|greenhouse|absolute|equivalent) )*(?:co2|co₂|carbon|ghg|greenhouse|emissions)",
    re.IGNORECASE,
)
# "all 38 mills" is all of them, no count to reach.
_EACH_OF = re.compile(r"(?<!\w)(?:all|each of|all of (?:its|the|our))\s+(?:its |the |our |of )*$", re.IGNORECASE)
_IN_UNIT = re.compile(r"co2", re.IGNORECASE)
_NOUN = re.compile(
    r"((?:[A-Za-z][\w'’-]*[ ]){0,4}?)(?P<noun>people|children|women|\w+folk|[a-z][\w-]*(?:[^s\W]s|ies))(?![\w])"
)
_NOT_COUNTED = frozenset([
    "years", "months", "weeks", "days", "times", "countries", "percent", "basis", "points", "this", "has",
    "was", "its", "as", "is", "plus", "versus", "vs", "across", "cases", "degrees", "minutes", "seconds", "series",
    "continents", "areas", "pillars", "themes", "ways", "steps", "goals", "targets", "commitments", "others",
    "initiatives", "largest", "brands", "locations", "offices", "pages", "images", "notes", "headquarters",
    "analysis", "business", "success", "process", "access", "progress",
])  # fmt: skip
_ALL = re.compile(r"(?<!\w)(?:all|every|each|entirely|exclusively|only|solely|completely|fully)(?!\w)", re.IGNORECASE)
_NAMED_NUMBER = re.compile(
    r"\b(?:scopes?|phase|level|tier|category|step|article|section|iso|version|goal|number|no\.|sdg|route|unit|class|type|stage|pillar|q|kpi|top|euro)\W{0,2}(?:\d\W*(?:and|or|to|through)?\W*){0,3}$",
    re.IGNORECASE,
)
_NOT_ALL = re.compile(
    r"\s+(?:years?|litres?|liters?|days?|time|times|months?|weeks?|one|other|others|of (?:them|us|this|these|which)|about|tonnes?|tons?|kilos?|kilograms?|cars?|against|over|round|in all|parts?|stakeholders|aspects?|levels?|the (?:while|more|way)|across)\b",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(?:at least|more than|over|no less than|not less than|a minimum of|in excess of|upwards of|exceeding|above)\s+(?:a |an )?$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:up to|less than|below|under|no more than|not more than|at most|a maximum of|not exceed(?:ing)?)\s+(?:a |an |the )?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:about|around|some|roughly|approximately|nearly|almost|close to|circa|ca\.|~)\s*(?:a |an )?$", re.IGNORECASE
)
# "below 8 % in each year" is a level that holds every year, not a rate.
_IN_EACH_YEAR = re.compile(r"[^.;,]{0,40}? in (?:each|every|any) year(?!\w)", re.IGNORECASE)
_YEARLY = re.compile(
    r"\s*(?:[\w₂]+ ){0,4}?(?:a year|per year|each year|every year|annually|per annum|/year|a annum|year[- ]on[- ]year)(?!\w)",
    re.IGNORECASE,
)


def _qualifier(before: str) -> Qualifier | None:
    tail = before[-30:]
    if _AT_LEAST.search(tail):
        return "at_least"
    if _AT_MOST.search(tail):
        return "at_most"
    return "about" if _ABOUT.search(tail) else None


def find_quantities(text: str) -> list[Quantity]:
    """The quantities of a sentence in order, without overlaps: money before percentages before measures before counts."""
    found: list[Quantity] = []
    for reading in (_money, _percentages, _fractions, _multiples, _levels, _measures, _everything):
        for one in reading(text):
            if all(one.end <= other.start or other.end <= one.start for other in found):
                found.append(one)
    return sorted(found, key=lambda one: one.start)


def _yearly(text: str, end: int) -> bool:
    return bool(_YEARLY.match(text, end)) and not _IN_EACH_YEAR.match(text, end)


def _money(text: str) -> Iterator[Quantity]:
    for m in _MONEY.finditer(text):
        if m["n1"]:
            currency, scale = m["c1"].strip().lower(), m["s1"]
            top = scaled(m["x1"], m["t1"] or scale) if m["x1"] and (m["t1"] or scale) else None
            value = scaled(m["n1"], scale or (m["t1"] if top else None))
            end = m.end() if top or not m["x1"] else m.end("s1") if m["s1"] else m.end("n1")
        else:
            currency, value, top, end = m["c2"].strip().lower(), scaled(m["n2"], m["s2"]), None, m.end()
        unit = _CURRENCIES.get(currency, currency.upper())
        yield Quantity(
            m.start(), end, value, unit, "money", top, _qualifier(text[: m.start()]), None, _yearly(text, end)
        )


def _percentages(text: str) -> Iterator[Quantity]:
    for m in _PERCENT.finditer(text):
        value, last = number_of(m["n"]), m["x"] or m["y"] or m["z"]
        top = number_of(last) if last else None
        if top is not None and top <= value:
            value, top = (top, None) if value > 1000 else (value, None)
        yield Quantity(
            m.start(), m.end(), value, "%", "percent", top, _qualifier(text[: m.start()]), None, _yearly(text, m.end())
        )


def _fractions(text: str) -> Iterator[Quantity]:
    for m in _HALVE.finditer(text):
        yield Quantity(m.start(), m.end(), 50.0, "%", "percent", deed="reduce")
    for m in _FRACTION.finditer(text):
        count = 1.0 if m["half"] or m["n"].lower() == "a" else number_of(m["n"])
        value = count * _FRACTIONS["half" if m["half"] else m["part"].lower()]
        if 0 < value <= 100:
            yield Quantity(m.start(), m.end(), round(value, 2), "%", "percent", None, _qualifier(text[: m.start()]))
    for m in _ONE_IN.finditer(text):
        if whole := number_of(m["m"]):
            yield Quantity(m.start(), m.end(), round(100 * number_of(m["n"]) / whole, 2), "%", "percent")


def _multiples(text: str) -> Iterator[Quantity]:
    for m in _MULTIPLE.finditer(text):
        value = float(_MULTIPLES[m["verb"].lower()]) if m["verb"] else number_of(m["fold"] or m["times"])
        yield Quantity(m.start(), m.end(), value, "x", "multiple", deed="increase" if m["verb"] else None)


def _levels(text: str) -> Iterator[Quantity]:
    for one in find_levels(text):
        kind: Kind = "count" if one.unit else "rate"
        yearly = bool(one.unit) and _yearly(text, one.end)
        yield Quantity(one.start, one.end, one.value, one.unit, kind, None, _qualifier(text[: one.start]), None, yearly)


def _measures(text: str) -> Iterator[Quantity]:
    for m in _COUNT.finditer(text + " "):
        if (measure := _measure(text, m)) is not None:
            yield measure


def _measure(text: str, m: re.Match[str]) -> Quantity | None:
    if _NAMED_NUMBER.search(text[max(0, m.start() - 24) : m.start()]) or _EACH_OF.search(text[: m.start()][-16:]):
        return None
    at, scale = m.end(), m["s"] or m["t"]
    value, top = scaled(m["n"], scale), scaled(m["x"], m["t"] or scale) if m["x"] else None
    start = m.start()
    if top is not None and top <= value:
        # "from 4.1 to 3.0 hectolitres": the level to come down to, not a range.
        down = text[: m.start()].rstrip().lower().endswith("from") and top < value
        start, value, top = (m.start("x"), top, None) if down else (start, value, None)
    qualifier = _qualifier(text[: m.start()])
    for pattern, factor, plain, carbon in units():
        if u := pattern.match(text, at):
            weighed = _IN_UNIT.search(u[0]) or _CARBON.match(text, u.end())
            unit = carbon if carbon and weighed else plain
            top = round(top * factor, 6) if top is not None else None
            return Quantity(
                start,
                u.end(),
                round(value * factor, 6),
                unit,
                "measure",
                top,
                qualifier,
                None,
                _yearly(text, u.end()),
            )
    noun = _NOUN.match(text, at)
    digits = m["n"][0].isdigit()
    if (
        not noun
        or noun["noun"].lower() in _NOT_COUNTED
        or (digits and not scale and 1900 <= value <= 2100 and "," not in m["n"])
    ):
        return None
    return Quantity(
        start, noun.end(), value, noun["noun"].lower(), "count", top, qualifier, None, _yearly(text, noun.end())
    )


def _everything(text: str) -> Iterator[Quantity]:
    for m in _ALL.finditer(text):
        if _NOT_ALL.match(text, m.end()) or text[max(0, m.start() - 3) : m.start()].lower() in (
            "at ",
            "of ",
            "'ve",
            "’ve",
        ):
            continue
        yield Quantity(m.start(), m.end(), 100.0, "%", "all")
