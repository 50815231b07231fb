"""One WSGI request makes four calls, each in a thread."""
import threading

import requests

URL = "http://localhost:7001/?duration="


def long_network_call(duration, answers):
    answers.append(requests.get(f"{URL}{duration}").json()["slept"])


def application():
    answers = []
    jobs = []
    for i in range(1, 5):
        arguments = (i / 8, answers)
        job = threading.Thread(target=long_network_call, args=arguments)
        job.start()
        jobs.append(job)
    for job in jobs:
        job.join()
    return f"{len(answers)} calls, {sum(answers)} s of waiting"


print(application())
