"""Tell what all letters of a batch depend on."""

import json
from hashlib import sha256

from article21 import __version__
from article21.batch.chunks import Job
from article21.resources import DATA, TEMPLATES


def basis_of(job: Job) -> bytes:
    """Return what every letter depends on: options, version, words and facts."""
    options = [
        __version__,
        job.formats,
        job.mail,
        job.flat,
        job.handing_out.contact,
        job.handing_out.cover,
        dict(job.defaults.values),
    ]
    basis = sha256(json.dumps(options, sort_keys=True, default=str).encode())
    for folder in (DATA, TEMPLATES):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            basis.update(path.relative_to(folder).as_posix().encode())
            basis.update(sha256(path.read_bytes()).digest())
    return basis.digest()
