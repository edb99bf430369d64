#!/usr/bin/env bash
# Holds the exports against other people's programs and published schemas. What is not installed is skipped, loudly.
#
#   tests/exports/check.sh BINARY [FOLDER]
#
# FOLDER may hold what the project does not ship: csl-data.json (citation-style-language/schema), anno.jsonld
# (w3c/web-annotation), refi-qda.xsd (in PyPI's qualitative-coding), refi-codebook.xsd (printed in the REFI-QDA specification
# 1.5, §5.2; its typographic hyphens made plain), and node_modules with jsonld, ajv and ajv-formats.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
binary="$(realpath "$1")"
given="$(realpath "${2:-.}")"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
cd "$work"
export HOME="$work" XDG_DATA_HOME="$work/data" XDG_CONFIG_HOME="$work/config"

failed=0
skipped=0
pass() { printf 'ok       %s\n' "$*"; }
fail() { printf 'FAILED   %s\n' "$*"; failed=$((failed + 1)); }
skip() { printf 'SKIPPED  %s\n' "$*"; skipped=$((skipped + 1)); }
check() { # NAME COMMAND…
    local name="$1"
    shift
    if "$@" >check.log 2>&1; then pass "$name"; else fail "$name"; sed 's/^/         /' check.log | head -20; fi
}

# A sample with a note on both sides and one on an omission.
"$binary" export 2025-06-05-trump-xi-call --format json --output plain.json
python3 - <<'PYTHON'
import json
event = json.load(open("plain.json"))
def target(reference, start, end):
    chosen = event["references"][reference]
    text = event["texts"][chosen["sha256"]]
    return {"readout": chosen["readout"], "text": chosen["sha256"], "start": start, "end": end,
            "quote": text[start:end], "prefix": text[max(0, start - 32):start], "suffix": text[end:end + 32]}
left, right = event["references"][0], event["references"][1]
def note(n, targets, tags, words):
    return {"id": f"00000000-0000-0000-0000-00000000000{n}", "targets": targets, "created": "2026-11-23T10:00:00Z",
            "tags": tags, "author": "A. Weber", "note": words, "origin": {"by": "hand"}, "status": "open",
            "format": "diptych-annotation/1"}
nothing = {"nothing": {"party": "US", "searched": [{"readout": left["readout"], "text": left["sha256"]}]}}
event["annotations"] = [
    note(1, [target(0, 0, 40), target(1, 0, 20)], ["figure", "term"], "One *note* on two places."),
    note(2, [target(1, 30, 60), nothing], ["omission"], "=1+1 <script>alert(1)</script>"),
]
json.dump(event, open("noted.json", "w"), ensure_ascii=False)
PYTHON
"$binary" import noted.json >/dev/null
event=2025-06-05-trump-xi-call
formats="md html docx csv json w3c qdpx qdc csl bib"
for format in $formats; do "$binary" export "$event" --format "$format" --output "call.$format"; done

for format in md html docx csv json w3c; do check "verify $format" "$binary" verify "call.$format" "$event"; done
sed 's/习近平/某某人/' call.md >changed.md
if "$binary" verify changed.md "$event" >/dev/null 2>&1; then fail "verify sees a change"; else pass "verify sees a change"; fi

if command -v xmllint >/dev/null; then
    check "html is well-formed" xmllint --noout call.html
    unzip -q -o call.qdpx -d qdpx
    if [ -s "$given/refi-qda.xsd" ]; then
        check "qdpx is valid against the REFI-QDA schema" xmllint --noout --schema "$given/refi-qda.xsd" qdpx/project.qde
    else
        skip "qdpx against the REFI-QDA schema: no refi-qda.xsd in $given"
    fi
    if [ -s "$given/refi-codebook.xsd" ]; then
        check "qdc is valid against the REFI-QDA schema" xmllint --noout --schema "$given/refi-codebook.xsd" call.qdc
    else
        skip "qdc against the REFI-QDA schema: no refi-codebook.xsd in $given"
    fi
else
    skip "XML: no xmllint"
fi

if python3 -c 'import pyrefiqda' 2>/dev/null; then
    check "pyrefiqda and qdapy read the project" python3 "$here/read_project.py" call.qdpx
    check "pyrefiqda reads the codebook" python3 "$here/read_codebook.py" call.qdc
else
    skip "pyrefiqda: not installed (PyPI)"
fi

