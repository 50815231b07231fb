import time

moment = time.gmtime(1_700_000_000)
print(moment)
print(moment.tm_year, moment[1], tuple(moment)[:3], time.strftime("%Y-%m-%d %H:%M:%S", moment), time.asctime(moment))
print(time.strptime("2024-02-29 01:02", "%Y-%m-%d %H:%M").tm_yday, time.strftime("%j", time.gmtime(0)))
print(time.gmtime(time.mktime(time.localtime(86400)))[:3])
