"""From a release to its sustainability targets, as TARGETS.md defines them."""
