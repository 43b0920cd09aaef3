// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-digest.h"

#include <openssl/evp.h>

struct _HengDigest
{
  EVP_MD_CTX *context;
};

HengDigest *
heng_digest_new (void)
{
  HengDigest *self = g_new0 (HengDigest, 1);

  self->context = EVP_MD_CTX_new ();
  /* It fails for want of memory only, and then there is nothing left to do here either. */
  if (self->context == NULL || EVP_DigestInit_ex (self->context, EVP_sha256 (), NULL) != 1)
    g_error ("SHA-256 is not to be had");
  return self;
}

void
heng_digest_free (HengDigest *self)
{
  if (self == NULL)
    return;

  EVP_MD_CTX_free (self->context);
  g_free (self);
}

void
heng_digest_update (HengDigest *self,
                    const char *bytes,
                    gsize       length)
{
  if (EVP_DigestUpdate (self->context, bytes, length) != 1)
    g_error ("SHA-256 failed");
}

char *
heng_digest_finish (HengDigest *self)
{
  static const char digits[] = "0123456789abcdef";
  unsigned char hash[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  char *text;

  if (EVP_DigestFinal_ex (self->context, hash, &length) != 1 || length != 32)
    g_error ("SHA-256 failed");

  text = g_malloc (2 * length + 1);
  for (guint i = 0; i < length; i++)
    {
      text[2 * i] = digits[hash[i] >> 4];
      text[2 * i + 1] = digits[hash[i] & 15];
    }
  text[2 * length] = '\0';
  return text;
}

char *
heng_digest_make (const char *bytes,
                  gsize       length)
{
  g_autoptr (HengDigest) self = heng_digest_new ();

  heng_digest_update (self, bytes, length);
  return heng_digest_finish (self);
}
