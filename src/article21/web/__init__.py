"""The page: the same desk for people without a terminal, as one ASGI application that lives in two homes.

``application.create_app(home)`` makes it; a ``Home`` says what the place it runs in can do. On one's own
machine ``article21 serve`` runs it behind a guard, with a process that makes PDFs. As plain files on a host
it runs in the visitor's browser: there, ``create_app(Home())`` is called in Python, and requests are handed
to it as ASGI.

Every page is at ``/<language>/<name>`` and names others relatively, so the folder may lie anywhere: GET
``/sv/`` is the start, GET or POST ``/sv/letter`` a step of the letter, POST ``/sv/letter-text`` the fragment
that follows what is typed, POST ``/sv/letter-file`` a download. The files in ``static/`` are served at
``/static/``. The page's scripts send all requests through ``static/sending.js``; another home puts its own
there, with the same functions.
"""
