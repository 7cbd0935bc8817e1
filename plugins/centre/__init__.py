"""The resource centre as a library: files to catalogue, catalogue to problems, catalogue to site.

It knows nothing of the engine that renders the pages; `pipeline` is the order of everything.
"""
