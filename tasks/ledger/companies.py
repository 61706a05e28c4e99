"""Which names are one company."""

from __future__ import annotations

import re
from functools import lru_cache

_LEGAL = frozenset(
    """
    inc incorporated corp corporation co company ltd limited plc llc llp lp gmbh kg kgaa ag se sa sas spa srl nv bv ab
    asa as aps oyj oy group holding holdings the pty pte bhd kk
    """.split()
)


@lru_cache(maxsize=1 << 16)
def company_key(company: str | None) -> str:
    """A company's name for comparison: case, punctuation and legal form left out."""
    words = re.findall(r"[^\W_]+", (company or "").casefold())
    return " ".join(word for word in words if word not in _LEGAL) or " ".join(words)
