"""The page on one's own machine: what keeps it from opening."""

from collections.abc import Mapping

from article21.interface import N_, Sentence

SENTENCES: Mapping[str, Sentence] = {
    "web-missing": N_("The page needs Starlette and uvicorn: %(command)s"),
    "port-taken": N_("Port %(port)s is in use by another program: choose another one."),
    "port-refused": N_("Port %(port)s can't be used (%(reason)s): choose another one."),
}
