# Calls at their times; at the same time by priority, then in the order in which they were entered.
import sched
import time

start = time.monotonic()
plan = sched.scheduler(time.monotonic, time.sleep)


def say(text, mark="."):
    print(round(time.monotonic() - start, 1), text + mark)


plan.enter(0.2, 1, say, ("second",))
plan.enter(0.1, 1, say, argument=("first",), kwargs={"mark": "!"})
at = start + 0.3
plan.enterabs(at, 2, say, ("less urgent",))
plan.enterabs(at, 1, say, ("urgent",))
plan.enterabs(at, 2, say, ("less urgent, later",))
dropped = plan.enterabs(at, 0, say, ("never",))
print([event.argument[0] for event in plan.queue], plan.empty())
plan.cancel(dropped)
try:
    plan.cancel(dropped)
except ValueError:
    print("it is not there any more")
print(round(plan.run(blocking=False), 1))
plan.run()
print(plan.empty(), plan.queue, plan.run())


def again(times):
    say(f"{times} to go")
    if times:
        plan.enter(0.5, 1, again, (times - 1,))


again(2)
plan.run()

clock = [0]
fake = sched.scheduler(lambda: clock[0], lambda delay: clock.__setitem__(0, clock[0] + delay))
fake.enter(10, 1, lambda: print("at", clock[0]))
event = fake.enter(3, 5, print, ("three",))
print(event.time, event.priority, event.argument, event.kwargs, event.action is print)
fake.run()
