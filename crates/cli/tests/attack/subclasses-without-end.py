class A:
    def __init_subclass__(cls):
        class B(A): pass
try:
    class C(A): pass
except RecursionError: print('RecursionError')
