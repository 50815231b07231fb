# What urllib.request prints, against `loopscope serve`.
import json
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

URL = "http://localhost:7001"
with urlopen(URL + "/delay/0.1") as response:
    print(response.status, response.reason, json.loads(response.read()), response.headers["content-type"], response.url)
    print(response.read(), response.headers.get_content_charset(), response.headers.get_content_type())
with urlopen(URL + "/hello") as response:
    print(response.read(5), response.read(), response.getcode(), response.headers.get_content_charset())
with urlopen(URL + "/stream?n=3&interval=0.05") as response:
    for line in response:
        print(line)
try:
    urlopen(URL + "/status/503")
except HTTPError as error:
    print(error, error.code, error.reason, isinstance(error, URLError))
try:
    urlopen(URL + "/delay/1", timeout=0.2)
except TimeoutError as error:
    print(repr(error))
try:
    urlopen("http://localhost:7002/")
except URLError as error:
    print(type(error.reason).__name__)
for bad in ("foo", "foo://x"):
    try:
        urlopen(bad)
    except (ValueError, URLError) as error:
        print(repr(error))
request = Request(URL + "/hello", data=b"x", headers={"X-Own": "1"})
print(request.get_method(), request.full_url, request.get_header("X-own"), request.host, request.selector)
