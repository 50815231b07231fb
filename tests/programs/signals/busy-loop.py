# A handler runs between the lines of a loop that never waits.
import signal

running = True


def stop(number, frame):
    global running
    running = False
    print("stop")


signal.signal(signal.SIGALRM, stop)
signal.setitimer(signal.ITIMER_REAL, 0.05)
rounds = 0
while running:
    rounds += 1
print("over", rounds > 100)
