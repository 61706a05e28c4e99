"""Public libraries that read quantities or sentences, for comparison; none of them is needed to run pledgebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec

MODEL = "en_core_web_sm"


def readers() -> Iterator[tuple[str, Callable[[str], object]]]:
    """The readers that are installed by name; says what is missing."""
    if find_spec("quantulum3"):
        yield f"quantulum3 {version('quantulum3')}, parse", import_module("quantulum3.parser").parse
    else:
        print("quantulum3 is not installed: make benchmark-libraries")
    if not find_spec("spacy"):
        print("spaCy is not installed: make benchmark-libraries")
        return
    spacy = import_module("spacy")
    model = next((name for name in spacy.util.get_installed_models() if name.startswith(MODEL)), None)
    if model is None:
        print(f"spaCy's small English pipeline is not installed (python -m spacy download {MODEL})")
    else:
        yield f"spaCy {spacy.__version__}, {model}", spacy.load(model)
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    yield f"spaCy {spacy.__version__}, blank with sentences", blank
