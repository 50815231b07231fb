try:
    a()
except* ValueError as e:
    b()
except* OSError:
    c()
