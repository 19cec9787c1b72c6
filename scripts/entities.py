#!/usr/bin/env python3
"""Write the table of named character references: entities.py > corpora/entities.tsv

The names are those of the HTML standard, as Python's own `html.entities` lists them: the name without its `&`, a tab, and the
code points in hexadecimal, sorted by the bytes of the name. Some names stand without their semicolon as well.
"""
from html.entities import html5

for name in sorted(html5):
    print(name, " ".join(f"{ord(char):X}" for char in html5[name]), sep="\t")
