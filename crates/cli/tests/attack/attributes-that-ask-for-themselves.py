class A:
    def __getattr__(self,n): return getattr(self,n)
try: A().x
except RecursionError as e: print('RecursionError')
