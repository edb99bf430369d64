"""Reads a REFI-QDA codebook with the reader of other people; what it finds must be what was written."""

import sys

import pyrefiqda

codes = pyrefiqda.RefiCodebook.load(sys.argv[1]).codes.code
print(len(codes), "codes")
assert len(codes) > 10
assert {"Omission", "Term"} <= {code.name for code in codes}
assert all(code.is_codable and code.description for code in codes)
