"""Documents in: files, folders and corpora, read one after another.

How it is called::

    from detente.reading.documents import open_documents

    for one in open_documents(["articles/", "speeches.jsonl"], given={"source": "Gazette"}):
        if isinstance(one, Unreadable):
            ...                              # say str(one) on stderr, and go on
        else:
            ...                              # one.text, one.place(offset), one.get("speaker")

``open_documents`` streams: it holds one document at a time, so that a corpus of any length may be
read. ``list_files`` gives the files behind some paths, for sharing them out among processes.
``count_documents`` gives a cheap total. A mistake in ``given`` raises ``InputError`` at once;
whatever is wrong with a file never raises, but gives an ``Unreadable`` in its place.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from detente.reading.document import Document, Piece, Unreadable
from detente.reading.documents import readers
from detente.reading.documents.counting import count_documents
from detente.reading.documents.files import list_files
from detente.reading.documents.kinds import READERS, Extract, Fault, Reader, Refused
from detente.reading.documents.limits import Limits
from detente.reading.documents.opening import open_documents

for _module in iter_modules(readers.__path__):  # each registers itself
    import_module(f"{readers.__name__}.{_module.name}")

__all__ = [
    "READERS",
    "Document",
    "Extract",
    "Fault",
    "Limits",
    "Piece",
    "Reader",
    "Refused",
    "Unreadable",
    "count_documents",
    "list_files",
    "open_documents",
]
