#!/usr/bin/env bash
# Takes in real files: those that real programs make here of texts of our own, and all documents in the folders given.
#
#   tests/import/real.sh BINARY [FOLDER…]
#
# Prints a line a file: its form, paragraphs, characters, lost characters, problems, and how it begins. Whole texts stand
# in the folder that is named at the end, to be read with one's own eyes. What a program would be needed for that is not
# installed is skipped, loudly. A file ends the run with an error when it is not read or refused in one line, in a minute.
# Of the texts made here, the words must come back whole; of files from elsewhere only a person can tell.
set -uo pipefail
binary="$(realpath "${1:?the program to try, such as target/release/diptych}")"
shift
work="$(mktemp -d)"
made="$work/made"
texts="$work/texts"
mkdir "$made" "$texts"
failures=0
skipped=()

need() {
    command -v "$1" >/dev/null && return 0
    skipped+=("$1: $2")
    printf '!! SKIPPED, %s is not installed: %s\n' "$1" "$2"
    return 1
}

cat >"$work/en.html" <<'END'
<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Readout of a call with the neighbour</title></head><body>
<h1>Readout of a call with the neighbour</h1>
<p>The President spoke this morning by telephone with the President of the neighbouring country. The conversation, which lasted for
more than an hour, was described by both offices as frank, detailed and constructive, and it covered a wide range of matters.</p>
<p>On trade, the two leaders agreed that the long-standing quarrel over timber should be settled before the winter. They asked their
ministers to meet within the month, to draw up a list of open questions, and to report back to them in person.</p>
<p>The President said: “We will not accept half-measures – and we will keep our word.” He raised the detention of three sailors.</p>
<p>The two leaders will meet again in the autumn.</p></body></html>
END
cat >"$work/zh.html" <<'END'
<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>总统同邻国总统通电话</title></head><body>
<h1>总统同邻国总统通电话</h1>
<p>　　今天上午，总统应约同邻国总统通电话。双方就两国关系和共同关心的问题坦诚、深入地交换了意见，一致认为此次通话富有建设性，有助于增进了解、扩大合作。</p>
<p>　　总统指出，木材贸易问题应当在冬季到来之前得到妥善解决，双方主管部门要在一个月内举行会谈，列出问题清单，尽快提出办法。</p>
<p>　　总统强调：“我们不接受半途而废的办法，我们说到做到。”关于三名船员的问题，希望对方依法尽早处理。</p>
<p>　　双方同意今年秋天再次会晤。</p></body></html>
END
sed -e 's/zh-CN/zh-TW/' -e 's/总统/總統/g;s/邻国/鄰國/g;s/电话/電話/g;s/双方/雙方/g;s/问题/問題/g;s/关/關/g;s/对/對/g;s/会/會/g' "$work/zh.html" >"$work/tw.html"
cat >"$work/ja.html" <<'END'
<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>隣国大統領との電話会談</title></head><body><h1>隣国大統領との電話会談</h1>
<p>本日午前、大統領は隣国の大統領と電話会談を行いました。両首脳は、二国間関係及び共通の関心事項について率直かつ建設的な意見交換を行い、引き続き緊密に連携していくことで一致しました。</p>
<p>木材貿易の問題については、冬までに解決すべきであるとの認識で一致し、一か月以内に担当閣僚による協議を行うこととなりました。</p></body></html>
END
cat >"$work/ko.html" <<'END'
<!DOCTYPE html><html lang="ko"><head><meta charset="utf-8"><title>이웃 나라 대통령과의 통화</title></head><body><h1>이웃 나라 대통령과의 통화</h1>
<p>대통령은 오늘 오전 이웃 나라 대통령과 전화 통화를 갖고 양국 관계와 공동의 관심사에 대해 허심탄회하고 건설적인 의견을 교환했습니다. 두 정상은 앞으로도 긴밀히 소통해 나가기로 했습니다.</p>
<p>목재 교역 문제는 겨울이 오기 전에 해결되어야 한다는 데 뜻을 같이하고, 한 달 안에 장관 회담을 열기로 했습니다.</p></body></html>
END
cat >"$work/ru.html" <<'END'
<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>Телефонный разговор с президентом соседней страны</title></head><body>
<h1>Телефонный разговор с президентом соседней страны</h1>
<p>Сегодня утром состоялся телефонный разговор президента с президентом соседней страны. Стороны обменялись мнениями о двусторонних отношениях и договорились продолжить консультации.</p>
<p>Было подчёркнуто, что вопрос о торговле лесом должен быть решён до начала зимы; министры встретятся в течение месяца.</p></body></html>
END
languages=(en zh tw ja ko ru)

# The words of a page without its marks, spaces and headline: what has to come back of it.
words() {
    sed -e '/<h1>/d' -e 's/<title>.*<\/title>//' -e 's/<[^>]*>//g' "$1" | sed '/^<h1/d' | tr -d ' \n\t\r' | sed 's/　//g'
}

