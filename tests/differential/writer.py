"""The text of a random asyncio program. `generate.py` beside it says what such a program is, and which ones are kept."""

from more import HELPERS, MORE_NEED_CHILDREN, MoreStatements

LAYERS = 3
HEADER = '''\
import asyncio
import contextlib
import contextvars
import time

everyone = []


def spawn(coroutine):
    task = asyncio.create_task(coroutine)
    everyone.append(task)
    return task


def state(task):
    if not task.done():
        return "pending"
    if task.cancelled():
        return "cancelled"
    return repr(task.exception() or task.result())


def pause(who, seconds):
    number = 0
    for letter in who:
        number = (number * 31 + ord(letter)) % 1009
    return seconds + number / 1000


def set_result(future, value):
    if not future.done():
        print("set", value)
        future.set_result(value)


def cancel(index):
    if everyone:
        task = everyone[index % len(everyone)]
        print("cancel", index % len(everyone), state(task), task.cancel())


'''
# Ends every program, whatever it still waits for; tasks may refuse to be cancelled, but not five times.
FOOTER = '''\
    await asyncio.sleep({after})
    for attempt in range(5):
        for index, task in enumerate(everyone):
            if task.cancel():
                print("end of main cancels", index)
        await asyncio.sleep({pause})
    for index, task in enumerate(everyone):
        print(index, state(task))
'''
# How main itself ends, and what runs it. At the first level always as in the first of each.
ENDS = [
    "",
    '    raise ValueError("main")\n',
    '    asyncio.current_task().cancel("main")\n    await asyncio.sleep(1)\n',
]
RUNNERS = [
    """
asyncio.run(main())
""",
    """
with asyncio.Runner() as runner:
    for run in range(2):
        try:
            print(run, runner.run(main()))
        except BaseException as error:
            print(run, repr(error))
        everyone.clear()
""",
    """
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
try:
    loop.run_until_complete(asyncio.wait_for(main(), 60))
finally:
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()
""",
]


