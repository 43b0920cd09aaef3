// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-trace.h"

#include <string.h>

/* Values in an explanation are shown to this many decimals; what needs more is marked as rounded. */
#define VALUE_DECIMALS_MAX 8

HengTrace *
heng_trace_new (HengTraceKind  kind,
                const char    *text,
                gsize          length_bytes,
                HengWindow     window)
{
  HengTrace *self = g_new0 (HengTrace, 1);

  g_atomic_ref_count_init (&self->references);
  self->kind = kind;
  self->text = g_strndup (text, length_bytes);
  self->window = window;
  heng_number_init (&self->value);
  self->observations = g_ptr_array_new ();
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_trace_unref);
  self->ranges = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

HengTrace *
heng_trace_ref (HengTrace *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
heng_trace_unref (HengTrace *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_free (self->text);
  g_free (self->substituted);
  heng_number_clear (&self->value);
  g_ptr_array_unref (self->observations);
  g_ptr_array_unref (self->children);
  g_array_unref (self->ranges);
  g_free (self);
}

void
heng_trace_add (HengTrace *self,
                HengTrace *child,
                guint      start,
                guint      end)
{
  const guint range[] = { start, end };
  guint index = self->children->len;

  /* Evaluation does not follow the text: a condition behind `when` comes first. */
  while (end > start && index > 0 && g_array_index (self->ranges, guint, 2 * (index - 1)) > start)
    index--;
  g_ptr_array_insert (self->children, (int) index, heng_trace_ref (child));
  g_array_insert_vals (self->ranges, 2 * index, range, 2);
}

void
heng_trace_add_observation (HengTrace *self,
                            gpointer   observation)
{
  g_ptr_array_add (self->observations, observation);
}

char *
heng_trace_format_value (const HengTrace *self)
{
  if (!self->known)
    return g_strdup ("?");
  if (self->is_condition)
    return g_strdup (self->truth ? "true" : "false");

  return heng_number_format (&self->value, VALUE_DECIMALS_MAX);
}

void
heng_trace_finish (HengTrace *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint at = 0;

  for (guint i = 0; i < self->children->len; i++)
    {
      guint start = g_array_index (self->ranges, guint, 2 * i);
      guint end = g_array_index (self->ranges, guint, 2 * i + 1);
      g_autofree char *value = NULL;

      /* Steps of an aggregate have no place of their own in the text. */
      if (end <= start || start < at)
        continue;
      value = heng_trace_format_value (g_ptr_array_index (self->children, i));
      g_string_append_len (text, self->text + at, start - at);
      /* The sign may stand behind the mark of a rounded value. */
      g_string_append_printf (text, strchr (value, '-') != NULL ? "(%s)" : "%s", value);
      at = end;
    }

  g_clear_pointer (&self->substituted, g_free);
  if (at == 0)
    return;

  g_string_append (text, self->text + at);
  self->substituted = g_string_free (g_steal_pointer (&text), FALSE);
}
