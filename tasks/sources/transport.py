"""The way out: connections to public addresses only, checked as they are dialled, on every hop."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable
from typing import Any
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from tasks.sources.addresses import is_public, literal
from tasks.sources.errors import CatalogueError, FetchError

CONNECTIONS = 100
KEPT_OPEN, KEPT_OPEN_S = 20, 15.0  # the pool looks through all of them at each request
ADDRESSES_TRIED = 3


async def _resolve(host: str, port: int) -> list[str]:
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=1)  # SOCK_STREAM
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Dials hosts by the addresses that it has looked up and checked itself, so that no second look-up can differ.

    `allowed` are hosts that the operator named, whatever their address.
    """

    def __init__(self, allowed: Iterable[str] = (), resolve: Callable[[str, int], Any] = _resolve) -> None:
        self._allowed = frozenset(host.lower() for host in allowed)
        self._resolve = resolve
        self._dialled = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to one of the host's addresses; raises FetchError where one of them is internal."""
        wrong: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in (await self._addresses(host, port))[:ADDRESSES_TRIED]:
            try:
                return await self._dialled.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                wrong = failed
        raise wrong

    async def _addresses(self, host: str, port: int) -> list[str]:
        own = literal(host)
        try:
            found = [own] if own else await self._resolve(host, port)
        except (OSError, UnicodeError) as failed:
            raise httpcore.ConnectError(f"host {host} is not known ({failed})") from failed
        if host.lower() not in self._allowed:
            check_addresses(host, found)
        return found

    async def connect_unix_socket(self, path: str, *_: object, **__: object) -> httpcore.AsyncNetworkStream:
        """Never: no source is a socket of this machine."""
        raise FetchError(f"{path} is a socket of this machine", reason="refused", weight="hard")

    async def sleep(self, seconds: float) -> None:
        """Wait, for httpcore's own retries."""
        await asyncio.sleep(seconds)


def check_addresses(host: str, addresses: Iterable[str]) -> None:
    """Raises FetchError where one of a host's addresses is internal."""
    for address in addresses:
        if not is_public(address):
            message = f"{host} leads to the internal address {address}: allow it with PLEDGEBOOK_ALLOWED_HOSTS={host}"
            raise FetchError(message, reason="refused", weight="hard")


class _Body(httpx.AsyncByteStream):
    def __init__(self, stream: AsyncIterable[bytes]) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            yield part

    async def aclose(self) -> None:
        if hasattr(self._stream, "aclose"):
            await self._stream.aclose()


class GuardedTransport(httpx.AsyncBaseTransport):
    """httpx over pools of httpcore that dial through a GuardedBackend, or through the operator's proxy.

    Behind a proxy it is the proxy that looks hosts up: only literal addresses can be checked here.
    """

    def __init__(self, allowed: Iterable[str] = (), resolve: Callable[[str, int], Any] = _resolve) -> None:
        self._allowed = frozenset(host.lower() for host in allowed)
        self._tls = ssl.create_default_context()
        options: dict[str, Any] = {
            "ssl_context": self._tls,
            "max_connections": CONNECTIONS,
            "keepalive_expiry": KEPT_OPEN_S,
            "max_keepalive_connections": KEPT_OPEN,
            "http2": True,
        }
        self._direct = httpcore.AsyncConnectionPool(network_backend=GuardedBackend(allowed, resolve), **options)
        self._proxies = {
            scheme: _proxy_pool(url, options) for scheme, url in proxies().items() if scheme in ("http", "https")
        }

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """One request, no redirect followed."""
        answer = await self._pool(request.url).handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer.stream),  # type: ignore[arg-type] # an async pool answers with an async stream
            extensions=answer.extensions,
        )

    def _pool(self, url: httpx.URL) -> httpcore.AsyncConnectionPool:
        proxy = self._proxies.get(url.scheme)
        if proxy is None or proxy_bypass(url.host if url.port is None else f"{url.host}:{url.port}"):
            return self._direct
        if (own := literal(url.host) or _loopback(url.host)) and url.host.lower() not in self._allowed:
            check_addresses(url.host, [own])
        return proxy

    async def aclose(self) -> None:
        """Close every connection."""
        for pool in (self._direct, *self._proxies.values()):
            await pool.aclose()


def _loopback(host: str) -> str | None:
    """The address of a name that is a machine's own wherever it is looked up (RFC 6761, 6.3), at a proxy too."""
    name = host.lower().rstrip(".")
    return "127.0.0.1" if name == "localhost" or name.endswith(".localhost") else None


def _proxy_pool(url: str, options: dict[str, Any]) -> httpcore.AsyncHTTPProxy:
    """Connections through a proxy, with the name and password that its URL carries.

    Raises CatalogueError where it is no http:// or https:// proxy; the message leaves out the password.
    """
    try:
        proxy = httpx.Proxy(url if "://" in url else f"http://{url}")
    except (ValueError, httpx.InvalidURL):
        proxy = None
    if proxy is None or proxy.url.scheme not in ("http", "https") or not proxy.url.host:
        shown = url.rpartition("@")[2]
        message = f"the proxy {shown} is not of the form http://host:port: correct HTTP_PROXY, HTTPS_PROXY or ALL_PROXY"
        raise CatalogueError(message)
    return httpcore.AsyncHTTPProxy(str(proxy.url), proxy_auth=proxy.raw_auth, **options)


def proxies() -> dict[str, str]:
    """The operator's proxies by scheme, from HTTP_PROXY and HTTPS_PROXY."""
    found = getproxies()
    general = found.get("all")
    return {scheme: url for scheme in ("http", "https") if (url := found.get(scheme) or general)}
