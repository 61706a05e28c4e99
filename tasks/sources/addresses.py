"""Which addresses may be dialled: public ones only. Pure."""

from __future__ import annotations

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# RFC 6052 and RFC 8215: the last 32 bits are an IPv4 address that a translator will dial.
_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
# RFC 4291, 2.5.5.1: "IPv4-compatible" addresses, deprecated, still routed by some stacks.
_COMPATIBLE = ipaddress.IPv6Network("::/96")
# RFC 2765: "IPv4-translated" addresses.
_TRANSLATED = ipaddress.IPv6Network("::ffff:0:0:0/96")
# Metadata services with addresses that are not private by registry: Azure's wire server, Oracle's and Alibaba's.
_METADATA = frozenset(ipaddress.ip_address(one) for one in ("168.63.129.16", "192.0.0.192", "100.100.100.200"))


def is_public(text: str) -> bool:
    """Whether an address literal (IPv4 or IPv6, a zone is ignored) is one of the public internet.

    Loopback, private, link-local, metadata, multicast, reserved and unspecified ones are not; nor is an IPv6 address
    that carries such an IPv4 address (mapped, compatible, translated, NAT64, 6to4, Teredo).
    """
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address in _NAT64[0]:  # how an IPv6-only network reaches the IPv4 internet: as good as what it carries
            return all(_plain(one) for one in _carried(address))
        return _plain(address) and all(_plain(one) for one in _carried(address))
    return _plain(address)


def _plain(address: Address) -> bool:
    return address.is_global and not address.is_multicast and not address.is_reserved and address not in _METADATA


def _carried(address: ipaddress.IPv6Address) -> list[ipaddress.IPv4Address]:
    """The IPv4 addresses inside an IPv6 one."""
    found = [one for one in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())) if one]
    networks = (*_NAT64, _COMPATIBLE, _TRANSLATED)
    if any(address in network for network in networks):
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return found


def literal(host: str) -> str | None:
    """The address that a host is, where it is a literal in any form that resolvers take (127.1, 0x7f000001)."""
    bare = host.strip("[]").partition("%")[0]
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        return _old_literal(bare)


def _old_literal(host: str) -> str | None:
    """inet_aton's forms: one to four parts, each decimal, octal or hexadecimal, the last filling what is left."""
    parts = host.rstrip(".").split(".")
    if not 1 <= len(parts) <= 4:
        return None
    try:
        numbers = [_number(part) for part in parts]
    except ValueError:
        return None
    *head, last = numbers
    if any(number > 255 for number in head) or last >= 256 ** (4 - len(head)):
        return None
    packed = sum(number << 8 * (3 - place) for place, number in enumerate(head)) + last
    return str(ipaddress.IPv4Address(packed))


def _number(part: str) -> int:
    if not part.isascii() or not part:
        raise ValueError(part)
    if part[:2].lower() == "0x":
        return int(part[2:] or "0", 16)
    return int(part, 8) if part[0] == "0" and len(part) > 1 else int(part)
