// SPDX-License-Identifier: GPL-3.0-or-later
#include "config.h"

#include "heng-book-regions.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

void
heng_wording_init_locale (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  gboolean built_here = program != NULL && g_str_has_prefix (program, HENG_BUILD_DIR "/");

  setlocale (LC_ALL, "");
  /* In a plain "C", as scripts set it, names and reasons may be Chinese all the same: they are UTF-8 then, as files are. */
  if (strcmp (nl_langinfo (CODESET), "ANSI_X3.4-1968") == 0)
    setlocale (LC_CTYPE, "C.UTF-8");
  /* Numbers in files and in the book never follow the locale; only what is shown does, and that says so. */
  setlocale (LC_NUMERIC, "C");
  /* Nor do names of months: a day stands in the language of its sentence, not in that of the desktop's calendar. */
  setlocale (LC_TIME, "C");
  bindtextdomain (GETTEXT_PACKAGE, built_here ? HENG_BUILD_DIR "/po" : HENG_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static void
fill (GString    *text,
      const char *format,
      const char *first,
      const char *second,
      const char *third,
      const char *fourth)
{
  const char *const arguments[] = { first, second, third, fourth };

  for (const char *at = format; *at != '\0'; at++)
    {
      if (at[0] == '%' && at[1] >= '1' && at[1] <= '4' && at[2] == '$' && at[3] == 's')
        {
          g_string_append (text, arguments[at[1] - '1']);
          at += 3;
        }
      else if (at[0] == '%' && at[1] == '%')
        g_string_append_c (text, *at++);
      else
        g_string_append_c (text, *at);
    }
}

char *
heng_wording_fill (const char *format,
                   const char *first,
                   const char *second,
                   const char *third,
                   const char *fourth)
{
  GString *text = g_string_new (NULL);

  fill (text, format, first, second, third, fourth);
  return g_string_free (text, FALSE);
}

void
heng_wording_add_line (GString    *text,
                       const char *format,
                       const char *first,
                       const char *second,
                       const char *third,
                       const char *fourth)
{
  fill (text, format, first, second, third, fourth);
  g_string_append_c (text, '\n');
}

const char *
heng_wording_mechanism (HengMechanism mechanism)
{
  static const char *const words[] = {
    N_("Watershed"), N_("Ecology"), N_("Grain"), N_("Resources"), N_("Market"), N_("Benefit sharing"), N_("Paired assistance"),
    N_("Fiscal transfer"),
  };

  g_return_val_if_fail ((guint) mechanism < G_N_ELEMENTS (words), "");
  return _(words[mechanism]);
}

const char *
heng_wording_role (HengRole role)
{
  static const char *const words[] = {
    N_("Beneficiary"), N_("Protector"), N_("Consumer"), N_("Producer"), N_("Importer"), N_("Exporter"), N_("Supporter"), N_("Supported"),
    N_("Partner"), N_("Central"), N_("Pool"), N_("Enterprise"), N_("Organisation"),
  };

  g_return_val_if_fail ((guint) role < G_N_ELEMENTS (words), "");
  return _(words[role]);
}

const char *
heng_wording_term (HengTerm term)
{
  /* Translators: what an agreement must state by article 17 of the regulation on compensation for ecological protection. */
  static const char *const words[] = {
    N_("Scope of compensation"), N_("Protection targets"), N_("Duties of the protecting area"), N_("Method and arrangements"), N_("Term"),
    N_("Handling of breach"), N_("Other"),
  };

  g_return_val_if_fail ((guint) term < G_N_ELEMENTS (words), "");
  return _(words[term]);
}

const char *
heng_wording_aggregate (HengAggregate aggregate)
{
  static const char *const words[] = { N_("mean"), N_("sum"), N_("last value"), N_("minimum"), N_("maximum") };

  g_return_val_if_fail ((guint) aggregate < G_N_ELEMENTS (words), "");
  return _(words[aggregate]);
}

const char *
heng_wording_observed (HengPeriodKind kind)
{
  static const char *const words[] = { N_("daily"), N_("monthly"), N_("quarterly"), N_("yearly"), N_("once") };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (words), "");
  return _(words[kind]);
}

const char *
heng_wording_settlement_status (HengSettlementStatus status)
{
  static const char *const words[] = {
    N_("Complete"), N_("Incomplete"), N_("Blocked"), N_("Failed"), N_("Overridden"), N_("Booked"), N_("Unchanged"),
  };

  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (words), "");
  return _(words[status]);
}

