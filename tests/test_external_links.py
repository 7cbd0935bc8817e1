"""Links to other sites: found with their places, asked politely, told as broken only after a while."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address, IPv6Address, ip_address
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from centre import external_links
from centre.external_links import Link, Outcome, Record, State, Verdict, after, outcome_of, state
from centre.robot import Limits, is_public
from centre.source import Span
from scripts import exits, links
from sites import ROOT, read, write

SITE = """
-- practices/one/en.md --
---
title: One
summary: What it is.
{practice}
outputs:
  - {name: A film, url: "https://films.test/1#start"}
---
See [the film](https://films.test/1), ![a picture](http://films.test/p.png), [a page](../../guides/two/en.md),
[the office](mailto:a@b.test), [marks](https://films.test/a\\_b?x=1&amp;y=2) and [nothing](http://[::1).
-- practices/one/bg.md --
---
title: Едно
summary: Какво е.
text: {by: person}
translation: {depth: full, of: {fingerprint}}
---
Вижте [филма](https://films.test/1).
"""


# Which links there are


def test_links_are_found_in_texts_and_facts_with_their_places(tmp_path: Path) -> None:
    found = external_links.links(read(tmp_path, SITE))
    assert {link.address: [f"{span.path}:{span.line}" for span in link.places] for link in found} == {
        "http://films.test/p.png": ["practices/one/en.md:14"],
        "https://films.test/1": ["practices/one/bg.md:7", "practices/one/en.md:12", "practices/one/en.md:14"],
        "https://films.test/a_b?x=1&y=2": ["practices/one/en.md:14"],
        "https://www.europa.eu/": ["practices/one/en.md:10"],
    }


# What an answer means


@pytest.mark.parametrize(
    ("status", "verdict", "said"),
    [
        (200, Verdict.FINE, "200 OK"),
        (204, Verdict.FINE, "204 No Content"),
        (404, Verdict.FAILED, "404 Not Found"),
        (410, Verdict.FAILED, "410 Gone"),
        (401, Verdict.UNJUDGED, "401 Unauthorized"),
        (403, Verdict.UNJUDGED, "403 Forbidden"),
        (405, Verdict.UNJUDGED, "405 Method Not Allowed"),
        (429, Verdict.UNJUDGED, "429 Too Many Requests"),
        (503, Verdict.UNJUDGED, "503 Service Unavailable"),
        (304, Verdict.UNJUDGED, "304 Not Modified"),
        (999, Verdict.UNJUDGED, "999"),
    ],
)
def test_what_a_status_code_says(status: int, verdict: Verdict, said: str) -> None:
    assert outcome_of(status) == Outcome(verdict, said)


def remembered(*runs: tuple[int, Verdict]) -> Record:
    """The record after runs on these days of November."""
    record = Record("https://a.test/")
    for day, verdict in runs:
        record = after(record, Outcome(verdict, verdict.value), date(2026, 11, day))
    return record


FINE, FAILED, UNJUDGED = Verdict.FINE, Verdict.FAILED, Verdict.UNJUDGED


@pytest.mark.parametrize(
    ("runs", "strikes", "told"),
    [
        ([], 0, State.NEW),
        ([(1, FINE)], 0, State.FINE),
        ([(1, FAILED), (5, FAILED)], 2, State.FAILING),
        ([(1, FAILED), (5, FAILED), (8, FAILED)], 3, State.BROKEN),
        ([(1, FAILED), (2, FAILED), (3, FAILED), (7, FAILED)], 4, State.FAILING),
        ([(1, FAILED), (20, FAILED)], 2, State.FAILING),
        ([(1, FAILED), (5, FAILED), (8, FAILED), (9, FINE)], 0, State.FINE),
        ([(1, FAILED), (5, FINE), (8, FAILED), (15, FAILED)], 2, State.FAILING),
        ([(1, FAILED), (4, UNJUDGED), (8, FAILED), (15, FAILED)], 3, State.BROKEN),
        ([(1, FAILED), (2, FAILED), (3, FAILED), (20, UNJUDGED)], 3, State.FAILING),
        ([(1, UNJUDGED), (10, UNJUDGED), (20, UNJUDGED), (28, UNJUDGED)], 0, State.UNJUDGED),
    ],
)
def test_strikes(runs: list[tuple[int, Verdict]], strikes: int, told: State) -> None:
    record = remembered(*runs)
    assert (record.strikes, state(record)) == (strikes, told)


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from(Verdict)), max_size=30))
def test_whatever_happens_nothing_is_told_broken_too_early(runs: list[tuple[int, Verdict]]) -> None:
    record, today, failed = Record("https://a.test/"), date(2026, 1, 1), list[date]()
    for wait, verdict in runs:
        today += timedelta(days=wait)
        record = after(record, Outcome(verdict, verdict.value), today)
        failed = [] if verdict is FINE else [*failed, today] if verdict is FAILED else failed
        assert record.strikes == len(failed)
        assert (state(record) is State.BROKEN) == (len(failed) >= 3 and (failed[-1] - failed[0]).days >= 7)
        assert external_links.from_json(external_links.as_json({record.address: record})) == {record.address: record}


# A run


def link(address: str) -> Link:
    return Link(address, (Span("guides/one/en.md", 9),))


A, B, C = "https://a.test/", "https://b.test/", "https://c.test/"


def test_new_links_are_asked_first_then_those_asked_longest_ago() -> None:
    records = {A: Record(A, asked=date(2026, 11, 2)), B: Record(B, asked=date(2026, 11, 1))}
    found = [link(A), link(B), link(C)]
    assert [external_links.due(found, records, most) for most in (3, 2, 0)] == [(C, B, A), (C, B), ()]


def test_what_left_the_content_leaves_the_record() -> None:
    old = Record(B, asked=date(2026, 11, 1), strikes=1, failing=date(2026, 11, 1), failed=date(2026, 11, 1))
    today = date(2026, 11, 24)
    new = external_links.renewed([link(B), link(C)], {A: Record(A), B: old}, {C: outcome_of(200)}, today)
    assert new == {B: old, C: Record(C, asked=today, fine=today, said="200 OK")}


SILENT, ANSWER = Outcome(FAILED, "unknown host", answered=False), outcome_of(403)


@pytest.mark.parametrize(
    ("outcomes", "offline"),
    [
        ([], False),
        ([SILENT] * 4, False),
        ([SILENT] * 5, True),
        ([SILENT] * 5 + [ANSWER], False),
    ],
)
def test_where_nobody_answers_it_is_our_own_network(outcomes: list[Outcome], offline: bool) -> None:
    by_host = {f"https://{number}.test/": outcome for number, outcome in enumerate(outcomes)}
    assert external_links.is_offline(by_host) is offline


def test_the_record_has_a_block_for_each_link_in_a_fixed_order() -> None:
    today = date(2026, 11, 24)
    records = {B: Record(B), A: Record(A, today, fine=today, said="200 OK", moved_to="https://a.test/é")}
    assert external_links.as_json(records).startswith(
        '{\n "links": {\n  "https://a.test/": {\n   "asked": "2026-11-24",\n   "fine": "2026-11-24",\n'
        '   "failing": "",\n   "failed": "",\n   "strikes": 0,\n   "unjudged": 0,\n   "said": "200 OK",\n'
        '   "moved_to": "https://a.test/é"\n  },\n  "https://b.test/": {\n'
    )


def test_the_report_names_each_link_once_with_its_places() -> None:
    day = date(2026, 11, 1)
    broken = Record(A, day, day, day, date(2026, 11, 24), strikes=3, said="404 Not Found")
    moved = Record(B, day, day, moved_to="https://b.test/<new>")
    unjudged = Record(C, day, unjudged=2, said="403 Forbidden")
    found = [
        Link(A, (Span("guides/one/en.md", 9), Span("guides/one/en.md", 9, 40), Span("guides/two/en.md", 3))),
        link(B),
        link(C),
        link("https://d.test/"),
    ]
    records = {A: broken, B: moved, C: unjudged, "https://d.test/": Record("https://d.test/")}
    assert external_links.report(found, records).splitlines()[::2] == [
        "# Links to other sites",
        "4 links: broken 1, moved for good 1, could not be judged 1, not asked yet 1.",
        "## Broken (1)",
        "Failed at least 3 times over at least 7 days. Give the new address, or that of an archived copy.",
        "- <https://a.test/> – 404 Not Found, failing since 2026-11-01, last fine 2026-11-01: "
        "`guides/one/en.md:9`, `guides/two/en.md:3`",
        "## Moved for good (1)",
        "The old address still leads there. Look at the new one, and write it instead.",
        "- <https://b.test/> – now <https://b.test/%3Cnew%3E>: `guides/one/en.md:9`",
        "## Could not be judged (1)",
        "No sign that they are broken: many sites do not answer robots. Open those that are here for long.",
        "- <https://c.test/> – 403 Forbidden, 2 times in a row, never seen fine: `guides/one/en.md:9`",
    ]


# Whom we never ask


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("fec0::1", False),
        ("ff0e::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
    ],
)
def test_only_public_addresses_are_asked(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


# Real requests


Response = tuple[int, dict[str, str], bytes]
HOSTS = ("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4")


class Web:
    """Some hosts on this machine, one port, each with its own answers by path."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str, float]] = []
        """Method, host, path and time of each request."""
        self.agents: set[str] = set()
        self.robots: dict[str, Response] = {}
        """What a host says to robots, by host; most have no such file."""
        self.over = threading.Event()
        self.port = 0
        self.servers: list[ThreadingHTTPServer] = []
        for host in HOSTS:
            server = ThreadingHTTPServer((host, self.port), self.handler())
            self.port = server.server_port
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
            self.servers.append(server)

    def handler(web) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def do_HEAD(self) -> None:
                host = self.headers["Host"].partition(":")[0]
                web.asked.append((self.command, host, self.path, time.monotonic()))
                web.agents.add(self.headers["User-Agent"])
                while self.path == "/trickle" and not web.over.wait(0.1):
                    self.wfile.write(b"H")
                status, headers, body = web.answer(self.command, host, self.path)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                if self.command == "GET":
                    self.wfile.write(body)

            do_GET = do_HEAD  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler

    def answer(self, method: str, host: str, path: str) -> Response:
        if path == "/robots.txt":
            return self.robots.get(host, (404, {}, b""))
        if path == "/slow":
            self.over.wait(20)
        if path == "/head-refused":
            return (405 if method == "HEAD" else 200), {}, b"x"
        redirects = {
            "/old": (301, "/older"),
            "/older": (308, "/new"),
            "/new": (302, "/new/today"),
            "/loop": (302, "/loop"),
            "/to-gone": (301, "/gone"),
            "/to-network": (302, f"http://10.0.0.1:{self.port}/"),
            "/to-port": (302, "http://127.0.0.1:22/"),
            "/to-file": (302, "file:///etc/passwd"),
            "/to-forbidden": (302, f"http://127.0.0.2:{self.port}/forbidden"),
        }
        if path in redirects:
            return redirects[path][0], {"Location": redirects[path][1]}, b""
        if path.startswith("/busy"):
            return 429, {"Retry-After": "120"}, b""
        return {"/gone": 410, "/missing": 404, "/shy": 403}.get(path, 200), {}, b""

    def seen(self, host: str) -> list[str]:
        return [f"{method} {path}" for method, one, path, _ in self.asked if one == host]


@pytest.fixture
def web() -> Iterator[Web]:
    started = Web()
    yield started
    started.over.set()
    for server in started.servers:
        server.shutdown()
        server.server_close()


def is_ours(address: IPv4Address | IPv6Address) -> bool:
    return str(address) in HOSTS


def run(root: Path, limits: Limits, *arguments: str) -> Result:
    return CliRunner().invoke(links.main, ["--root", str(root), *arguments], obj=limits, catch_exceptions=False)


def limits(web: Web) -> Limits:
    return Limits(pause=0.01, timeout=1, ports=frozenset({web.port}), permits=is_ours)


def content(root: Path, web: Web, *addresses: str) -> Path:
    """A page with these links; what starts with a slash stands on the first host, with a digit on that host."""
    full = [
        f"http://127.0.0.1:{web.port}{one}"
        if one.startswith("/")
        else f"http://127.0.0.{one[0]}:{web.port}{one[1:]}"
        if one[0].isdigit()
        else one
        for one in addresses
    ]
    lines = "".join(f"- [link](<{address}>)\n" for address in full)
    page = f"-- content/pages/home/en.md --\n---\ntitle: A\nsummary: B.\ntext: {{by: person}}\n---\n{lines}"
    return write(root, page)


def said(root: Path) -> dict[str, str]:
    """The path of each link, and what the record says of it."""
    blocks = json.loads((root / "build/links.json").read_text(encoding="utf-8"))["links"]
    return {"/" + address.split("/", 3)[3]: block["said"] for address, block in blocks.items()}


def test_a_run_asks_and_remembers(tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    root = content(tmp_path, web, "/fine#part", "/missing", "/shy", "/head-refused", "/old", "/loop", "/to-gone")
    done = run(root, limits(web), "--report")
    assert done.exit_code == 0
    assert said(root) == {
        "/fine": "200 OK",
        "/head-refused": "200 OK",
        "/loop": "more than 5 redirects",
        "/missing": "404 Not Found",
        "/old": "200 OK",
        "/shy": "403 Forbidden",
        "/to-gone": "410 Gone",
    }
    assert "7 links: moved for good 1, could not be judged 2, failed lately 2, fine 2." in done.stdout
    assert f"- <http://127.0.0.1:{web.port}/old> – now <http://127.0.0.1:{web.port}/new>: " in done.stdout
    seen = web.seen("127.0.0.1")
    assert seen.count("GET /robots.txt") == 1
    assert seen.count("HEAD /loop") == 6 and "HEAD /fine" in seen and "GET /fine" not in seen
    assert web.agents == {"resource-centre-links (https://centre.test/ mail@centre.test)"}


def test_what_may_not_be_asked_is_not_asked(tmp_path: Path, web: Web) -> None:
    web.robots["127.0.0.2"] = (200, {}, b"User-agent: *\nDisallow: /forbidden\n")
    web.robots["127.0.0.3"] = (301, {"Location": f"https://127.0.0.1:{web.port}/robots.txt"}, b"")
    web.robots["127.0.0.4"] = (503, {}, b"")
    elsewhere = ("/to-forbidden", "/to-network", "/to-port", "/to-file")
    root = content(tmp_path, web, "2/forbidden", "2/fine", "3/lost", "4/closed", *elsewhere)
    assert run(root, limits(web)).exit_code == 0
    assert said(root) == {
        "/forbidden": "robots.txt forbids it",
        "/fine": "200 OK",
        "/lost": "robots.txt cannot be read",
        "/closed": "robots.txt cannot be read",
        "/to-forbidden": "robots.txt forbids it",
        "/to-network": "not asked: an address inside a network",
        "/to-port": "not asked: http on port 22",
        "/to-file": "not asked: file on port 80",
    }
    assert web.seen("127.0.0.2") == ["GET /robots.txt", "HEAD /fine"]
    assert web.seen("127.0.0.4") == ["GET /robots.txt"]


def test_this_machine_is_never_asked(tmp_path: Path, web: Web) -> None:
    root = content(tmp_path, web, "/fine", f"http://localhost:{web.port}/name", f"http://[::1]:{web.port}/six")
    assert run(root, Limits(ports=frozenset({web.port}))).exit_code == 0
    assert set(said(root).values()) == {"not asked: an address inside a network"}
    assert web.asked == []


def test_a_name_that_changes_its_address_after_the_look_up_gets_no_request(tmp_path: Path, web: Web) -> None:
    root = content(tmp_path, web, "/fine")
    looks = iter([True])
    run(root, replace(limits(web), permits=lambda _: next(looks, False)))
    assert said(root) == {"/fine": "not asked: an address inside a network"}
    assert web.asked == []


def test_a_host_that_is_busy_is_left_alone_and_comes_first_next_time(tmp_path: Path, web: Web) -> None:
    root = content(tmp_path, web, "3/busy", "3/late", "/fine")
    done = run(root, limits(web))
    assert done.stdout == "3 links: could not be judged 1, fine 1, not asked yet 1.\n"
    assert said(root) == {"/busy": "429 Too Many Requests", "/late": "", "/fine": "200 OK"}
    assert web.seen("127.0.0.3") == ["GET /robots.txt", "HEAD /busy"]
    run(root, limits(web), "--most", "1")
    assert said(root)["/late"] == "200 OK"


def test_a_host_that_is_silent_is_not_pressed(tmp_path: Path, web: Web) -> None:
    root = content(tmp_path, web, "3/slow", "3/slower", "/fine")
    run(root, replace(limits(web), timeout=0.2))
    assert said(root) == {"/slow": "no answer in time", "/slower": "", "/fine": "200 OK"}


def test_hosts_that_cannot_be_reached(tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def look_up(host: str, *arguments: Any, **options: Any) -> object:
        if host.endswith(".test"):
            raise socket.gaierror(socket.EAI_NONAME if host == "gone.test" else socket.EAI_AGAIN, "no")
        return real(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    given = (f"https://127.0.0.1:{web.port}/tls", f"http://gone.test:{web.port}/gone", f"http://x.test:{web.port}/x")
    root = content(tmp_path, web, *given, "http://a..b/odd", "/fine")
    run(root, replace(limits(web), ports=frozenset({80, web.port})))
    assert said(root) == {
        "/tls": "no secure connection (TLS)",
        "/gone": "unknown host",
        "/x": "the host's name cannot be looked up now",
        "/odd": "the address or the answer cannot be read",
        "/fine": "200 OK",
    }


def test_a_host_gets_one_request_at_a_time_with_pauses(tmp_path: Path, web: Web) -> None:
    web.robots["127.0.0.2"] = (200, {}, b"User-agent: *\nCrawl-delay: 1\n")
    root = content(tmp_path, web, *(f"/{number}" for number in range(4)), "2/0", "2/1")
    run(root, replace(limits(web), pause=0.1))
    for host, count, pause in (("127.0.0.1", 5, 0.1), ("127.0.0.2", 3, 1)):
        times = [moment for _, one, _, moment in web.asked if one == host]
        assert len(times) == count
        assert min(later - earlier for earlier, later in pairwise(times[1:])) >= pause


TRICKLE = """
import sys
from centre.robot import Limits
from scripts import links
limits = Limits(pause=0.01, timeout=60, longest_run=5, ports=frozenset({int(sys.argv[1])}), permits=lambda _: True)
links.main(["--root", sys.argv[2]], obj=limits)
"""


def test_an_answer_that_never_ends_does_not_keep_the_run(tmp_path: Path, web: Web) -> None:
    root = content(tmp_path, web, "/trickle", "2/fine")
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'plugins'}:{ROOT}"}
    command = [sys.executable, "-c", TRICKLE, str(web.port), str(root)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=100)
    assert (done.returncode, done.stdout) == (0, "2 links: fine 1, not asked yet 1.\n"), done.stderr


def test_a_bug_is_not_hidden_by_a_thread(tmp_path: Path, web: Web) -> None:
    root = content(tmp_path, web, "/fine")
    with pytest.raises(ZeroDivisionError):
        run(root, replace(limits(web), permits=lambda _: bool(1 // 0)))


def test_what_there_is_no_time_for_is_asked_next_time(tmp_path: Path, web: Web) -> None:
    root = content(tmp_path, web, "/fine")
    assert run(root, replace(limits(web), longest_run=0)).stdout == "1 links: not asked yet 1.\n"
    assert web.asked == []


# The record on disk


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"links": [1]}',
        '{"links": {"https://a.test/": {}}}',
        '{"links": {"https://a.test/": 3}}',
        "[" * 100_000,
        '{"links": {"/": {"asked": "soon", "fine": "", "failing": "", "failed": "", "strikes": 0, "unjudged": 0, '
        '"said": "", "moved_to": ""}}}',
        '{"links": {"/": {"asked": "", "fine": "", "failing": "", "failed": "", "strikes": -1, "unjudged": 0, '
        '"said": "", "moved_to": ""}}}',
        '{"links": {"/": {"asked": "", "fine": "", "failing": "", "failed": "", "strikes": 2, "unjudged": 0, '
        '"said": "", "moved_to": ""}}}',
    ],
)
def test_a_damaged_record_is_begun_anew(tmp_path: Path, text: str) -> None:
    root = write(tmp_path, SITE)
    record = tmp_path / "build/links.json"
    record.parent.mkdir()
    record.write_text(text)
    done = run(root, Limits(), "--most", "0")
    assert done.exit_code == 0
    assert f"The record {record} cannot be read and is begun anew" in done.stderr
    assert len(external_links.from_json(record.read_text())) == 4


def test_a_record_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path, SITE)
    record = root / "build/links.json"
    exits.guard(links.main, ["--root", str(root), "--most", "0"])
    before = record.read_bytes()
    (root / "practices/one/bg.md").unlink()
    (root / "practices/one/en.md").write_text("")

    def stop(self: Path, _: Path) -> None:
        assert self.read_text() == '{\n "links": {}\n}\n', "whole before it takes the place of the old one"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(SystemExit) as ended:
        exits.guard(links.main, ["--root", str(root), "--most", "0"])
    assert ended.value.code == 2
    assert f"the record {record} cannot be written: No space left on device" in capsys.readouterr().err
    assert record.read_bytes() == before


def test_without_a_network_nothing_is_recorded(tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    root = content(tmp_path, web, *(f"https://{number}.test/{number}" for number in range(6)))
    done = run(root, Limits())
    assert done.exit_code == 0 and "this machine seems to have no network" in done.stderr
    assert set(said(root).values()) == {""}
