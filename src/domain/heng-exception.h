// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-settlement.h"

G_BEGIN_DECLS

/** What the parties agreed that one pays another. Parties by their names in the agreement. */
typedef struct
{
  char  *from;
  char  *to;
  char  *commodity;
  gint64 amount_minor; /* above zero */
} HengAgreedAmount;

typedef enum
{
  HENG_EXCEPTION_OVERRIDE, /* the amounts take the formula's place */
  HENG_EXCEPTION_FREEZE    /* the period stays as it was computed from the facts known when this was recorded */
} HengExceptionKind;

/**
 * HengException: what was agreed for one assessed period of one agreement instead of what its rules give. Recorded with a reason and a
 * document, in force until it is ended. Reference-counted, read-only once it is shared.
 */
struct _HengException
{
  gatomicrefcount   references;
  gint64            number; /* of its fact; 0 while it is not recorded */
  HengExceptionKind kind;
  char             *agreement;
  HengPeriod        period;
  GPtrArray        *amounts; /* (element-type HengAgreedAmount): of an override, in the order given; none: nothing is owed */
  char             *reason;
  char             *document;
  gint64            recorded_ms;
  char             *recorded_by;

  gint64            ended_by_fact; /* 0 while it is in force; the rest is set only behind that */
  char             *end_reason;
  char             *end_document;
  gint64            ended_ms;
  char             *ended_by;
};

HengException    *heng_exception_new        (HengExceptionKind kind,
                                             const char       *agreement,
                                             HengPeriod        period,
                                             const char       *reason,
                                             const char       *document);
HengException    *heng_exception_ref        (HengException    *self);
void              heng_exception_unref      (HengException    *self);
HengAgreedAmount *heng_exception_add_amount (HengException    *self,
                                             const char       *from,
                                             const char       *to,
                                             const char       *commodity,
                                             gint64            amount_minor);
void              heng_agreed_amount_free   (HengAgreedAmount *self);

/** Whether it was in force when @known facts were (0: now). */
gboolean          heng_exception_is_open    (const HengException *self,
                                             gint64               known);
/** `override`, `freeze`: the kind of the event. */
const char       *heng_exception_kind_get_name (HengExceptionKind kind);

/** Whether there are a reason and a document (each nullable). */
gboolean          heng_exception_check_grounds (const char  *reason,
                                                const char  *document,
                                                GError     **error);
/**
 * Whether @version can carry it: there are a reason and a document, both parties of every amount are its parties and are two, the
 * commodity is one of its, the amount above zero and not finer than its step, and no two parties stand together twice.
 *
 * @currency: the book's
 */
gboolean          heng_exception_check      (const HengException  *self,
                                             const HengAgreement  *version,
                                             const char           *currency,
                                             GError              **error);

/** The data of its event: canonical JSON. Returns: (transfer full) */
char             *heng_exception_write      (const HengException  *self,
                                             const char           *currency);
/** Reads the data of an event back. Number and recorder are left to the caller. Returns: (transfer full) */
HengException    *heng_exception_read       (HengExceptionKind     kind,
                                             const char           *agreement,
                                             const char           *data,
                                             const char           *currency,
                                             GError              **error);

/**
 * The settlement of a period that an override is agreed for: its amounts by the parties of @formula's agreement, or of @last where
 * that has not all of them. Whatever the formula gives, or lacks to give anything, it is kept for the explanation only.
 *
 * @formula: (transfer full): the settlement by the rules
 * @last: the last version of the agreement
 */
HengSettlement   *heng_settlement_new_overridden (HengSettlement *formula,
                                                  HengAgreement  *last,
                                                  HengException  *exception);
/** Marks @frozen, which was computed from the facts known when @exception was recorded. @formula: (transfer full): from those known now */
void              heng_settlement_set_frozen     (HengSettlement *frozen,
                                                  HengSettlement *formula,
                                                  HengException  *exception);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengException, heng_exception_unref)

G_END_DECLS
