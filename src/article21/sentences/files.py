"""Files that can't be read or written, and pictures, certificates and libraries that don't serve."""

from collections.abc import Mapping

from article21.interface import N_, Sentence

SENTENCES: Mapping[str, Sentence] = {
    # A file that is read.
    "file-missing": N_("%(path)s can't be read: there is no such file."),
    "file-is-folder": N_("%(path)s can't be read: it is a folder."),
    "file-forbidden": N_("%(path)s can't be read: you may not read it."),
    "file-name-impossible": N_("%(path)s can't be read: no file can have this name."),
    "file-too-large": N_("%(path)s can't be kept: it is larger than %(megabytes)s MB."),
    "file-unreadable": N_("%(path)s can't be read: %(reason)s."),
    # A file with a person's details.
    "details-name": N_("%(path)s can't be read: its name must end in .toml, .json or .pdf."),
    "details-missing": N_("%(path)s can't be read: there is no such file."),
    "details-is-folder": N_("%(path)s can't be read: it is a folder."),
    "details-forbidden": N_("%(path)s can't be read: you may not read it."),
    "details-name-impossible": N_("%(path)s can't be read: no file can have this name."),
    "details-unreadable": N_("%(path)s can't be read: %(reason)s."),
    "details-too-large": N_("%(path)s can't be read: it is larger than %(megabytes)s MB."),
    "details-not-utf8": N_("%(path)s can't be read: it is not UTF-8 text; save it as UTF-8."),
    "details-locked": N_("%(path)s can't be read: it is locked with a password."),
    "details-damaged": N_("%(path)s can't be read: the PDF is damaged or incomplete."),
    "details-without-data": N_(
        "%(path)s can't be read: it holds no details. Only PDFs that article21 wrote do, unless they are redacted."
    ),
    "details-packed": N_("%(path)s can't be read: its data is in an unknown format."),
    "details-data-too-large": N_("%(path)s can't be read: its data is larger than a megabyte."),
    "not-json": N_("this is not JSON: it can't be read from column %(column)s on."),
    "not-one-object": N_("this is not JSON: one object in braces was expected."),
    "not-toml": N_("this line can't be read: it is not TOML."),
    "toml-text-open": N_("a text is not closed: its second quotation mark is missing."),
    "toml-list-open": N_("a list is not closed: its second bracket is missing."),
    "toml-twice": N_("this is given twice: leave one of them out."),
    "toml-value": N_(
        "this value can't be read: write texts in quotation marks, days as 2026-11-22, and true or false."
    ),
    "toml-equals": N_("the name of a field must be followed by an equals sign and its value."),
    "toml-backslash": N_("a backslash in a text must be doubled (%(example)s)."),
    "nested-too-deeply": N_("the lists in this file are nested too deeply."),
    "number-too-long": N_("a number in this file is too long."),
    # What the system says when a file can't be read or written.
    "reason-busy": N_("another program is using it"),
    "reason-device": N_("the disk or drive reports an error"),
    "reason-away": N_("the network drive doesn't answer"),
    "reason-other-version": N_("it is from another version of the program"),
    "reason-many-files": N_("too many files are open"),
    # A place where something is written.
    "disk-full": N_("The disk is full: %(path)s was not written. Make room, or choose another place."),
    "write-into-file": N_(
        "%(path)s can't be written: a part of this path is a file, not a folder. Choose another place."
    ),
    "write-over-folder": N_("%(path)s can't be written: this is a folder. Choose another place."),
    "write-over-device": N_("%(path)s can't be written: it exists and is not a file. Choose another place."),
    "write-name-too-long": N_("%(path)s can't be written: its name is too long. Choose another place."),
    "write-name-impossible": N_(
        "%(path)s can't be written: no file can have this name. Choose another place."
    ),
    "write-read-only": N_("%(path)s can't be written: nothing can be written there. Choose another place."),
    "write-forbidden": N_("%(path)s can't be written: you may not write there. Choose another place."),
    "write-circle": N_("%(path)s can't be written: its symbolic links form a loop. Choose another place."),
    "write-failed": N_("%(path)s can't be written: %(reason)s. Choose another place."),
    "files-exist": N_("Already there: %(paths)s. Nothing was written: choose another place."),
    # A picture of a signature.
    "picture-too-large": N_(
        "The signature can't be used: the file is larger than 10 MB; scan or photograph the signature alone."
    ),
    "picture-of-many-pixels": N_(
        "The signature can't be used: the picture has more than 60 million pixels; make it smaller."
    ),
    "picture-broken": N_("The signature can't be used: the file is not a whole PNG, JPEG or SVG image."),
    "picture-heic": N_(
        "The signature can't be used: the picture is in HEIC, the format of many telephones. Open it and export it as JPEG, or send it to yourself by e-mail, which makes it one."
    ),
    "picture-of-more-than-paper": N_(
        "The signature can't be used: the picture shows more than the paper; cut it to the white paper around your signature."
    ),
    "picture-of-lined-paper": N_(
        "The signature can't be used: the paper has lines or squares; sign on plain white paper."
    ),
    "picture-dark": N_(
        "The signature can't be used: the picture is dark nearly everywhere; sign on white paper."
    ),
    "picture-without-ink": N_("The signature can't be used: the picture shows no ink on white paper."),
    "picture-invisible": N_(
        "The signature can't be used: nothing of the picture can be seen on white paper."
    ),
    "svg-nested": N_("The signature can't be used: the SVG is nested too deeply; save it as PNG."),
    "svg-too-large": N_("The signature can't be used: the SVG is larger than a megabyte; save it as PNG."),
    "svg-not-utf8": N_("The signature can't be used: the SVG is not in UTF-8; save it as PNG."),
    "svg-with-entities": N_(
        "The signature can't be used: the SVG defines entities; save it as a plain SVG or as PNG."
    ),
    "svg-broken": N_("The signature can't be used: the file is not a whole PNG, JPEG or SVG image."),
    "svg-of-something": N_("The signature can't be used: the file is not a PNG, JPEG or SVG image."),
    "svg-active": N_("The signature can't be used: the SVG holds a script or an animation; save it as PNG."),
    "svg-elsewhere": N_(
        "The signature can't be used: the SVG refers to something elsewhere, and nothing is fetched; save it as PNG."
    ),
    "svg-element": N_(
        "The signature can't be used: the SVG holds <%(element)s>, and only drawn shapes are taken; save it as PNG."
    ),
    # A certificate to sign with.
    "sign-missing": N_("Signing with a certificate needs pyHanko: %(command)s"),
    "certificate-too-large": N_(
        "The PDF can't be signed with this certificate: the file is larger than a megabyte."
    ),
    "certificate-without-key": N_(
        "The PDF can't be signed with this certificate: the file holds no certificate with its private key."
    ),
    "certificate-not-valid": N_(
        "The PDF can't be signed with this certificate: it is valid from %(first)s to %(last)s only."
    ),
    "certificate-password": N_(
        "The PDF can't be signed with this certificate: its password is wrong, or the file is not a .p12 or .pfx file."
    ),
    # What a letter needs and is brought when it is needed.
    "extra-cjk": N_(
        "The fonts for Chinese, Japanese and Korean characters are being installed, once (30 MB) …"
    ),
    "extra-sign": N_("What signs with a certificate is being installed, once (20 MB) …"),
    "extra-dask": N_("What a cluster needs is being installed, once …"),
    "extra-web": N_("What shows the page in your browser is being installed, once …"),
    "extra-failed": N_(
        "What the letter needs could not be installed: is there an internet connection? It is tried again with the next command that needs it."
    ),
    # What a PDF needs.
    "pango-missing": N_(
        "A PDF needs the library Pango, which is not on this machine: %(command)s (%(url)s); the other formats work without it."
    ),
    "pango-missing-windows": N_(
        "A PDF needs the library Pango, which is not on this machine: install MSYS2, then in its shell: %(command)s (%(url)s); the other formats work without it."
    ),
    "pango-missing-anywhere": N_(
        "A PDF needs the library Pango, which is not on this machine: install it with your package manager (%(url)s); the other formats work without it."
    ),
    "font-package-missing": N_(
        "The font package %(package)s is missing or of another version: install article21 again (in its folder: pip install --force-reinstall .)."
    ),
    "cjk-missing": N_("A PDF with Chinese, Japanese or Korean characters needs their fonts: %(command)s"),
    "glyph-missing": N_(
        "The PDF can't print %(characters)s: no font of the letters has it. Leave it out, or choose another format, which takes it."
    ),
    "sender-without-room": N_(
        "The sender's address is too long for the envelope “%(envelope)s” (%(title)s): write it in fewer or shorter lines, or choose the envelope “plain”."
    ),
    "recipient-without-room": N_(
        "The recipient's address is too long for the envelope “%(envelope)s” (%(title)s): write it in fewer or shorter lines, or choose the envelope “plain”."
    ),
    "sender-without-room-on-plain": N_(
        "The sender's address is too long for the envelope “plain” (%(title)s): write it in fewer or shorter lines."
    ),
    "recipient-without-room-on-plain": N_(
        "The recipient's address is too long for the envelope “plain” (%(title)s): write it in fewer or shorter lines."
    ),
}
