# bytes that change, and windows on them
b = bytearray(b'hello')
b[0] = 72; b.append(33); b += b'?'; b.extend([65, 66])
print(b, len(b), b[1], b[1:3], bytes(b), b.decode(), b == b'Hello!?AB', b.find(b'l'), b.upper(), b.split(b'l'), b.replace(b'l', b'L'))
del b[0]; b.insert(0, 104); print(b, b.pop(), b)
b[1:3] = b'XYZ'; print(b, list(b)[:2], b'X' in b, 88 in b, b.hex(), bytearray(3), bytearray([1,2]), b + b'1', b'1' + b, b * 2)
for f in (lambda: b.append(256), lambda: bytearray('x'), lambda: b.__setitem__(0, 'a'), lambda: b[100], lambda: hash(b), lambda: b + 'x', lambda: bytearray(-1), lambda: b.remove(1)):
    try: print(f())
    except (TypeError, ValueError, IndexError) as e: print(type(e).__name__, e)
m = memoryview(b)
m[0] = 1; print(b[:2], m.tolist()[:3], len(m), bytes(m[1:3]), m.readonly, memoryview(b'ab').readonly, m.nbytes, m.format)
