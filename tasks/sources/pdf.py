"""The text layer of PDF files. Runs in the parsing child."""

from __future__ import annotations

import io
import logging

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

MAX_PAGES = 100
MAX_CHARACTERS = 2_000_000
_BROKEN = (PyPdfError, DependencyError, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError)


def pdf_text(content: bytes, name: str) -> dict[str, str]:
    """`text` and `title` of a PDF; or `reason` and `detail` of why it has none. Never raises for what the bytes are."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"reason": "encrypted", "detail": f"{name} needs a password: save it without"}
        pages = [page.extract_text() for page, _ in zip(reader.pages, range(MAX_PAGES), strict=False)]
        title = str(reader.metadata.title or "") if reader.metadata else ""
    except _BROKEN as wrong:
        return {"reason": "broken_pdf", "detail": f"{name} is no whole PDF ({type(wrong).__name__}: {wrong})"[:500]}
    text = "\n\n".join(page.strip() for page in pages if page.strip())[:MAX_CHARACTERS]
    if not text:
        return {"reason": "no_text_layer", "detail": f"{name} holds pictures of text: run it through OCR first"}
    return {"text": text, "title": title}
