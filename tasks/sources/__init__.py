"""Where documents come from: the catalogue, feeds, pages, folders, and the archive of what was fetched."""
