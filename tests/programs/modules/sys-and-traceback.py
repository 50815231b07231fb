import sys
import traceback

print(sys.version_info >= (3, 11), sys.version_info.major, sys.argv, sys.maxsize > 2 ** 60)
print("to stdout", file=sys.stdout)
print("to stderr", file=sys.stderr)
sys.stdout.write("written\n")


def fail():
    return 1 / 0


try:
    fail()
except ZeroDivisionError:
    print(traceback.format_exc().splitlines()[0], traceback.format_exc().splitlines()[-1])
    print(sys.exc_info()[0].__name__, sys.exc_info()[1])
try:
    sys.exit("message")
except SystemExit as error:
    print(repr(error), error.code)
print("".join(traceback.format_exception_only(ValueError, ValueError("x"))), end="")
sys.exit(0)