const char *
heng_wording_intake_class (HengIntakeClass kind)
{
  static const char *const words[] = { N_("new"), N_("the same"), N_("revised"), N_("withdrawn"), N_("in conflict") };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (words), "");
  return _(words[kind]);
}

const char *
heng_wording_entry_kind (HengEntryKind kind)
{
  static const char *const words[] = { N_("Settlement"), N_("Payment"), N_("Reversal"), N_("Opening balance"), N_("Late interest") };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (words), "");
  return _(words[kind]);
}

gboolean
heng_wording_is_chinese (void)
{
  /* Translators: "zh" where names of regions and titles are to be shown in Chinese, "en" otherwise. Not shown. */
  return strcmp (C_("language of stored names", "en"), "zh") == 0;
}

const char *
heng_wording_pick (const char *zh,
                   const char *en)
{
  const char *first = heng_wording_is_chinese () ? zh : en, *second = heng_wording_is_chinese () ? en : zh;

  if (first != NULL && *first != '\0')
    return first;
  return second != NULL ? second : "";
}

static char *
format_month (HengMonth month)
{
  g_autoptr (GDateTime) first = g_date_time_new_utc (month / 12, month % 12 + 1, 1, 0, 0, 0);

  /* Translators: a month with its year for strftime: "March 2024". */
  return g_date_time_format (first, C_("month", "%B %Y"));
}

char *
heng_wording_period (HengPeriod period)
{
  switch (period.kind)
    {
    case HENG_PERIOD_DAY:
      return heng_wording_day (period.index);
    case HENG_PERIOD_MONTH:
      return format_month (period.index);
    case HENG_PERIOD_QUARTER:
      /* Translators: a quarter of a year: "Q3 2024". */
      return g_strdup_printf (_("Q%1$d %2$d"), period.index % 4 + 1, period.index / 4);
    case HENG_PERIOD_YEAR:
      /* Translators: a year standing alone: "2024". */
      return g_strdup_printf (C_("year", "%d"), period.index);
    case HENG_PERIOD_ONCE:
    default:
      /* Translators: the period of an agreement that is settled as a whole. */
      return g_strdup (C_("period", "Once"));
    }
}

char *
heng_wording_day (HengDay day)
{
  g_autofree char *text = NULL;
  g_autoptr (GDateTime) date = NULL;
  int year, month, number;

  if (day == HENG_DAY_NONE)
    return g_strdup ("–");

  text = heng_day_format (day);
  if (sscanf (text, "%d-%d-%d", &year, &month, &number) != 3)
    return g_steal_pointer (&text);
  date = g_date_time_new_utc (year, month, number, 0, 0, 0);
  /* Translators: a date written out for strftime: "15 March 2024". */
  return g_date_time_format (date, C_("date", "%-d %B %Y"));
}

/* A region that two parties share names neither of them. */
static gboolean
is_alone (const HengAgreement *agreement,
          guint                party)
{
  const char *region = heng_agreement_get_party (agreement, party)->region;

  for (guint i = 0; i < heng_agreement_get_n_parties (agreement); i++)
    if (i != party && g_strcmp0 (heng_agreement_get_party (agreement, i)->region, region) == 0)
      return FALSE;

  return region != NULL;
}

char *
heng_wording_party (HengBook            *book,
                    const HengAgreement *agreement,
                    guint                party)
{
  const HengParty *named = heng_agreement_get_party (agreement, party);
  g_autoptr (HengRegion) region = is_alone (agreement, party) ? heng_book_find_region (book, named->region, NULL) : NULL;

  if (region != NULL)
    return g_strdup (heng_wording_pick (region->name_zh, region->name_en));
  return g_strdup (named->title_zh != NULL || named->title_en != NULL ? heng_wording_pick (named->title_zh, named->title_en) : named->name);
}

char *
heng_wording_party_name (HengBook            *book,
                         const HengAgreement *agreement,
                         const char          *name)
{
  int index = heng_agreement_find_party (agreement, name);

  return index >= 0 ? heng_wording_party (book, agreement, (guint) index) : g_strdup (name);
}
