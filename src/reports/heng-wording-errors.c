// SPDX-License-Identifier: GPL-3.0-or-later
/* Each error as a sentence: what is wrong, and what was expected. */
#include "heng-wording.h"

#include "heng-error.h"
#include "heng-wording-review.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Up to four arguments stand in a sentence as %1$s … %4$s, in the order that heng-error.h gives. */
static const char *const sentences[HENG_N_ERRORS] = {
  [HENG_ERROR_NUMBER_SYNTAX] = N_("“%1$s” is no number; expected digits such as 12, 0.85, 15.67% or 100万"),
  [HENG_ERROR_NUMBER_EXPONENT] = N_("“%1$s” has an exponent; write the number out, such as 120000 or 12万"),
  [HENG_ERROR_NUMBER_NEGATIVE_ZERO] = N_("“%1$s” is a zero with a minus sign; write 0"),
  [HENG_ERROR_NUMBER_DIGITS] = N_("The number “%1$s…” is too long; at most %2$s digits are read"),
  [HENG_ERROR_NUMBER_SIZE] = N_("A number grows too large; numerators and denominators have at most %1$s bits"),
  [HENG_ERROR_NUMBER_DIVISION_BY_ZERO] = N_("A division by zero"),
  [HENG_ERROR_NUMBER_POWER] = N_("The exponent %1$s cannot be used; expected a whole number of at most %2$s"),
  [HENG_ERROR_MONEY_OVERFLOW] = N_("An amount is too large to be kept; at most 9,223,372,036,854,775,807 minor units (such as fen) are"),
  [HENG_ERROR_MONEY_FINER] = N_("The amount %1$s is finer than the smallest unit %2$s; nothing is rounded without being asked"),
  [HENG_ERROR_MONEY_NOT_POSITIVE] = N_("The amount “%1$s” is not above zero; to pay the other way, exchange the parties"),
  [HENG_ERROR_CURRENCY_SYNTAX] = N_("“%1$s” is no currency; expected three capital letters such as CNY"),
  [HENG_ERROR_SHARES_SUM] = N_("The shares add up to %1$s %%; expected 100 %%"),
  [HENG_ERROR_SHARES_NEGATIVE] = N_("The weight %1$s is below zero; shares are zero or above"),
  [HENG_ERROR_SHARES_ZERO] = N_("All weights are zero, so nothing says how to share"),
  [HENG_ERROR_DAY_SYNTAX] = N_("“%1$s” is no date; expected a day such as 2021-03-15"),
  [HENG_ERROR_DAY_ORDER] = N_("“%3$s” (%4$s) lies before “%1$s” (%2$s)"),
  [HENG_ERROR_PERIOD_SYNTAX] = N_("“%1$s” is no period; expected 2021, 2021-Q3, 2021-03, 2021-03-15 or once"),
  [HENG_ERROR_ROUNDING_SYNTAX] = N_("“%1$s” is no rounding; expected a step and a mode, such as “0.01 half-up” (also half-even, down, up)"),
  [HENG_ERROR_ROUNDING_STEP] = N_("The step %1$s cannot be kept; expected a multiple of %2$s"),

  [HENG_ERROR_RULE_TOO_LONG] = N_("The rule is too long; at most %1$s bytes are read"),
  [HENG_ERROR_RULE_TOO_DEEP] = N_("The rule is nested too deeply; at most %1$s levels are read"),
  [HENG_ERROR_RULE_TOO_MANY] = N_("There are too many rules; an agreement has at most %1$s"),
  [HENG_ERROR_RULE_CHARACTER] = N_("The character “%1$s” means nothing in a rule"),
  [HENG_ERROR_RULE_EXPECTED] = N_("Expected %1$s, found “%2$s”"),
  [HENG_ERROR_RULE_TEXT_OPEN] = N_("A text in quotation marks does not end; expected a closing \""),
  [HENG_ERROR_RULE_NAME_HYPHEN] = N_("“%1$s” reads as a subtraction; a name has letters, digits, _ and ·, no hyphen"),
  [HENG_ERROR_RULE_NAME_SPACE] = N_("“%1$s” is two names in a row; a name has no space in it (write it with _), and between names an operator is expected"),
  [HENG_ERROR_RULE_NAME_UNKNOWN] = N_("“%1$s” is no indicator and no definition before it; known are: %2$s"),
  [HENG_ERROR_RULE_NAME_TAKEN] = N_("“%1$s” is defined already, or is the name of a party or an indicator; choose another name"),
  [HENG_ERROR_RULE_NAME_RESERVED] = N_("“%1$s” is a word of the rule language; choose another name"),
  [HENG_ERROR_RULE_NOT_A_PARTY] = N_("“%1$s” is no party; expected one of: %2$s"),
  [HENG_ERROR_RULE_NOT_A_VALUE] = N_("“%1$s” is a party and has no value; expected a number, an indicator or a definition"),
  [HENG_ERROR_RULE_POWER_CHAIN] = N_("A chain of powers can be read in two ways; put brackets, such as 2^(3^2)"),
  [HENG_ERROR_RULE_POWER_NEGATIVE] = N_("A minus before a power can be read in two ways; put brackets, such as -(2^2) or (-2)^2"),
  [HENG_ERROR_RULE_POWER_FRACTION] = N_("The exponent %1$s is no whole number"),
  [HENG_ERROR_RULE_COMPARISON_CHAIN] = N_("Comparisons do not chain; write a < b and b < c"),
  [HENG_ERROR_RULE_NEEDS_NUMBER] = N_("A condition stands where a number is expected"),
  [HENG_ERROR_RULE_NEEDS_CONDITION] = N_("A number stands where a condition is expected, such as COD <= 20"),
  [HENG_ERROR_RULE_WEIGHTS_MIXED] = N_("Some parties have a weight and some have none, or percentages are mixed with numbers; give all or none"),
  [HENG_ERROR_RULE_EACH_PERCENT] = N_("Percentages are parts of a whole, and “each” takes what one of them pays or receives; leave one of the two out"),
  [HENG_ERROR_RULE_PARTY_TWICE] = N_("“%1$s” is named twice on one side"),
  [HENG_ERROR_RULE_PAYS_ITSELF] = N_("“%1$s” would pay itself"),
  [HENG_ERROR_RULE_FUNCTION_UNKNOWN] = N_("“%1$s” is no function; known are min, max, abs, floor, ceil, round, clamp, class, ladder, known, default and ago"),
  [HENG_ERROR_RULE_ARGUMENTS] = N_("%1$s takes %2$s values, not %3$s"),
  [HENG_ERROR_RULE_NOT_AN_INDICATOR] = N_("%1$s takes indicators, such as %2$s"),
  [HENG_ERROR_RULE_CLASS_NO_STANDARD] = N_("The indicator “%1$s” names no parameter of the water standard, so it has no class"),
  [HENG_ERROR_RULE_CLASS_NOT_USED] = N_("The water standard does not count “%1$s” for the class; it can only stand alone in class()"),
  [HENG_ERROR_RULE_MONTH_OUTSIDE] = N_("“month” is known only inside “over months” or where each month is assessed"),
  [HENG_ERROR_RULE_YEARS_RANGE] = N_("The range of years is too long; at most %1$s years are taken"),
  [HENG_ERROR_RULE_YEAR_FRACTION] = N_("A year is out of range; expected a whole number from 1000 to 9999"),
  [HENG_ERROR_RULE_EMPTY_RANGE] = N_("The range is empty, and %1$s of nothing has no value"),
  [HENG_ERROR_RULE_LADDER_ELSE] = N_("The ladder has no “else” at its end"),
  [HENG_ERROR_RULE_CLAMP_ORDER] = N_("In clamp the lower bound is above the upper one"),
  [HENG_ERROR_RULE_DIGITS] = N_("The number of decimals to round to must be a whole number of at most %1$s"),
  [HENG_ERROR_RULE_UNIT_MISSING] = N_("What is provided needs a unit in quotation marks, such as 30 \"training places\""),
  [HENG_ERROR_RULE_UNIT_MONEY] = N_("The unit “%1$s” is money; leave it out"),
  [HENG_ERROR_RULE_WORK] = N_("The rules need too much work; one settlement takes at most %1$s steps"),

  [HENG_ERROR_JSON_SYNTAX] = N_("This is not JSON as RFC 8259 states it; expected %1$s"),
  [HENG_ERROR_JSON_ENCODING] = N_("The text is not UTF-8"),
  [HENG_ERROR_JSON_TOO_LONG] = N_("The document is too large; at most %1$s MB are read"),
  [HENG_ERROR_JSON_TOO_DEEP] = N_("The document is nested too deeply; at most %1$s levels are read"),
  [HENG_ERROR_JSON_KEY_TWICE] = N_("The key “%1$s” stands twice in the same object"),
  [HENG_ERROR_JSON_NUMBER_DIGITS] = N_("A number is too long; at most %1$s digits are read"),
  [HENG_ERROR_DOCUMENT_KEY_UNKNOWN] = N_("The key “%1$s” is not known here; known are: %2$s"),
  [HENG_ERROR_DOCUMENT_KEY_MISSING] = N_("The key “%1$s” is missing"),
  [HENG_ERROR_DOCUMENT_TYPE] = N_("“%1$s” has the wrong form; expected %2$s"),
  [HENG_ERROR_DOCUMENT_WORD] = N_("“%2$s” cannot stand in “%1$s”; expected one of: %3$s"),
  [HENG_ERROR_DOCUMENT_FORMAT] = N_("“%1$s” is not a document that is read here; expected “%2$s”"),
  [HENG_ERROR_DOCUMENT_EMPTY] = N_("“%1$s” is empty"),
  [HENG_ERROR_DOCUMENT_TEXT_LONG] = N_("“%1$s” is too long; at most %2$s characters are kept"),
  [HENG_ERROR_DOCUMENT_TOO_MANY] = N_("There are too many “%1$s”; an agreement has at most %2$s"),
  [HENG_ERROR_DOCUMENT_CODE] = N_("“%1$s” is no code; expected letters, digits, and . _ - between them"),
  [HENG_ERROR_DOCUMENT_NAME] = N_("“%1$s” is no name that rules can use; expected letters, digits, _ and ·, not beginning with a digit"),
  [HENG_ERROR_DOCUMENT_NAME_TWICE] = N_("“%1$s” is named twice; every party and indicator needs a name of its own"),
  [HENG_ERROR_DOCUMENT_REGION_NEEDED] = N_("The party “%1$s” names no region; only a pool has none"),
  [HENG_ERROR_DOCUMENT_REGION_OF_POOL] = N_("The pool “%1$s” names a region; a pool has none"),
  [HENG_ERROR_DOCUMENT_REGION_UNKNOWN] = N_("The party “%1$s” names the region “%2$s”, which the book does not know; import a table of regions first"),
  [HENG_ERROR_DOCUMENT_LIMITS] = N_("The lower limit %1$s is above the upper limit %2$s"),
  [HENG_ERROR_DOCUMENT_DUE] = N_("An instalment is due on a day of the year (“on”) or after a number of days (“days”); expected exactly one of the two"),
  [HENG_ERROR_DOCUMENT_MONTH_DAY] = N_("“%1$s” is no day of the year; expected a month and a day, such as 04-30"),
  [HENG_ERROR_DOCUMENT_SHARE] = N_("The share %1$s is not above zero"),
  [HENG_ERROR_DOCUMENT_RATE] = N_("The rate %1$s is below zero"),
  [HENG_ERROR_DOCUMENT_CALENDAR] = N_("“%1$s” asks for working days; expected a “calendar” that says which days those are, such as CN"),
  [HENG_ERROR_DOCUMENT_CURRENCY] = N_("The agreement is in %1$s, the book is kept in %2$s"),
  [HENG_ERROR_DOCUMENT_STANDARD] = N_("The indicator “%1$s” names “%2$s”, which is no parameter of the water standard"),
  [HENG_ERROR_DOCUMENT_PARTIES] = N_("An agreement has at least two parties"),
  [HENG_ERROR_DOCUMENT_REPLACES_ITSELF] = N_("The agreement “%1$s” cannot replace itself; a new version bears the same code"),
  [HENG_ERROR_DOCUMENT_PARTY_LOST] = N_("The party “%1$s” is missing, though amounts are booked for it"),

  [HENG_ERROR_TEMPLATE_UNKNOWN] = N_("There is no template “%1$s”; there are: %2$s"),
  [HENG_ERROR_TEMPLATE_PLACEHOLDER] = N_("“%1$s” is no parameter, definition or part before it"),
  [HENG_ERROR_TEMPLATE_PATH] = N_("The template asks for no “%1$s”; it asks for: %2$s"),
  [HENG_ERROR_TEMPLATE_ASSESSED] = N_("The template is not meant to be assessed by “%1$s”; expected one of: %2$s"),
  [HENG_ERROR_TEMPLATE_VALUE_MISSING] = N_("“%1$s” is not filled in"),
  [HENG_ERROR_TEMPLATE_VALUE] = N_("“%2$s” cannot be “%1$s”; expected %3$s"),
  [HENG_ERROR_TEMPLATE_RANGE] = N_("“%1$s” is %2$s; expected %3$s"),
  [HENG_ERROR_TEMPLATE_CHOICE] = N_("“%2$s” cannot be “%1$s”; expected one of: %3$s"),
  [HENG_ERROR_TEMPLATE_ROWS] = N_("“%1$s” has %2$s rows; expected %3$s"),
  [HENG_ERROR_TEMPLATE_ASCENDING] = N_("“%1$s” is %2$s, which is not above %3$s in the row before"),
  [HENG_ERROR_TEMPLATE_SUM] = N_("“%1$s” adds up to %2$s; expected %3$s"),
  [HENG_ERROR_TEMPLATE_REGION] = N_("“%2$s” in “%1$s” names no region; expected one, such as %2$s@410000"),
  [HENG_ERROR_TEMPLATE_CLASH] = N_("“%2$s” in “%1$s” differs from what was said of it elsewhere (%3$s)"),

  [HENG_ERROR_TABLE_ENCODING] = N_("The table is neither UTF-8 nor GB 18030"),
  [HENG_ERROR_TABLE_EMPTY] = N_("The table is empty; expected a row of column names"),
  [HENG_ERROR_TABLE_UNKNOWN] = N_("The columns “%1$s” are of no table that is known; expected those of regions, holidays, observations, payments or openings"),
  [HENG_ERROR_TABLE_COLUMN_UNKNOWN] = N_("The table of %2$s has no column “%1$s”; its columns are: %3$s"),
  [HENG_ERROR_TABLE_COLUMN_TWICE] = N_("The column “%1$s” stands twice"),
  [HENG_ERROR_TABLE_COLUMN_MISSING] = N_("The table of %2$s needs a column “%1$s”"),
  [HENG_ERROR_TABLE_ROW_SHORT] = N_("The row has %1$s fields; expected %2$s as in the first row"),
  [HENG_ERROR_TABLE_QUOTE] = N_("A quotation mark stands alone; fields in quotation marks end with one, and one inside is written twice"),
  [HENG_ERROR_TABLE_FIELD_EMPTY] = N_("“%1$s” is empty"),
  [HENG_ERROR_TABLE_FIELD_LONG] = N_("“%1$s” is too long; at most %2$s characters are kept"),
  [HENG_ERROR_TABLE_WORD] = N_("“%2$s” cannot stand in “%1$s”; expected one of: %3$s"),
  [HENG_ERROR_TABLE_TWICE] = N_("“%1$s” stands here and on line %2$s"),
  [HENG_ERROR_CALENDAR_TWICE] = N_("The day %1$s stands twice in the calendar; a day is either a holiday or a working day"),
  [HENG_ERROR_CALENDAR_WORKDAY] = N_("%1$s is no Saturday or Sunday, so it is a working day already; expected a day of a weekend that is worked"),
  [HENG_ERROR_CALENDAR_GAP] = N_("The calendar %1$s has no holiday in %2$s; expected all the holidays of every year from its first to its last"),
  [HENG_ERROR_CALENDAR_EMPTY] = N_("The table of holidays has no row"),
  [HENG_ERROR_REGION_CODE] = N_("“%1$s” is no code of a region; expected 1 to 32 letters, digits, . _ or -"),
  [HENG_ERROR_REGION_UNKNOWN] = N_("The book does not know the region “%1$s”"),
  [HENG_ERROR_REGION_PARENT] = N_("The region “%1$s” belongs to “%2$s”, which the book does not know"),
  [HENG_ERROR_REGION_PARENT_LOOP] = N_("The region “%1$s” would belong to itself"),
  [HENG_ERROR_AGREEMENT_UNKNOWN] = N_("The book knows no agreement “%1$s”"),
  [HENG_ERROR_PARTY_UNKNOWN] = N_("“%2$s” is no party of %1$s; expected one of: %3$s"),
  [HENG_ERROR_PARTY_SAME] = N_("“%1$s” cannot pay itself"),
  [HENG_ERROR_INDICATOR_UNKNOWN] = N_("“%2$s” is no indicator of %1$s; expected one of: %3$s"),
  [HENG_ERROR_INDICATOR_PERIOD] = N_("“%1$s” is observed %3$s, so the period “%2$s” is too short"),
  [HENG_ERROR_COMMODITY_UNKNOWN] = N_("%1$s owes nothing in “%2$s”; expected one of: %3$s"),
  [HENG_ERROR_PERIOD_NOT_ASSESSED] = N_("%1$s is assessed %3$s, so “%2$s” is no period of it"),
  [HENG_ERROR_PERIOD_OUTSIDE] = N_("The period %2$s lies outside %1$s, which runs from %3$s to %4$s"),
  [HENG_ERROR_ENTRY_UNKNOWN] = N_("The book has no entry %1$s"),
  [HENG_ERROR_ENTRY_REVERSED] = N_("Entry %1$s was reversed already, by entry %2$s"),
  [HENG_ERROR_ENTRY_IS_REVERSAL] = N_("Entry %1$s is itself a reversal; record what is due or was paid instead"),
  [HENG_ERROR_REASON_EMPTY] = N_("The reason is empty; a reversal says why"),
  [HENG_ERROR_EXCEPTION_UNREASONED] = N_("The reason is missing; an exception says why"),
  [HENG_ERROR_EXCEPTION_UNDOCUMENTED] = N_("The document is missing; an exception names what it was agreed by"),
  [HENG_ERROR_EXCEPTION_PAIR_TWICE] = N_("“%1$s” and “%2$s” stand together twice in %3$s; give one amount that has both added up"),
  [HENG_ERROR_EXCEPTION_OPEN] = N_("%1$s has an exception for %2$s already, number %3$s; end that one first"),
  [HENG_ERROR_EXCEPTION_UNKNOWN] = N_("The book has no exception %1$s"),
  [HENG_ERROR_EXCEPTION_ENDED] = N_("The exception %1$s was ended already, by fact %2$s"),
  [HENG_ERROR_CLOSE_FUTURE] = N_("%1$s has not come yet; the last day that can be closed is today, %2$s"),
  [HENG_ERROR_CLOSE_EARLIER] = N_("The days up to %2$s are closed already; expected a later day than %1$s"),
  [HENG_ERROR_SETTLEMENT_FAILED] = N_("Computing %1$s for %2$s failed; nothing was booked"),
  [HENG_ERROR_SETTLEMENT_ASSUMED] = N_("What %1$s owes is computed from assumed values, which are never booked"),
  [HENG_ERROR_ASSUMPTION_SYNTAX] = N_("“%1$s” is no assumption; expected INDICATOR@PERIOD=VALUE, such as COD@2024-03=18.5"),
  [HENG_ERROR_SETTLEMENT_STALE] = N_("Facts recorded meanwhile change what %1$s owes; look at the amounts again before booking"),
  [HENG_ERROR_REVIEW_UNSETTLED] = N_("%1$s has no result for %2$s: it is incomplete, blocked or failed, so nothing can be stated"),
  [HENG_ERROR_REVIEW_NUMBER] = N_("%1$s has %3$s statements for %2$s, so the next has another number; look at it again"),
  [HENG_ERROR_REVIEW_NOT_ISSUED] = N_("No statement of %1$s was issued for %2$s; issue one first"),
  [HENG_ERROR_REVIEW_STATEMENT] = N_("There is no statement %3$s of %1$s for %2$s; the last one is %4$s"),
  [HENG_ERROR_REVIEW_NOT_LAST] = N_("Statement %1$s is not the last one; expected statement %2$s"),
  [HENG_ERROR_REVIEW_SAME] = N_("Statement %3$s of %1$s for %2$s says the same; the next is issued when something else is owed"),
  [HENG_ERROR_REVIEW_OUTDATED] = N_("What %1$s owes for %2$s is no longer what statement %3$s says; issue the next one first"),
  [HENG_ERROR_REVIEW_PARTY] = N_("“%2$s” does not confirm or dispute statements of %1$s; expected one of: %3$s"),
  [HENG_ERROR_REVIEW_CONFIRMED] = N_("%1$s confirmed statement %2$s already (fact %3$s)"),
  [HENG_ERROR_REVIEW_BOUND] = N_("%1$s confirmed statement %2$s (fact %3$s) and is bound by it; it can dispute the next one"),
  [HENG_ERROR_REVIEW_OWN_DISPUTE] = N_("%1$s disputes statement %2$s itself; resolve dispute %3$s first"),
  [HENG_ERROR_REVIEW_DISPUTE_OPEN] = N_("Dispute %1$s of %2$s is open; resolve it before the next statement is issued"),
  [HENG_ERROR_REVIEW_NO_LINES] = N_("The dispute names no line; expected at least one, such as “Shandong>Henan=5000万”"),
  [HENG_ERROR_REVIEW_LINE_UNKNOWN] = N_("Statement %1$s has no line “%2$s” in “%3$s”; its lines are: %4$s"),
  [HENG_ERROR_REVIEW_LINE_TWICE] = N_("The line “%1$s” is named twice"),
  [HENG_ERROR_REVIEW_LINE_SAME] = N_("The amount proposed for “%1$s” is the stated one; expected another"),
  [HENG_ERROR_REVIEW_LINE_DISPUTED] = N_("%1$s disputes the line “%2$s” already; resolve dispute %3$s first"),
  [HENG_ERROR_REVIEW_REASON] = N_("The reason is empty; a dispute and its end say why"),
  [HENG_ERROR_DISPUTE_UNKNOWN] = N_("The book has no dispute %1$s"),
  [HENG_ERROR_DISPUTE_ENDED] = N_("Dispute %1$s has ended already (%2$s, fact %3$s)"),
  [HENG_ERROR_FILE_TWICE] = N_("The same file was imported before as “%1$s” (%2$s); nothing was changed. --again imports it once more"),
  [HENG_ERROR_FILE_KIND] = N_("The file is neither a document (.json) nor a table (.csv)"),
  [HENG_ERROR_FILE_TOO_LARGE] = N_("The file is too large; at most %1$s MB are read"),
  [HENG_ERROR_NOTHING_TO_DRAW] = N_("There is nothing to draw"),
  [HENG_ERROR_FLOW_FORMAT] = N_("“%1$s” is no format for a drawing; expected a file name ending in .svg, .pdf, .png or .json"),
  [HENG_ERROR_FLOW_ORDER] = N_("“%1$s” says nothing about an order; expected [payers], [middle] or [receivers], and ids below them"),
  [HENG_ERROR_TILE_CODE] = N_("Neither the book nor the standard arrangement knows the region “%1$s”; expected the code of a region"),
  [HENG_ERROR_TILE_NUMBER] = N_("“%2$s” cannot stand in “%1$s”; expected a whole number from %3$s to %4$s"),
  [HENG_ERROR_TILE_TAKEN] = N_("Row %1$s, column %2$s is taken by “%3$s” on line %4$s; expected a free cell"),

  [HENG_ERROR_USAGE] = N_("%1$s; expected %2$s"),
  [HENG_ERROR_CANCELLED] = N_("Stopped; nothing was changed"),

  [HENG_ERROR_FILE_READ] = N_("The file “%1$s” cannot be read: %2$s"),
  [HENG_ERROR_FILE_WRITE] = N_("The file “%1$s” cannot be written: %2$s"),
  [HENG_ERROR_FILE_EXISTS] = N_("The file “%1$s” exists already; choose another name"),
  [HENG_ERROR_FILE_NO_FILE] = N_("“%1$s” is a folder, a device or the like; expected a file, or a name that is free"),
  [HENG_ERROR_BOOK_MISSING] = N_("There is no file “%1$s”"),
  [HENG_ERROR_BOOK_LOG_ALONE] = N_("There is no file “%1$s”, only its log “%2$s”: put the book back beside it, or the log elsewhere and a backup in its place"),
  [HENG_ERROR_BOOK_EMPTY] = N_("The file is empty; expected a book: go on with a backup"),
  [HENG_ERROR_BOOK_FOREIGN] = N_("The file is not a book of this program"),
  [HENG_ERROR_BOOK_NEWER] = N_("The book has format %1$s, this program knows formats up to %2$s; open it with a newer version"),
  [HENG_ERROR_BOOK_LOG] = N_("The file “%1$s” beside the book is another book’s or of another time; put it elsewhere, and go on if the book verifies then"),
  [HENG_ERROR_BOOK_LOG_SHUT] = N_("The log “%1$s” was not written back into the book, and nothing may be written there; copy both files into a folder of your own, and open the copy"),
  [HENG_ERROR_BOOK_DAMAGED] = N_("The book is damaged (%1$s); go on with a backup"),
  [HENG_ERROR_BOOK_SCHEMA] = N_("The book’s structure was changed by something else (%1$s), so its facts are no longer guarded; go on with a backup"),
  [HENG_ERROR_BOOK_BUSY] = N_("The book is in use by another program; try again in a moment"),
  [HENG_ERROR_BOOK_READ_ONLY] = N_("The book cannot be written: the file or its folder is read-only"),
  [HENG_ERROR_BOOK_FULL] = N_("The disk is full; nothing was changed"),
  [HENG_ERROR_BOOK_IO] = N_("The book cannot be read or written (%1$s); nothing was changed"),
  [HENG_ERROR_BOOK_GONE] = N_("The file was deleted or replaced while the book was open; nothing was written"),
  [HENG_ERROR_BOOK_CUT] = N_("The file was cut off while the book was open; nothing was written: go on with a backup"),
  [HENG_ERROR_BOOK_LINKED] = N_("The file has a second name (a hard link): what is written under one would be missing under the other; write a copy made by “hengping-cli backup”"),
  [HENG_ERROR_BOOK_OVERTAKEN] = N_("Another program wrote the book while it was read here; open it again"),
  [HENG_ERROR_BOOK_CHANGED] = N_("Fact %1$s is not as it was recorded (%2$s)"),
  [HENG_ERROR_BOOK_FILE] = N_("The file is not whole (%1$s)"),
  [HENG_ERROR_BOOK_STRAY] = N_("In the table “%1$s” stand rows that no fact names: %2$s, the first with the number %3$s"),
  [HENG_ERROR_BOOK_APART] = N_("The head of the book is kept as %1$s, but its facts make %2$s"),
  [HENG_ERROR_BOOK_KEPT] = N_("Balances that the book keeps are not what was written (%1$s): nothing is written any more; verifying names what differs"),
  [HENG_ERROR_RESCUE_NOTHING] = N_("Nothing of the file could be saved: no fact in it is confirmed by its own digest; go on with a backup"),
  [HENG_ERROR_RESTORE_OPEN] = N_("The book “%1$s” is open in another program; close it there first"),
  [HENG_ERROR_BOOK_KEPT_SUM] = N_("The balance kept of %1$s (accrued/paid) is %2$s, but its entries make %3$s"),
  [HENG_ERROR_BOOK_HEAD] = N_("Fact %1$s has the hash %3$s, not %2$s: since then the book was shortened, rewritten, or is another one"),
};

