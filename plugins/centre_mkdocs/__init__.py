"""The only code that knows MkDocs: a thin plugin and a theme over the library `centre`."""
