"""More statements for random programs: the corners of asyncio, and the parts of the language that matter in coroutines.

`Writer` in writer.py inherits them; nothing here is of use alone. HELPERS is what they call, at the top of each program.
"""

HELPERS = '''\
variable = contextvars.ContextVar("variable", default="nothing")


class GiveWay:
    def __await__(self):
        yield
        return "gave way"


async def numbers(who, count, seconds):
    try:
        for number in range(count):
            await asyncio.sleep(pause(who, seconds) if number % 2 else 0)
            yield number
    finally:
        print(who, "numbers end")
        await asyncio.sleep(0)
        print(who, "numbers are closed")


@contextlib.asynccontextmanager
async def guest(who):
    print(who, "enters")
    await asyncio.sleep(0)
    try:
        yield who
    except KeyError as error:
        print(who, "swallows", error)
    finally:
        await asyncio.sleep(0)
        print(who, "leaves")


def report(loop, context):
    if context["message"].startswith("Exception in callback"):
        print("handler", repr(context["exception"]))


def fail(error):
    raise error


def shown(task):
    words = repr(task).partition(" cb=")[0].split(" ")
    return " ".join("library" if "asyncio/" in word else word for word in words)


def younger(index):
    task = asyncio.current_task()
    found = everyone[everyone.index(task) + 1:] if task in everyone else []
    return found[index % len(found)] if found else GiveWay()


'''
CANCELLED_TOO = "(Exception, asyncio.CancelledError)"


