import hashlib
import hmac

for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512"):
    made = hashlib.new(name, b"Loopscope")
    print(name, made.digest_size, made.block_size, made.hexdigest())
    print(hmac.new(b"key", b"message", name).hexdigest())
summed = hashlib.sha256()
for part in (b"in ", b"several ", b"parts"):
    summed.update(part)
before = summed.copy()
summed.update(b".")
print(summed.name, before.hexdigest() == hashlib.sha256(b"in several parts").hexdigest())
print(summed.hexdigest() == hashlib.sha256(b"in several parts.").hexdigest(), summed.digest()[:4])
print(hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 1000).hex())
print(hashlib.pbkdf2_hmac("sha1", b"passwordPASSWORDpassword", b"saltSALT" * 4, 7, 50).hex())
print(hashlib.pbkdf2_hmac("sha512", b"p" * 200, b"", 2, dklen=3).hex())
signed = hmac.new(b"k" * 100, digestmod=hashlib.sha256)
signed.update(b"one")
other = signed.copy()
other.update(b"two")
print(signed.name, signed.digest_size, signed.block_size, signed.hexdigest()[:8], other.hexdigest()[:8])
print(hmac.digest(b"key", b"message", "sha1").hex(), hmac.compare_digest(b"a", b"a"), hmac.compare_digest("a", "b"))


def attempt(function, *args):
    try:
        print(function(*args))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


attempt(hashlib.sha256, "text")
attempt(hashlib.sha256, 3)
attempt(hashlib.pbkdf2_hmac, "sha256", b"", b"", 0)
attempt(hmac.new, "key", b"", "sha1")
attempt(hmac.new, b"key", b"message")
attempt(hmac.compare_digest, "ä", "ä")
attempt(hmac.compare_digest, "a", b"a")
attempt(hmac.compare_digest, 1, 2)
