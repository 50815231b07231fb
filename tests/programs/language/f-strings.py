name, value, pi = "Ada", 42, 3.14159265
print(f"{name} is {value}, pi is {pi:.2f}")
print(f"[{name:>8}] [{name:<8}] [{name:^8}] [{name:*^9}]")
print(f"{value:5d}|{value:<5d}|{value:05d}|{value:+d}|{value: d}|{value:x}|{value:#x}|{value:b}|{value:#o}|{value:c}")
print(f"{1234567:,} {1234567:_} {1234567.891:,.1f} {0.25:%} {0.256:.1%}")
print(f"{pi:e} {pi:.3g} {1e10:g} {1e-7:g} {123456789.0:g} {pi:10.3f}| {-pi:010.2f}")
width, digits = 12, 3
print(f"{pi:{width}.{digits}f}|{name!r:>{width}}|{name!s:.{digits - 1}}")
print(f"{name!r} {[name]} {{}} {{{value}}} {value!r:>5}")
print(f"{value=} {name=} {value + 1 = } {pi=:.2f} {name=!s}")
print(f"{'nested ' + f'{value}'} {(lambda x: x * 2)(4)} { {'a': 1}['a'] }")
print(f"{None} {True} {[1, 'a']} {(1,)} {True:d} {True:>6}")
print(f"multi"
      f"{value}"
      "plain {value}")
print(f"""{
    value
    + 1
}""")
print(rf"\d{value}\n", f"\x41{value}\u00e9")
