# Callback style: each answer asks the next question.
import asyncio


def ask(loop, question, answer):
    loop.call_later(0.1, answer, question.upper())


def main(loop, done):
    def first(answer):
        print("first", answer)
        ask(loop, "b", second)

    def second(answer):
        print("second", answer)
        ask(loop, "c", third)

    def third(answer):
        print("third", answer)
        done.set_result("all answered")

    ask(loop, "a", first)
    print("asked")


loop = asyncio.new_event_loop()
done = loop.create_future()
loop.call_soon(main, loop, done)
print(loop.run_until_complete(done))
loop.close()
