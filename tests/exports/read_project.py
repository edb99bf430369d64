"""Reads a REFI-QDA project with the readers of other people; what they find must be what was written."""

import sys
import tempfile
import warnings

import pyrefiqda

path = sys.argv[1]
with tempfile.TemporaryDirectory() as folder:
    project = pyrefiqda.RefiProject.load(path, extract_dir=folder)
sources = project.sources.text_source
spans = [span for source in sources for span in source.plain_text_selection]
print(len(sources), "sources,", len(spans), "spans")
assert sources and spans
assert all(span.coding for span in spans), "a span without a code"
assert any(span.description for span in spans), "no note came through"

try:
    import qdapy
except ImportError:
    print("qdapy is not installed")
else:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = qdapy.read_qdpx(path)
    print(read)
