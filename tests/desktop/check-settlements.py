#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Issues, disputes, resolves and confirms a statement, and overrides a period, in the running program."""
import json
import os
import shutil
import subprocess
import sys

from desktop import COMMAND, PAGES, Atspi, Program, run, wait

LABEL = Atspi.Role.LABEL


def open_period(program, search, period, page_list="Pages", label="Search the settlements"):
    program.show_page(PAGES.index("settlements"), page_list)
    page = program.page("settlements")
    program.type(label, search, page)
    program.get(period, LABEL, page)
    return page


def more(program, page, verb, label="More for this period"):
    program.click(label, within=page)
    program.click(verb, Atspi.Role.MENU_ITEM, within=page)


def check_dispute(folder):
    """From the statement to joint confirmation, with a dispute in between."""
    program = Program(["--sample"])
    program.frame("Sample book")
    page = open_period(program, "HHYL-1", "2021 · HHYL-1")
    program.click("Issue statement", within=page)
    dialog = program.frame("Issue a statement")
    program.type("Document", "豫鲁函 1", dialog)
    program.click("Issue statement", within=dialog)
    program.told("Issued statement 1 of HHYL-1 for 2021.")

    more(program, page, "Dispute…")
    dialog = program.frame("Dispute the statement")
    program.type("Shandong → Henan", "5000万", dialog)
    program.type("Reason", "joint sample of June", dialog)
    program.click("Dispute", within=dialog)
    program.told("the undisputed rest stays payable")
    program.show_tab("Statements", page)
    program.get("proposes 50,000,000.00 yuan", LABEL, page)
    program.get("of it undisputed and payable", LABEL, page)

    program.click("Resolve dispute…", within=page)
    dialog = program.frame("Resolve the dispute")
    program.type("Reason", "sampled again", dialog)
    program.click("Resolve dispute", within=dialog)
    program.told("is resolved; there was nothing to book.")
    program.get("Ended: withdrawn. sampled again", LABEL, page)
    for party in range(2):
        program.click("Confirm…", within=page)
        dialog = program.frame("Confirm the statement")
        program.click("Confirm", within=dialog)
        program.gone("Confirm the statement")
    program.get("Export statement…", Atspi.Role.PUSH_BUTTON, page)
    program.get("Jointly confirmed", LABEL, page)
    program.end()


def says(program, dialog, text):
    wait(text, lambda: program.has(text, dialog))


def check_other_statement(folder):
    """Another statement that is issued while a form is filled in is neither confirmed nor disputed by it."""
    book = os.path.join(folder, "two.hengping")
    shutil.copy(os.path.join(os.path.dirname(os.path.dirname(COMMAND)), "data", "sample.hengping"), book)

    def command(name, *options):
        done = subprocess.run([COMMAND, name, book, *options], check=True, stdout=subprocess.PIPE)
        return done.stdout.decode()

    def issue(amount):
        of = ("--agreement", "HHYL-1", "--period", "2021")
        for one in json.loads(command("exceptions", "--format", "json"))["exceptions"]:
            if "ended" not in one:
                command("end-exception", str(one["number"]), "--reason", "agreed anew", "--document", "Minutes")
        command("override", *of, "--pay", f"Shandong>Henan={amount}", "--reason", "agreed", "--document", "Minutes")
        command("settle", "--agreement", "HHYL-1", "--post")
        command("issue", *of)

    issue("5000万")
    program = Program([book])
    page = open_period(program, "HHYL-1", "2021 · HHYL-1")
    program.click("Confirm…", within=page)
    dialog = program.frame("Confirm the statement")
    says(program, dialog, "Records that a party confirms what statement 1 says.")
    issue("5500万")
    program.click("Confirm", within=dialog)
    says(program, dialog, "Statement 1 is not the last one; expected statement 2")
    program.click("Cancel", within=dialog)

    more(program, page, "Dispute…")
    dialog = program.frame("Dispute the statement")
    says(program, dialog, "each line of statement 2 that is disputed")
    program.type("Shandong → Henan", "4000万", dialog)
    program.type("Reason", "sampled again", dialog)
    issue("5600万")
    program.click("Dispute", within=dialog)
    says(program, dialog, "Statement 2 is not the last one; expected statement 3")
    reviews = json.loads(command("reviews", "--agreement", "HHYL-1", "--period", "2021", "--format", "json"))["reviews"]
    assert [(one["confirmed"], one["disputes"]) for one in reviews[0]["statements"]] == [([], [])] * 3, reviews
    program.end()


def check_interest(folder):
    """Late interest is shown before it is booked, up to the day that is typed, and is booked once."""
    program = Program(["--sample"])
    program.frame("Sample book")
    page = open_period(program, "LS-1", "2024 · LS-1")
    program.show_tab("Dues", page)
    program.click("Book late interest…", within=page)
    dialog = program.frame("Book late interest")
    program.type("Due up to", "2024-07-11", dialog)
    says(program, dialog, "Together")
    program.type("Due up to", "2024-02-30", dialog)
    wait("no booking of a day that is none", lambda: not program.has("Together", dialog))
    program.type("Due up to", "2024-06-30", dialog)
    says(program, dialog, "No late interest is due up to this day")
    program.type("Due up to", "2024-07-11", dialog)
    program.click("entries", within=dialog)
    program.told("Late interest booked:")
    program.gone("Book late interest")
    program.end()


def check_override(folder):
    """What was agreed takes the place of the rules, and the difference is booked as another run."""
    program = Program(["--sample"])
    program.frame("Sample book")
    page = open_period(program, "HHYL-1", "2021 · HHYL-1")
    more(program, page, "Override…")
    dialog = program.frame("Override the rules")
    program.type("Shandong → Henan", "7000万", dialog)
    program.type("Reason", "agreed at the meeting", dialog)
    program.type("Document", "会议纪要 3", dialog)
    program.click("Override", within=dialog)
    program.told("settle it to book the difference")
    program.get("By the rules: Shandong owes Henan 60,000,000.00 yuan", LABEL, page)
    program.click("Settle…", within=page)
    dialog = program.frame("Settle")
    program.get("10,000,000.00 yuan", LABEL, dialog)
    program.click("Book 1 entry", within=dialog)
    program.told("Settled HHYL-1 for 2021")
    program.show_tab("Runs", page)
    program.get("Re-settlement 1", LABEL, page)
    program.get("All runs together: Shandong → Henan 70,000,000.00 yuan", LABEL, page)
    program.end()


def check_chinese(folder):
    program = Program(["--sample"], "zh_CN")
    program.get("结算", Atspi.Role.LIST_ITEM)
    page = open_period(program, "HHYL-1", "2021年 · HHYL-1", "页面", "搜索结算")
    program.click("出具结算单", within=page)
    dialog = program.frame("出具结算单")
    program.click("出具结算单", within=dialog)
    program.told("已出具HHYL-1 2021年第 1 号结算单。")
    more(program, page, "提出异议", "此考核期的更多操作")
    dialog = program.frame("对结算单提出异议")
    program.type("山东 → 河南", "0", dialog)
    program.type("理由", "水样有误", dialog)
    program.click("提出异议", within=dialog)
    program.told("号异议；无异议部分仍应支付。")
    program.end()


sys.exit(run((check_other_statement, check_dispute, check_interest, check_override, check_chinese)))
