try: [0]*10**12
except MemoryError as e: print('MemoryError')
try: [0]*10**30
except (MemoryError,OverflowError) as e: print(type(e).__name__)
try: 'a'*10**12
except MemoryError as e: print('MemoryError')
try: 'a'*10**30
except (MemoryError,OverflowError) as e: print(type(e).__name__)
try: (1,)*10**12
except MemoryError as e: print('MemoryError')
try: b'a'*10**15
except MemoryError as e: print('MemoryError')
print([]*10**12, ''*10**15, [1]*-10**12)
