# stopped: steps
''.join(iter(lambda:'a',None))
