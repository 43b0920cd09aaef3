// SPDX-License-Identifier: GPL-3.0-or-later
/* Exceptions, settlements and what is booked, made short. */
#pragma once

#include "heng-book-exceptions.h"
#include "heng-book-runs.h"

#include "ledger-testing.h"
#include "heng-book-settle.h"
#include "heng-book-verify.h"

/* "Down>Up=500 CNY; …" in minor units; "" is nothing. */
static inline GPtrArray *
testing_amounts (const char *text)
{
  GPtrArray *amounts = g_ptr_array_new_with_free_func ((GDestroyNotify) heng_agreed_amount_free);
  g_auto (GStrv) parts = g_strsplit (text, "; ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit_set (parts[i], ">= ", 4);
      HengAgreedAmount *amount = g_new0 (HengAgreedAmount, 1);

      amount->from = g_strdup (words[0]);
      amount->to = g_strdup (words[1]);
      amount->amount_minor = g_ascii_strtoll (words[2], NULL, 10);
      amount->commodity = g_strdup (words[3]);
      g_ptr_array_add (amounts, amount);
    }
  return amounts;
}

static inline gint64
testing_override (Testing    *self,
                  const char *agreement,
                  const char *period,
                  const char *amounts_text)
{
  g_autoptr (GPtrArray) amounts = testing_amounts (amounts_text);
  g_autoptr (GError) error = NULL;
  gint64 number;

  g_assert_true (heng_book_append_override (self->book, agreement, testing_period (period), amounts, "flood", "Minutes 3", &number, &error));
  g_assert_no_error (error);
  return number;
}

static inline gint64
testing_freeze (Testing    *self,
                const char *agreement,
                const char *period)
{
  g_autoptr (GError) error = NULL;
  gint64 number;

  g_assert_true (heng_book_append_freeze (self->book, agreement, testing_period (period), "agreed at the meeting", "Minutes 4", &number, &error));
  g_assert_no_error (error);
  return number;
}

static inline gint64
testing_end (Testing *self,
             gint64   exception)
{
  g_autoptr (GError) error = NULL;
  gint64 number;

  g_assert_true (heng_book_end_exception (self->book, exception, "the cause is gone", "Minutes 5", &number, &error));
  g_assert_no_error (error);
  return number;
}

/* "complete Down>Up 500 CNY; …" in minor units. Returns: (transfer full) */
static inline char *
testing_describe (const HengSettlement *settlement)
{
  GString *text = g_string_new (heng_settlement_status_get_name (settlement->status));

  for (guint i = 0; i < settlement->obligations->len; i++)
    {
      const HengObligation *owed = &g_array_index (settlement->obligations, HengObligation, i);

      g_string_append_printf (text, "%s%s>%s %" G_GINT64_FORMAT " %s", i > 0 ? "; " : " ",
                              heng_agreement_get_party (settlement->agreement, owed->from)->name,
                              heng_agreement_get_party (settlement->agreement, owed->to)->name, owed->amount_minor, owed->commodity);
    }
  return g_string_free (text, FALSE);
}

static inline HengSettlement *
testing_settle (Testing    *self,
                const char *agreement,
                const char *period,
                gint64      known)
{
  g_autoptr (GError) error = NULL;
  HengSettlement *settlement = heng_book_settle (self->book, agreement, testing_period (period), known, TRUE, &error);

  g_assert_no_error (error);
  return settlement;
}

static inline void
testing_assert_settles (Testing    *self,
                        const char *agreement,
                        const char *period,
                        gint64      known,
                        const char *expected)
{
  g_autoptr (HengSettlement) settlement = testing_settle (self, agreement, period, known);
  g_autofree char *text = testing_describe (settlement);

  g_assert_cmpstr (text, ==, expected);
}

/* "Down>Up 500 CNY; …" in minor units. Returns: (transfer full) */
static inline char *
testing_describe_differences (GPtrArray *differences)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    {
      const HengDifference *pair = g_ptr_array_index (differences, i);

      g_string_append_printf (text, "%s%s>%s %" G_GINT64_FORMAT " %s", i > 0 ? "; " : "", pair->from, pair->to, pair->amount_minor,
                              pair->commodity);
    }
  return g_string_free (text, FALSE);
}

static inline void
testing_found_cb (gint64        fact,
                  const GError *finding,
                  gpointer      data)
{
  GString *text = data;

  g_string_append_printf (text, "%" G_GINT64_FORMAT " %s; ", fact, heng_error_get_argument (finding, 1));
}

/* What verify finds, settlements included: "FACT WHAT; …" */
static inline char *
testing_verify (Testing *self)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (heng_book_verify (self->book, TRUE, testing_found_cb, text, NULL, &error));
  g_assert_no_error (error);
  return g_string_free (text, FALSE);
}

static inline void
testing_assert_sound (Testing *self)
{
  g_autofree char *found = testing_verify (self);

  g_assert_cmpstr (found, ==, "");
}
