attempts = [
    lambda: f"{'a':d}",
    lambda: f"{1.5:d}",
    lambda: f"{1:s}",
    lambda: f"{[]:>5}",
    lambda: f"{None:5}",
    lambda: f"{'a':+}",
    lambda: f"{'a':=5}",
    lambda: f"{3:.2d}",
    lambda: f"{'a':,}",
    lambda: f"{1:{'x'}}",
    lambda: f"{2:z>}",
]
for attempt in attempts:
    try:
        print(attempt())
    except Exception as error:
        print(type(error).__name__, error)
