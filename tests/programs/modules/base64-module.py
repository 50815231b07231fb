import base64
import binascii

for data in (b"", b"a", b"ab", b"abc", b"abcd", b"abcde", bytes(range(250, 256)) * 3):
    encoded = base64.b64encode(data)
    print(encoded, base64.urlsafe_b64encode(data), base64.b64decode(encoded) == data)
    print(base64.b32encode(data), base64.b32decode(base64.b32encode(data)) == data, base64.b32hexencode(data))
    print(base64.b16encode(data), base64.b16decode(base64.b16encode(data)) == data)
    assert base64.urlsafe_b64decode(base64.urlsafe_b64encode(data).decode()) == data
print(base64.b64encode(b"\xfb\xff", b"@!"), base64.b64decode("@!8=", "@!"), base64.b64decode("!@8=", b"@!"))
print(base64.b64decode(" YW Jj\nZA = = "), base64.b64decode("YWJj*ZGVm"), base64.b64decode(b"YQ==YQ=="))
print(base64.b16decode("ff0a", casefold=True), base64.b32decode("mfra====", casefold=True), base64.b32decode(b"MFRA1===".replace(b"1===", b"====")))
print(base64.encodebytes(b"x" * 60), base64.decodebytes(b"eHh4\neA==\n"))
print(binascii.hexlify(b"\x01\xff"), b"abcdefgh".hex("_", 3), b"abcdefgh".hex(" ", -3), binascii.hexlify(b"\x01\xff\x03", "-", 2), binascii.unhexlify("01FF"), binascii.crc32(b"Loopscope"))
print(binascii.b2a_base64(b"hi"), binascii.a2b_base64("aGk="), issubclass(binascii.Error, ValueError))


def attempt(function, *args, **options):
    try:
        print(function(*args, **options))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


attempt(base64.b64decode, "YWJ")
attempt(base64.b64decode, "YWJjZ")
attempt(base64.b64decode, "YQ=")
attempt(base64.b64decode, "YW*j", validate=True)
attempt(base64.b64decode, "ä")
attempt(base64.b64encode, "text")
attempt(base64.b32decode, "MFR")
attempt(base64.b32decode, "mfra====")
attempt(base64.b16decode, "ff")
attempt(binascii.unhexlify, "123")
attempt(binascii.unhexlify, "zz")