class Writer(MoreStatements):
    """Writes one program. Every choice comes from `rng`."""

    def __init__(self, rng, level):
        self.rng = rng
        self.level = level
        self.lines = []
        self.indent = 0
        self.steps = 0
        self.short = rng.sample(range(5, 300), 250)  # milliseconds; each is used once: no two sleeps are as long
        self.long = rng.sample(range(300, 3000), 250)
        self.kinds = [name for name in dir(self) if name.startswith("say_") and (level > 1 or name in FIRST_LEVEL)]

    # The parts of a statement.

    def put(self, line):
        self.lines.append("    " * self.indent + line)

    def pause(self, long_ones=0.2):
        """A duration in a function: different for each task that runs it."""
        return f"pause(who, {self.duration(long_ones)})"

    def duration(self, long_ones=0.2):
        """Seconds: mostly a few hundredths or tenths, sometimes up to three."""
        milliseconds = self.long if self.rng.random() < long_ones else self.short
        return f"{milliseconds.pop() / 1000:.3f}"

    def step(self):
        self.steps += 1
        return self.steps

    def log(self, *more):
        self.put(f"print({', '.join(['who', str(self.step()), *more])})")

    def child(self):
        """A call of a function of the next layer, under a name that tells its whole descent."""
        function = self.rng.choice(self.callable_functions)
        return f'{function}(f"{{who}}.{self.step()}")'

    def children(self, least, most):
        return [f"spawn({self.child()})" for _ in range(self.rng.randint(least, most))]

    def block(self, head, *bodies):
        """A compound statement: its head, then functions that write its body."""
        self.put(head)
        self.indent += 1
        for body in bodies:
            body()
        self.indent -= 1

    def some_statements(self, most=2):
        for _ in range(self.rng.randint(1, most)):
            self.statement()

    def statement(self):
        getattr(self, self.rng.choice(self.fitting_kinds()))()

    def fitting_kinds(self):
        """What may come next: nothing that nests where it is deep already, and children wherever there can be some."""
        if self.indent >= 4 or len(self.lines) >= self.enough:
            return ["say_sleep", "say_give_way", "say_log"]
        if self.callable_functions:
            parents = [name for name in self.kinds if name in NEED_CHILDREN]
            return self.kinds + parents * 2
        return [name for name in self.kinds if name not in NEED_CHILDREN] + ["say_sleep", "say_give_way"] * 3

    def guard(self, body, catch="Exception"):
        """Most children may fail; most parents care."""
        self.block("try:", body)
        self.block(f"except {catch} as error:", lambda: self.log("repr(error)"))

    # Statements that need only the first part of asyncio.

    def say_log(self):
        self.log()

    def say_sleep(self):
        self.put(f"await asyncio.sleep({self.pause()})")
        self.log()

    def say_give_way(self):
        for _ in range(self.rng.randint(1, 3)):
            self.put("await asyncio.sleep(0)")
        self.log()

    def say_block_the_loop(self):
        self.put(f"time.sleep({self.rng.randint(5, 90) / 1000})")
        self.log()

    def say_loop(self):
        def body():
            self.put(f"await asyncio.sleep({self.rng.choice(['0', self.pause()])})")
            self.log("turn")
        self.block(f"for turn in range({self.rng.randint(2, 4)}):", body)

    def say_fail(self):
        def body():
            self.log('"fails"')
            self.put(f'raise {self.rng.choice(["ValueError", "KeyError", "OSError"])}({self.step()})')
        self.block(f"if len(who) % {self.rng.randint(2, 4)} == 0:", body)

    def say_clean_up(self):
        def cleaning():
            self.log('"cleans up"')
            self.put(f"await asyncio.sleep({self.rng.choice(['0', self.pause()])})")
            self.log('"is clean"')
        self.block("try:", self.some_statements)
        self.block("finally:", cleaning)

    def say_catch_cancellation(self):
        def caught():
            self.log('"cancelled"')
            if self.rng.random() < 0.5:
                self.say_sleep()
            if self.rng.random() < 0.8:
                self.put("raise")
        self.block("try:", self.some_statements)
        self.block("except asyncio.CancelledError:", caught)

    def say_catch_errors(self):
        self.guard(self.some_statements)

    def say_start_task(self):
        task = f"task_{self.step()}"
        self.put(f"{task} = spawn({self.child()})")
        if self.rng.random() < 0.5:
            self.put(f"{task}.add_done_callback(lambda task: print(who, {self.step()}, 'called back', state(task)))")
        self.some_statements(1)
        end = self.rng.choice(["await", "cancel", "look", "leave"])
        if end == "await":
            self.guard(lambda: self.log(f"await {task}"))
        elif end == "cancel":
            self.log(f"{task}.cancel()")
        elif end == "look":
            self.log(f"state({task})")

    def say_await_child(self):
        self.guard(lambda: self.log(f"await {self.child()}"))

    def say_gather(self):
        tasks = ", ".join(self.children(2, 3))
        if self.rng.random() < 0.5:
            self.log(f"await asyncio.gather({tasks}, return_exceptions=True)")
        else:
            self.guard(lambda: self.log(f"await asyncio.gather({tasks})"))

    def say_wait_for(self):
        awaited = self.rng.choice([f"spawn({self.child()})", self.child(), f"asyncio.sleep({self.pause()}, 'slept')"])
        self.guard(lambda: self.log(f"await asyncio.wait_for({awaited}, {self.pause()})"))

    def say_as_completed(self):
        limit = self.rng.choice(["", f", timeout={self.pause()}"])
        self.put(f"jobs = [{', '.join(self.children(2, 3))}]")
        self.block(f"for job in asyncio.as_completed(jobs{limit}):", lambda: self.guard(lambda: self.log("await job")))

    def say_semaphore(self):
        self.block("async with semaphore:", self.log, lambda: self.some_statements(2))

    def say_await_future(self):
        self.log(f"await futures[{self.rng.randrange(3)}]")

    def say_call_soon(self):
        self.put(f"asyncio.get_running_loop().call_soon(print, who, {self.step()}, 'soon')")
        self.log()

    def say_call_later(self):
        self.put(f"later = asyncio.get_running_loop().call_later({self.pause()}, print, who, {self.step()}, 'later')")
        self.some_statements(1)
        if self.rng.random() < 0.4:
            self.put("later.cancel()")

    # Statements that need all of asyncio.

    def say_shield(self):
        task = f"task_{self.step()}"
        self.put(f"{task} = spawn({self.child()})")
        self.guard(lambda: self.log(f"await asyncio.wait_for(asyncio.shield({task}), {self.pause()})"))
        self.log(f"state({task})")

    def say_wait(self):
        mode = self.rng.choice(["FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"])
        limit = self.rng.choice(["", f", timeout={self.pause()}"])
        self.put(f"jobs = [{', '.join(self.children(2, 3))}]")
        self.put(f"done, pending = await asyncio.wait(jobs, return_when=asyncio.{mode}{limit})")
        self.log("[job in done for job in jobs]", "len(pending)")

    def say_timeout(self):
        def body():
            self.block(f"async with asyncio.timeout({self.pause()}):", self.some_statements)
        self.guard(body, "TimeoutError")

    def say_task_group(self):
        def members():
            for _ in range(self.rng.randint(1, 3)):
                self.put(f"group.create_task({self.child()})")
            self.some_statements(1)
            self.log('"body ends"')
        self.guard(lambda: self.block("async with asyncio.TaskGroup() as group:", members))

    def say_lock(self):
        self.block("async with lock:", self.log, lambda: self.some_statements(2))

    def say_put(self):
        self.put(f"await queue.put({self.step()})")
        self.log("queue.qsize()")

    def say_get(self):
        self.log("await queue.get()", "queue.qsize()")

    def say_event(self):
        if self.rng.random() < 0.5:
            self.log("await event.wait()")
        else:
            self.put(f"event.{self.rng.choice(['set', 'set', 'clear'])}()")
            self.log("event.is_set()")

    def say_condition(self):
        def body():
            if self.rng.random() < 0.5:
                self.log("await condition.wait()")
            else:
                self.put(f"condition.notify({self.rng.randint(1, 2)})")
                self.log('"notified"')
        self.block("async with condition:", body)

    def say_cancelling(self):
        self.log("asyncio.current_task().cancelling()")

    # The program.

    def function(self, name, callable_functions):
        self.callable_functions = callable_functions
        self.enough = len(self.lines) + 20

        def body():
            self.log('"starts"')
            for _ in range(self.rng.randint(2, 5)):
                self.statement()
            self.log('"ends"')
            self.put("return who")
        self.block(f"async def {name}(who):", body)
        self.lines += ["", ""]

    def main(self, functions):
        def body():
            self.put(f"global futures, semaphore{', lock, queue, event, condition, bounded, barrier' if self.level > 1 else ''}")
            self.put("loop = asyncio.get_running_loop()")
            self.put("futures = [loop.create_future() for _ in range(3)]")
            self.put(f"semaphore = asyncio.Semaphore({self.rng.randint(1, 3)})")
            if self.level > 1:
                self.put("loop.set_exception_handler(report)")
                self.put("lock, event, condition = asyncio.Lock(), asyncio.Event(), asyncio.Condition()")
                self.put("bounded, barrier = asyncio.BoundedSemaphore(2), asyncio.Barrier(2)")
                self.put(f"queue = asyncio.{self.rng.choice(['Queue', 'LifoQueue', 'PriorityQueue'])}({self.rng.randint(0, 3)})")
            for index in range(3):
                self.put(f"loop.call_later({self.duration()}, set_result, futures[{index}], {index})")
            for _ in range(self.rng.randint(0, 4)):
                self.put(f"loop.call_later({self.duration()}, cancel, {self.rng.randrange(20)})")
            for index in range(self.rng.randint(2, 4)):
                self.put(f'spawn({self.rng.choice(functions)}("{"abcd"[index]}"))')
        self.block("async def main():", body)

    def program(self):
        layers = [[f"{kind}_{layer}" for kind in ("work", "fetch")] for layer in range(LAYERS)]
        for layer in reversed(range(LAYERS)):
            for name in layers[layer]:
                self.function(name, layers[layer + 1] if layer + 1 < LAYERS else [])
        self.main(layers[0])
        footer = FOOTER.format(after=self.duration(long_ones=1), pause=self.duration(long_ones=0))
        footer += self.rng.choice(ENDS) if self.level > 1 else ENDS[0]
        footer += "\n" + (self.rng.choice(RUNNERS) if self.level > 1 else RUNNERS[0])
        return HEADER + (HELPERS if self.level > 1 else "") + "\n".join(self.lines) + "\n" + footer


NEED_CHILDREN = {
    "say_start_task", "say_await_child", "say_gather", "say_wait_for", "say_as_completed", "say_shield", "say_wait",
    "say_task_group",
} | MORE_NEED_CHILDREN
FIRST_LEVEL = {
    "say_log", "say_sleep", "say_give_way", "say_block_the_loop", "say_loop", "say_fail", "say_clean_up",
    "say_catch_cancellation", "say_catch_errors", "say_start_task", "say_await_child", "say_gather", "say_wait_for",
    "say_as_completed", "say_semaphore", "say_await_future", "say_call_soon", "say_call_later",
}
