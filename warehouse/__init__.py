"""Tables and queries: the DuckDB file, its schema, marts, checks and published copy."""
