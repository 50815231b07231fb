import bisect
import string
import textwrap
from string import Template


def trial(work):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)


a = [1, 3, 3, 5]
print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 0), bisect.bisect_left(a, 9), bisect.bisect(a, 3, 0, 2), bisect.bisect_left(["bb", "a"], 1, key=len))
bisect.insort(a, 4)
bisect.insort_left(a, 3)
print(a)
trial(lambda: bisect.bisect(a, 3, -1))
print(string.ascii_letters, string.digits, string.punctuation, repr(string.whitespace), string.hexdigits, repr(string.printable), string.capwords("hello  wORLD foo"), string.capwords("a-b", "-"))
t = Template("$who likes ${what}s, $$5 and $who_2")
print(t.safe_substitute(who="tim"), t.substitute(who="tim", what="dog", who_2="x"), t.substitute({"who": 1, "what": 2, "who_2": 3}, what="w"), t.get_identifiers(), t.is_valid(), t.template)
for bad in ("$", "a\nb $ c", "${a", "${a b}", "$1", "ok\nline ${"):
    trial(lambda: Template(bad).substitute(a=1))
    print(Template(bad).safe_substitute(a=1), Template(bad).is_valid())
trial(lambda: Template("$missing").substitute())
text = "The quick brown fox jumps over the lazy dog. It was a well-known, state-of-the-art fox; an extraordinarilylongword appears too."
for width in (10, 20, 33, 70):
    print(textwrap.fill(text, width))
    print(textwrap.wrap(text, width, initial_indent="* ", subsequent_indent="  "))
print(textwrap.wrap("a" * 25, 10), textwrap.wrap("aaa " + "b" * 25, 10), textwrap.wrap("aa " + "b" * 25, 10, break_long_words=False), textwrap.wrap(""), textwrap.wrap("   "), textwrap.wrap("one-two-three", 8, break_on_hyphens=False))
print(textwrap.shorten(text, 30), textwrap.shorten("short", 30), textwrap.shorten("hello  world", 11), textwrap.shorten("hello world", 10), textwrap.shorten("Hello world", width=10, placeholder="..."), textwrap.shorten("Hello  world!", width=11, placeholder="..."))
print(textwrap.wrap(text, 20, max_lines=2), textwrap.wrap(text, 20, max_lines=3, placeholder="~"), textwrap.wrap("tab\there  and  there", 12), textwrap.wrap("x  y  z", 3, drop_whitespace=False))
trial(lambda: textwrap.wrap("x", 0))
trial(lambda: textwrap.wrap("x y", 3, max_lines=1))
print(repr(textwrap.dedent("""
    one
      two

    three
  \t
""")), repr(textwrap.dedent("\tx\n\t y\n")), repr(textwrap.dedent("  a\n\tb")), repr(textwrap.indent("a\n\nb\n", "> ")), repr(textwrap.indent("a\n\nb", "> ", lambda line: True)))
