// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-agreement.h"
#include "heng-document-reader.h"

G_BEGIN_DECLS

#define HENG_NAME_CHARACTERS_MAX 60
#define HENG_TITLE_CHARACTERS_MAX 300
/** Most parties and most indicators, all counties of China three times over; most sources in an order of precedence. */
#define HENG_NAMES_MAX 10000
#define HENG_PRECEDENCE_MAX 100

/** The state of reading one document. @precedence and @lake are what the document says for all its indicators. */
typedef struct
{
  HengDocumentReader reader;
  HengAgreement     *agreement;
  const char        *currency; /* the book's */
  GStrv              precedence;
  gboolean           lake;
} HengAgreementReading;

/** `river`, `lake`. */
extern const char *const heng_water_words[];

/** Ends reading: places the error just set at @key of the object at @path. */
void  heng_agreement_reading_fail     (HengAgreementReading *self,
                                       const char           *path,
                                       const char           *key);
void  heng_agreement_read_parties     (HengAgreementReading *self,
                                       JsonObject           *object);
void  heng_agreement_read_indicators  (HengAgreementReading *self,
                                       JsonObject           *object);
/** Returns: (transfer full) (nullable) */
GStrv heng_agreement_read_precedence  (HengAgreementReading *self,
                                       JsonObject           *object,
                                       const char           *path);
/** Reads the member `payment`, of which the agreement then has its payment terms. */
void  heng_agreement_read_payment     (HengAgreementReading *self,
                                       JsonObject           *object);
/**
 * Reads the member @key, such as `title`: an object of texts in one language or both.
 *
 * @zh: (out) (transfer full) (nullable)
 * @en: (out) (transfer full) (nullable)
 */
void  heng_agreement_read_title       (HengAgreementReading *self,
                                       JsonObject           *object,
                                       const char           *path,
                                       const char           *key,
                                       gboolean              required,
                                       char                **zh,
                                       char                **en);
/** @found: (out): whether the member is there */
void  heng_agreement_read_rounding    (HengAgreementReading *self,
                                       JsonObject           *object,
                                       const char           *path,
                                       const char           *key,
                                       HengRounding         *rounding,
                                       gboolean             *found);

G_END_DECLS
