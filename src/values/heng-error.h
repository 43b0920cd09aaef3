// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * Every way in which the world can be wrong, as a fact: a code, its arguments and its place. The sentence a person reads is made of
 * them in `reports`, in that person's language; a #GError's own message is English and meant for developers.
 *
 * X (NAME, CLASS, ARGUMENTS): CLASS tells what a caller can do about it (see #HengErrorClass); ARGUMENTS says in words what the
 * arguments are, in order.
 */
#define HENG_ERROR_CODES(X)                                                                                       \
  /* numbers, money, days, periods */                                                                             \
  X (NUMBER_SYNTAX, DATA, "text that is no number")                                                               \
  X (NUMBER_EXPONENT, DATA, "text with an exponent")                                                              \
  X (NUMBER_NEGATIVE_ZERO, DATA, "text")                                                                          \
  X (NUMBER_DIGITS, DATA, "beginning of the text; largest count of digits")                                       \
  X (NUMBER_SIZE, DATA, "largest count of bits")                                                                  \
  X (NUMBER_DIVISION_BY_ZERO, DATA, "-")                                                                          \
  X (NUMBER_POWER, DATA, "exponent; largest exponent")                                                            \
  X (MONEY_OVERFLOW, DATA, "-")                                                                                   \
  X (MONEY_FINER, DATA, "text; the step")                                                                         \
  X (MONEY_NOT_POSITIVE, DATA, "text")                                                                            \
  X (CURRENCY_SYNTAX, DATA, "text")                                                                               \
  X (SHARES_SUM, DATA, "their sum")                                                                               \
  X (SHARES_NEGATIVE, DATA, "the weight")                                                                         \
  X (SHARES_ZERO, DATA, "-")                                                                                      \
  X (DAY_SYNTAX, DATA, "text")                                                                                    \
  X (DAY_ORDER, DATA, "earlier name; its day; later name; its day")                                               \
  X (PERIOD_SYNTAX, DATA, "text")                                                                                 \
  X (ROUNDING_SYNTAX, DATA, "text")                                                                               \
  X (ROUNDING_STEP, DATA, "text; finest step")                                                                    \
  /* the rule language */                                                                                         \
  X (RULE_TOO_LONG, DATA, "largest size in bytes")                                                                \
  X (RULE_TOO_DEEP, DATA, "largest depth")                                                                        \
  X (RULE_TOO_MANY, DATA, "largest count")                                                                        \
  X (RULE_CHARACTER, DATA, "the character")                                                                       \
  X (RULE_EXPECTED, DATA, "what was expected; what was found")                                                    \
  X (RULE_TEXT_OPEN, DATA, "-")                                                                                   \
  X (RULE_NAME_HYPHEN, DATA, "the two names")                                                                     \
  X (RULE_NAME_SPACE, DATA, "the two names")                                                                      \
  X (RULE_NAME_UNKNOWN, DATA, "the name; names that would do")                                                    \
  X (RULE_NAME_TAKEN, DATA, "the name")                                                                           \
  X (RULE_NAME_RESERVED, DATA, "the word")                                                                        \
  X (RULE_NOT_A_PARTY, DATA, "the name; the parties")                                                             \
  X (RULE_NOT_A_VALUE, DATA, "the party")                                                                         \
  X (RULE_POWER_CHAIN, DATA, "-")                                                                                 \
  X (RULE_POWER_NEGATIVE, DATA, "-")                                                                              \
  X (RULE_POWER_FRACTION, DATA, "the exponent")                                                                   \
  X (RULE_COMPARISON_CHAIN, DATA, "-")                                                                            \
  X (RULE_NEEDS_NUMBER, DATA, "-")                                                                                \
  X (RULE_NEEDS_CONDITION, DATA, "-")                                                                             \
  X (RULE_WEIGHTS_MIXED, DATA, "-")                                                                               \
  X (RULE_EACH_PERCENT, DATA, "-")                                                                                \
  X (RULE_PARTY_TWICE, DATA, "the party")                                                                         \
  X (RULE_PAYS_ITSELF, DATA, "the party")                                                                         \
  X (RULE_FUNCTION_UNKNOWN, DATA, "the name")                                                                     \
  X (RULE_ARGUMENTS, DATA, "function; how many it takes; how many it got")                                        \
  X (RULE_NOT_AN_INDICATOR, DATA, "function; what it takes")                                                      \
  X (RULE_CLASS_NO_STANDARD, DATA, "the indicator")                                                               \
  X (RULE_CLASS_NOT_USED, DATA, "the parameter")                                                                  \
  X (RULE_MONTH_OUTSIDE, DATA, "-")                                                                               \
  X (RULE_YEARS_RANGE, DATA, "largest count of years")                                                            \
  X (RULE_YEAR_FRACTION, DATA, "-")                                                                               \
  X (RULE_EMPTY_RANGE, DATA, "the aggregate")                                                                     \
  X (RULE_LADDER_ELSE, DATA, "-")                                                                                 \
  X (RULE_CLAMP_ORDER, DATA, "-")                                                                                 \
  X (RULE_DIGITS, DATA, "largest count of digits")                                                                \
  X (RULE_UNIT_MISSING, DATA, "-")                                                                                \
  X (RULE_UNIT_MONEY, DATA, "the unit")                                                                           \
  X (RULE_WORK, DATA, "largest count of steps")                                                                   \
  /* documents */                                                                                                 \
  X (JSON_SYNTAX, DATA, "what was expected")                                                                      \
  X (JSON_ENCODING, DATA, "-")                                                                                    \
  X (JSON_TOO_LONG, DATA, "largest size in MB")                                                                   \
  X (JSON_TOO_DEEP, DATA, "largest depth")                                                                        \
  X (JSON_KEY_TWICE, DATA, "the key")                                                                             \
  X (JSON_NUMBER_DIGITS, DATA, "largest count of digits")                                                         \
  X (DOCUMENT_KEY_UNKNOWN, DATA, "the key; known keys")                                                           \
  X (DOCUMENT_KEY_MISSING, DATA, "the key")                                                                       \
  X (DOCUMENT_TYPE, DATA, "the key; what was expected")                                                           \
  X (DOCUMENT_WORD, DATA, "the key; the word found; the words that would do")                                     \
  X (DOCUMENT_FORMAT, DATA, "what was found; what was expected")                                                  \
  X (DOCUMENT_EMPTY, DATA, "the key")                                                                             \
  X (DOCUMENT_TEXT_LONG, DATA, "the key; largest count of characters")                                            \
  X (DOCUMENT_TOO_MANY, DATA, "the key; largest count")                                                           \
  X (DOCUMENT_CODE, DATA, "the code")                                                                             \
  X (DOCUMENT_NAME, DATA, "the name")                                                                             \
  X (DOCUMENT_NAME_TWICE, DATA, "the name")                                                                       \
  X (DOCUMENT_REGION_NEEDED, DATA, "the party")                                                                   \
  X (DOCUMENT_REGION_OF_POOL, DATA, "the party")                                                                  \
  X (DOCUMENT_REGION_UNKNOWN, DATA, "the party; the region")                                                      \
  X (DOCUMENT_LIMITS, DATA, "the lower limit; the upper limit")                                                   \
  X (DOCUMENT_DUE, DATA, "-")                                                                                     \
  X (DOCUMENT_MONTH_DAY, DATA, "the text")                                                                        \
  X (DOCUMENT_SHARE, DATA, "the share")                                                                           \
  X (DOCUMENT_RATE, DATA, "the rate")                                                                             \
  X (DOCUMENT_CALENDAR, DATA, "the key that needs it")                                                            \
  X (DOCUMENT_CURRENCY, DATA, "the document's; the book's")                                                       \
  X (DOCUMENT_STANDARD, DATA, "the indicator; the parameter")                                                     \
  X (DOCUMENT_PARTIES, DATA, "-")                                                                                 \
  X (DOCUMENT_REPLACES_ITSELF, DATA, "the code")                                                                  \
  X (DOCUMENT_PARTY_LOST, DATA, "the party")                                                                      \
  /* templates; the first argument of those of a value is the parameter's title, Chinese and English, with a line between them */\
  X (TEMPLATE_UNKNOWN, DATA, "the id; known ids")                                                                 \
  X (TEMPLATE_PLACEHOLDER, DATA, "the placeholder")                                                               \
  X (TEMPLATE_PATH, DATA, "the path; what there is")                                                              \
  X (TEMPLATE_ASSESSED, DATA, "the word; the words that would do")                                                \
  X (TEMPLATE_VALUE_MISSING, DATA, "title")                                                                       \
  X (TEMPLATE_VALUE, DATA, "title; the text; kind")                                                               \
  X (TEMPLATE_RANGE, DATA, "title; the text; the range")                                                          \
  X (TEMPLATE_CHOICE, DATA, "title; the text; the words that would do")                                           \
  X (TEMPLATE_ROWS, DATA, "title; rows found; rows expected")                                                     \
  X (TEMPLATE_ASCENDING, DATA, "title; the text; the text in the row before")                                     \
  X (TEMPLATE_SUM, DATA, "title; the sum; the sum expected")                                                      \
  X (TEMPLATE_REGION, DATA, "title; the party")                                                                   \
  X (TEMPLATE_CLASH, DATA, "title; the name; what differs")                                                       \
  /* tables */                                                                                                    \
  X (TABLE_ENCODING, DATA, "-")                                                                                   \
  X (TABLE_EMPTY, DATA, "-")                                                                                      \
  X (TABLE_UNKNOWN, DATA, "the header found")                                                                     \
  X (TABLE_COLUMN_UNKNOWN, DATA, "the column; the table; its columns")                                            \
  X (TABLE_COLUMN_TWICE, DATA, "the column")                                                                      \
  X (TABLE_COLUMN_MISSING, DATA, "the column; the table")                                                         \
  X (TABLE_ROW_SHORT, DATA, "fields found; fields expected")                                                      \
  X (TABLE_QUOTE, DATA, "-")                                                                                      \
  X (TABLE_FIELD_EMPTY, DATA, "the column")                                                                       \
  X (TABLE_FIELD_LONG, DATA, "the column; largest count of characters")                                           \
  X (TABLE_WORD, DATA, "the column; the word found; the words that would do")                                     \
  X (TABLE_TWICE, DATA, "what; line of the first")                                                                \
  X (CALENDAR_TWICE, DATA, "the day")                                                                             \
  X (CALENDAR_WORKDAY, DATA, "the day")                                                                           \
  X (CALENDAR_GAP, DATA, "the calendar; the year")                                                                \
  X (CALENDAR_EMPTY, DATA, "-")                                                                                   \
  X (REGION_CODE, DATA, "the code")                                                                               \
  X (REGION_UNKNOWN, DATA, "the code")                                                                            \
  X (REGION_PARENT, DATA, "the code; the parent")                                                                 \
  X (REGION_PARENT_LOOP, DATA, "the code")                                                                        \
  X (AGREEMENT_UNKNOWN, DATA, "the code")                                                                         \
  X (PARTY_UNKNOWN, DATA, "the agreement; the party; its parties")                                                \
  X (PARTY_SAME, DATA, "the party")                                                                               \
  X (INDICATOR_UNKNOWN, DATA, "the agreement; the indicator; its indicators")                                     \
  X (INDICATOR_PERIOD, DATA, "the indicator; the period; how it is observed")                                     \
  X (COMMODITY_UNKNOWN, DATA, "the agreement; the commodity; its commodities")                                    \
  X (PERIOD_NOT_ASSESSED, DATA, "the agreement; the period; how it is assessed")                                  \
  X (PERIOD_OUTSIDE, DATA, "the agreement; the period; first day; last day")                                      \
  X (ENTRY_UNKNOWN, DATA, "the number")                                                                           \
  X (ENTRY_REVERSED, DATA, "the number; the entry that reversed it")                                              \
  X (ENTRY_IS_REVERSAL, DATA, "the number")                                                                       \
  X (REASON_EMPTY, DATA, "-")                                                                                     \
  X (EXCEPTION_UNREASONED, DATA, "-")                                                                             \
  X (EXCEPTION_UNDOCUMENTED, DATA, "-")                                                                           \
  X (EXCEPTION_PAIR_TWICE, DATA, "payer; receiver; commodity")                                                    \
  X (EXCEPTION_OPEN, DATA, "agreement; period; number of the exception")                                          \
  X (EXCEPTION_UNKNOWN, DATA, "the number")                                                                       \
  X (EXCEPTION_ENDED, DATA, "the number; the fact that ended it")                                                 \
  X (CLOSE_FUTURE, DATA, "the day; today")                                                                        \
  X (CLOSE_EARLIER, DATA, "the day; the day up to which is closed")                                               \
  X (SETTLEMENT_FAILED, DATA, "agreement; period; count")                                                         \
  X (SETTLEMENT_STALE, DATA, "the agreement")                                                                     \
  X (SETTLEMENT_ASSUMED, DATA, "the agreement")                                                                   \
  X (ASSUMPTION_SYNTAX, USAGE, "what was written")                                                                \
  X (REVIEW_UNSETTLED, DATA, "the agreement; the period")                                                        \
  X (REVIEW_NUMBER, DATA, "the agreement; the period; statements so far")                                        \
  X (REVIEW_NOT_ISSUED, DATA, "the agreement; the period")                                                       \
  X (REVIEW_STATEMENT, DATA, "the agreement; the period; the statement; the last one")                            \
  X (REVIEW_NOT_LAST, DATA, "the statement; the last one")                                                       \
  X (REVIEW_SAME, DATA, "the agreement; the period; the statement")                                              \
  X (REVIEW_OUTDATED, DATA, "the agreement; the period; the statement")                                          \
  X (REVIEW_PARTY, DATA, "the agreement; the party; who confirms")                                               \
  X (REVIEW_CONFIRMED, DATA, "the party; the statement; the fact")                                               \
  X (REVIEW_BOUND, DATA, "the party; the statement; the fact")                                                   \
  X (REVIEW_OWN_DISPUTE, DATA, "the party; the statement; the dispute")                                          \
  X (REVIEW_DISPUTE_OPEN, DATA, "the dispute; the party")                                                        \
  X (REVIEW_NO_LINES, DATA, "-")                                                                                 \
  X (REVIEW_LINE_UNKNOWN, DATA, "the statement; the line; the commodity; its lines")                             \
  X (REVIEW_LINE_TWICE, DATA, "the line")                                                                        \
  X (REVIEW_LINE_SAME, DATA, "the line")                                                                         \
  X (REVIEW_LINE_DISPUTED, DATA, "the party; the line; the dispute")                                             \
  X (REVIEW_REASON, DATA, "-")                                                                                   \
  X (DISPUTE_UNKNOWN, DATA, "the number")                                                                        \
  X (DISPUTE_ENDED, DATA, "the number; how; the fact")                                                           \
  X (FILE_TWICE, DATA, "the name then; the day")                                                                  \
  X (FILE_KIND, DATA, "-")                                                                                        \
  X (FILE_TOO_LARGE, DATA, "largest size in MB")                                                                  \
  X (NOTHING_TO_DRAW, DATA, "-")                                                                                  \
  X (FLOW_FORMAT, USAGE, "the ending found")                                                                      \
  X (FLOW_ORDER, DATA, "the line")                                                                                \
  X (TILE_CODE, DATA, "the code")                                                                                 \
  X (TILE_NUMBER, DATA, "the column; the text; least; most")                                                      \
  X (TILE_TAKEN, DATA, "row; column; the code there; its line")                                                   \
  /* calling */                                                                                                   \
  X (USAGE, USAGE, "what was wrong; what was expected")                                                           \
  X (CANCELLED, DATA, "-")                                                                                        \
  /* files and the book */                                                                                        \
  X (FILE_READ, STORAGE, "the file; the system's words")                                                          \
  X (FILE_WRITE, STORAGE, "the file; the system's words")                                                         \
  X (FILE_EXISTS, DATA, "the file")                                                                               \
  X (FILE_NO_FILE, STORAGE, "what bears the name")                                                                \
  X (BOOK_MISSING, STORAGE, "the file")                                                                           \
  X (BOOK_LOG_ALONE, STORAGE, "the file; its log")                                                                \
  X (BOOK_EMPTY, STORAGE, "the file")                                                                             \
  X (BOOK_FOREIGN, STORAGE, "the file")                                                                           \
  X (BOOK_NEWER, STORAGE, "the file's version; the version known")                                                \
  X (BOOK_DAMAGED, STORAGE, "what was found")                                                                     \
  X (BOOK_SCHEMA, STORAGE, "the object that differs")                                                             \
  X (BOOK_BUSY, STORAGE, "-")                                                                                     \
  X (BOOK_READ_ONLY, STORAGE, "-")                                                                                \
  X (BOOK_FULL, STORAGE, "-")                                                                                     \
  X (BOOK_IO, STORAGE, "SQLite's words")                                                                          \
  X (BOOK_GONE, STORAGE, "the file")                                                                              \
  X (BOOK_CUT, STORAGE, "the file")                                                                               \
  X (BOOK_LINKED, STORAGE, "the file")                                                                            \
  X (BOOK_OVERTAKEN, STORAGE, "-")                                                                                \
  X (BOOK_LOG, STORAGE, "the log's file")                                                                         \
  X (BOOK_LOG_SHUT, STORAGE, "the log's file")                                                                    \
  X (BOOK_CHANGED, STORAGE, "the first bad fact; what differs")                                                   \
  X (BOOK_FILE, STORAGE, "what SQLite found")                                                                     \
  X (BOOK_STRAY, STORAGE, "the table; how many rows; the number of the first")                                    \
  X (BOOK_APART, STORAGE, "the head as it is kept; the one that the facts make")                                  \
  X (BOOK_KEPT, STORAGE, "the table or sum that differs")                                                         \
  X (BOOK_KEPT_SUM, STORAGE, "what the sum is of; what is kept; what the entries make")                           \
  X (RESCUE_NOTHING, STORAGE, "-")                                                                                \
  X (RESTORE_OPEN, DATA, "the book")                                                                              \
  X (BOOK_HEAD, STORAGE, "count of facts; the hash expected; the hash found")

typedef enum
{
#define HENG_ERROR_ENUM(name, class, arguments) HENG_ERROR_##name,
  HENG_ERROR_CODES (HENG_ERROR_ENUM)
#undef HENG_ERROR_ENUM
  HENG_N_ERRORS
} HengErrorCode;

/**
 * What a caller can do about an error, and the exit status of `hengping-cli`: the data or the request is wrong and nothing was
 * changed (1); the program was called wrongly (2); the book is damaged or cannot be read or written (3).
 */
typedef enum
{
  HENG_ERROR_CLASS_DATA = 1,
  HENG_ERROR_CLASS_USAGE = 2,
  HENG_ERROR_CLASS_STORAGE = 3
} HengErrorClass;

#define HENG_ERROR (heng_error_quark ())
GQuark heng_error_quark (void);

/** Sets @error to a new #HENG_ERROR. The arguments are texts, ended by %NULL; at most four are kept. */
void heng_error_set (GError        **error,
                     HengErrorCode   code,
                     ...) G_GNUC_NULL_TERMINATED;

/** Says where the error of @error (may be %NULL or unset) was found. What is known already is kept: the innermost place wins. */
void heng_error_place (GError     **error,
                       const char  *file,
                       guint        line,
                       guint        column);

/** Names the place inside a structured text, such as `rules[2]` or `parties[0].region`. The innermost wins. */
void heng_error_place_path (GError     **error,
                            const char  *path);

gboolean       heng_error_is           (const GError  *error,
                                        HengErrorCode  code);
HengErrorClass heng_error_get_class    (const GError  *error);
const char    *heng_error_get_name     (HengErrorCode  code);

/** The argument number @index, or an empty text where there is none. */
const char    *heng_error_get_argument (const GError  *error,
                                        guint          index);
const char    *heng_error_get_file     (const GError  *error);
const char    *heng_error_get_path     (const GError  *error);
/** Lines and columns count from 1, in characters; 0 is unknown. */
guint          heng_error_get_line     (const GError  *error);
guint          heng_error_get_column   (const GError  *error);

G_END_DECLS
