// SPDX-License-Identifier: GPL-3.0-or-later
/* The book as it was. */
#include "heng-book-look-back.h"

#include "heng-book-private.h"
#include "heng-error.h"

/* Each table is hidden behind a view of its own name that lasts as long as the connection and shows its first rows: a statement that was
 * written without a thought of the past cannot see past it. Names that rows have brought with them are known once a row has them. */
static const char views[] =
  "CREATE TEMP VIEW fact AS SELECT * FROM main.fact WHERE number <= %1$" G_GINT64_FORMAT ";"
  "CREATE TEMP VIEW head AS SELECT 1 AS id, %1$" G_GINT64_FORMAT " AS count, "
  "coalesce ((SELECT hash FROM main.fact WHERE number = %1$" G_GINT64_FORMAT "), '') AS hash;"
  "CREATE TEMP VIEW agreement_version AS SELECT * FROM main.agreement_version WHERE id < %2$" G_GINT64_FORMAT ";"
  "CREATE TEMP VIEW region_version AS SELECT * FROM main.region_version WHERE id < %3$" G_GINT64_FORMAT ";"
  "CREATE TEMP VIEW observation AS SELECT * FROM main.observation WHERE id < %4$" G_GINT64_FORMAT ";"
  "CREATE TEMP VIEW entry AS SELECT * FROM main.entry WHERE id < %5$" G_GINT64_FORMAT ";"
  "CREATE TEMP VIEW line AS SELECT * FROM main.line WHERE entry < %5$" G_GINT64_FORMAT ";"
  "CREATE TEMP VIEW event AS SELECT * FROM main.event WHERE id < %6$" G_GINT64_FORMAT ";"
  "CREATE TEMP VIEW settled AS SELECT * FROM main.settled WHERE known <= %1$" G_GINT64_FORMAT ";"
  "CREATE TEMP VIEW party AS SELECT * FROM main.party p "
  "WHERE EXISTS (SELECT 1 FROM main.entry e JOIN main.line l ON l.entry = e.id WHERE e.agreement = p.agreement "
  "AND e.id < %5$" G_GINT64_FORMAT " AND (l.payer = p.id OR l.receiver = p.id));"
  "CREATE TEMP VIEW commodity AS SELECT * FROM main.commodity c "
  "WHERE EXISTS (SELECT 1 FROM main.line l WHERE l.commodity = c.id AND l.entry < %5$" G_GINT64_FORMAT ")";

static gboolean
get_day_of (HengBook  *self,
            gint64     known,
            HengDay   *day,
            GError   **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT recorded_ms FROM fact WHERE number = %" G_GINT64_FORMAT, known);
  gint64 recorded_ms;

  if (!heng_database_get_int64 (self->database, sql, G_MININT64, &recorded_ms, error))
    return FALSE;

  *day = recorded_ms != G_MININT64 ? heng_day_of_ms (recorded_ms) : heng_book_get_today (self);
  return TRUE;
}

static gboolean
hide (HengBook  *self,
      gint64     known,
      GError   **error)
{
  static const HengFactKind kinds[] = { HENG_FACT_AGREEMENT, HENG_FACT_REGION, HENG_FACT_OBSERVATION, HENG_FACT_ENTRY, HENG_FACT_EVENT };
  gint64 bounds[G_N_ELEMENTS (kinds)];
  g_autofree char *sql = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!heng_book_row_bound (self, kinds[i], known, &bounds[i], error))
      return FALSE;

  sql = g_strdup_printf (views, MAX (known, 0), bounds[0], bounds[1], bounds[2], bounds[3], bounds[4]);
  return heng_database_execute (self->database, "PRAGMA temp_store = MEMORY", error) &&
         heng_database_execute (self->database, sql, error);
}

gboolean
heng_book_look_back (HengBook  *self,
                     gint64     known,
                     HengDay    day,
                     GError   **error)
{
  HengDay today = heng_book_get_today (self);
  gint64 count;

  g_return_val_if_fail (known != 0 && self->then_known == 0, FALSE);

  if (!heng_book_get_head (self, &count, NULL, error) ||
      (day == HENG_DAY_NONE && !get_day_of (self, known, &day, error)) ||
      (known < count && !hide (self, known, error)))
    return FALSE;
  if (known >= count && day >= today)
    return TRUE;

  heng_book_forget (self);
  self->then_known = MIN (known, count);
  self->then_day = MIN (day, today);
  return TRUE;
}
