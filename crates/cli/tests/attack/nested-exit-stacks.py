import contextlib
s=contextlib.ExitStack()
for _ in range(20000): s.enter_context(contextlib.nullcontext())
s.close()
cm=contextlib.ExitStack()
for _ in range(3000):
    o=contextlib.ExitStack(); o.enter_context(cm); cm=o
try: cm.close()
except RecursionError: print('RecursionError')
print('end')
