"""Asks other sites whether a link still leads somewhere, politely, and never an address inside a network.

Contributors choose the addresses, and answers may lead elsewhere: every step is looked at before it is taken.
"""

from __future__ import annotations

import socket
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from centre.external_links import Outcome, Verdict, outcome_of

NAME = "resource-centre-links"
"""How robots.txt names us (RFC 9309, 2.2.1)."""
HEAD_REFUSED = frozenset({403, 404, 405, 501})
"""Answers to HEAD after which GET is tried: servers that do not know HEAD say one of these."""
FOR_GOOD = frozenset({301, 308})
"""Redirects after which the old address need not be used any more (RFC 9110, 15.4)."""
BUSY = frozenset({429, 503})
"""Answers that may say in `Retry-After` how long to stay away."""
LARGEST_ROBOTS = 500 * 1024
"""Bytes of robots.txt that a robot has to read (RFC 9309, 2.5)."""
LONGEST_DELAY = 60
"""Seconds of pause that robots.txt may ask for; a run could not do what is slower."""


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Say whether an address belongs to the public internet, by the registries that `ipaddress` knows.

    An address of the old tunnels from IPv6 (6to4) may stand for a private one, and none is in use any more.
    """
    old = isinstance(address, IPv6Address) and (address.is_site_local or address.sixtofour)
    return address.is_global and not (address.is_multicast or address.is_reserved or old)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is asked of others, and whom."""

    pause: float = 5.0
    """Seconds between two requests to one host; robots.txt may ask for more."""
    parallel: int = 6
    """Hosts at a time."""
    timeout: float = 20.0
    """Seconds of silence after which an answer is given up."""
    redirects: int = 5
    longest_run: float = 40 * 60.0
    """Seconds; what was not asked by then comes first in the next run."""
    ports: frozenset[int] = frozenset({80, 443})
    permits: Callable[[IPv4Address | IPv6Address], bool] = is_public
    """Which addresses may be connected to."""


class _NotAsked(Exception):
    """Carries the words that say why a link could not be judged."""

    def __init__(self, said: str, *, answered: bool = False) -> None:
        super().__init__(said)
        self.answered = answered


class _LeftAlone(Exception):
    """The host rests for this run."""


@dataclass(slots=True)
class _Host:
    """What one run knows of a host."""

    turn: threading.Lock = field(default_factory=threading.Lock)
    """Held during a request."""
    reading: threading.Lock = field(default_factory=threading.Lock)
    """Held while robots.txt is read, so that it is read once."""
    free_at: float = 0.0
    """When the next request may be sent, on the monotonic clock."""
    pause: float = 0.0
    rests: bool = False
    robots: dict[str, RobotFileParser | None] = field(default_factory=dict)
    """By scheme, host and port."""


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    location: str = ""
    """Where a redirect leads."""
    text: str = ""
    """The body, where it was asked for."""


