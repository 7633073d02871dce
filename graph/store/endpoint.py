"""The SPARQL 1.1 Protocol over HTTP: sends a query or an update, gives back the answer's bytes."""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import httpx

from ..errors import QueryError, QueryTimeout, StoreError, UsageError

__all__ = ["Endpoint"]

_CONNECT = 10.0
_PATIENCE = 300.0
"""Seconds without a byte after which a server is given up, where no time limit is asked for."""


class Endpoint:
    """A server's query and update addresses, with one connection pool.

    User and password come from ``CLAIMGRAPH_STORE_USER`` and ``CLAIMGRAPH_STORE_PASSWORD``; they
    are sent when the server asks for them, by HTTP Digest or Basic authentication.

    Attributes:
        address: of queries.
        update_address: of updates, the same unless the target named another.
    """

    def __init__(self, target: str) -> None:
        """Splits ``https://host/sparql?update=https://host/update``; nothing is sent.

        Raises:
            UsageError: if the target holds a user or password, or is no address.
        """
        parts = urlsplit(target)
        options = parse_qsl(parts.query)
        rest = urlencode([option for option in options if option[0] != "update"])
        self.address = urlunsplit((parts.scheme, parts.netloc, parts.path, rest, ""))
        self.update_address = dict(options).get("update", self.address)
        for address in (self.address, self.update_address):
            _check(address)
        user = os.environ.get("CLAIMGRAPH_STORE_USER")
        login = _Login(user, os.environ.get("CLAIMGRAPH_STORE_PASSWORD", "")) if user else None
        limits = httpx.Timeout(_PATIENCE, connect=_CONNECT)
        self._client = httpx.Client(auth=login, timeout=limits)

    def close(self) -> None:
        """Closes the connections; calling it again does nothing."""
        self._client.close()

    def query(self, sparql: str, accept: str, timeout: float | None) -> tuple[bytes, str]:
        """The answer's body and its media type, without parameters.

        Raises:
            QueryTimeout: if the answer was not complete after `timeout` seconds.
            QueryError: if the server refused the query, or cut its answer short.
            StoreError: if there is no such server, or it wants another user.
        """
        request = self._client.build_request(
            "POST", self.address, data={"query": sparql}, headers={"Accept": accept}
        )
        if timeout is not None:
            request.extensions["timeout"] = httpx.Timeout(timeout).as_dict()
        body, headers = self._send(request, timeout)
        if "x-sparql-maxrows" in headers:  # Virtuoso's sign that rows are missing
            raise QueryError(
                f"{self.address}: the server cut the answer to {headers['x-sparql-maxrows']} rows; "
                "add LIMIT, or raise its ResultSetMaxRows"
            )
        return body, headers.get("content-type", "").partition(";")[0].strip()

    def update(self, sparql: str) -> None:
        """Sends an update request (SPARQL 1.1 Protocol 2.2.2), and waits until it is done.

        Raises:
            StoreError: if the server refused it, failed, or there is none.
        """
        request = self._client.build_request(
            "POST",
            self.update_address,
            content=sparql.encode(),
            headers={"Content-Type": "application/sparql-update"},
        )
        try:
            self._send(request, None)
        except QueryError as error:
            raise StoreError(str(error)) from error

    def _send(self, request: httpx.Request, timeout: float | None) -> tuple[bytes, httpx.Headers]:
        address = str(request.url)
        end = None if timeout is None else time.monotonic() + timeout
        body = bytearray()
        try:
            response = self._client.send(request, stream=True)
            try:
                for chunk in response.iter_bytes():
                    body += chunk
                    if end is not None and time.monotonic() > end:
                        raise _timeout(timeout)
            finally:
                response.close()
        except httpx.ConnectTimeout as error:
            raise StoreError(f"{address}: the server does not answer") from error
        except httpx.TimeoutException as error:
            raise _timeout(timeout if timeout is not None else _PATIENCE) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise StoreError(f"{address}: cannot be reached: {error}") from error
        if not response.is_success:
            raise _refused(address, response, bytes(body))
        return bytes(body), response.headers


def _check(address: str) -> None:
    parts = urlsplit(address)
    if "@" in parts.netloc:
        raise UsageError(
            f"{parts.scheme}://...@{parts.hostname}: give user and password in "
            "CLAIMGRAPH_STORE_USER and CLAIMGRAPH_STORE_PASSWORD, not in the address"
        )
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        raise UsageError(f"{address}: not the address of a server")


class _Login(httpx.Auth):
    """Answers the challenge that the server poses; sends no password unasked."""

    requires_request_body = True

    def __init__(self, user: str, password: str) -> None:
        self._digest = httpx.DigestAuth(user, password)
        self._basic = httpx.BasicAuth(user, password)

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sends the request again, when it was refused, as the challenge asks."""
        response = yield request
        if response.status_code != 401:
            return
        challenge = response.headers.get("www-authenticate", "").lower()
        method = self._digest if "digest" in challenge else self._basic
        yield from method.auth_flow(request)


def _timeout(seconds: float | None) -> QueryTimeout:
    return QueryTimeout(
        f"the server did not answer in {seconds:g} s; narrow the query, add LIMIT, or allow more "
        "time"
    )


def _refused(address: str, response: httpx.Response, body: bytes) -> StoreError:
    """What the server's status means for the user, with its first words where they are plain."""
    status = f"{response.status_code} {response.reason_phrase}".strip()
    if response.status_code in {401, 403}:
        return StoreError(
            f"{address}: the server refused the user ({status}); set CLAIMGRAPH_STORE_USER and "
            "CLAIMGRAPH_STORE_PASSWORD"
        )
    if response.status_code == 404 or response.is_redirect:
        there = response.headers.get("location")
        return StoreError(
            f"{address}: there is no SPARQL endpoint ({status})"
            + (f"; the server points to {there}" if there else "")
        )
    words = ""
    if "html" not in response.headers.get("content-type", ""):
        words = " ".join(body.decode(errors="replace").split("\n\n")[0].split())[:300]
    return QueryError(
        f"{address}: the server refused the request ({status}){words and ': '}{words}"
    )
