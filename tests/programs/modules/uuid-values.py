import uuid

one = uuid.UUID("12345678-1234-5678-1234-567812345678")
print(one, repr(one), one.hex, one.int, one.bytes[:4], one.urn, one.version, one.variant, one.fields)
print(uuid.UUID(int=5), uuid.UUID(bytes=bytes(range(16))), uuid.UUID("{12345678123456781234567812345678}") == one, one < uuid.UUID(int=2**127))
new = uuid.uuid4()
print(new.version, new.variant, len(str(new)), new != uuid.uuid4(), len({uuid.uuid4() for _ in range(50)}))
for attempt in (lambda: uuid.UUID("123"), lambda: uuid.UUID(), lambda: uuid.UUID(int=-1), lambda: setattr(one, "int", 3)):
    try:
        attempt()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
