// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-digest.h"

#include "heng-relay.h"

#include <openssl/evp.h>
#include <string.h>

struct _HengDigest
{
  EVP_MD_CTX *context; /* the relay's, as long as there is one */
  HengRelay  *relay;   /* (nullable): of pieces, each a GString */
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

static void
add (HengDigest *self,
     const char *bytes,
     gsize       length)
{
  if (EVP_DigestUpdate (self->context, bytes, length) != 1)
    g_error ("SHA-256 failed");
}

static gpointer
piece_new (void)
{
  return g_string_new (NULL);
}

static void
piece_free (gpointer data)
{
  g_string_free (data, TRUE);
}

static void
add_piece (gpointer data,
           gpointer self)
{
  GString *piece = data;

  add (self, piece->str, piece->len);
  g_string_truncate (piece, 0);
}

void
heng_digest_free (HengDigest *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->relay, heng_relay_finish);
  EVP_MD_CTX_free (self->context);
  g_free (self);
}

void
heng_digest_update (HengDigest *self,
                    const char *bytes,
                    gsize       length)
{
  g_clear_pointer (&self->relay, heng_relay_finish);
  add (self, bytes, length);
}

GString *
heng_digest_take (HengDigest *self,
                  GString    *piece)
{
  if (self->relay == NULL)
    self->relay = heng_relay_new ("digest", piece_new, piece_free, add_piece, self);
  return heng_relay_hand_over (self->relay, piece);
}

char *
heng_digest_finish (HengDigest *self)
{
  static const char digits[] = "0123456789abcdef";
  unsigned char hash[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  char *text;

  g_clear_pointer (&self->relay, heng_relay_finish);
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

char *
heng_head_format (gint64      count,
                  const char *hash,
                  guint       n_digits)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ":%.*s", count, n_digits > 0 && hash != NULL ? (int) n_digits : G_MAXINT,
                          hash != NULL ? hash : "–");
}

gboolean
heng_head_parse (const char  *text,
                 gint64      *count,
                 char       **hash)
{
  static const char wide_colon[] = "：";
  g_autofree char *plain = g_strstrip (g_strdup (text)), *digits = NULL;
  char *colon = strchr (plain, ':'), *wide = strstr (plain, wide_colon);
  guint64 number;
  gsize length;

  if (colon == NULL && wide == NULL)
    return FALSE;
  digits = g_ascii_strdown (colon != NULL ? colon + 1 : wide + strlen (wide_colon), -1);
  *(colon != NULL ? colon : wide) = '\0';
  length = strlen (digits);
  if (!g_ascii_string_to_unsigned (plain, 10, 1, G_MAXINT64, &number, NULL) || length < HENG_HEAD_DIGITS || length > 64 ||
      strspn (digits, "0123456789abcdef") != length)
    return FALSE;

  *count = (gint64) number;
  *hash = g_steal_pointer (&digits);
  return TRUE;
}
