# What nobody else holds leaves these collections, and finalizers run once, the last ones at the end.
import weakref


class Thing:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Thing({self.name!r})"


left, right = Thing("left"), Thing("right")
cache = weakref.WeakValueDictionary()
cache["left"], cache["right"] = left, right
cache["never"] = Thing("never")
print(sorted(cache), len(cache), cache["left"], cache.get("never"), "never" in cache, cache.setdefault("right", left))
notes = weakref.WeakKeyDictionary({left: 1})
notes[right] = 2
members = weakref.WeakSet([left, right])
members.add(right)
print(len(notes), notes[left], len(members), left in members, 3 in members, notes.get(Thing("left")))
print(sorted(thing.name for thing in members | {Thing("new")} if thing is not None)[:1], members == {left, right})
del right
print(list(cache.items()), list(notes.items()), list(members), list(cache.values()), list(notes.keys()))
members.discard(left)
print(len(members), cache.pop("left"), dict(cache), notes.pop(left), len(notes))
for missing in (lambda: cache["left"], lambda: members.remove(left)):
    try:
        missing()
    except KeyError as error:
        print(type(error).__name__, len(error.args))

by_hand = weakref.finalize(left, lambda *args, **keywords: (args, keywords), 1, key=2)
print(by_hand.alive, by_hand.peek()[0] is left, by_hand.atexit)
print(by_hand(), by_hand.alive, by_hand())
detached = weakref.finalize(left, print, "never")
print(detached.detach()[1] is print, detached.alive, detached.detach())
weakref.finalize(left, print, "at the end, made first")
weakref.finalize(left, print, "at the end, made last")
quiet = weakref.finalize(left, print, "not at the end")
quiet.atexit = False
temporary = Thing("temporary")
weakref.finalize(temporary, print, "temporary is gone")
temporary = 1
print("end of the program")