if command -v node >/dev/null && [ -d "$given/node_modules/jsonld" ] && [ -s "$given/anno.jsonld" ]; then
    cat >jsonld.cjs <<'NODE'
const [given, file] = process.argv.slice(2);
const fs = require("fs"), jsonld = require(given + "/node_modules/jsonld");
const context = JSON.parse(fs.readFileSync(given + "/anno.jsonld", "utf8"));
const documentLoader = async (url) => {
  if (url !== "http://www.w3.org/ns/anno.jsonld") throw new Error("loads " + url);
  return { document: context, documentUrl: url, contextUrl: null };
};
(async () => {
  const document = JSON.parse(fs.readFileSync(file, "utf8"));
  await jsonld.expand(document, { safe: true, documentLoader });
  const quads = await jsonld.toRDF(document, { format: "application/n-quads", safe: true, documentLoader });
  console.log(quads.split("\n").length + " quads");
  // Safe mode does refuse what the context does not know.
  document.first.items[0].ours = 1;
  await jsonld.expand(document, { safe: true, documentLoader }).then(
    () => { throw new Error("an unknown key passed"); }, () => {});
})().catch((error) => { console.error(error.message, JSON.stringify(error.details || {}).slice(0, 600)); process.exit(1); });
NODE
    check "w3c is sound in the safe mode of jsonld" node jsonld.cjs "$given" call.w3c
else
    skip "jsonld: no node, jsonld or anno.jsonld in $given"
fi

if command -v node >/dev/null && [ -d "$given/node_modules/ajv" ] && [ -s "$given/csl-data.json" ]; then
    cat >csl.cjs <<'NODE'
const [given, file] = process.argv.slice(2);
const fs = require("fs"), Ajv = require(given + "/node_modules/ajv").default;
const schema = JSON.parse(fs.readFileSync(given + "/csl-data.json", "utf8"));
delete schema.$schema;
const valid = new Ajv({ strict: false, allowUnionTypes: true }).compile(schema);
if (!valid(JSON.parse(fs.readFileSync(file, "utf8")))) { console.error(JSON.stringify(valid.errors, null, 1)); process.exit(1); }
NODE
    check "csl is valid against csl-data.json" node csl.cjs "$given" call.csl
else
    skip "CSL schema: no node, ajv or csl-data.json in $given"
fi

if command -v pandoc >/dev/null; then
    check "pandoc reads the Markdown" pandoc -f gfm+footnotes -t html call.md -o read.html
    if grep -q '<script' read.html; then fail "pandoc finds no script"; else pass "pandoc finds no script"; fi
    check "pandoc reads the bibliography" pandoc -f bibtex -t csljson call.bib
    check "pandoc reads the citations" pandoc -f csljson -t bibtex call.csl
    check "pandoc reads the Word document" pandoc -f docx -t plain call.docx
else
    skip "pandoc"
fi

if command -v soffice >/dev/null; then
    check "LibreOffice opens the Word document" bash -c 'soffice --headless --convert-to pdf call.docx && test -s call.pdf'
    if [ -d /usr/lib/libreoffice/share/registry ] && ls /usr/lib/libreoffice/share/registry/calc.xcd >/dev/null 2>&1; then
        check "LibreOffice opens the CSV" bash -c 'soffice --headless --convert-to xlsx:"Calc MS Excel 2007 XML" call.csv && test -s call.xlsx'
        unzip -p call.xlsx xl/worksheets/sheet1.xml >sheet.xml
        if grep -q '<f' sheet.xml; then fail "no cell is a formula"; else pass "no cell is a formula"; fi
    else
        skip "LibreOffice Calc"
    fi
else
    skip "LibreOffice"
fi

browser="$(command -v chromium || command -v google-chrome || true)"
if [ -n "$browser" ]; then
    cp call.html canary.html
    dump="$("$browser" --headless --no-sandbox --disable-gpu --dump-dom "file://$work/canary.html" 2>browser.log || true)"
    if grep -qi 'Refused to\|violates' browser.log; then fail "the page keeps its own policy"; else pass "the page keeps its own policy"; fi
    case "$dump" in *"</table>"*) pass "a browser shows the table" ;; *) fail "a browser shows the table" ;; esac
else
    skip "a browser"
fi

printf '\n%s failed, %s skipped\n' "$failed" "$skipped"
[ "$failed" -eq 0 ]
