"""The page as plain files: ``./run site DIR`` writes a folder whose program runs in a visitor's browser.

``parts`` gets Pyodide and the wheels, ``tree`` lays out the files that Python sees there, ``packs`` finds out
which of them a visitor needs at once, ``building`` writes the folder, ``checking`` looks at it afterwards.
What runs in the browser lies in ``browser/``.
"""
