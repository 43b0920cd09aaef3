// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/* Documents made short for tests of the domain. */

#include "heng-agreement.h"

#include "testing.h"

/* A document of parties A, B, C and the pool Fund; @members stand between its head and its end. */
static inline char *
test_document (const char *members)
{
  return g_strdup_printf ("{\"hengping\": \"agreement/1\", \"code\": \"T-1\", \"title\": {\"en\": \"Test\"}, \"mechanism\": \"watershed\",\n"
                          "\"parties\": [{\"name\": \"A\", \"region\": \"110000\", \"role\": \"beneficiary\"}, {\"name\": \"B\", \"region\": \"120000\", \"role\": \"protector\"},\n"
                          "{\"name\": \"C\", \"region\": \"130000\", \"role\": \"partner\"}, {\"name\": \"Fund\", \"role\": \"pool\"}],\n%s}", members);
}

static inline HengAgreement *
test_agreement_new (const char *members)
{
  g_autofree char *document = test_document (members);
  g_autoptr (GError) error = NULL;
  HengAgreement *agreement = heng_agreement_new_from_json (document, strlen (document), "CNY", &error);

  g_assert_no_error (error);
  return agreement;
}
