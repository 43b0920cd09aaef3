// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/* Tables of cases: every row is a test of its own, named by its first member, which is a text. */

#include "heng-error.h"

#include <string.h>

/* Adds @test for each of the @n_rows rows of @row_bytes; rows without a label are named by their number alone. */
static inline void
heng_test_add_rows (const char     *prefix,
                    const void     *rows,
                    gsize           n_rows,
                    gsize           row_bytes,
                    GTestDataFunc   test)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      const char *row = (const char *) rows + i * row_bytes;
      const char *label = *(const char *const *) (gconstpointer) row;
      g_autofree char *shown = g_strndup (label != NULL ? label : "", 60);
      g_autofree char *valid = g_utf8_make_valid (shown, -1);
      g_autofree char *path = NULL;

      /* A slash would open a suite, a number sign a comment in the protocol. */
      for (char *at = valid; *at != '\0'; at++)
        if ((guchar) *at < 0x20 || strchr ("/#\\", *at) != NULL)
          *at = '_';
      path = g_strdup_printf ("%s/%03" G_GSIZE_FORMAT "-%s", prefix, i, valid);
      g_test_add_data_func (path, row, test);
    }
}

#define HENG_TEST_ADD_ROWS(prefix, rows, test) \
  heng_test_add_rows (prefix, rows, G_N_ELEMENTS (rows), sizeof (rows)[0], test)

/* A row of errors may expect none. */
#define HENG_TEST_NO_ERROR (-1)

#define HENG_TEST_ASSERT_OUTCOME(error, expected)             \
  G_STMT_START {                                              \
    if ((expected) == HENG_TEST_NO_ERROR)                     \
      g_assert_no_error (error);                              \
    else                                                      \
      g_assert_error (error, HENG_ERROR, (expected));         \
  } G_STMT_END
