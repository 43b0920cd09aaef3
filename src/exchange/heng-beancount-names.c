// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-beancount-names.h"

#include <string.h>

/* ---- accounts ---- */

static gboolean
can_begin (char c)
{
  return g_ascii_isupper (c) || g_ascii_isdigit (c) || (guchar) c >= 0x80;
}

void
heng_beancount_append_component (GString    *text,
                                 const char *name)
{
  if (!can_begin (*name))
    g_string_append (text, HENG_BEANCOUNT_NOTHING);
  for (const char *at = name; *at != '\0'; at++)
    {
      gboolean plain = g_ascii_isalnum (*at) || (guchar) *at >= 0x80 || (*at == '-' && at[1] != 'u');

      if (plain)
        g_string_append_c (text, *at);
      else
        g_string_append_printf (text, "-u%X-", (guint) *at);
    }
}

/* ---- commodities ---- */

/* Words of Beancount's that a commodity would be read as. */
static const char *const reserved[] = { "TRUE", "FALSE", "NULL" };

struct _HengBeancountCommodities
{
  GHashTable *names; /* commodity → name */
  GHashTable *last;  /* name → the last number that was put behind it, 1 for none: every name that is taken */
};

static void
take (HengBeancountCommodities *self,
      const char               *name)
{
  g_hash_table_insert (self->last, g_strdup (name), GUINT_TO_POINTER (1));
}

HengBeancountCommodities *
heng_beancount_commodities_new (const char *currency)
{
  HengBeancountCommodities *self = g_new0 (HengBeancountCommodities, 1);

  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (reserved); i++)
    take (self, reserved[i]);
  take (self, currency);
  g_hash_table_insert (self->names, g_strdup (currency), g_strdup (currency));
  return self;
}

void
heng_beancount_commodities_free (HengBeancountCommodities *self)
{
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->last);
  g_free (self);
}

/* Cuts to @length bytes, and what cannot stand at the end. */
static void
cut (GString *name,
     gsize    length)
{
  if (name->len > length)
    g_string_truncate (name, length);
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
}

/* Letters and digits in capitals, also those that ³ or é are made of; hyphens for all that is between them. */
static GString *
propose (const char *commodity)
{
  g_autofree char *valid = g_utf8_make_valid (commodity, -1), *parts = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  GString *name = g_string_new (NULL);

  for (const char *at = parts; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (g_ascii_isalnum (*at))
        g_string_append_c (name, g_ascii_toupper (*at));
      else if (name->len > 0 && name->str[name->len - 1] != '-' && !g_unichar_ismark (g_utf8_get_char (at)))
        g_string_append_c (name, '-');
    }
  cut (name, name->len);
  if (name->len == 0)
    g_string_append (name, "UNIT");
  else if (name->len == 1 || !g_ascii_isalpha (*name->str))
    g_string_prepend (name, "UNIT-");
  cut (name, HENG_BEANCOUNT_COMMODITY_MAX);
  return name;
}

/* The name as it is, or with the first number that makes it another one. */
static char *
make_unlike (HengBeancountCommodities *self,
             const char               *base)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->last, base));
  g_autoptr (GString) name = g_string_new (base);

  if (number > 0)
    {
      do
        {
          g_autofree char *behind = g_strdup_printf ("-%u", ++number);

          g_string_assign (name, base);
          cut (name, HENG_BEANCOUNT_COMMODITY_MAX - strlen (behind));
          g_string_append (name, behind);
        }
      while (g_hash_table_contains (self->last, name->str));
      g_hash_table_insert (self->last, g_strdup (base), GUINT_TO_POINTER (number));
    }

  take (self, name->str);
  return g_strdup (name->str);
}

const char *
heng_beancount_commodities_name (HengBeancountCommodities *self,
                                 const char               *commodity)
{
  char *name = g_hash_table_lookup (self->names, commodity);

  if (name == NULL)
    {
      g_autoptr (GString) base = propose (commodity);

      name = make_unlike (self, base->str);
      g_hash_table_insert (self->names, g_strdup (commodity), name);
    }

  return name;
}
