// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-document-reader.h"
#include "heng-template-private.h"

G_BEGIN_DECLS

/** The state of reading one template. */
typedef struct
{
  HengDocumentReader reader;
  HengTemplate      *item;
} HengTemplateReading;

typedef void (*HengTemplateReadFunc) (HengTemplateReading *self,
                                      JsonObject          *element,
                                      const char          *path,
                                      gpointer             data);

/** Returns: (transfer full) (nullable) */
char *heng_template_read_text      (HengTemplateReading *self,
                                    JsonObject          *object,
                                    const char          *path,
                                    const char          *key,
                                    gboolean             required);
/** Words in both languages, which every text for people has. */
void  heng_template_read_bilingual (HengTemplateReading *self,
                                    JsonObject          *object,
                                    const char          *path,
                                    const char          *key,
                                    gboolean             required,
                                    HengBilingual       *words);
/** Calls @read with every object of the array @key. */
void  heng_template_read_each      (HengTemplateReading *self,
                                    JsonObject          *object,
                                    const char          *path,
                                    const char          *key,
                                    gboolean             required,
                                    HengTemplateReadFunc read,
                                    gpointer             data);
/** @data: (element-type HengParameter): the list that takes it */
void  heng_template_read_parameter (HengTemplateReading *self,
                                    JsonObject          *object,
                                    const char          *path,
                                    gpointer             data);
void  heng_template_fail_type      (HengTemplateReading *self,
                                    const char          *path,
                                    const char          *key,
                                    const char          *expected);

G_END_DECLS