class MoreStatements:
    """Statements of the second level, besides those that `Writer` has itself."""

    # Tasks, futures and their callbacks.

    def say_names(self):
        self.put(f"asyncio.current_task().set_name(f'{{who}} at {self.step()}')")
        self.log("asyncio.current_task().get_name()", "len(asyncio.all_tasks()) > 1")

    def say_default_name(self):
        task = f"task_{self.step()}"
        self.put(f"{task} = spawn({self.child()})")
        self.log(f"{task}.get_name()")

    def say_cancel_twice(self):
        task = f"task_{self.step()}"
        self.put(f"{task} = spawn({self.child()})")
        self.some_statements(1)
        self.log(f"{task}.cancel('first')", f"{task}.cancel('second')", f"{task}.cancelling()")
        self.guard(lambda: self.log(f"await {task}"), CANCELLED_TOO)
        self.log(f"state({task})")

    def say_cancel_self(self):
        def body():
            self.log(f"asyncio.current_task().cancel('message {self.step()}')")
            self.some_statements(1)
            self.put("await asyncio.sleep(0)")
        self.guard(body, "asyncio.CancelledError")
        self.log("asyncio.current_task().cancelling()", "asyncio.current_task().uncancel()")

    def say_show_task(self):
        self.log(f"shown(everyone[{self.rng.randrange(30)} % len(everyone)])", "shown(asyncio.current_task())")

    def say_bare_sleeps(self):
        self.put(f"jobs = [spawn(asyncio.sleep({self.duration()}, turn)) for turn in range({self.rng.randint(2, 9)})]")
        self.log("[await job for job in asyncio.as_completed(jobs)]")

    def say_share_task(self):
        # Never an older one: two tasks that wait for each other can neither end nor be cancelled.
        self.guard(lambda: self.log(f"await younger({self.rng.randrange(30)})"), CANCELLED_TOO)

    def say_remove_callback(self):
        step = self.step()
        self.put(f"callback = lambda task: print(who, {step}, 'called back')")
        self.put(f"task = spawn({self.child()})")
        self.put("task.add_done_callback(callback)")
        self.put("task.add_done_callback(lambda task: fail(KeyError(who)))")
        self.some_statements(1)
        self.log("task.remove_done_callback(callback)", "task.done()")

    def say_future_by_hand(self):
        outcome = self.rng.choice(["set_result, 7", "set_exception, ValueError(7)", "cancel", "cancel, 'no'"])
        later = self.rng.choice([f"call_later({self.pause()}, ", "call_soon("])
        self.put("future = asyncio.get_running_loop().create_future()")
        self.put(f"future.add_done_callback(lambda future: print(who, {self.step()}, state(future)))")
        self.put(f"asyncio.get_running_loop().{later}future.{outcome})")
        self.guard(lambda: self.log("await future"), CANCELLED_TOO)
        self.log("future.done()", "future.cancelled()")

    def say_call_at(self):
        self.put("loop = asyncio.get_running_loop()")
        self.put(f"handle = loop.call_at(loop.time() + {self.pause()}, print, who, {self.step()}, 'at')")
        self.some_statements(1)
        self.put(self.rng.choice(["handle.cancel()", "pass"]))
        self.log("handle.cancelled()")

    def say_callback_fails(self):
        self.put(f"asyncio.get_running_loop().call_soon(fail, ValueError({self.step()}))")
        self.put("await asyncio.sleep(0)")
        self.log()

    def say_own_awaitable(self):
        self.log("await GiveWay()", "[await GiveWay() for _ in range(2)]")

    # Waiting for several, and for not too long.

    def say_gather_nested(self):
        inner = ", ".join(self.children(1, 2))
        outer = ", ".join([f"asyncio.gather({inner})", "GiveWay()", f"spawn({self.child()})"])
        self.guard(lambda: self.log(f"await asyncio.gather({outer})"), CANCELLED_TOO)

    def say_cancel_gather(self):
        exceptions = self.rng.choice(["", ", return_exceptions=True"])
        self.put(f"all = asyncio.gather({', '.join(self.children(2, 3))}{exceptions})")
        self.some_statements(1)
        self.log("all.cancel()")
        self.guard(lambda: self.log("await all"), CANCELLED_TOO)

    def say_wait_for_nothing(self):
        limit = self.rng.choice(["0", "-1", "None", "1e-9"])
        self.guard(lambda: self.log(f"await asyncio.wait_for({self.child()}, {limit})"))
        self.guard(lambda: self.log(f"await asyncio.wait_for(asyncio.sleep(0, 'slept'), {limit})"))

    def say_stop_as_completed(self):
        def body():
            self.guard(lambda: self.log("await job"))
            self.put("break")
        self.put(f"jobs = [{', '.join(self.children(2, 3))}]")
        self.block("for job in asyncio.as_completed(jobs):", body)
        self.log("[state(job) for job in jobs]")

    def say_shield_and_go_on(self):
        def shielded():
            self.log(f"await asyncio.shield({task})")
        task = f"task_{self.step()}"
        self.put(f"{task} = spawn({self.child()})")
        self.guard(shielded, "asyncio.CancelledError")
        self.guard(lambda: self.log(f"await {task}"))

    def say_reschedule(self):
        def body():
            self.put("limit.reschedule(asyncio.get_running_loop().time() + " + self.pause() + ")")
            self.some_statements(2)
            self.log("limit.expired()")
            if self.rng.random() < 0.5:
                self.put("limit.reschedule(None)")
                self.some_statements(1)

        def limited():
            self.block("async with asyncio.timeout(None) as limit:", body)
        self.guard(limited, "TimeoutError")
        self.log("limit.expired()")

    def say_nested_timeouts(self):
        def inner():
            self.guard(lambda: self.block(f"async with asyncio.timeout({self.pause()}):", self.some_statements),
                       "TimeoutError")
            self.log("asyncio.current_task().cancelling()")

        def outer():
            self.block(f"async with asyncio.timeout({self.pause()}):", inner)
        self.guard(outer, "TimeoutError")
        self.log("asyncio.current_task().cancelling()")

    def say_except_star(self):
        def members():
            for _ in range(self.rng.randint(1, 2)):
                self.put(f"group.create_task({self.child()})")
            if self.rng.random() < 0.4:
                self.put(f"raise OSError({self.step()})")
        self.block("try:", lambda: self.block("async with asyncio.TaskGroup() as group:", members))
        self.block("except* ValueError as group:", lambda: self.log("repr(group.exceptions)"))
        self.block("except* (KeyError, OSError) as group:", lambda: self.log("len(group.exceptions)"))

    def say_wait_again(self):
        limit = self.rng.choice(["0", self.pause()])
        self.put(f"jobs = [{', '.join(self.children(2, 3))}]")
        self.block("while jobs:",
                   lambda: self.put(f"done, jobs = await asyncio.wait(jobs, timeout={limit}, "
                                    "return_when=asyncio.FIRST_COMPLETED)"),
                   lambda: self.log("len(done)", "len(jobs)"),
                   lambda: self.block("if not done:", lambda: self.put("break")))

    def say_gather_twice(self):
        task = f"task_{self.step()}"
        self.put(f"{task} = spawn({self.child()})")
        self.put(f"both = asyncio.gather({task}, {task}, return_exceptions=True)")
        self.guard(lambda: self.log(f"await asyncio.wait_for(asyncio.shield(both), {self.pause()})"), CANCELLED_TOO)
        self.guard(lambda: self.log("await both"), CANCELLED_TOO)

    def say_group_cancelled(self):
        def members():
            task = f"task_{self.step()}"
            self.put(f"{task} = group.create_task({self.child()}, name='member')")
            self.some_statements(1)
            self.put(self.rng.choice([f"{task}.cancel('member')", f"raise ValueError({self.step()})", "pass"]))
        inner = lambda: self.block("async with asyncio.TaskGroup() as group:", members)
        limited = lambda: self.block(f"async with asyncio.timeout({self.pause()}):", inner)
        self.guard(self.rng.choice([inner, limited]), CANCELLED_TOO)
        self.log("asyncio.current_task().cancelling()")

    def say_fail_while_cleaning(self):
        def cleaning():
            self.put(f"await asyncio.sleep({self.rng.choice(['0', self.pause()])})")
            self.put(f"raise KeyError({self.step()})")

        def body():
            self.block("try:", self.some_statements)
            self.block("finally:", cleaning)
        self.block("try:", body)
        self.block("except KeyError as error:", lambda: self.log("repr(error)", "repr(error.__context__)"))

    def say_run_in_context(self):
        self.put("context = contextvars.copy_context()")
        self.put(f"context.run(variable.set, {self.step()})")
        self.put(f"task = asyncio.create_task({self.child()}, context=context)")
        self.put("everyone.append(task)")
        self.put("asyncio.get_running_loop().call_soon(lambda: print(who, variable.get()), context=context)")
        self.guard(lambda: self.log("await task"))
        self.log("context[variable]", "variable.get()")

    # Locks and queues.

    def say_acquire(self):
        def release():
            self.put("lock.release()")
            self.log("lock.locked()")
        self.put("await lock.acquire()")
        self.block("try:", self.some_statements)
        self.block("finally:", release)

    def say_release_too_often(self):
        self.guard(lambda: self.put("bounded.release()"))
        self.block("async with bounded:", lambda: self.log("bounded.locked()"), self.some_statements)

    def say_wait_for_condition(self):
        def body():
            if self.rng.random() < 0.5:
                self.log(f"await condition.wait_for(lambda: len(everyone) > {self.rng.randint(1, 12)})")
            else:
                self.put("condition.notify_all()")
        self.block("async with condition:", body)

    def say_barrier(self):
        what = self.rng.choice(["wait", "wait", "wait", "reset", "abort"])
        self.guard(lambda: self.log(f"await barrier.{what}()", "barrier.n_waiting", "barrier.broken"))

    def say_queue_at_once(self):
        what = self.rng.choice([f"put_nowait({self.step()})", "get_nowait()", "task_done()"])
        self.guard(lambda: self.log(f"queue.{what}", "queue.qsize()", "queue.full()"))

    def say_join_queue(self):
        self.guard(lambda: self.log(f"await asyncio.wait_for(queue.join(), {self.pause()})"))

    def say_take_and_finish(self):
        self.put(f"await queue.put({self.step()})")
        self.log("await queue.get()")
        self.guard(lambda: self.put("queue.task_done()"))

    def say_acquire_in_time(self):
        what = self.rng.choice(["lock", "semaphore", "bounded"])

        def body():
            self.put(f"await asyncio.wait_for({what}.acquire(), {self.pause()})")
            self.block("try:", self.some_statements)
            self.block("finally:", lambda: self.put(f"{what}.release()"))
        self.guard(body)
        self.log(f"{what}.locked()")

    def say_wait_in_time(self):
        what = self.rng.choice(["event.wait()", "queue.get()", f"queue.put({self.step()})", "barrier.wait()"])

        def body():
            self.block(f"async with asyncio.timeout({self.pause()}):", lambda: self.log(f"await {what}"))
        self.guard(body)
        self.log("queue.qsize()", "barrier.n_waiting", "event.is_set()")

    # The language.

    def say_async_for(self):
        def body():
            self.log("number")
            if self.rng.random() < 0.5:
                self.block(f"if number == {self.rng.randint(0, 2)}:", lambda: self.put("break"))
        numbers = f"numbers(who, {self.rng.randint(1, 4)}, {self.duration()})"
        if self.rng.random() < 0.5:
            self.block(f"async with contextlib.aclosing({numbers}) as stream:",
                       lambda: self.block("async for number in stream:", body))
        else:
            self.log(f"[number async for number in {numbers}]")

    def say_guest(self):
        def body():
            self.some_statements(1)
            if self.rng.random() < 0.4:
                self.put(f"raise {self.rng.choice(['KeyError', 'ValueError'])}({self.step()})")
        self.guard(lambda: self.block('async with guest(f"guest of {who}"):', body))

    def say_context(self):
        self.log("variable.get()")
        self.put(f"variable.set({self.step()})")
        self.log(f"await asyncio.gather(spawn({self.child()}), return_exceptions=True)", "variable.get()")

    def say_context_of_exception(self):
        def handler():
            self.some_statements(1)
            cause = self.rng.choice(["", " from error", " from None"])
            self.put(f"raise LookupError({self.step()}){cause}")

        def body():
            self.block("try:", self.some_statements, lambda: self.put(f"raise ValueError({self.step()})"))
            self.block("except ValueError as error:", handler)
        self.block("try:", body)
        self.block("except LookupError as error:",
                   lambda: self.log("repr(error)", "repr(error.__cause__)", "repr(error.__context__)"))

    def say_else(self):
        self.guard(self.some_statements)
        self.block("else:", self.log)
        self.block("finally:", lambda: self.put("await asyncio.sleep(0)"), self.log)


MORE_NEED_CHILDREN = {
    "say_default_name", "say_cancel_twice", "say_remove_callback", "say_gather_nested", "say_cancel_gather",
    "say_wait_again", "say_gather_twice", "say_group_cancelled", "say_run_in_context", "say_wait_for_nothing", "say_stop_as_completed", "say_shield_and_go_on", "say_except_star", "say_context",
}
