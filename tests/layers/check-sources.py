#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules for the sources that a compiler does not check.

    check-sources.py SOURCE-ROOT

Every finding is one line; exit status 1 where there is any.
"""

import pathlib
import re
import sys

LINES_MAX = 600
MONEY_LAYERS = ("values", "rules", "domain", "ledger", "exchange")

# Sources without a test file of their own, and where they are tested instead.
TESTED_ELSEWHERE = {
    "values/heng-number-text.c": "values/test-number.c",
    "rules/heng-rule-aggregates.c": "rules/test-rule-evaluator.c",
    "rules/heng-rule-expression.c": "rules/test-rule-parser.c",
    "rules/heng-rule-words.c": "rules/test-rule-parser.c",
    "rules/heng-rules.c": "rules/test-rule-parser.c",
    "rules/heng-rule-tree.c": "rules/test-rule-parser.c",
    "rules/heng-rule-values.c": "rules/test-rule-evaluator.c",
    "domain/heng-agreement-document.c": "domain/test-agreement.c",
    "domain/heng-agreement-parts.c": "domain/test-agreement.c",
    "domain/heng-document-reader.c": "domain/test-agreement.c",
    "domain/heng-dues-interest.c": "domain/test-dues.c",
    "domain/heng-observations-value.c": "domain/test-observations.c",
    "domain/heng-payment-document.c": "domain/test-payment-terms.c",
    "domain/heng-template-check.c": "domain/test-template-make.c",
    "domain/heng-template-document.c": "domain/test-template.c",
    "domain/heng-template-expand.c": "domain/test-template-make.c",
    "domain/heng-template-members.c": "domain/test-template-make.c",
    "domain/heng-template-parameters.c": "domain/test-template.c",
    "domain/heng-template-try.c": "domain/test-template-make.c",
    "domain/heng-template-values-document.c": "domain/test-template-values.c",
    # Parts of the book that have no header of their own: what they do shows in the calls of others.
    "ledger/heng-book-agreements-append.c": "ledger/test-book-agreements.c",
    "ledger/heng-book-agreements-listing.c": "ledger/test-book-agreements.c",
    "ledger/heng-book-calendars.c": "exchange/test-holidays-import.c",
    "ledger/heng-book-dues-claims.c": "ledger/test-book-dues.c",
    "ledger/heng-book-dues-totals.c": "ledger/test-book-dues.c",
    "ledger/heng-book-dues-units.c": "ledger/test-book-dues.c",
    "ledger/heng-book-interest.c": "ledger/test-book-dues.c",
    "ledger/heng-book-commodities.c": "ledger/test-book-flows.c",
    "ledger/heng-book-flows-listing.c": "ledger/test-book-flows.c",
    "ledger/heng-book-flows-overdue.c": "ledger/test-book-flows.c",
    "ledger/heng-book-closing.c": "ledger/test-book-exceptions.c",
    "ledger/heng-book-backup.c": "ledger/test-book-verify.c",
    "ledger/heng-book-kept-check.c": "ledger/test-book-kept.c",
    "ledger/heng-book-kept-write.c": "ledger/test-book-kept.c",
    "ledger/heng-book-sums.c": "ledger/test-book-kept.c",
    "ledger/heng-sums.c": "ledger/test-book-kept.c",
    "ledger/heng-book-lines.c": "ledger/test-book-kept.c",
    "ledger/heng-book-balances-order.c": "ledger/test-book-balances.c",
    "ledger/heng-book-volumes.c": "ledger/test-book-balances.c",
    "ledger/heng-kept-rows.c": "ledger/test-kept-adding.c",
    "ledger/heng-kept-sums.c": "ledger/test-book-kept.c",
    "ledger/heng-ledger-parties.c": "ledger/test-book-balances.c",
    "ledger/heng-book-observations-append.c": "ledger/test-book-observations.c",
    "ledger/heng-book-periods.c": "ledger/test-book-settle.c",
    "ledger/heng-book-post.c": "ledger/test-book-settle.c",
    "ledger/heng-book-post-many.c": "ledger/test-book-changed.c",
    "ledger/heng-book-progress.c": "ledger/test-book-changed.c",
    "ledger/heng-book-settle-many.c": "ledger/test-book-changed.c",
    # Made whole or not at all: shown by failing disks.
    "ledger/heng-book-new.c": "faults/test-faults.c",
    "ledger/heng-file.c": "faults/test-faults.c",
    "ledger/heng-database-copy.c": "faults/test-faults.c",
    "ledger/heng-database-log.c": "faults/check-places.py",
    "ledger/heng-database-place.c": "faults/check-places.py",
    "exchange/heng-standard-book.c": "command/check-command.py",
    "exchange/heng-row-set.c": "exchange/test-import.c",
    "exchange/heng-table-import-observations.c": "exchange/test-import.c",
    "ledger/heng-book-observations-places.c": "ledger/test-book-observations.c",
    "reports/heng-wording-review.c": "reports/test-statement-review.c",
    "ledger/heng-fact-names.c": "ledger/test-fact.c",
    "ledger/heng-fact-reader.c": "ledger/test-fact.c",
    "ledger/heng-book-units.c": "ledger/test-book-flows.c",
    "ledger/heng-book-verify-file.c": "ledger/test-book-verify.c",
    "ledger/heng-verify-progress.c": "ledger/test-book-verify.c",
    "ledger/heng-database-rows.c": "ledger/test-book-entries.c",
    "ledger/heng-book-verify-events.c": "ledger/test-book-exceptions.c",
    "ledger/heng-entry-writer.c": "ledger/test-book-entries.c",
    "ledger/heng-entry.c": "ledger/test-book-entries.c",
    "ledger/heng-event.c": "ledger/test-book-exceptions.c",
    "ledger/heng-query-rows.c": "ledger/test-database.c",
    "ledger/heng-query.c": "ledger/test-database.c",
    "exchange/heng-export-beancount.c": "exchange/test-export.c",
    "exchange/heng-export-hledger.c": "exchange/test-export.c",
    "exchange/heng-export-journal.c": "exchange/test-export.c",
    "exchange/heng-export-json.c": "exchange/test-export.c",
    "ledger/heng-book-log.c": "command/check-head.py",
    "exchange/heng-table-import.c": "exchange/test-import.c",
    "flow/heng-flow-matrix-groups.c": "flow/test-matrix.c",
    "flow/heng-flow-matrix-heads.c": "flow/test-matrix.c",
    "flow/heng-flow-matrix-notes.c": "flow/test-matrix.c",
    "flow/heng-flow-matrix-order.c": "flow/test-matrix.c",
    # A free network is placed and drawn in many steps; what becomes of them is looked at as a whole.
    "flow/heng-flow-network-draw.c": "flow/test-network-look.c",
    "flow/heng-flow-network-labels.c": "flow/test-network-look.c",
    "flow/heng-flow-network-lanes.c": "flow/test-network-look.c",
    "flow/heng-flow-network-led.c": "flow/test-network-look.c",
    "flow/heng-flow-network-order.c": "flow/test-network.c",
    "flow/heng-flow-network-ports.c": "flow/test-network-look.c",
    "flow/heng-flow-network-room.c": "flow/test-network-look.c",
    "flow/heng-flow-network-scale.c": "flow/test-network-look.c",
    "flow/heng-flow-network-spots.c": "flow/test-network-look.c",
    "flow/heng-flow-network-turns.c": "flow/test-network-look.c",
    "flow/heng-flow-network-widths.c": "flow/test-network-look.c",
    "flow/heng-flow-ranked.c": "flow/test-bundle.c",
    "flow/heng-flow-small-print.c": "flow/test-labels.c",
    # Tiles are filled, placed, joined and drawn together.
    "flow/heng-flow-tiles-band.c": "flow/test-tiles.c",
    "flow/heng-flow-tiles-draw.c": "flow/test-tiles.c",
    "flow/heng-flow-tiles-ends.c": "flow/test-tiles.c",
    "flow/heng-flow-tiles-fill.c": "flow/test-tiles.c",
    "flow/heng-flow-tiles-place.c": "flow/test-tiles.c",
    "flow/heng-flow-tiles-ways.c": "flow/test-tiles.c",
    # Drawings are looked at as files: through the program that writes them.
    "reports/heng-flow-figure.c": "command/check-flows.py",
    "reports/heng-flow-geometry.c": "command/check-flows.py",
    "reports/heng-flow-wording-filter.c": "reports/test-flow-wording.c",
    "reports/heng-flow-wording-finding.c": "reports/test-flow-wording.c",
    "reports/heng-wording-dues.c": "reports/test-statement-instalments.c",
    "reports/heng-wording-errors.c": "reports/test-wording.c",
    "reports/heng-wording-exception.c": "command/check-exceptions.py",
    # Blocks of a page are laid out, broken and drawn together.
    "reports/heng-page-atomic-file.c": "reports/test-page-pdf.c",
    "reports/heng-page-content.c": "reports/test-page-layout.c",
    "reports/heng-page-explanation.c": "reports/test-page-layout.c",
    "reports/heng-page-figure.c": "reports/test-page-layout.c",
    "reports/heng-page-frame.c": "reports/test-page-layout.c",
    "reports/heng-page-ink.c": "reports/test-page-typesetter.c",
    "reports/heng-page-justify.c": "reports/test-page-typesetter.c",
    "reports/heng-page-margin.c": "reports/test-page-layout.c",
    "reports/heng-page-pairs.c": "reports/test-page-layout.c",
    "reports/heng-page-prose.c": "reports/test-page-english.c",
    "reports/heng-page-row.c": "reports/test-page-typesetter.c",
    "reports/heng-page-setup.c": "reports/test-page-layout.c",
    "reports/heng-page-signatures.c": "reports/test-page-layout.c",
    "reports/heng-page-table-layout.c": "reports/test-page-table.c",
    "reports/heng-page-table-widths.c": "reports/test-page-table.c",
}
# The chapters of a statement are private to it.
TESTED_ELSEWHERE.update({
    f"ledger/heng-{name}.c": "ledger/test-book-rescue.c"
    for name in ("page-file", "rescue-amounts", "rescue-chain", "rescue-regions", "rescue-report", "rescue-stage", "rescue-writer")
})
TESTED_ELSEWHERE.update({f"reports/heng-{name}-text.c": "command/check-rescue.py" for name in ("rescue", "restore")})
TESTED_ELSEWHERE.update({
    f"reports/heng-statement-{chapter}.c": "reports/test-statement.c"
    for chapter in ("account", "agreement", "dues", "entries", "explanation", "flows", "observations", "pairs", "region", "settlement",
                    "sources", "survey", "texts")
})
MIRRORED_LAYERS = ("values", "rules", "domain", "ledger", "exchange", "reports")
# Longer than LINES_MAX for a reason.
LONG = set()
# A number of type double that is no amount: coordinates of drawings in JSON and of the map.
FLOATS = {
    "domain/heng-json-write.c": 3,
}

findings = []


def find(path, line, words):
    findings.append(f"{path}:{line}: {words}")


def without_comments(text):
    """The code of a C source, with comments and texts blanked, line by line."""
    pattern = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|/\*.*?\*/|//[^\n]*', re.S)
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


def check_head(path, name):
    first = path.read_text(encoding="utf-8").split("\n", 2)
    line = first[1] if first[0].startswith(("#!", "<?xml")) and len(first) > 1 else first[0]
    if "SPDX-License-Identifier: " not in line:
        find(name, 1, "no SPDX-License-Identifier in the first line")


def check_includes(text, name, layer):
    for number, line in enumerate(text.split("\n"), 1):
        match = re.match(r'\s*#\s*include\s*[<"]([^">]+)[">]', line)
        if not match:
            continue
        header = match.group(1)
        if ".." in header or (line.strip().endswith('"') and "/" in header):
            find(name, number, f"{header} is included by a path, around the layers")
        if header.startswith("sqlite3") and layer != "ledger":
            find(name, number, "sqlite3.h belongs to src/ledger alone")
        if header.startswith(("gtk/", "gdk/", "gsk/")) and layer != "app":
            find(name, number, "GTK belongs to src/app alone")
        if header.startswith("cairo") and layer not in ("flow", "reports", "app"):
            find(name, number, "cairo does not belong to this layer")


def check_money(text, name, layer):
    if layer not in MONEY_LAYERS:
        return
    allowed = FLOATS.get(name.split("/", 1)[1], 0)
    for number, line in enumerate(without_comments(text).split("\n"), 1):
        if re.search(r"\b(g?double|g?float)\b|_double\b|\bg_ascii_(strtod|dtostr|formatd)\b|\b(strtod|atof)\b", line):
            allowed -= 1
            if allowed < 0:
                find(name, number, "a floating point number where money is counted")


def check_mirror(root, path, layer):
    key = f"{layer}/{path.name}"
    expected = TESTED_ELSEWHERE.get(key, f"{layer}/test-{path.stem.removeprefix('heng-')}.c")
    if not (root / "tests" / expected).exists():
        find(f"src/{key}", 1, f"no tests/{expected}")


def check_elsewhere(root):
    """A source that is gone, or has got a test of its own, has no business in the list."""
    for key, expected in TESTED_ELSEWHERE.items():
        layer, name = key.split("/")
        own = f"{layer}/test-{name.removeprefix('heng-').removesuffix('.c')}.c"
        if not (root / "src" / key).exists():
            find("tests/layers/check-sources.py", 1, f"TESTED_ELSEWHERE names src/{key}, which does not exist")
        elif expected != own and (root / "tests" / own).exists():
            find("tests/layers/check-sources.py", 1, f"TESTED_ELSEWHERE names src/{key}, which has tests/{own}")


def check_source(root, path):
    name = str(path.relative_to(root))
    layer = path.relative_to(root / "src").parts[0]
    text = path.read_text(encoding="utf-8")
    n_lines = text.count("\n")

    if n_lines > LINES_MAX and name not in LONG:
        find(name, n_lines, f"longer than {LINES_MAX} lines")
    if re.search(r"[ \t]$", text, re.M):
        find(name, text[: re.search(r"[ \t]$", text, re.M).start()].count("\n") + 1, "space at the end of a line")
    if text and not text.endswith("\n"):
        find(name, n_lines + 1, "no line end at the end of the file")
    check_includes(text, name, layer)
    check_money(text, name, layer)
    if path.suffix == ".c" and layer in MIRRORED_LAYERS:
        check_mirror(root, path, layer)


def check_potfiles(root):
    potfiles = root / "po" / "POTFILES.in"
    if not potfiles.exists():
        return
    listed = {line for line in potfiles.read_text().split("\n") if line and not line.startswith("#")}
    for name in sorted(listed):
        if not (root / name).exists():
            find("po/POTFILES.in", 1, f"{name} does not exist")
    for path in sorted((root / "src").rglob("*.c")):
        name = str(path.relative_to(root))
        if re.search(r"(?<![A-Za-z_])(N?C?_|ngettext|dngettext|g_dngettext|gettext|NC_) ?\(\s*\"", path.read_text(encoding="utf-8")) and name not in listed:
            find(name, 1, "has words that people see and is not in po/POTFILES.in")
    for path in sorted([*root.glob("ui/**/*.ui"), *root.glob("resources/**/*.ui")]):
        name = str(path.relative_to(root))
        if re.search(r'translatable="(yes|true|1)"', path.read_text(encoding="utf-8")) and name not in listed:
            find(name, 1, "has words that people see and is not in po/POTFILES.in")


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    for path in sorted((root / "src").rglob("*.[ch]")):
        check_source(root, path)
        check_head(path, str(path.relative_to(root)))
    for pattern in ("src/**/meson.build", "src/**/*.py", "src/**/*.sql", "tests/**/*.[ch]", "tests/**/*.py", "tests/**/meson.build"):
        for path in sorted(root.glob(pattern)):
            if path.suffix not in (".c", ".h") or "tests" in path.relative_to(root).parts:
                check_head(path, str(path.relative_to(root)))
    check_elsewhere(root)
    check_potfiles(root)

    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
