from urllib.parse import parse_qsl, urljoin, urlunsplit

for base in ("svn://host/a/b", "rtsp://host/a/b", "prospero://host/a", "git://host/a/b", "mailto:somebody"):
    print(urljoin(base, "c"), urljoin(base, "../c?d#e"), urljoin(base, "//other/c"))
print(urlunsplit(("rsync", "", "a", "", "")), urlunsplit(("sip", "", "a", "", "")))
for text in ("", "a", "&", "a=1&&b=2"):
    try:
        print(parse_qsl(text, strict_parsing=True))
    except ValueError as error:
        print(error)