make_files() {
    local language
    for language in "${languages[@]}"; do
        cp "$work/$language.html" "$made/$language-utf8.html"
    done
    if need iconv "pages and texts in other encodings"; then
        for pair in zh:GB18030 zh:GBK tw:BIG5 ja:SHIFT_JIS ja:EUC-JP ko:EUC-KR ru:WINDOWS-1251 ru:KOI8-R en:WINDOWS-1252 zh:UTF-16; do
            local code="${pair#*:}"
            language="${pair%%:*}"
            sed "s/charset=\"utf-8\"/charset=\"$code\"/" "$work/$language.html" | iconv -f UTF-8 -t "$code" >"$made/$language-$code.html" 2>/dev/null \
                || rm -f "$made/$language-$code.html"
            # The same text without a word on its encoding.
            sed -e 's/<[^>]*>//g' "$work/$language.html" | iconv -f UTF-8 -t "$code" >"$made/$language-$code.txt" 2>/dev/null \
                || rm -f "$made/$language-$code.txt"
        done
    fi
    if need pandoc "its .docx, .odt and .md"; then
        for language in en zh ru; do
            for ending in docx odt md; do
                pandoc -s "$work/$language.html" -o "$made/$language-pandoc.$ending"
            done
        done
    fi
    if need soffice "LibreOffice's .docx, .odt, .pdf, .doc and .rtf"; then
        for language in "${languages[@]}"; do
            for ending in docx odt pdf doc rtf; do
                (cd "$work" && soffice "-env:UserInstallation=file://$work/office" --headless --writer --convert-to "$ending" --outdir "$work/out" "$language.html" >/dev/null 2>&1)
                [ -f "$work/out/$language.$ending" ] && mv "$work/out/$language.$ending" "$made/$language-libreoffice.$ending"
            done
        done
    fi
    if need chromium "its pages printed to PDF"; then
        for language in "${languages[@]}"; do
            chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/browser" --print-to-pdf="$made/$language-chromium.pdf" "$work/$language.html" >/dev/null 2>&1
        done
    fi
}

# One line on one file; its whole text beside.
try() {
    local file="$1" must="${2:-}" name form code
    name="$(basename "$file")"
    timeout 90 "$binary" read "$file" --format json >"$texts/$name.json" 2>"$texts/$name.err"
    code=$?
    if [ "$code" -eq 1 ] && [ "$(wc -l <"$texts/$name.err")" -eq 1 ]; then
        printf '%-38s refused   %s\n' "${name:0:38}" "$(sed "s|.*${name}: ||" "$texts/$name.err")"
        # These cannot be read by anybody's standards here; the rest of what we made must be.
        case "$name" in *.doc | *.rtf) ;; *) [ -n "$must" ] && failures=$((failures + 1)) ;; esac
        return
    elif [ "$code" -ne 0 ]; then
        printf '%-38s FAILED    exit %s: %s\n' "${name:0:38}" "$code" "$(head -c 200 "$texts/$name.err")"
        failures=$((failures + 1))
        return
    fi
    python3 - "$texts/$name.json" "$must" "$name" <<'END'
import json, re, sys
read = json.load(open(sys.argv[1]))
text, must, name = read["text"], sys.argv[2], sys.argv[3]
open(sys.argv[1][:-5] + ".text", "w").write(text)
squeezed = re.sub(r"\s|　", "", text)
whole = "" if not must else (" whole" if must in squeezed else " NOT WHOLE")
paragraphs = [part for part in text.split("\n\n") if part.strip()]
begins = " ".join(text.split())[:44]
print(f"{name[:38]:<38} {read['form']:<9} {read['encoding']:<12} ¶{len(paragraphs):<4} {len(text):>7} lost {text.count(chr(0xfffd)):<4} cut {len(read['cut']):<3} odd {len(read['problems'])}{whole}  {begins}")
sys.exit(1 if whole == " NOT WHOLE" else 0)
END
    [ $? -eq 0 ] || failures=$((failures + 1))
}

make_files
for language in "${languages[@]}"; do
    for file in "$made/$language-"*; do
        must="$(words "$work/$language.html")"
        # Markdown sets marks of its own into the words.
        case "$file" in *.md) must="" ;; esac
        try "$file" "$must"
    done
done
for folder in "$@"; do
    while IFS= read -r file; do
        try "$file"
    done < <(find "$folder" -type f \( -name '*.pdf' -o -name '*.docx' -o -name '*.odt' -o -name '*.html' -o -name '*.htm' -o -name '*.txt' -o -name '*.md' \) | sort)
done
printf '\n%s files failed; skipped: %s; the texts are in %s\n' "$failures" "${skipped[*]:-nothing}" "$texts"
[ "$failures" -eq 0 ]
