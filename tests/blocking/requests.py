# What the package requests prints, against `loopscope serve`.
import requests

URL = "http://localhost:7001"
response = requests.get(URL + "/delay", params={"duration": 0.25})
print(response, response.ok, response.status_code, response.json(), response.url, response.reason)
print(response.headers["content-type"], response.encoding, response.elapsed.total_seconds() >= 0.25, response.history)
session = requests.Session()
session.headers["X-Own"] = "1"
response = session.get(URL + "/hello")
print(response.text, response.content, response.encoding, response.request.method, response.request.url, bool(response))
try:
    response.json()
except requests.exceptions.JSONDecodeError as error:
    print(type(error).__name__, error)
for status in (404, 503):
    response = session.get(f"{URL}/status/{status}")
    try:
        response.raise_for_status()
    except requests.HTTPError as error:
        print(error, error.response, bool(response))
response = session.post(URL + "/hello", json={"a": 1})
print(response.status_code, response.request.headers["Content-Type"], response.request.body)
for attempt in (
    lambda: session.get(URL + "/delay/2", timeout=0.2),
    lambda: session.get(URL + "/delay/2", timeout=(1, 0.2)),
    lambda: requests.get("foo"),
    lambda: requests.get("ftp://x/y"),
    lambda: requests.get("http://"),
):
    try:
        attempt()
    except requests.RequestException as error:
        print(type(error), error)
try:
    requests.get("http://localhost:7002/")
except requests.ConnectionError as error:
    print(type(error))
with session.get(URL + "/stream?n=3&interval=0.1", stream=True) as response:
    for line in response.iter_lines():
        print(line)
with session.get(URL + "/stream?n=2&interval=0.1", stream=True) as response:
    for piece in response.iter_content(chunk_size=1024):
        print(piece)
