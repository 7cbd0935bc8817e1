"""Releases: whole or not at all, whoever interrupts; served by a real nginx without a failed request."""

import gzip
import json
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
from statistics import quantiles

import brotli
import pytest

from centre import hosting, manifest, release
from centre.release import ReleaseFailed
from sites import ROOT, read

MOVED = """
-- content/addresses.txt --
/en/old/ -> /en/new/
/en/gone/ gone: its publisher withdrew it
"""


def site(folder: Path, words: str) -> Path:
    """A small finished site whose pages and style carry the same words."""
    for name in ("index.html", "en/new/index.html", "en/old/index.html", "en/gone/index.html", "404.html"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        page = f'<!doctype html><title>{words}</title><link rel="stylesheet" href="/assets/a.{words}.css">'
        path.write_text(page + "<p>" + words * 100, encoding="utf-8")
    (folder / "assets").mkdir(exist_ok=True)
    (folder / f"assets/a.{words}.css").write_text(f"/* {words} */" + "p{color:red}" * 40, encoding="utf-8")
    return folder


def put(to: Path, tmp_path: Path, number: int) -> None:
    """Publish the small site under a number, as `scripts/publish.py` does once it is built."""
    words = f"{number:08x}"
    with release.locked(to):
        release.publish(site(tmp_path / f"built-{number}", words), to, f"{number:03}-test")


def wrong_in(folder: Path) -> list[str]:
    """How a folder differs from its own manifest."""
    return list(manifest.differences(folder, manifest.read(manifest.text_in(folder))))


def test_a_release_is_whole_and_names_what_was_tampered_with(tmp_path: Path) -> None:
    to = tmp_path / "www"
    put(to, tmp_path, 1)
    served = to / "current"
    assert release.current(to) == "001-test" and wrong_in(served) == []
    (served / "index.html").write_text("other")
    (served / "404.html").unlink()
    (served / "added.txt").write_text("x")
    (served / "en/new/index.html.gz").write_bytes((served / "en/gone/index.html.gz").read_bytes()[:-9])
    assert wrong_in(served)[:3] == [
        "404.html is missing",
        "added.txt was added",
        "index.html was changed",
    ]


@pytest.mark.parametrize(
    "text", [None, "", "[]", "{", '{"files": 3}', '{"files": {"a": {"bytes": 1e999}}}', "[" * 10**5]
)
def test_without_a_manifest_nothing_is_verified(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(manifest.Unreadable, match="is missing or cannot be read"):
        manifest.read(manifest.text_in(tmp_path))


def test_twins_are_made_anew_and_only_for_texts_that_are_worth_it(tmp_path: Path) -> None:
    to, built = tmp_path / "www", site(tmp_path / "built", "00000001")
    for twin in ("index.html.gz", "en/new/index.html.br", "short.txt.gz", "left.html.br"):
        (built / twin).write_bytes(b"stale")
    (built / "short.txt").write_text("short")
    (built / "data.tar.gz").write_bytes(b"an archive")
    with release.locked(to):
        release.publish(built, to, "001-test")
    served = to / "current"
    assert wrong_in(served) == [] and "data.tar.gz" in manifest.read(manifest.text_in(served))
    assert (
        brotli.decompress((served / "en/new/index.html.br").read_bytes()) == (served / "en/new/index.html").read_bytes()
    )
    assert sorted(path.name for path in served.glob("[ls]*")) == ["short.txt"]


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


PUBLISH_WITH_LITTLE_ROOM = """
import json, shutil, sys
from pathlib import Path
from centre import release
from test_release import put, wrong_in
to, elsewhere = Path(sys.argv[1]), Path(sys.argv[2])
put(to, elsewhere, 1)
said = []
for room in range(0, 400, 4):
    (to / "filler").write_bytes(bytes(shutil.disk_usage(to).free - room * 1024))
    try:
        put(to, elsewhere, 2)
        said.append("published")
    except (OSError, release.ReleaseFailed) as error:
        said.append(str(error))
    (to / "filler").unlink()
    assert [*to.rglob("*.part")] == [] and wrong_in(to / "current") == [], room
    if said[-1] == "published":
        break
    assert release.current(to) == "001-test" and len([*(to / "releases").iterdir()]) == 1, room
print(json.dumps(said))
"""
WITH_A_DISK = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
OF_ONE_MEGABYTE = 'mount -t tmpfs -o size=1m tmpfs "$0" && exec "$@"'


def test_wherever_a_full_disk_stops_it_the_release_in_service_stays(tmp_path: Path) -> None:
    to = tmp_path / "www"
    to.mkdir()
    on_it = [*WITH_A_DISK, OF_ONE_MEGABYTE, str(to)]
    if not shutil.which("unshare") or subprocess.run([*on_it, "true"], capture_output=True, check=False).returncode:
        pytest.skip("nobody may mount a disk here; test_publish.py limits the size of files instead")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT, ROOT / "plugins", ROOT / "tests")))}
    command = [*on_it, sys.executable, "-c", PUBLISH_WITH_LITTLE_ROOM, str(to), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    *failures, last = json.loads(done.stdout)
    assert last == "published" and len(failures) > 10
    assert [one for one in failures if not one.startswith("[Errno 28] No space left on device")] == []


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
        assert wrong_in(to / "current") == [], f"kill {kill}"
        whole = [path for path in (to / "releases").iterdir() if path.suffix != ".part"]
        assert [wrong_in(path) for path in whole] == [[]] * len(whole), f"kill {kill}"
    put(to, tmp_path, 999_999)
    assert not list(to.rglob("*.part")), "the next publication clears what was left"


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


def verify(*arguments: str) -> tuple[int, list[str]]:
    command = [sys.executable, str(ROOT / "scripts/publish.py"), "--verify", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout.splitlines()


def test_a_live_copy_is_compared_as_readers_get_it(nginx: tuple[Path, int], tmp_path: Path) -> None:
    to, port = nginx
    address = f"http://127.0.0.1:{port}"
    ours = shutil.copytree(to, tmp_path / "ours", symlinks=True)
    sound = 0, ["The copy is what its manifest says."]
    assert verify(address) == verify(address, "--to", str(ours)) == sound
    served = to / "current"
    (served / "404.html").unlink()
    (served / "404.html.gz").unlink()
    (served / "en/gone/index.html").write_text("other")
    (served / "en/new/index.html.gz").write_bytes(gzip.compress(b"other"))
    (served / "en/old/index.html.gz").write_bytes(b"no archive")
    (to / "shared/assets/a.00000001.css").unlink()
    (to / "shared/assets/a.00000001.css").mkdir()
    differing = [
        "404.html is missing: the server answers 404",
        f"assets/a.00000001.css leads to {address}/assets/a.00000001.css/",
        "en/gone/index.html was changed",
        "en/new/index.html was changed, for those who take gzip",
        "en/old/index.html was changed, for those who take gzip",
    ]
    assert verify(address) == (1, differing)
    (served / "manifest.json").write_bytes(manifest.write(manifest.state(served)))
    old_twin = "manifest.json was changed, for those who take gzip"
    changed = ["manifest.json is not that of the release in service", *differing, old_twin]
    assert verify(address, "--to", str(ours)) == (1, changed)
    (served / "manifest.json").unlink()
    assert verify(address, "--to", str(ours)) == (1, [f"{address}/manifest.json answers 404"])


def test_a_server_that_is_away_is_said_to_be(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        status, words = verify(f"http://127.0.0.1:{taken.getsockname()[1]}/sub")
    assert status == 1 and "/sub/ does not answer" in words[0] and len(words) == 1


def at(percent: int, seconds: list[float]) -> str:
    return f"p{percent} {quantiles(seconds, n=100)[percent - 1] * 1000:.1f} ms"


@pytest.mark.parametrize(("switches", "backs"), [(20, 4), pytest.param(200, 20, marks=pytest.mark.long)])
def test_switching_under_load_fails_no_request(
    nginx: tuple[Path, int], tmp_path: Path, switches: int, backs: int
) -> None:
    to, port = nginx
    wrong: list[str] = []
    mixed: list[str] = []
    calm: list[float] = []
    switching: list[float] = []
    begun, done = threading.Event(), threading.Event()

    def timed(address: str) -> tuple[int, bytes]:
        start = time.perf_counter()
        status, _, body = ask(port, address)
        (switching if begun.is_set() else calm).append(time.perf_counter() - start)
        return status, body

    def read_pages() -> None:
        while not done.is_set():
            status, body = timed("/en/new/")
            words = body.partition(b"<title>")[2][:8].decode()
            style_status, style = timed(f"/assets/a.{words}.css")
            if (status, style_status) != (200, 200):
                wrong.append(f"{status} {words} {style_status}")
            elif body.count(words.encode()) != 102 or words.encode() not in style:
                mixed.append(words)

    readers = [threading.Thread(target=read_pages) for _ in range(3)]
    for reader in readers:
        reader.start()
    while len(calm) < 1000:
        time.sleep(0.01)
    begun.set()
    for number in range(2, switches + 2):
        put(to, tmp_path, number)
        if number % (switches // backs) == 0:
            release.roll_back(to)
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == [] and mixed == [] and len(switching) > switches
    print(
        f"{switches} switches, {backs} back: {len(switching)} requests, {len(wrong)} failed, {len(mixed)} mixed,",
        f"{at(50, switching)}, {at(99, switching)};",
        f"without switches: {len(calm)} requests, {at(50, calm)}, {at(99, calm)}",
    )
