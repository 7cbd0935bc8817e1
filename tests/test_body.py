"""Bodies: what they refer to and where, ids of headings, and HTML with nothing dangerous left."""

import pytest

from centre.body import Destination, Reference, heading_ids, parse, render, scheme_of, shared_ids, with_anchors


def html(text: str, address: str = "") -> str:
    body = parse(text, "x.md", 1)
    return render(body, heading_ids(body.headings), lambda one: Destination(address or one.target))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Обобщение\n===", '<h2 id="obobshchenie">Обобщение</h2>'),
        ("## Τι έγινε", '<h2 id="ti-egine">Τι έγινε</h2>'),
        ("## Mitä tehtiin? {#done}", '<h2 id="done">Mitä tehtiin?</h2>'),
        ("## Sources", '<h2 id="text-sources">Sources</h2>'),
        ("## It {#source-1}", '<h2 id="text-source-1">It</h2>'),
        ("### A\n\n### A", '<h3 id="a">A</h3>\n<h3 id="a-2">A</h3>'),
        ("a <b onclick=x>b</b>", "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ('x\n{: onclick="y" style="z" class="site banner" }', "<p>x</p>"),
        ('*x*{: id="content" class="banner" }', "<p><em>x</em></p>"),
        ("[x](javascript:alert)", "<p><a>x</a></p>"),
        ("```html\n<b>&amp;\n```", "<pre><code>&lt;b&gt;&amp;amp;\n</code></pre>"),
        ("`<script>`", "<p><code>&lt;script&gt;</code></p>"),
        ("![A robot](a.png)", '<p><img alt="A robot" decoding="async" loading="lazy" src="a.png"></p>'),
    ],
)
def test_html(text: str, expected: str) -> None:
    assert html(text) == expected


def test_of_what_leads_nowhere_the_words_stay() -> None:
    body = parse("[A link](b.md) ![A robot](https://evil.test/a.png)", "x.md", 1)
    assert render(body, (), lambda _: Destination("")) == "<p><span>A link</span> <span>A robot</span></p>"


def test_the_label_of_a_heading_s_link_is_text() -> None:
    marked = with_anchors('<h2 id="a">A <em>b</em></h2>', "<b>Link</b> to {title}")
    assert '<span class="hidden">&lt;b&gt;Link&lt;/b&gt; to A b</span>' in marked


def test_references_and_their_places() -> None:
    body = parse("One [a](b.md) and [c](b.md#d).\n\n![e](f.png)\n", "x.md", 5)
    assert [(one.kind, one.target, one.span.line, one.span.column) for one in body.references] == [
        ("link", "b.md", 5, 9),
        ("link", "b.md#d", 5, 23),
        ("image", "f.png", 7, 6),
    ]


def test_a_link_into_another_language_says_so() -> None:
    body = parse("See [it](../a/en.md).", "x.md", 1)
    led = render(body, (), lambda _: Destination("../../en/a/", "en", "(in English)"))
    assert led == (
        '<p>See <a href="../../en/a/" hreflang="en">it<span class="in-language"> (in English)</span></a>.</p>'
    )


def test_headings_of_the_same_structure_share_their_ids() -> None:
    english, bulgarian = (
        parse("## First\n\n### Second", "en.md", 1),
        parse("## Първо\n\n### Второ", "bg.md", 1),
    )
    assert shared_ids(bulgarian, english) == ("first", "second")


def test_headings_of_another_structure_have_their_own() -> None:
    english, bulgarian = parse("## First", "en.md", 1), parse("## Първо\n\n### Второ", "bg.md", 1)
    assert shared_ids(bulgarian, english) == ("prvo", "vtoro") or all(shared_ids(bulgarian, english))


@pytest.mark.parametrize(
    ("target", "scheme"),
    [
        ("https://europa.eu", "https"),
        ("../a/en.md", ""),
        ("#part", ""),
        ("JavaScript:x", "javascript"),
        (" javascript:x", "javascript"),
        ("java\tscript:x", "javascript"),
        ("java&#x0a;script:x", "javascript"),
        ("&#106;avascript&colon;x", "javascript"),
        ("java\u200bscript:x", "javascript"),
        ("data:text/html,x", "data"),
        ("vbscript:x", "vbscript"),
    ],
)
def test_scheme(target: str, scheme: str) -> None:
    assert scheme_of(target) == scheme


def test_resolving_sees_every_reference_once() -> None:
    seen: list[Reference] = []
    body = parse("[a](1) [b](2) ![c](3)\n\n[d][x]\n\n[x]: 4\n", "x.md", 1)

    def note(reference: Reference) -> Destination:
        seen.append(reference)
        return Destination(reference.target)

    render(body, (), note)
    assert [one.target for one in seen] == ["1", "2", "3", "4"]
