#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fuzzes one target for a while, or each in turn.

    run.py BUILD SECONDS [TARGET…]

BUILD is set up by `meson setup BUILD --native-file tests/fuzz/clang.ini`. What
libFuzzer finds on its way is kept in BUILD/corpus-TARGET, what breaks the
program in BUILD/found-TARGET-…; copy the latter, shortened by -minimize_crash,
into corpus/TARGET once it is mended.
"""

import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SEEDS = {
    "documents": [ROOT / "tests/golden", ROOT / "tests/golden/shapes", ROOT / "data/sample/agreements"],
    "events": [ROOT / "data/templates"],
    "json": [HERE / "corpus/documents", ROOT / "tests/golden/shapes"],
    "rules": [],
    "tables": [ROOT / "tests/golden/shapes", ROOT / "data/sample"],
    "values": [],
}
# Longer texts tell nothing new; numbers are short.
BYTES_MAX = {"values": 200, "rules": 4096}


def fuzz(build, target, seconds):
    own = build / f"corpus-{target}"
    own.mkdir(exist_ok=True)
    command = [
        build / "tests/fuzz" / f"fuzz-{target}", own, HERE / "corpus" / target, *SEEDS[target],
        f"-dict={HERE / 'fuzz.dict'}", f"-artifact_prefix={build}/found-{target}-", f"-max_total_time={seconds}",
        f"-max_len={BYTES_MAX.get(target, 8192)}", "-timeout=20", "-rss_limit_mb=1500", "-print_final_stats=1", "-verbosity=0",
        "-use_value_profile=1",
    ]
    environment = dict(os.environ, G_SLICE="always-malloc", UBSAN_OPTIONS="halt_on_error=1:print_stacktrace=1", LC_ALL="C.UTF-8")
    print(f"{target}: {seconds} s", flush=True)
    return subprocess.run(command, env=environment).returncode


def main():
    build, seconds = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2])
    targets = sys.argv[3:] or sorted(SEEDS)
    programs = [f"tests/fuzz/fuzz-{target}" for target in targets]
    subprocess.run(["ninja", "-C", build, *programs], check=True)
    return max(fuzz(build, target, seconds) for target in targets)


if __name__ == "__main__":
    sys.exit(main())