class Robot:
    """Asks for links during one run."""

    def __init__(self, contact: str, limits: Limits) -> None:
        """Say in `contact` who asks: an address, a mail address, or both."""
        about = " ".join(contact.encode("ascii", "ignore").decode().split())
        self._agent = f"{NAME} ({about or 'nobody operates this site yet'})"
        self._limits = limits
        self._ends = time.monotonic() + limits.longest_run
        self._stopped = threading.Event()
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def ask_all(self, addresses: Iterable[str]) -> dict[str, Outcome]:
        """Return what came of each address; those that were not asked, for lack of time or to spare a host, are absent.

        Links of one host are asked one after the other, those of several hosts side by side.
        """
        by_host: Mapping[str, list[str]] = defaultdict(list)
        for address in addresses:
            by_host[urlsplit(address).hostname or ""].append(address)
        groups, outcomes, bugs = iter(by_host.values()), dict[str, Outcome](), list[Exception]()
        # Not a pool of `concurrent.futures`: at the end Python waits for its threads, and one answer that trickles for
        # hours would keep the program.
        threads = [
            threading.Thread(target=self._work, args=(groups, outcomes, bugs), daemon=True)
            for _ in range(self._limits.parallel)
        ]
        try:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(max(0.0, self._ends - time.monotonic()))
        finally:
            self._stopped.set()
        for bug in bugs:
            raise bug
        return dict(outcomes)

    def _work(self, groups: Iterator[list[str]], outcomes: dict[str, Outcome], bugs: list[Exception]) -> None:
        """Take one host after the other while there is time."""
        try:
            while not self._stopped.is_set():
                with self._lock:
                    group = next(groups, None)
                if group is None:
                    return
                for address in group:
                    with suppress(_LeftAlone):
                        outcomes[address] = self._ask(address)
        except Exception as bug:
            bugs.append(bug)

    def _ask(self, address: str) -> Outcome:
        try:
            with self._session() as session:
                return self._follow(session, address)
        except _NotAsked as reason:
            return Outcome(Verdict.UNJUDGED, str(reason), answered=reason.answered)
        except socket.gaierror as error:
            return _unresolved(error)
        except requests.exceptions.SSLError:
            return Outcome(Verdict.FAILED, "no secure connection (TLS)")
        except requests.Timeout:
            return Outcome(Verdict.UNJUDGED, "no answer in time", answered=False)
        except requests.ConnectionError:
            return Outcome(Verdict.UNJUDGED, "no connection", answered=False)
        except (requests.RequestException, HTTPError, ValueError):
            return Outcome(Verdict.UNJUDGED, "the address or the answer cannot be read", answered=False)

    def _follow(self, session: requests.Session, address: str) -> Outcome:
        here, moved_to, for_good = address, "", True
        for _ in range(self._limits.redirects + 1):
            self._obey_robots(session, here)
            answer = self._send(session, "HEAD", here)
            if answer.status in HEAD_REFUSED:
                answer = self._send(session, "GET", here)
            if not answer.location:
                return outcome_of(answer.status, moved_to)
            here = urljoin(here, answer.location)
            for_good = for_good and answer.status in FOR_GOOD
            moved_to = here if for_good else moved_to
        raise _NotAsked(f"more than {self._limits.redirects} redirects", answered=True)

    def _obey_robots(self, session: requests.Session, address: str) -> None:
        """Raise `_NotAsked` where robots.txt does not let us in."""
        # Names in other scripts are then in the form that is also sent (RFC 5890).
        parts = urlsplit(str(requests.Request("GET", address).prepare().url))
        origin = f"{parts.scheme}://{parts.netloc}"
        host = self._host(parts.hostname or "")
        with host.reading:
            if origin not in host.robots:
                host.robots[origin] = self._read_robots(session, origin)
        rules = host.robots[origin]
        if rules is None:
            raise _NotAsked("robots.txt cannot be read", answered=True)
        if not rules.can_fetch(NAME, address):
            raise _NotAsked("robots.txt forbids it", answered=True)
        host.pause = float(min(int(rules.crawl_delay(NAME) or 0), LONGEST_DELAY))

    def _read_robots(self, session: requests.Session, origin: str) -> RobotFileParser | None:
        """Return the rules of a site; nothing where they cannot be had, and then everything is forbidden.

        A site without the file allows everything (RFC 9309, 2.3.1). A host that cannot be reached is the link's own
        trouble, and the exception passes on.
        """
        here, answer = f"{origin}/robots.txt", _Answer(0)
        for hop in range(self._limits.redirects + 1):
            try:
                answer = self._send(session, "GET", here, with_body=True)
            except OSError:  # as `requests` and `socket` derive theirs from it
                if not hop:
                    raise
                answer = _Answer(0)
            if not answer.location:
                break
            here = urljoin(here, answer.location)
        rules = RobotFileParser()
        if 200 <= answer.status < 300:
            rules.parse(answer.text.splitlines())
        elif 400 <= answer.status < 500 and answer.status not in BUSY:
            rules.parse([])
        else:
            return None
        return rules

    def _send(self, session: requests.Session, method: str, address: str, *, with_body: bool = False) -> _Answer:
        """Send one request when it is the host's turn."""
        request = session.prepare_request(requests.Request(method, address))
        parts = urlsplit(str(request.url))
        port = parts.port or (443 if parts.scheme == "https" else 80)
        if parts.scheme not in ("http", "https") or port not in self._limits.ports:
            raise _NotAsked(f"not asked: {parts.scheme} on port {port}")
        host = self._host(parts.hostname or "")
        with host.turn:
            self._wait_for(host)
            self._refuse_private(parts.hostname or "", port)
            try:
                with session.send(
                    request, stream=True, allow_redirects=False, timeout=self._limits.timeout
                ) as response:
                    status, location = response.status_code, session.get_redirect_target(response) or ""
                    text = self._read(response) if with_body and not location else ""
                    busy = status in BUSY and (status == 429 or "Retry-After" in response.headers)
            except requests.exceptions.SSLError:
                raise  # Nobody is in trouble: the other links of the host are asked too.
            except (requests.Timeout, requests.ConnectionError):
                host.rests = True
                raise
            finally:
                host.free_at = time.monotonic() + max(host.pause, self._limits.pause)
            host.rests = host.rests or busy
        return _Answer(status, location, text)

    def _wait_for(self, host: _Host) -> None:
        """Wait until the host may be asked again; raises `_LeftAlone` where that is not in this run."""
        delay = max(0.0, host.free_at - time.monotonic())
        if host.rests or time.monotonic() + delay > self._ends or self._stopped.wait(delay):
            raise _LeftAlone

    def _refuse_private(self, host: str, port: int) -> None:
        """Raise `_NotAsked` where a name stands for an address that may not be asked, before anything is sent."""
        for *_, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            if not self._limits.permits(ip_address(place[0])):
                raise _NotAsked("not asked: an address inside a network")

    def _read(self, response: requests.Response) -> str:
        """Return the first part of a body; one that trickles is cut when its time is over."""
        ends, data = time.monotonic() + self._limits.timeout, b""
        for chunk in response.iter_content(8192):
            data += chunk
            if len(data) >= LARGEST_ROBOTS or time.monotonic() > ends:
                break
        return data[:LARGEST_ROBOTS].decode("utf-8", "replace")

    def _session(self) -> requests.Session:
        """One for each link, so that cookies stay with it; the passwords and proxies of this machine are not used."""
        session = requests.Session()
        session.trust_env = False
        # Between two requests there is a pause, in which an open connection would only take up a place.
        session.headers.update({"User-Agent": self._agent, "Accept-Encoding": "identity", "Connection": "close"})
        adapter = _adapter(self._limits.permits)
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        return session

    def _host(self, name: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(name.lower(), _Host())


def _unresolved(error: socket.gaierror) -> Outcome:
    """Tell a name that does not exist from one that could not be looked up just now."""
    if error.errno in (socket.EAI_NONAME, socket.EAI_NODATA):
        return Outcome(Verdict.FAILED, "unknown host", answered=False)
    return Outcome(Verdict.UNJUDGED, "the host's name cannot be looked up now", answered=False)


def _adapter(permits: Callable[[IPv4Address | IPv6Address], bool]) -> HTTPAdapter:
    """Return what opens connections for `requests`, and looks at whom it reached before a byte is sent.

    A name may stand for another address than a moment ago, when it was looked up.
    """

    def permitted(connection: socket.socket) -> socket.socket:
        if not permits(ip_address(connection.getpeername()[0])):
            connection.close()
            raise _NotAsked("not asked: an address inside a network")
        return connection

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return permitted(super()._new_conn())

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return permitted(super()._new_conn())

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
            super().init_poolmanager(*arguments, **options)
            self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}

    return Adapter()
