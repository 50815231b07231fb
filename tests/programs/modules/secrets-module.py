# What is secret is random, so only its form can be shown.
import base64
import secrets
import string

print(len(secrets.token_bytes()), len(secrets.token_bytes(5)), type(secrets.token_bytes(1)).__name__)
print(len(secrets.token_hex(8)), set(secrets.token_hex(50)) <= set(string.hexdigits), len(secrets.token_hex()))
token = secrets.token_urlsafe(16)
print(len(token), "=" in token, len(base64.urlsafe_b64decode(token + "==")), len(secrets.token_urlsafe()))
print(token != secrets.token_urlsafe(16), secrets.token_bytes(0))
print(all(0 <= secrets.randbelow(6) < 6 for _ in range(50)), secrets.randbelow(1), secrets.randbits(8) < 256)
print(secrets.choice([7]), secrets.choice("abc") in "abc", secrets.SystemRandom().randint(3, 3))
print(secrets.compare_digest("a", "a"), secrets.compare_digest(b"a", b"b"), secrets.DEFAULT_ENTROPY)
for wrong in (lambda: secrets.randbelow(0), lambda: secrets.choice([])):
    try:
        wrong()
    except (ValueError, IndexError) as error:
        print(type(error).__name__, error)
