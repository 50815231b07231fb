# Paths without a disk.
import os
import pathlib
from pathlib import PurePath, PurePosixPath

path = PurePosixPath("/srv", "data", "2024", "report.tar.gz")
print(path, repr(path), path.parts, path.root, path.anchor, repr(path.drive))
print(path.name, path.suffix, path.suffixes, path.stem, path.parent, path.parent.name)
print(list(path.parents), len(path.parents), path.parents[1], path.parents[-1], path.parents[:2])
print(path.with_name("a.txt"), path.with_suffix(".zip"), path.with_suffix(""), path.with_stem("other"))
print(path.relative_to("/srv"), path.is_relative_to("/srv/data"), path.is_relative_to("data"), path.is_absolute())
print("base" / PurePosixPath("a") / "b", PurePosixPath("a") / "/b", PurePosixPath("a").joinpath("..", "c/./d//e"))
print(PurePosixPath(), PurePosixPath("."), PurePosixPath(""), PurePosixPath("//a"), PurePosixPath("///a"), PurePath("x"))
print(PurePosixPath("a/b") == PurePosixPath("a//b/"), PurePosixPath("a") < PurePosixPath("a/b"), len({path, PurePath(path)}))
print(sorted([PurePath("b"), PurePath("a/c"), PurePath("a")]), os.fspath(path), os.path.join("x", PurePath("y")), path.as_posix())
print(path.as_uri(), PurePosixPath("/a b").as_uri(), bytes(PurePath("a")), f"{PurePath('a') / 'b'!s}", PurePath("a") == "a")
for name in (".bashrc", "a.", "..", ".a.b", "a.b.c", "noending"):
    one = PurePath(name)
    print(name, repr(one.suffix), one.suffixes, one.stem)
for wrong in (
    lambda: path.with_suffix("gz"),
    lambda: path.with_name("a/b"),
    lambda: PurePath("/").with_name("a"),
    lambda: path.relative_to("/other"),
    lambda: PurePath("a").as_uri(),
    lambda: PurePath(3),
    lambda: path / 3,
):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
