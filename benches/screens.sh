#!/usr/bin/env bash
# Sits in front of the screen: diptych beside vim -d, delta and oyo, on the same two versions of one text.
#
#   benches/screens.sh [WORDS...]      sizes in words a side; 500 100000 1000000 where none is given
#
# Told of each: until words of the texts are on the screen; until the last change of the screen that nobody asked for
# (diptych compares behind its first screen, and the marks come with the end of that); from a key to its screen, median
# and worst of fifty steps down; memory; and processor time of a minute in which nobody touches it. A screen stands
# when the program wrote something and then nothing for a tenth of a second; the time counts to its last byte. What
# the terminal adds is the same for all, and not counted. SCREENS_IDLE is the length of the idle time in seconds (60).
# Tools that are not installed are named as missing: apt install vim less; cargo install git-delta oyo
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
command -v python3 >/dev/null || { echo "python3 is needed: it plays the terminal" >&2; exit 1; }
cargo build --release --locked --quiet
exec python3 - "${CARGO_TARGET_DIR:-target}/release/diptych" "$@" <<'PYTHON'
import contextlib, fcntl, os, pty, select, shutil, signal, struct, sys, tempfile, termios, time

DIPTYCH, SIZES = os.path.abspath(sys.argv[1]), [int(word) for word in sys.argv[2:]] or [500, 100_000, 1_000_000]
QUIET, LIMIT, STEPS, IDLE = 0.1, 120, 50, float(os.environ.get("SCREENS_IDLE", "60"))
TICK = os.sysconf("SC_CLK_TCK")
TOOLS = {
    "diptych": ([DIPTYCH], b"j"),
    # Without the lines on the files, after which vim waits for Enter.
    "vim -d": (["vim", "-u", "NONE", "--cmd", "set shortmess+=F", "-d"], b"j"),
    "delta": (["delta", "--side-by-side", "--paging=always"], b"j"),
    "oyo": (["oy", "--view", "split"], b"j"),
}
WHO = ["The minister", "Both sides", "The delegation", "The envoy", "The president", "Our partners"]
WHAT = ["agreed on tariffs", "discussed rare earths", "stressed the ceasefire", "welcomed grain exports", "will review visas"]

def versions(words):
    lines, count = [], 0
    while count < words:
        n = len(lines)
        line = f"{WHO[n * n % 6]} {WHAT[n * 7 % 5]} for {2 + n * 31 % 397} days in round {n}."
        lines.append(line)
        count += len(line.split())
    later = [line.replace("days", "weeks") if n % 10 == 0 else line for n, line in enumerate(lines) if n % 25 != 24]
    return ["\n".join(lines) + "\n", "\n".join(later) + "\n"]

# What a terminal answers when it is asked for its state, its size and its colours: delta and oyo wait for it.
ANSWERS = {
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[5n": b"\x1b[0n",
    b"\x1b[16t": b"\x1b[6;17;8t",
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[0c": b"\x1b[?62;22c",
    b"\x1b[>c": b"\x1b[>0;276;0c",
    b"\x1b]10;?": b"\x1b]10;rgb:d0d0/d0d0/d0d0\x1b\\",
    b"\x1b]11;?": b"\x1b]11;rgb:1010/1010/1010\x1b\\",
}

class Screen:
    """A program in a terminal of 140 by 45."""

    def __init__(self, command, home):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 45, 140, 0, 0))
            os.environ.update(TERM="xterm-256color", HOME=home, LESS="-R", COLORTERM="truecolor")
            os.execvp(command[0], command)

    def written(self, patience):
        """What the program writes next; nothing where it writes nothing for so many seconds, or has ended."""
        if not select.select([self.terminal], [], [], patience)[0]:
            return b""
        try:
            seen = os.read(self.terminal, 1 << 16)
        except OSError:
            return b""
        for question in sorted((question for question in ANSWERS if question in seen), key=seen.find):
            os.write(self.terminal, ANSWERS[question])
        return seen

    def shows(self, words, begun):
        """Seconds until these words came; None where they do not."""
        seen = b""
        while words not in seen and (more := self.written(LIMIT)):
            seen += more
        return time.monotonic() - begun if words in seen else None

    def settled(self, begun, patience):
        """Seconds to the last byte before silence; None where there is only silence."""
        last = None
        while self.written(QUIET if last else patience):
            last = time.monotonic() - begun
        return last

    def press(self, key):
        begun = time.monotonic()
        os.write(self.terminal, key)
        return self.settled(begun, 1)

    def at_rest(self, begun):
        """Seconds to the last byte before the program has neither written nor worked for a second."""
        last, before = time.monotonic() - begun, -1
        while (now := self.used()[0]) > before:
            before = now
            last = self.settled(begun, 1) or last
        return last

    def family(self):
        """The process and its children: delta's pages are shown by less."""
        ids = [self.pid]
        for pid in ids:
            with contextlib.suppress(OSError), open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as children:
                ids.extend(int(child) for child in children.read().split())
        return ids

    def used(self):
        """Seconds of processor time so far, with that of children that ended, and MiB now."""
        ticks = kib = 0
        for pid in self.family():
            with contextlib.suppress(OSError), open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
                ticks += sum(int(field) for field in stat.read().rsplit(")", 1)[1].split()[11:15])
            with contextlib.suppress(OSError), open(f"/proc/{pid}/status", encoding="utf-8") as status:
                kib += sum(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
        return ticks / TICK, kib / 1024

    def close(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)

def measured(command, key, home):
    begun = time.monotonic()
    screen = Screen(command, home)
    try:
        first = screen.shows(b"minister", begun)
        if first is None:
            return f"nothing in {LIMIT} s | | | | |"
        rest = screen.at_rest(begun)
        steps = sorted(took for took in (screen.press(key) for _ in range(STEPS)) if took is not None)
        before, memory = screen.used()
        time.sleep(IDLE)
        idle = (screen.used()[0] - before) * 60 / IDLE
    finally:
        screen.close()
    median, worst = (f"{1000 * steps[at]:.1f}" if steps else "–" for at in (len(steps) // 2, -1))
    return f"{first:.2f} | {rest:.2f} | {median} | {worst} | {memory:.0f} | {idle:.2f}"

present = {name: tool for name, tool in TOOLS.items() if shutil.which(tool[0][0])}
for name in (name for name in TOOLS if name not in present):
    print(f"SKIPPED: {name} is not installed", file=sys.stderr)
print("| words a side | tool | first words s | at rest s | key ms, median | worst | MiB | idle CPU s a minute |")
print("|---:|---|---:|---:|---:|---:|---:|---:|")
with tempfile.TemporaryDirectory() as home:
    files = [os.path.join(home, side + ".txt") for side in ("left", "right")]
    for words in SIZES:
        for path, text in zip(files, versions(words)):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        for name, (command, key) in present.items():
            print(f"| {words:,} | {name} | {measured(command + files, key, home)} |", flush=True)
PYTHON
