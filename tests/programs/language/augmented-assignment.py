values = [1, 2]
alias = values
values += [3]
print(alias, values is alias)
values = values + [4]
print(alias, values)
values *= 2
print(values)
pair = ([1],)
try:
    pair[0] += [2]
except TypeError as error:
    print(error, pair)
x = 10
x -= 3
x *= 2
x //= 3
x **= 2
x %= 7
x <<= 3
x |= 1
x ^= 8
x &= 0b11111
x >>= 1
print(x)
y = 7
y /= 2
print(y)
s = "a"
s += "b"
s *= 3
print(s)
group = {1, 2}
same = group
group |= {3}
group -= {1}
group &= {2, 3, 9}
group ^= {3, 4}
print(sorted(same))
table = {"a": 1}
table |= {"b": 2}
print(table, {"a": 0} | table)
t = (1,)
u = t
t += (2,)
print(t, u)