/* What a check of the book found to differ, or how a dispute ended. */
static const char *
get_second (const GError *error)
{
  static const struct { const char *code, *words; } findings[] = {
    { "kind", N_("its kind") }, { "number", N_("its number") }, { "first row", N_("where its rows begin") }, { "hash", N_("its hash") },
    { "agreement", N_("an agreement") }, { "region", N_("a region") },
    { "observation", N_("an observation") }, { "entry", N_("an entry") }, { "event", N_("an event") },
    { "settlement", N_("a settlement computed anew") },
    { "statement", N_("a statement computed anew") }, { "party", N_("a party") },
    { "row", N_("a row is missing or cannot be read") }, { "missing", N_("it is missing") },
  };
  const char *argument = heng_error_get_argument (error, 1);

  for (guint i = 0; heng_error_is (error, HENG_ERROR_DISPUTE_ENDED) && i < HENG_N_DISPUTE_ENDS; i++)
    if (strcmp (heng_dispute_end_get_name ((HengDisputeEnd) i), argument) == 0)
      return heng_wording_dispute_end ((HengDisputeEnd) i);
  for (gsize i = 0; heng_error_is (error, HENG_ERROR_BOOK_CHANGED) && i < G_N_ELEMENTS (findings); i++)
    if (strcmp (findings[i].code, argument) == 0)
      return g_dgettext (GETTEXT_PACKAGE, findings[i].words);

  return argument;
}

