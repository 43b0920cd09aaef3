// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "heng-page-content.h"

G_BEGIN_DECLS

void heng_page_content_add_title     (HengPageContent *self,
                                      const char      *text);
void heng_page_content_add_subtitle  (HengPageContent *self,
                                      const char      *text);
void heng_page_content_add_heading   (HengPageContent *self,
                                      const char      *text);
void heng_page_content_add_paragraph (HengPageContent *self,
                                      const char      *text);
void heng_page_content_add_note      (HengPageContent *self,
                                      const char      *text);

G_END_DECLS
