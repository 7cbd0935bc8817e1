"""Releases: whole or not at all, whoever interrupts; served by a real nginx without a failed request."""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from centre import hosting, release
from centre.release import ReleaseFailed
from sites import ROOT, read

MOVED = """
-- content/addresses.txt --
/en/old/ -> /en/new/
/en/gone/ gone: its publisher withdrew it
"""


def site(folder: Path, words: str) -> Path:
    """A small finished site whose pages and style carry the same words."""
    for name in ("index.html", "en/new/index.html", "en/gone/index.html", "404.html"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        page = f'<!doctype html><title>{words}</title><link rel="stylesheet" href="/assets/a.{words}.css">'
        path.write_text(page + "<p>" + words * 100, encoding="utf-8")
    (folder / "assets").mkdir(exist_ok=True)
    (folder / f"assets/a.{words}.css").write_text(f"/* {words} */" + "p{color:red}" * 40, encoding="utf-8")
    return folder


def put(to: Path, tmp_path: Path, number: int) -> None:
    words = f"{number:08x}"
    with release.locked(to):
        release.publish(site(tmp_path / f"built-{number}", words), to, f"{number:03}-test")


def test_a_release_is_whole_and_names_what_was_tampered_with(tmp_path: Path) -> None:
    to = tmp_path / "www"
    put(to, tmp_path, 1)
    served = to / "current"
    assert release.current(to) == "001-test" and list(release.differences(served)) == []
    (served / "index.html").write_text("other")
    (served / "404.html").unlink()
    (served / "added.txt").write_text("x")
    (served / "en/new/index.html.gz").write_bytes((served / "en/gone/index.html.gz").read_bytes()[:-9])
    assert list(release.differences(served))[:3] == [
        "404.html is missing",
        "added.txt was added",
        "index.html was changed",
    ]


@pytest.mark.parametrize("text", [None, "", "[]", "{", '{"files": 3}'])
def test_without_a_manifest_nothing_is_verified(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "manifest.json").write_text(text)
    assert list(release.differences(tmp_path)) == ["manifest.json is missing or cannot be read"]


def test_five_releases_stay_and_one_can_go_back(tmp_path: Path) -> None:
    to = tmp_path / "www"
    for number in range(1, 8):
        put(to, tmp_path, number)
    assert sorted(path.name[:3] for path in (to / "releases").iterdir()) == ["003", "004", "005", "006", "007"]
    assert [release.roll_back(to)[:3] for _ in range(4)] == ["006", "005", "004", "003"]
    with pytest.raises(ReleaseFailed, match="no release to go back to"):
        release.roll_back(to)
    assert release.current(to) == "003-test"


def test_pages_of_an_old_release_still_find_their_style(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    to = tmp_path / "www"
    for number in range(1, 8):
        put(to, tmp_path, number)
    assert len(list((to / "shared/assets").glob("*.css"))) == 7, "a page may stay open for a day"
    later = time.time() + 2 * release.DAY
    monkeypatch.setattr(time, "time", lambda: later)
    put(to, tmp_path, 8)
    kept = sorted(path.name for path in (to / "shared/assets").glob("*.css"))
    assert kept == [f"a.{number:08x}.css" for number in range(3, 9)], "those of the five kept and of the one just left"


def test_two_at_once_are_kept_apart(tmp_path: Path) -> None:
    with release.locked(tmp_path), pytest.raises(ReleaseFailed, match="under way"), release.locked(tmp_path):
        pass


def test_a_full_disk_leaves_the_release_in_service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    to = tmp_path / "www"
    put(to, tmp_path, 1)

    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(release, "_compress", full)
    with pytest.raises(OSError, match="No space left"):
        put(to, tmp_path, 2)
    assert [path.name for path in (to / "releases").iterdir()] == ["001-test"]
    assert release.current(to) == "001-test" and list(release.differences(to / "current")) == []


PUBLISH_FOREVER = """
import itertools, sys
from pathlib import Path
from centre import release
to, built = Path(sys.argv[1]), Path(sys.argv[2])
for number in itertools.count(int(sys.argv[3])):
    with release.locked(to):
        release.publish(built, to, f"{number:06}-test")
"""


@pytest.mark.parametrize("kills", [5, pytest.param(50, marks=pytest.mark.long)])
def test_killed_at_any_moment_what_is_in_service_is_whole(tmp_path: Path, kills: int) -> None:
    to, built = tmp_path / "www", site(tmp_path / "built", "00000001")
    put(to, tmp_path, 0)
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    for kill in range(kills):
        command = [sys.executable, "-c", PUBLISH_FOREVER, str(to), str(built), str((kill + 1) * 1000)]
        with subprocess.Popen(command, env=environment) as publisher:
            time.sleep(0.4 + random.Random(kill).random() / 4)
            publisher.send_signal(signal.SIGKILL)
        assert list(release.differences(to / "current")) == [], f"kill {kill}"
    put(to, tmp_path, 999_999)
    assert not list((to / "releases").glob("*.part")), "the next publication clears what was left"


@pytest.fixture
def nginx(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A real nginx over a publishing folder; gives the folder and the port."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not found:
        assert not os.environ.get("CI"), "CI has to run the tests of the server: install nginx-light"
        pytest.skip("nginx is not installed")
    to = tmp_path / "www"
    put(to, tmp_path, 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    catalogue = read(tmp_path / "repository", MOVED)
    server = hosting.nginx(catalogue, str(to), f"127.0.0.1:{port}")
    configuration = tmp_path / "nginx.conf"
    configuration.write_text(
        f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}\n"
        f"http {{ access_log off; types {{ text/html html; text/css css; }}\n{server}\n"
        f"client_body_temp_path {tmp_path}/b; proxy_temp_path {tmp_path}/p; fastcgi_temp_path {tmp_path}/f;\n"
        f"uwsgi_temp_path {tmp_path}/u; scgi_temp_path {tmp_path}/s; }}\n"
    )
    user = ["-g", "user root;"] if os.geteuid() == 0 else []
    with subprocess.Popen([found, "-c", str(configuration), *user]) as process:
        for _ in range(100):
            try:
                with socket.create_connection(("127.0.0.1", port), timeout=1):
                    break
            except OSError:
                time.sleep(0.05)
        yield to, port
        process.terminate()


def ask(port: int, address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    connection.close()
    return found


def test_nginx_serves_it_as_meant(nginx: tuple[Path, int]) -> None:
    _, port = nginx
    status, headers, body = ask(port, "/en/new/")
    assert status == 200 and b"00000001" in body and headers["cache-control"] == "no-cache"
    assert headers["content-security-policy"].startswith("default-src 'self'")
    assert headers["x-content-type-options"] == "nosniff" and headers["content-type"] == "text/html; charset=utf-8"
    assert ask(port, "/en/new/", **{"Accept-Encoding": "gzip"})[1]["content-encoding"] == "gzip"
    assert "immutable" in ask(port, "/assets/a.00000001.css")[1]["cache-control"]
    status, headers, _ = ask(port, "/en/old/")
    assert (status, headers["location"]) == (301, f"http://127.0.0.1:{port}/en/new/")
    assert ask(port, "/en/gone/")[0] == 410
    status, headers, body = ask(port, "/nothing/here/")
    assert status == 404 and b"00000001" in body and "content-security-policy" in headers


@pytest.mark.parametrize(("switches", "backs"), [(20, 4), pytest.param(200, 20, marks=pytest.mark.long)])
def test_switching_under_load_fails_no_request(
    nginx: tuple[Path, int], tmp_path: Path, switches: int, backs: int
) -> None:
    to, port = nginx
    wrong: list[str] = []
    asked, done = [0], threading.Event()

    def read_pages() -> None:
        while not done.is_set():
            status, _, body = ask(port, "/en/new/")
            words = body.partition(b"<title>")[2][:8].decode()
            style = ask(port, f"/assets/a.{words}.css")
            if status != 200 or body.count(words.encode()) != 102 or style[0] != 200 or words.encode() not in style[2]:
                wrong.append(f"{status} {words} {style[0]}")
            asked[0] += 2

    readers = [threading.Thread(target=read_pages) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(2, switches + 2):
        put(to, tmp_path, number)
        if number % (switches // backs) == 0:
            release.roll_back(to)
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == [] and asked[0] > switches
    print(f"{switches} switches, {backs} back, {asked[0]} requests, {len(wrong)} wrong")
