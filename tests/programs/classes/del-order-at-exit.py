# in which order what is left is finalized
class N:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n, glob)
def f(x=N('default')): pass
glob = 'g'
class H:
    attr = N('class attr')
_p = N('private')
l = [N('in list 1'), N('in list 2')]
z = N('z')
a = N('a')
l2 = [z, N('only in l2')]
