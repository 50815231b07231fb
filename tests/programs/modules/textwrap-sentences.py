import textwrap

TEXT = """He came. She said "go." and went! Did they? Mr. T. said: 'no.' That is 3.5 m. OK. So... yes.\nThe end."""

for width in (20, 30, 70):
    print(textwrap.wrap(TEXT, width, fix_sentence_endings=True))
    print(textwrap.wrap(TEXT, width))
print(textwrap.fill("a. b.  c.   d.\te!' f?\" g.'\" h", fix_sentence_endings=True))
