# Paths are text: no disk is needed to take them apart.
import os
import os.path
from os.path import join

print(os.path.sep, os.path.curdir, os.path.extsep)
for parts in (("a", "b"), ("a/", "b"), ("a", "/b"), ("", "b"), ("a", ""), ("a", "b", "../c"), ("/",)):
    print(parts, join(*parts))
for path in ("/usr/lib/python.tar.gz", "file", "/", "//a", "a/b/", ".bashrc", "..x", "a.b/c", "a/.b.c", "x.", ""):
    print(repr(path), os.path.split(path), os.path.splitext(path), os.path.basename(path), os.path.dirname(path), os.path.isabs(path))
for path in ("a//b/./c/..", "/../a", "../../a/..", "//x", "///x", "", ".", "a/..", "/a/../.."):
    print(repr(path), os.path.normpath(path))
print(os.path.commonprefix(["interval", "internal", "inter"]), os.path.commonprefix([]), os.path.commonprefix([[1, 2], [1, 3]]))
print(os.path.commonpath(["/a/b/c", "/a/b/d", "/a/b"]), os.path.commonpath(["a/b", "a/c/."]), os.path.splitdrive("/a"))


class Place:
    def __fspath__(self):
        return "some/place.txt"


print(os.path.splitext(Place()), os.path.join("x", Place()), os.fspath(Place()))
for wrong in (lambda: os.path.join("a", 3), lambda: os.path.commonpath([]), lambda: os.path.commonpath(["/a", "a"])):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
