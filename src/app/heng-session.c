// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-session.h"

#include "heng-book-agreements.h"
#include "heng-wording.h"

#include <glib/gi18n-lib.h>

/* How long another program's writing may stay unseen. */
#define POLL_SECONDS 2
/* Agreements that are kept read. */
#define AGREEMENTS_KEPT 400

struct _HengSession
{
  GObject          parent_instance;
  HengBook        *book;
  HengPreferences *preferences;
  gint64           data_version;
  gboolean         was_kept_wrong; /* when views were told last */
  gint64           last_entry;
  guint            poll_id;
  GHashTable      *agreements; /* code → HengAgreement */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HengSession, heng_session, G_TYPE_OBJECT)

static gboolean
poll_cb (gpointer data)
{
  HengSession *self = data;

  if (heng_book_get_data_version (self->book) != self->data_version || heng_book_is_kept_wrong (self->book) != self->was_kept_wrong)
    heng_session_notice_change (self);

  return G_SOURCE_CONTINUE;
}

static void
unit_changed_cb (HengSession *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
heng_session_dispose (GObject *object)
{
  HengSession *self = HENG_SESSION (object);

  g_clear_handle_id (&self->poll_id, g_source_remove);
  g_clear_object (&self->preferences);
  g_clear_pointer (&self->agreements, g_hash_table_unref);
  g_clear_pointer (&self->book, heng_book_free);

  G_OBJECT_CLASS (heng_session_parent_class)->dispose (object);
}

static void
heng_session_class_init (HengSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heng_session_dispose;

  signals[CHANGED] = g_signal_new ("changed", HENG_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
heng_session_init (HengSession *self)
{
  self->agreements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) heng_agreement_unref);
}

HengSession *
heng_session_new (HengBook        *book,
                  HengPreferences *preferences)
{
  HengSession *self;

  g_return_val_if_fail (book != NULL, NULL);
  g_return_val_if_fail (HENG_IS_PREFERENCES (preferences), NULL);

  self = g_object_new (HENG_TYPE_SESSION, NULL);
  self->book = book;
  self->preferences = g_object_ref (preferences);
  self->data_version = heng_book_get_data_version (book);
  self->was_kept_wrong = heng_book_is_kept_wrong (book);
  self->poll_id = g_timeout_add_seconds (POLL_SECONDS, poll_cb, self);
  g_signal_connect_object (preferences, "notify::money-unit", G_CALLBACK (unit_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

HengBook *
heng_session_get_book (HengSession *self)
{
  g_return_val_if_fail (HENG_IS_SESSION (self), NULL);

  return self->book;
}

const char *
heng_session_get_currency (HengSession *self)
{
  g_return_val_if_fail (HENG_IS_SESSION (self), NULL);

  return heng_book_get_currency (self->book);
}

HengMoneyUnit
heng_session_get_unit (HengSession *self)
{
  g_return_val_if_fail (HENG_IS_SESSION (self), HENG_MONEY_UNIT_YUAN);

  return heng_preferences_get_money_unit (self->preferences);
}

HengPreferences *
heng_session_get_preferences (HengSession *self)
{
  g_return_val_if_fail (HENG_IS_SESSION (self), NULL);

  return self->preferences;
}

char *
heng_session_dup_name (HengSession *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (HENG_IS_SESSION (self), NULL);

  name = g_filename_display_basename (heng_book_get_path (self->book));
  if (g_str_has_suffix (name, ".hengping"))
    name[strlen (name) - strlen (".hengping")] = '\0';

  return g_steal_pointer (&name);
}

void
heng_session_notice_change (HengSession *self)
{
  g_return_if_fail (HENG_IS_SESSION (self));

  self->data_version = heng_book_get_data_version (self->book);
  self->was_kept_wrong = heng_book_is_kept_wrong (self->book);
  g_hash_table_remove_all (self->agreements);
  g_signal_emit (self, signals[CHANGED], 0);
}

gint64
heng_session_get_last_entry (HengSession *self)
{
  g_return_val_if_fail (HENG_IS_SESSION (self), 0);

  return self->last_entry;
}

void
heng_session_note_booked (HengSession *self,
                          gint64       entry)
{
  g_return_if_fail (HENG_IS_SESSION (self));

  self->last_entry = entry;
  heng_session_notice_change (self);
}

char *
heng_session_format_money (HengSession *self,
                           gint64       amount_minor)
{
  return heng_money_format_rounded (amount_minor, heng_session_get_currency (self), heng_session_get_unit (self));
}

char *
heng_session_format_cell (HengSession *self,
                          gint64       amount_minor,
                          const char  *commodity)
{
  if (g_str_equal (commodity, heng_session_get_currency (self)))
    return heng_session_format_money (self, amount_minor);

  return heng_commodity_format (self->book, amount_minor, commodity, heng_session_get_unit (self));
}

char *
heng_session_format_amount (HengSession *self,
                            gint64       amount_minor,
                            const char  *commodity)
{
  if (g_str_equal (commodity, heng_session_get_currency (self)))
    return heng_money_format_full (amount_minor, commodity, heng_session_get_unit (self));

  return heng_commodity_format (self->book, amount_minor, commodity, heng_session_get_unit (self));
}

const char *
heng_session_get_unit_label (HengSession *self)
{
  return heng_money_unit_get_label (heng_session_get_unit (self), heng_session_get_currency (self));
}

char *
heng_session_word_unit (HengSession *self)
{
  if (heng_session_get_unit (self) == HENG_MONEY_UNIT_YUAN)
    /* Translators: what the amounts of a page are in: "In yuan" */
    return g_strdup_printf (_("In %s"), heng_session_get_unit_label (self));

  /* Translators: what the amounts of a page are in: "In 10,000 yuan" */
  return g_strdup_printf (_("In %s, rounded to 0.01"), heng_session_get_unit_label (self));
}

const HengAgreement *
heng_session_get_agreement (HengSession *self,
                            const char  *code)
{
  HengAgreement *agreement;

  g_return_val_if_fail (HENG_IS_SESSION (self), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  agreement = g_hash_table_lookup (self->agreements, code);
  if (agreement != NULL)
    return agreement;

  agreement = heng_book_get_agreement (self->book, code, NULL);
  if (agreement == NULL)
    return NULL;
  if (g_hash_table_size (self->agreements) >= AGREEMENTS_KEPT)
    g_hash_table_remove_all (self->agreements);
  g_hash_table_insert (self->agreements, g_strdup (code), agreement);

  return agreement;
}

const char *
heng_session_name_agreement (HengSession *self,
                             const char  *code)
{
  const HengAgreement *agreement = heng_session_get_agreement (self, code);

  return agreement == NULL ? code : heng_wording_pick (agreement->title_zh, agreement->title_en);
}

char *
heng_session_word_party (HengSession *self,
                         const char  *code,
                         const char  *party)
{
  const HengAgreement *agreement = heng_session_get_agreement (self, code);

  return agreement == NULL ? g_strdup (party) : heng_wording_party_name (self->book, agreement, party);
}

typedef struct
{
  HengReload reload;
  gboolean   stale;
} Watch;

static void
watched_changed_cb (HengSession *self,
                    GtkWidget   *widget)
{
  Watch *watch = g_object_get_data (G_OBJECT (widget), "heng-watch");

  if (gtk_widget_get_mapped (widget))
    watch->reload (widget);
  else
    watch->stale = TRUE;
}

static void
watched_mapped_cb (GtkWidget *widget,
                   Watch     *watch)
{
  if (!watch->stale)
    return;

  watch->stale = FALSE;
  watch->reload (widget);
}

void
heng_session_watch (HengSession *self,
                    GtkWidget   *widget,
                    HengReload   reload)
{
  Watch *watch;

  g_return_if_fail (HENG_IS_SESSION (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (g_object_get_data (G_OBJECT (widget), "heng-watch") == NULL);

  watch = g_new (Watch, 1);
  watch->reload = reload;
  watch->stale = TRUE;
  g_object_set_data_full (G_OBJECT (widget), "heng-watch", watch, g_free);
  g_signal_connect_object (self, "changed", G_CALLBACK (watched_changed_cb), widget, 0);
  g_signal_connect (widget, "map", G_CALLBACK (watched_mapped_cb), watch);
}
