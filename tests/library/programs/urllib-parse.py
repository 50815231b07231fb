from urllib.parse import *
import urllib.parse


def trial(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


urls = ["http://user:pw@Host.com:8080/a/b;p?x=1&y=2#frag", "https://[::1]:443/x", "mailto:a@b.c", "/only/path?q", "//net/loc", "relative", "", "http://h", "HTTP://H/?#", "a:b:c", "http://h:/x", "file:///etc/x", "http://h:99999", "http://h:x", "x?y#z?w", "http://a;b/c;d", "1http://x"]
for url in urls:
    one, two = urlsplit(url), urlparse(url)
    print(one, two, one.geturl(), two.geturl(), one.hostname, one.username, one.password)
    trial(lambda: one.port)
trial(lambda: urlsplit("http://[::1"))
base = "http://a/b/c/d;p?q"
for url in ["g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", ";x", "g;x", "", ".", "./", "..", "../", "../g", "../..", "../../g", "../../../g", "/./g", "/../g", "g.", "..g", "./../g", "g/./h", "g/../h", "http:g", "http://x/y"]:
    print(url, urljoin(base, url), urljoin("http://a", url), urljoin("/x/y/", url))
print(quote("a b/c?é~"), quote("a/b", safe=""), quote_plus("a b&c=d+e"), unquote("a%20b%zz%C3%A9%"), unquote_plus("a+b%2B"), quote(b"\xff x"), unquote_to_bytes("a%ffb"), unquote("%E4%BD"), quote("", safe=""))
print(urlencode({"a": 1, "b": "x y&", "c": None}), urlencode([("a", "é"), ("a", 2)]), urlencode({"a": [1, 2]}, doseq=True), urlencode({"a": [1]}), urlencode({"a": "b c"}, quote_via=quote), urlencode({}), urlencode({"k": b"x y"}))
print(parse_qs("a=1&a=2&b=&c&d=x+y%20z"), parse_qsl("a=1&b=&c", keep_blank_values=True), parse_qs(""), parse_qsl("a=1;b=2", separator=";"))
trial(lambda: parse_qsl("a", strict_parsing=True))
trial(lambda: urlencode("ab"))
trial(lambda: quote(5))
trial(lambda: parse_qsl("a&b", max_num_fields=1))
print(urldefrag("http://a/b#c"), urldefrag("x"), urldefrag("http://a/b#c").url, urlunsplit(("http", "h", "p", "q", "f")), urlunparse(("http", "h", "/p", "pa", "q", "")), urlparse("http://h/p")._replace(query="z=1").geturl(), urlsplit("//h/p", scheme="ftp").geturl())
