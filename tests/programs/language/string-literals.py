print('single', "double", '''triple
line''', "a" "b" 'c')
print("tab\there", r"raw\n", "\x41\u0042\103", "quote\"s", 'it\'s')
print("continued \
line")
print(len("é"), len("😀"), "é" == "\u00e9", "\\", len("\0"))
print(b"ab\x00", rb"\n", len(b"\xff"), b"a" b"b")
