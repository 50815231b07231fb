# timeit calls a function so many times.
import time
import timeit

calls = []
taken = timeit.timeit(lambda: calls.append(1), number=5)
print(len(calls), taken >= 0)
print(round(timeit.timeit(lambda: time.sleep(0.5), number=3), 1))
print([round(one, 1) for one in timeit.repeat(lambda: time.sleep(0.1), lambda: print("setup"), repeat=2, number=2)])
timer = timeit.Timer(lambda: time.sleep(0.05))
print(round(timer.timeit(number=4), 1), len(timer.repeat(number=1)))
number, taken = timer.autorange(lambda number, taken: print(number, "calls"))
print(number, round(taken, 2))
print(timeit.default_timer is time.perf_counter, timeit.default_repeat, timeit.default_number)
for wrong in (3, None):
    try:
        timeit.timeit(wrong)
    except ValueError as error:
        print(error)
