"""Messages as files: .eml, and web pages saved as .mhtml. Pure."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


def read_message(content: bytes) -> dict[str, Any] | None:
    """`content`, `content_type`, `url`, `title` and `published` of the page or text that a message carries.

    HTML comes before plain text. None where there is neither.
    """
    message = message_from_bytes(content, policy=policy.default)
    if not isinstance(message, EmailMessage):
        return None
    part = next(iter(_parts(message, "text/html")), None) or next(iter(_parts(message, "text/plain")), None)
    if part is None:
        return None
    body = part.get_payload(decode=True)
    charset = part.get_content_charset("utf-8")
    return {
        "content": body if isinstance(body, bytes) else b"",
        "content_type": f"{part.get_content_type()}; charset={charset}",
        "url": _text(message, "Snapshot-Content-Location") or _text(part, "Content-Location"),
        "title": _text(message, "Subject"),
        "published": _text(message, "Date"),
    }


def _parts(message: EmailMessage, kind: str) -> list[EmailMessage]:
    found = [part for part in message.walk() if part.get_content_type() == kind and not part.get_filename()]
    return [part for part in found if isinstance(part, EmailMessage)]


def _text(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except (ValueError, IndexError, AttributeError):
        return None  # headers so broken that the library cannot parse them
    return str(value).strip() or None if value is not None else None
