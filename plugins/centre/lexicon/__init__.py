"""What the search knows of words: their dictionary forms, their parts, their concepts, and where they stand.

Read in this order: `fold` (letters), `rules` (what differs between languages), `wordlist` and `lemmas` (dictionary
forms and parts of words), `concepts` (what words mean, in all languages), `postings` (where they stand), `shards` (the
files that a browser reads). Nothing here knows pages, Pagefind or a browser.
"""
