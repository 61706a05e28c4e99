"""From a document's bytes to a release: text, sections, dates, issuer."""
