"""Verbs (thin Prefect tasks) beside nouns (pure packages). Imports nothing, so that a noun never drags Prefect in."""
