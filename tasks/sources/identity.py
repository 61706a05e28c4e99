"""What names an entry: guid, link or content; and which of them a source can be trusted with. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tasks.sources.entries import Entry
from tasks.sources.records import Identity, Known

# Parameters that say where a reader came from, not what is read.
_TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|twclid|igshid|mc_[ce]id|mkt_tok|_hs\w+|hsctatracking|oly_\w+_id"
    r"|vero_\w+|s_cid|cmpid|ns_\w+|rss|feature|ref_src|wt\.\w+|at_\w+|pk_\w+|mtm_\w+|piwik_\w+)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
ALIKE = 0.3  # share of words that two titles of one item have in common at least


def plain_link(url: str | None) -> str | None:
    """A link without what differs between two ways to the same page: tracking, fragment, default port, case of host."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url
    kept = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(key)]
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    return urlunsplit(("", place.removeprefix("www."), parts.path.rstrip("/") or "/", urlencode(kept), ""))


def item_key(entry: Entry, policy: Identity) -> str:
    """What names the entry under a policy; the next best where the feed does not say it."""
    if policy == "guid" and (entry.guid or entry.link):
        return entry.guid or entry.link or ""
    if policy == "link" and entry.link:
        return f"link:{plain_link(entry.link)}"
    return entry.guid if policy == "link" and entry.guid else f"content:{entry.fingerprint}"


@dataclass(frozen=True, slots=True)
class Book:
    """The items of one source that the book knows, found by key, by link and by what the feed said."""

    known: Known
    by_link: dict[str, str]
    by_fingerprint: dict[str, str]

    @classmethod
    def of(cls, known: Known) -> Book:
        """Look-ups over the items of a source."""
        links = {link: key for key, item in known.items() if (link := plain_link(item.url))}
        return cls(known, links, {item.fingerprint: key for key, item in known.items() if item.fingerprint})

    def key_of(self, entry: Entry, policy: Identity) -> str:
        """The key under which the book has the entry, else the one that it gets.

        An entry whose guid changed is the one with the same link or the same content; a guid that comes again for
        something else names nothing.
        """
        key = item_key(entry, policy)
        if not self.known:
            return key
        if key in self.known:
            return item_key(entry, "link") if policy == "guid" and self.is_reused(entry) else key
        link = plain_link(entry.link)
        if policy != "content" and link and link in self.by_link:
            other = self.by_link[link]
            if policy == "link" or self._same_title(other, entry):
                return other
        return self.by_fingerprint.get(entry.fingerprint, key)

    def is_reused(self, entry: Entry) -> bool:
        """Whether the book has another thing under this guid: neither its link nor its title is alike."""
        item = self.known.get(entry.guid or "")
        if item is None or item.url is None or not entry.link or plain_link(item.url) == plain_link(entry.link):
            return False
        return not self._same_title(entry.guid or "", entry)

    def is_renamed(self, entry: Entry) -> bool:
        """Whether the book has the entry, same link and title, under another guid."""
        other = self.by_link.get(plain_link(entry.link) or "")
        return (
            bool(entry.guid) and entry.guid not in self.known and other is not None and self._same_title(other, entry)
        )

    def _same_title(self, key: str, entry: Entry) -> bool:
        title = self.known[key].title
        return title is None or entry.title is None or alike(title, entry.title)


def alike(one: str, other: str) -> bool:
    """Whether two titles share their words in good part."""
    first, second = set(_WORD.findall(one.lower())), set(_WORD.findall(other.lower()))
    return not (first or second) or len(first & second) >= ALIKE * len(first | second)


def policy_for(entries: Sequence[Entry], book: Book, policy: Identity) -> tuple[Identity, str | None]:
    """The policy that fits what a feed lists, and why it is another one than before; never back to a weaker one."""
    if policy == "guid" and (why := _guids_fail(entries, book)):
        return ("link" if not _repeated([plain_link(entry.link) for entry in entries]) else "content"), why
    if policy == "link" and (again := _repeated([plain_link(entry.link) for entry in entries])):
        return "content", f"{again} entries that differ have one link"
    return policy, None


def _guids_fail(entries: Sequence[Entry], book: Book) -> str | None:
    different = {(entry.guid, entry.link, entry.title) for entry in entries if entry.guid}
    if again := _repeated([guid for guid, _, _ in different]):
        return f"{again} entries that differ have one guid"
    if not book.known:
        return None
    reused = sum(book.is_reused(entry) for entry in entries)
    renamed = sum(book.is_renamed(entry) for entry in entries)
    if reused > 1 or (reused and reused * 2 >= len(entries)):
        return f"{reused} guids came again for something else"
    if renamed > 1 and renamed * 2 >= len(entries):
        return f"{renamed} of {len(entries)} entries came again under another guid"
    return None


def _repeated(names: Sequence[str | None]) -> int:
    """How many share the most frequent name; 0 where each is there once."""
    most = Counter(name for name in names if name).most_common(1)
    return most[0][1] if most and most[0][1] > 1 else 0
