// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-book.h"

G_BEGIN_DECLS

typedef struct
{
  char *code;
  char *name_zh;
  char *name_en;
  char *parent; /* (nullable) each from here on */
  char *plate;
  char *grain_role;
  char *energy_role;
  char *longitude;
  char *latitude;
  char *capital;
} HengRegion;

HengRegion *heng_region_new  (void);
void        heng_region_free (HengRegion *self);

/** Appends the regions that are new or differ from their last version. @n_appended (nullable). */
gboolean    heng_book_append_regions (HengBook          *self,
                                      GPtrArray         *regions,
                                      const HengOrigin  *origin,
                                      guint             *n_appended,
                                      GError           **error);
/** Returns: (nullable) (transfer full): the last version, %NULL where the book does not know @code (no error) */
HengRegion *heng_book_find_region    (HengBook          *self,
                                      const char        *code,
                                      GError           **error);
/** Returns: (transfer full) (element-type HengRegion): the last versions, by code */
GPtrArray  *heng_book_list_regions   (HengBook          *self,
                                      GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HengRegion, heng_region_free)

G_END_DECLS
