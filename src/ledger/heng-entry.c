// SPDX-License-Identifier: GPL-3.0-or-later
/* An entry and its lines. */
#include "heng-book-entries.h"

static const char *const kind_names[] = { "settlement", "payment", "reversal", "opening", "interest" };

G_STATIC_ASSERT (G_N_ELEMENTS (kind_names) == HENG_N_ENTRY_KINDS);

const char *
heng_entry_kind_get_name (HengEntryKind kind)
{
  /* A damaged file may hold any number here. */
  return (guint) kind < G_N_ELEMENTS (kind_names) ? kind_names[kind] : "?";
}

static void
line_free (gpointer data)
{
  HengLine *line = data;

  g_free (line->from);
  g_free (line->to);
  g_free (line->from_region);
  g_free (line->to_region);
  g_free (line->commodity);
  g_free (line);
}

HengEntry *
heng_entry_new (HengEntryKind kind)
{
  HengEntry *self = g_new0 (HengEntry, 1);

  self->kind = kind;
  self->lines = g_ptr_array_new_with_free_func (line_free);
  return self;
}

void
heng_entry_free (HengEntry *self)
{
  if (self == NULL)
    return;

  g_free (self->agreement);
  g_free (self->memo);
  g_free (self->document);
  g_free (self->recorded_by);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

HengLine *
heng_entry_add_line (HengEntry    *self,
                     HengLineKind  kind,
                     const char   *from,
                     const char   *to,
                     const char   *commodity,
                     gint64        amount_minor)
{
  HengLine *line = g_new0 (HengLine, 1);

  line->kind = kind;
  line->from = g_strdup (from);
  line->to = g_strdup (to);
  line->commodity = g_strdup (commodity);
  line->amount_minor = amount_minor;
  g_ptr_array_add (self->lines, line);
  return line;
}
