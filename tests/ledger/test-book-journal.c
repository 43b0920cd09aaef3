// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-book.h"

#include "ledger-testing.h"

#define N_AGREEMENTS 5
#define N_ENTRIES 60

/* Agreements of the same and of other parties, the last with one of the others' regions under another name. */
static void
make_entries (Testing *self)
{
  static const char *const pairs[][2] = { { "Down", "Up" }, { "Yiwu", "Dongyang" }, { "Up", "Fund" }, { "Down", "Yiwu" }, { "Fund", "Down" } };
  g_autoptr (HengAgreement) other = testing_agreement_new ("T-4", "协议",
    "{\"name\":\"Up\",\"region\":\"340000\",\"role\":\"protector\"},{\"name\":\"Down\",\"region\":\"410000\",\"role\":\"beneficiary\"}",
    TESTING_YEARS, TESTING_RULE);
  g_autoptr (GRand) chance = g_rand_new_with_seed (7);

  for (guint i = 0; i < N_AGREEMENTS - 1; i++)
    {
      g_autofree char *code = g_strdup_printf ("T-%u", i);

      g_assert_true (testing_agree (self, code, TESTING_YEARS, TESTING_RULE));
    }
  g_assert_true (heng_book_append_agreement (self->book, other, NULL, NULL, NULL));
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      /* One agreement has nothing for long, another nothing any more. */
      guint agreement = (guint) g_rand_int_range (chance, i < N_ENTRIES / 2 ? 0 : 2, i < N_ENTRIES / 2 ? 3 : N_AGREEMENTS);
      guint pair = agreement == N_AGREEMENTS - 1 ? 0 : (guint) g_rand_int_range (chance, 0, G_N_ELEMENTS (pairs));
      g_autofree char *code = g_strdup_printf ("T-%u", agreement);
      const char *date = g_rand_boolean (chance) ? "2024-03-01" : "2024-04-01";

      g_assert_cmpint (testing_try_pay (self, code, pairs[pair][0], pairs[pair][1], "CNY", 1 + i, date, NULL, NULL, NULL), !=, 0);
    }
}

static gboolean
is_of (const HengEntry *entry,
       const char      *region)
{
  if (region == NULL)
    return TRUE;
  for (guint i = 0; i < entry->lines->len; i++)
    {
      const HengLine *line = g_ptr_array_index (entry->lines, i);
      g_autofree char *from = g_strdup_printf ("pool:%s/%s", entry->agreement, line->from);
      g_autofree char *to = g_strdup_printf ("pool:%s/%s", entry->agreement, line->to);

      if (g_strcmp0 (line->from_region != NULL ? line->from_region : from, region) == 0 ||
          g_strcmp0 (line->to_region != NULL ? line->to_region : to, region) == 0)
        return TRUE;
    }

  return FALSE;
}

/* What is asked for is picked out of all. Returns: how many entries there are */
static guint
assert_listed (Testing              *self,
               GPtrArray            *all,
               const HengEntryQuery *asked,
               gint64                known_before)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = heng_book_list_entries (self->book, asked, &error);
  guint n_found = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const HengEntry *entry = g_ptr_array_index (all, i);

      if ((asked->limit > 0 && n_found == asked->limit) || (asked->before > 0 && entry->number >= asked->before) ||
          entry->number >= known_before || (asked->view.on_day != HENG_DAY_NONE && entry->date > asked->view.on_day) ||
          (asked->agreement != NULL && strcmp (asked->agreement, entry->agreement) != 0) ||
          !is_of (entry, asked->region) || !is_of (entry, asked->other_region))
        continue;
      g_assert_cmpuint (n_found, <, found->len);
      g_assert_cmpint (((const HengEntry *) g_ptr_array_index (found, n_found++))->number, ==, entry->number);
    }
  g_assert_cmpuint (found->len, ==, n_found);
  return n_found;
}

/* Every question in every combination. */
static void
test_listing (Testing       *self,
              gconstpointer  data)
{
  static const char *const regions[] = { NULL, "410000", "370000", "330782", "340000", "pool:T-2/Fund", "pool:T-4/Fund", "110000" };
  static const char *const agreements[] = { NULL, "T-0", "T-4" };
  static const guint limits[] = { 0, 1, 7, N_ENTRIES };
  static const gint64 befores[] = { 0, N_ENTRIES / 2 };
  g_autoptr (GPtrArray) all = NULL;
  gint64 head;
  guint n_listed = 0;

  make_entries (self);
  head = testing_head (self, NULL);
  all = heng_book_list_entries (self->book, &(HengEntryQuery) { 0 }, NULL);
  g_assert_cmpuint (all->len, ==, N_ENTRIES);
  for (gsize i = 0; i < G_N_ELEMENTS (regions) * G_N_ELEMENTS (regions); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (limits) * G_N_ELEMENTS (befores); j++)
      for (gsize k = 0; k < G_N_ELEMENTS (agreements) * 4; k++)
        {
          HengEntryQuery asked = {
            .region = regions[i % G_N_ELEMENTS (regions)], .other_region = regions[i / G_N_ELEMENTS (regions)],
            .limit = limits[j % G_N_ELEMENTS (limits)], .before = befores[j / G_N_ELEMENTS (limits)],
            .agreement = agreements[k / 4], .view.on_day = k % 2 == 1 ? testing_day ("2024-03-31") : HENG_DAY_NONE,
            .view.known = k / 2 % 2 == 1 ? head - 20 : 0,
          };

          n_listed += assert_listed (self, all, &asked, asked.view.known != 0 ? N_ENTRIES - 20 + 1 : G_MAXINT64);
        }
  g_assert_cmpuint (n_listed, >, N_ENTRIES * 10);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger/journal/listing", Testing, NULL, testing_set_up, test_listing, testing_tear_down);
  return g_test_run ();
}
