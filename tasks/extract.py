"""Extract: releases to targets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prefect import task
from prefect.cache_policies import NO_CACHE

from tasks.clean import Cleaned
from tasks.targets.extract import extract_targets
from tasks.targets.records import Target


@dataclass(frozen=True, slots=True)
class Extracted:
    """One document after cleaning and extraction."""

    cleaned: Cleaned
    targets: tuple[Target, ...]


@task(cache_policy=NO_CACHE)
def extract(batch: Sequence[Cleaned]) -> list[Extracted]:
    """A batch of cleaned documents with the targets of each; none where there is no release."""
    return [Extracted(item, tuple(extract_targets(item.release)) if item.release else ()) for item in batch]
