#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes an agreement from a template, in the running program."""
import sys

from desktop import PAGES, Atspi, Failure, Program, run, wait

LABEL = Atspi.Role.LABEL


def choose(program, dialog, title, list_name):
    """Selects the template TITLE. Only the first rows of a long list are read."""
    rows = wait("the templates", lambda: program.find(list_name, Atspi.Role.LIST, dialog))
    for index in range(rows.get_child_count()):
        if title in (rows.get_child_at_index(index).get_name() or ""):
            rows.get_selection_iface().select_child(index)
            return
    raise Failure("there is no template " + title)


def check_template(folder):
    program = Program(["--sample"])
    program.frame("Sample book")
    program.show_page(PAGES.index("agreements"))
    program.click("New agreement from a template", within=program.page("agreements"))
    dialog = program.frame("New agreement from a template")
    choose(program, dialog, "Fixed amount", "Templates")
    program.get("Give the agreement a code.", LABEL, dialog)
    program.get("until yours are filled in", LABEL, dialog)
    program.click("Fill in the example", within=dialog)
    program.get("Beijing pays Henan:1, Hubei:1", LABEL, dialog)
    program.type("Amount of a period", "12 apples", dialog)
    program.get("12 apples", LABEL, dialog)
    program.type("Amount of a period", "1234万", dialog)
    program.get("6,170,000.00 yuan", LABEL, dialog)
    program.type("Code", "NEW-1", dialog)
    program.type("Title", "A fixed amount (synthetic)", dialog)
    program.click("Add agreement", within=dialog)
    program.gone("New agreement from a template")
    program.told("Added the agreement NEW-1.")
    program.get("A fixed amount (synthetic)", LABEL, program.page("agreements"))
    program.end()


def check_chinese(folder):
    program = Program(["--sample"], "zh_CN")
    program.get("协议", Atspi.Role.LIST_ITEM)
    program.show_page(PAGES.index("agreements"), "页面")
    program.click("由模板新建协议", within=program.page("agreements"))
    dialog = program.frame("由模板新建协议")
    program.click("填入示例", within=dialog)
    program.get("Beijing 支付", LABEL, dialog)
    program.type("编号", "NEW-1", dialog)
    program.type("名称", "定额补偿（示例）", dialog)
    program.click("添加协议", within=dialog)
    program.gone("由模板新建协议")
    program.told("已添加协议 NEW-1。")
    program.end()


sys.exit(run((check_template, check_chinese)))
