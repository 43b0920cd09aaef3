// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-review-event.h"
#include "heng-session.h"

G_BEGIN_DECLS

/** What a form asks for. */
typedef enum
{
  HENG_EVENT_ASKS_PARTY = 1 << 0,
  HENG_EVENT_ASKS_END = 1 << 1,       /* how a dispute ends */
  HENG_EVENT_ASKS_DAY = 1 << 2,
  HENG_EVENT_ASKS_LINES = 1 << 3,
  HENG_EVENT_ASKS_REASON = 1 << 4,
  HENG_EVENT_ASKS_DOCUMENT = 1 << 5,  /* may be left empty … */
  HENG_EVENT_NEEDS_DOCUMENT = 1 << 6, /* … unless it must be there */
  HENG_EVENT_ASKS_NEW_LINES = 1 << 7  /* lines between any two parties may be added */
} HengEventAsks;

/** What was filled in; what was not asked for is %NULL or 0. */
typedef struct
{
  const char    *party;    /* by its name in the agreement */
  HengDisputeEnd end;
  HengDay        day;
  GPtrArray     *lines;    /* (element-type HengReviewLine) */
  const char    *reason;
  const char    *document; /* (nullable) */
} HengEventAnswer;

/** Records what was filled in. @told: (out) (transfer full): what the strip says of it. */
typedef gboolean (*HengEventRecord) (HengBook               *book,
                                     const HengEventAnswer  *answer,
                                     gpointer                data,
                                     char                  **told,
                                     GError                **error);

typedef struct
{
  const char      *title;
  const char      *explanation; /* what recording it does */
  const char      *accept;      /* the verb on the button, with a mnemonic */
  HengEventAsks    asks;
  const char      *agreement;   /* (nullable): of a book's own events */
  HengPeriod       period;      /* of the agreement, where there is one */
  GStrv            parties;     /* (nullable): names in the agreement, of whom one is asked for */
  const char      *lines_head;  /* (nullable): what the amounts to be written are */
  HengEventRecord  record;
  gpointer         data;
  GDestroyNotify   free_data;   /* (nullable) */
} HengEventForm;

/**
 * HengEventDialog: a form for something that is recorded about a period or the book: a statement issued, confirmed or disputed, an
 * exception agreed or ended, days closed.
 */
#define HENG_TYPE_EVENT_DIALOG (heng_event_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HengEventDialog, heng_event_dialog, HENG, EVENT_DIALOG, GtkWindow)

/** @form: copied, but for its data, which the dialog takes */
HengEventDialog *heng_event_dialog_new      (GtkWindow            *parent,
                                             HengSession          *session,
                                             const HengEventForm  *form);
/** See heng_lines_editor_add(). */
void             heng_event_dialog_add_line (HengEventDialog      *self,
                                             const HengReviewLine *line,
                                             const char           *stated,
                                             const char           *text);
/** Puts a button into what the strip will say. @target: (nullable): floating */
void             heng_event_dialog_offer    (HengEventDialog      *self,
                                             const char           *label,
                                             const char           *action,
                                             GVariant             *target);

G_END_DECLS
