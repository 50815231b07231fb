import uuid

for namespace in (uuid.NAMESPACE_DNS, uuid.NAMESPACE_URL, uuid.NAMESPACE_OID, uuid.NAMESPACE_X500):
    for name in ("python.org", "", "ä€😀", "x" * 200):
        print(uuid.uuid3(namespace, name), uuid.uuid5(namespace, name))
print(uuid.uuid3(uuid.NAMESPACE_DNS, "a").version, uuid.uuid5(uuid.NAMESPACE_DNS, "a").version)

one = uuid.uuid1(node=0x1234567890AB, clock_seq=0x1FFF)
print(one.version, one.variant, hex(one.node), hex(one.clock_seq), one.time == one.fields[0] | one.fields[1] << 32 | (one.fields[2] & 0xFFF) << 48)
made = [uuid.uuid1() for _ in range(20)]
print(len(set(made)), [made[k].time < made[k + 1].time for k in range(19)].count(True), len({each.node for each in made}))
print(uuid.getnode() == uuid.getnode(), 0 <= uuid.getnode() < 1 << 48)

known = uuid.UUID("12345678-1234-5678-1234-567812345678")
print(known.bytes_le.hex(), uuid.UUID(bytes_le=known.bytes_le) == known, uuid.UUID(fields=known.fields) == known)
print(known.time_low, known.time_mid, known.time_hi_version, known.clock_seq_hi_variant, known.clock_seq_low, known.node, known.time)
for fields in ((1, 2, 3), (1 << 32, 0, 0, 0, 0, 0), (0, 0, 0, 256, 0, 0), (0, 0, 0, 0, 0, -1)):
    try:
        uuid.UUID(fields=fields)
    except ValueError as error:
        print(error)
