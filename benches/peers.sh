#!/usr/bin/env bash
# Times whole processes: diptych beside tools that do a part of its work on the same two files.
#
#   benches/peers.sh [WORDS...]        sizes in words a side; 500 10000 100000 1000000 where none is given
#
# wdiff, dwdiff, delta, riff and difft are timed where they are installed, and named above the table where they are not:
#   apt install wdiff dwdiff; cargo install git-delta riffdiff difftastic
# They mark words or lines; none aligns sentences or reads Chinese by words, so that on Chinese texts
# without spaces a "word" of theirs is a whole clause. The texts are made here, the same on every
# machine. CPU seconds are user and system time of the process and its children; the best of three runs
# up to 10,000 words, one run beyond. Peaks below some 15 MiB are those of the meter. PEERS_LIMIT is the time limit of a run in seconds (120).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
command -v python3 >/dev/null || { echo "python3 is needed: it makes the texts and reads the clock" >&2; exit 1; }
cargo build --release --locked --quiet
exec python3 - "${CARGO_TARGET_DIR:-target}/release/diptych" "$@" <<'PYTHON'
import os, random, shutil, signal, subprocess, sys, tempfile, time

LIMIT = float(os.environ.get("PEERS_LIMIT", "120"))
DIPTYCH, SIZES = sys.argv[1], [int(word) for word in sys.argv[2:]] or [500, 10_000, 100_000, 1_000_000]
PEERS = {
    "diptych": [DIPTYCH, "compare"],
    "wdiff": ["wdiff"],
    "dwdiff": ["dwdiff"],
    "delta": ["delta", "--paging=never"],
    "delta -s": ["delta", "--paging=never", "--side-by-side"],
    "riff": ["riff", "--no-pager"],
    "difft": ["difft"],
}
ENGLISH = {
    "who": "the minister|both sides|the delegation|the prime minister|the president|our partners|the envoy|the two teams",
    "does": "agreed on|discussed|stressed|welcomed|rejected|will review|proposed|noted|reaffirmed|asked for",
    "what": "tariffs|rare earths|the ceasefire|grain exports|the border|student visas|direct flights|the Taiwan question|"
    "energy supplies|sanctions|fisheries|the railway|export controls|the next round|port fees|climate goals",
    "how": "in a candid exchange|before the summer|at the request of the other side|for {n} days|worth {n} million dollars|"
    "by {n} percent|in principle|without conditions|as soon as possible|in the city of {name}",
}
CHINESE = {
    "who": "双方|中方|美方|两国领导人|外交部长|代表团|习近平主席|特朗普总统",
    "does": "同意|讨论了|强调|欢迎|反对|愿意推动|提议|重申|认为应当加强|要求",
    "what": "关税问题|稀土出口管制|停火|粮食贸易|边境问题|留学生签证|直航|台湾问题|能源合作|单边制裁|渔业|铁路建设|科技合作|下一轮磋商|港口费用|气候变化",
    "how": "，为期{n}天|，总额{n}亿美元|，幅度为百分之{n}|，尽早落实|，不设前提|，在{name}举行会谈|，推动两国关系稳定发展|，加强沟通",
}
SYLLABLES = "ba ko li ma ne ro su ta vi zu".split()

def name(dice, chinese):
    if chinese:
        return "".join(dice.choice("安北昌东丰广海金临南宁平青山石西兴阳永中") for _ in range(2)) + "市"
    return "".join(dice.choice(SYLLABLES) for _ in range(3)).capitalize()

def sentences(words, seed, chinese):
    """About so many words; about two Chinese characters make one."""
    dice, lists, made, count = random.Random(seed), CHINESE if chinese else ENGLISH, [], 0
    lists = {key: value.split("|") for key, value in lists.items()}
    while count < words:
        parts = [dice.choice(lists[key]) for key in ("who", "does", "what", "how")]
        line = ("" if chinese else " ").join(parts)
        line = line.format(n=dice.randrange(2, 400), name=name(dice, chinese)) if "{" in line else line
        line = line + "。" if chinese else line[0].upper() + line[1:] + "."
        made.append(line)
        count += len(line) // 2 if chinese else len(line.split())
    return made

def text(made, chinese):
    gap = "" if chinese else " "
    return "\n\n".join(gap.join(made[at:at + 6]) for at in range(0, len(made), 6)) + "\n"

def later(made, chinese):
    """A version: every 25th sentence gone, a word of every 10th another."""
    swap = ("问题", "议题") if chinese else (" the ", " that ")
    return [line.replace(*swap, 1) if n % 10 == 0 else line for n, line in enumerate(made) if n % 25 != 24]

def write(files, words, chinese, versions):
    """In a process of its own: a child's peak memory counts from that of its parent."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    left = sentences(words, 1, chinese)
    right = later(left, chinese) if versions else sentences(words, 2, chinese)
    for path, made in zip(files, (left, right)):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text(made, chinese))
    os._exit(0)

def run(command, files):
    """CPU seconds, seconds, peak MiB; None past the limit."""
    with open(os.devnull, "w") as nowhere:
        begun = time.monotonic()
        child = subprocess.Popen(command + files, stdin=subprocess.DEVNULL, stdout=nowhere, stderr=nowhere, start_new_session=True)
        while True:
            pid, _, usage = os.wait4(child.pid, os.WNOHANG)
            took = time.monotonic() - begun
            if pid:
                child.returncode = 0
                scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
                return usage.ru_utime + usage.ru_stime, took, usage.ru_maxrss / scale
            if took > LIMIT:
                os.killpg(child.pid, signal.SIGKILL)
                os.wait4(child.pid, 0)
                child.returncode = 1
                return None
            time.sleep(0.001 if took < 1 else 0.02)

present = {peer: command for peer, command in PEERS.items() if shutil.which(command[0])}
missing = [peer for peer in PEERS if peer not in present]
if missing:
    # Said with the table, so that nobody takes a tool that was not there for one that was not asked.
    print(f"Not installed, so not timed: {', '.join(missing)}.\n")
print("| texts | words a side | tool | CPU s | s | peak MiB |\n|---|---:|---|---:|---:|---:|")
given_up = set()
with tempfile.TemporaryDirectory() as folder:
    files = [os.path.join(folder, side + ".txt") for side in ("left", "right")]
    for chinese in (False, True):
        for versions in (False, True):
            kind = f"{'Chinese' if chinese else 'English'}, {'versions' if versions else 'independent'}"
            for words in SIZES:
                write(files, words, chinese, versions)
                for peer, command in present.items():
                    # What took too long takes longer on more.
                    if (kind, peer) in given_up:
                        continue
                    runs = [run(command, files) for _ in range(3 if words <= 10_000 else 1)]
                    if None in runs:
                        given_up.add((kind, peer))
                        print(f"| {kind} | {words:,} | {peer} | > {LIMIT:.0f} | | |", flush=True)
                        continue
                    cpu, took, peak = min(runs)
                    print(f"| {kind} | {words:,} | {peer} | {cpu:.3f} | {took:.3f} | {peak:.0f} |", flush=True)
PYTHON
