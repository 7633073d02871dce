"""How a store on a server behaves when the server misbehaves."""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions

from claimgraph.graph.errors import QueryError, QueryTimeout, StoreError, UsageError
from claimgraph.graph.store import open_store

from .virtuoso import PASSWORD, USER, Virtuoso, running

XML = "application/sparql-results+xml"
YES = (
    b'<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
    b"<head/><boolean>true</boolean></sparql>"
)
PLAIN = {"Content-Type": "text/plain"}
QUAD = Quad(*(NamedNode(f"https://example.org/{name}") for name in "spog"))

Answer = tuple[int, dict[str, str], bytes]
Asked = dict[str, str]


@contextmanager
def server(answer: Callable[[Asked], Answer]) -> Iterator[str]:
    """The address of a server that answers every request by what `answer` returns."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            asked = {**form, "path": self.path, "login": self.headers.get("Authorization", "")}
            status, headers, content = answer(asked)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(content)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.daemon_threads = True
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.server_port}/sparql"
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()


def after_greeting(
    status: int, headers: dict[str, str], content: bytes
) -> Callable[[Asked], Answer]:
    """Answers the first question as a server should, all others as given."""
    greeted = threading.Event()

    def answer(asked: Asked) -> Answer:
        if not greeted.is_set():
            greeted.set()
            return 200, {"Content-Type": XML}, YES
        return status, headers, content

    return answer


def test_nobody_there() -> None:
    with pytest.raises(StoreError, match="cannot be reached") as raised:
        open_store("http://127.0.0.1:9/sparql")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("status", "headers", "content", "message"),
    [
        (404, {}, b"", "there is no SPARQL endpoint"),
        (301, {"Location": "https://example.org/new"}, b"", "points to https://example.org/new"),
        (200, {"Content-Type": "text/html"}, b"<html>", "is not a SPARQL endpoint"),
        (200, {}, b"", "its answer is of no known type"),
        (200, {"Content-Type": XML}, b"<sparql", "the answer is malformed"),
        (401, {}, b"", "set CLAIMGRAPH_STORE_USER and CLAIMGRAPH_STORE_PASSWORD"),
        (403, {}, b"", "refused the user"),
        (
            500,
            {"Content-Type": "text/plain"},
            b"Out of\nluck\n\nquery:",
            r"Server Error\): Out of luck$",
        ),
    ],
)
def test_what_is_no_endpoint_is_one_line(
    status: int, headers: dict[str, str], content: bytes, message: str
) -> None:
    with (
        server(lambda asked: (status, headers, content)) as address,
        pytest.raises(StoreError, match=message) as raised,
    ):
        open_store(address)
    assert "\n" not in str(raised.value)


def test_a_user_in_the_address_is_refused_and_not_shown() -> None:
    for target in (
        "https://ada:secret@example.org/sparql",
        "https://example.org/sparql?update=https://ada:secret@example.org/update",
    ):
        with pytest.raises(UsageError) as raised:
            open_store(target)
        assert "secret" not in str(raised.value)
        assert "CLAIMGRAPH_STORE_PASSWORD" in str(raised.value)


def test_a_password_is_sent_only_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMGRAPH_STORE_USER", "ada")
    monkeypatch.setenv("CLAIMGRAPH_STORE_PASSWORD", "s\u00e9cret")
    logins: list[str] = []

    def answer(asked: Asked) -> Answer:
        logins.append(asked["login"])
        if asked["path"] == "/update" and not asked["login"]:
            return 401, {"WWW-Authenticate": 'Basic realm="x"'}, b""
        return 200, {"Content-Type": XML}, YES

    with server(answer) as address:
        root = address.removesuffix("/sparql")
        with open_store(f"{address}?update={root}/update") as store:
            assert store.location == address
            store.replace([], [QUAD])
    assert logins[:2] == ["", ""]
    assert base64.b64decode(logins[2].removeprefix("Basic ")).decode() == "ada:s\u00e9cret"


def test_other_options_of_the_address_are_kept() -> None:
    paths: list[str] = []

    def answer(asked: Asked) -> Answer:
        paths.append(asked["path"])
        return 200, {"Content-Type": XML}, YES

    with server(answer) as address:
        root = address.removesuffix("/sparql")
        with open_store(f"{address}?repository=a%26b&update={root}/u") as store:
            store.replace([], [QUAD])
    assert paths == ["/sparql?repository=a%26b", "/u"]


def test_an_answer_that_was_cut_short_is_an_error() -> None:
    cut = after_greeting(200, {"Content-Type": XML, "X-SPARQL-MaxRows": "100"}, YES)
    with (
        server(cut) as address,
        open_store(address) as store,
        pytest.raises(QueryError, match="cut the answer to 100 rows"),
    ):
        store.query("SELECT * { ?s ?p ?o }")


def test_a_slow_server_is_given_up_in_time() -> None:
    greeted = threading.Event()

    def answer(asked: Asked) -> Answer:
        if greeted.is_set():
            time.sleep(3)
        greeted.set()
        return 200, {"Content-Type": XML}, YES

    with server(answer) as address, open_store(address) as store:
        start = time.monotonic()
        with pytest.raises(QueryTimeout, match=r"did not answer in 0\.3 s"):
            store.query("ASK { ?s ?p ?o }", timeout=0.3)
        assert time.monotonic() - start < 2.5


def test_reading_only_sends_no_update() -> None:
    with (
        server(lambda asked: (200, {"Content-Type": XML}, YES)) as address,
        open_store(address, read_only=True) as store,
        pytest.raises(StoreError, match="reading only"),
    ):
        store.replace([], [QUAD])


@pytest.mark.server
def test_other_data_on_the_server_stays_out(virtuoso: Virtuoso) -> None:
    # Virtuoso comes with graphs of its own, which its default graph has and ours must not.
    with open_store(virtuoso.query, read_only=True) as store:
        assert len(store) == len(list(store.quads()))
        names = {name.value for name in store.graph_names()}
        assert not any("openlinksw" in name for name in names)


@pytest.mark.server
def test_writing_needs_the_right_user(virtuoso: Virtuoso, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLAIMGRAPH_STORE_USER", USER)
    monkeypatch.setenv("CLAIMGRAPH_STORE_PASSWORD", "wrong-" + PASSWORD)
    with (
        open_store(f"{virtuoso.query}?update={virtuoso.update}") as store,
        pytest.raises(StoreError, match="refused the user") as raised,
    ):
        store.replace([], [QUAD])
    assert "wrong" not in str(raised.value)


@pytest.mark.server
def test_a_server_that_sends_few_rows_is_found_out(
    virtuoso: Virtuoso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMGRAPH_STORE_USER", USER)
    monkeypatch.setenv("CLAIMGRAPH_STORE_PASSWORD", PASSWORD)
    quads = [
        Quad(QUAD.subject, QUAD.predicate, Literal(number), QUAD.graph_name) for number in range(30)
    ]
    with (
        running(tmp_path, rows=20) as small,
        open_store(f"{small.query}?update={small.update}") as store,
    ):
        store.replace([], quads)
        assert len(store) == 30
        with pytest.raises(QueryError, match="cut the answer to 20 rows"):
            list(store.quads())
        rows = store.query("SELECT * { ?s ?p ?o } LIMIT 10")
        assert isinstance(rows, QuerySolutions)
        assert len(list(rows)) == 10