/* The title of a template's parameter comes in both languages, which the template states. */
static char *
get_first (const GError *error)
{
  const char *argument = heng_error_get_argument (error, 0), *line = strchr (argument, '\n');

  if (line == NULL || error->code < HENG_ERROR_TEMPLATE_VALUE_MISSING || error->code > HENG_ERROR_TEMPLATE_CLASH)
    return g_strdup (argument);
  return heng_wording_is_chinese () ? g_strndup (argument, (gsize) (line - argument)) : g_strdup (line + 1);
}

/* What a template's parameter takes. */
static const char *
get_kind (const char *kind)
{
  static const struct { const char *kind, *words; } kinds[] = {
    { "money", N_("an amount of money, such as 6000万 or 3 million") }, { "number", N_("a number, such as 0.85") },
    { "percent", N_("a percentage (such as 15%)") }, { "count", N_("a whole number") },
    { "party", N_("a name of letters, digits, _ and ·, not beginning with a digit and no word of the rules") },
    { "indicator", N_("a name of letters, digits, _ and ·, not beginning with a digit and no word of the rules") },
    { "unit", N_("a text without quotation marks") }, { "text", N_("a text without quotation marks") },
    { "day", N_("a day of the year, such as 04-30") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      return g_dgettext (GETTEXT_PACKAGE, kinds[i].words);

  return kind;
}

/* How something is observed or assessed is a word of documents in the error, a word of the language in the sentence. */
static const char *
get_third (const GError *error)
{
  const char *argument = heng_error_get_argument (error, 2);
  HengPeriodKind kind;

  if ((heng_error_is (error, HENG_ERROR_INDICATOR_PERIOD) || heng_error_is (error, HENG_ERROR_PERIOD_NOT_ASSESSED)) &&
      heng_period_kind_parse (argument, &kind))
    return heng_wording_observed (kind);
  if (heng_error_is (error, HENG_ERROR_TEMPLATE_VALUE))
    return get_kind (argument);

  return argument;
}

/* A sentence with its arguments; missing ones are empty texts. */
char *
heng_wording_error_sentence (const GError *error)
{
  g_autofree char *first = NULL;
  const char *format;

  g_return_val_if_fail (error != NULL, NULL);

  if (error->domain != HENG_ERROR || error->code >= HENG_N_ERRORS || sentences[error->code] == NULL)
    return g_strdup (error->message);

  format = g_dgettext (GETTEXT_PACKAGE, sentences[error->code]);
  /* Before any figure is compared. */
  if (heng_error_is (error, HENG_ERROR_BOOK_KEPT_SUM) && strcmp (heng_error_get_argument (error, 1), "≠") == 0)
    format = g_dgettext (GETTEXT_PACKAGE, N_("The balances that the book keeps are not those that were written: their digest is another one (%1$s)"));
  first = get_first (error);
  return heng_wording_fill (format, first, get_second (error), get_third (error),
                            heng_error_get_argument (error, 3));
}

char *
heng_wording_error (const GError *error)
{
  g_autofree char *sentence = heng_wording_error_sentence (error);
  const char *file = heng_error_get_file (error), *path = heng_error_get_path (error);
  guint line = heng_error_get_line (error), column = heng_error_get_column (error);
  g_autoptr (GString) text = g_string_new (NULL);

  if (file != NULL)
    g_string_append_printf (text, "%s:", file);
  if (line > 0)
    g_string_append_printf (text, "%u:", line);
  if (line > 0 && column > 0 && path == NULL)
    g_string_append_printf (text, "%u:", column);
  if (text->len > 0)
    g_string_append_c (text, ' ');
  if (path != NULL && column > 0)
    {
      /* Translators: a place in a document, such as "rules[2]", and the count of characters from its beginning. */
      g_autofree char *place = g_strdup_printf (_("%s, character %u"), path, column);

      g_string_append_printf (text, "%s: ", place);
    }
  else if (path != NULL && *path != '\0')
    g_string_append_printf (text, "%s: ", path);
  g_string_append (text, sentence);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
