# stopped: memory
''.join('x'*1000000+'y' for _ in iter(int,1))
