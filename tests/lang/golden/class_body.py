class A(B, metaclass=M):
    """Doc."""
    x: int = 1
    def m(self, __p=2):
        return super().m(self.__p)
