"""One WSGI request makes four calls, one after the other."""
import requests

URL = "http://localhost:7001/?duration="


def long_network_call(duration):
    return requests.get(f"{URL}{duration}").json()["slept"]


def application():
    calls = [long_network_call(i / 8) for i in range(1, 5)]
    return f"{len(calls)} calls, {sum(calls)} s of waiting"


print(application())
