#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Works through missing observations and looks at a table before it is imported, in the running program."""
import os
import sys

from desktop import PAGES, Atspi, Failure, Program, run

LABEL = Atspi.Role.LABEL


def check_missing(folder):
    """A value is tried, recorded and withdrawn."""
    program = Program(["--sample"])
    program.frame("Sample book")
    program.show_page(PAGES.index("data"))
    page = program.page("data")
    program.get("22 missing values", LABEL, page)
    program.get("energy, November 2025", LABEL, page)
    program.type("Value", "much", page)
    program.get("“much”", LABEL, page)
    program.type("Value", "12500000", page)
    program.get("Then still missing: energy December 2025", LABEL, page)
    program.get("22 missing values", LABEL, page)
    program.click("Record value", within=page)
    program.told("Recorded energy for November 2025: 12500000.")
    program.get("21 missing values", LABEL, page)
    program.get("energy, December 2025", LABEL, page)
    program.click("Withdraw", last=True)
    program.get("22 missing values", LABEL, page)
    program.end()


def check_preview(folder):
    """Each row of a table says what it would do; nothing is recorded before it is imported."""
    table = os.path.join(folder, "observations.csv")
    with open(table, "w", encoding="utf-8") as file:
        file.write("agreement,indicator,period,value,source\n"
                   "DL-1,energy,2025-11,12500000,示例 synthetic\n"
                   "DL-1,energy,2025-10,13322480,示例 synthetic\n"
                   "DL-1,energy,2024-10,99,示例 synthetic\n"
                   "DL-1,energy,2025-09,15000000,joint sample\n")
    program = Program(["--sample"])
    program.frame("Sample book")
    program.show_page(PAGES.index("data"))
    page = program.page("data")
    program.get("22 missing values", LABEL, page)
    program.click("Import table…", last=True)
    program.choose_file("Choose tables", "Preview", table)
    dialog = program.frame("Import observations")
    for word in ("New 1", "Unchanged 1", "Revision 1", "Conflict 1"):
        program.get(word, None, dialog)
    program.get("1 settled period would come to another amount", None, dialog)
    program.get("counts against 14905510", LABEL, dialog)
    if program.find("21 missing values", LABEL, page):
        raise Failure("the preview was recorded")
    program.click("Import 3 observations", within=dialog)
    program.gone("Import observations")
    program.told("Imported 2 observations, 1 revision.")
    program.get("21 missing values", LABEL, page)
    # The same bytes again are told before anything is compared.
    program.click("Import table…", last=True)
    program.choose_file("Choose tables", "Preview", table)
    dialog = program.frame("Import observations")
    program.click("Preview it all the same", within=dialog)
    program.get("Unchanged 4", None, dialog)
    program.click("Cancel", within=dialog)
    program.gone("Import observations")
    program.end()


def check_chinese(folder):
    program = Program(["--sample"], "zh_CN")
    program.get("数据", Atspi.Role.LIST_ITEM)
    program.show_page(PAGES.index("data"), "页面")
    page = program.page("data")
    program.get("缺 22 项数据", LABEL, page)
    program.type("数值", "12500000", page)
    program.get("仍缺：energy 2025年12月", LABEL, page)
    program.click("记录数值", within=page)
    program.told("已记录2025年11月 energy：12500000。")
    program.end()


sys.exit(run((check_missing, check_preview, check_chinese)))
