# fails: ExceptionGroup
e=ValueError(1)
g=ExceptionGroup('g',[e])
e.__cause__=g
e.__context__=g
raise g
