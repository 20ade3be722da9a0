"""The Norwegian sentences: ``nb.po``, read at run time."""
