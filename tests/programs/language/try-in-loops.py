def walk(actions):
    for action in actions:
        try:
            if action == "skip":
                continue
            if action == "stop":
                break
            if action == "fail":
                raise RuntimeError("failed")
            print("did", action)
        except RuntimeError as error:
            print("caught", error)
        else:
            print("else after", action)
        finally:
            print("finally after", action)
    else:
        print("no break")


walk(["work", "skip", "fail"])
walk(["work", "stop", "never"])


def nested():
    for i in range(3):
        try:
            try:
                if i == 1:
                    continue
                print("inner", i)
            finally:
                print("inner finally", i)
        finally:
            print("outer finally", i)


nested()
