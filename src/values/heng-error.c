// SPDX-License-Identifier: GPL-3.0-or-later
#include "heng-error.h"

#define N_ARGUMENTS 4

typedef struct
{
  char *arguments[N_ARGUMENTS];
  char *file;
  char *path;
  guint line;
  guint column;
} HengErrorPrivate;

static const char *const names[] = {
#define HENG_ERROR_NAME(name, class, arguments) #name,
  HENG_ERROR_CODES (HENG_ERROR_NAME)
#undef HENG_ERROR_NAME
};

static const HengErrorClass classes[] = {
#define HENG_ERROR_CLASS_OF(name, class, arguments) HENG_ERROR_CLASS_##class,
  HENG_ERROR_CODES (HENG_ERROR_CLASS_OF)
#undef HENG_ERROR_CLASS_OF
};

static void
heng_error_private_init (HengErrorPrivate *self)
{
}

static void
heng_error_private_copy (const HengErrorPrivate *source,
                         HengErrorPrivate       *self)
{
  for (guint i = 0; i < N_ARGUMENTS; i++)
    self->arguments[i] = g_strdup (source->arguments[i]);
  self->file = g_strdup (source->file);
  self->path = g_strdup (source->path);
  self->line = source->line;
  self->column = source->column;
}

static void
heng_error_private_clear (HengErrorPrivate *self)
{
  for (guint i = 0; i < N_ARGUMENTS; i++)
    g_free (self->arguments[i]);
  g_free (self->file);
  g_free (self->path);
}

G_DEFINE_EXTENDED_ERROR (HengError, heng_error)

void
heng_error_set (GError        **error,
                HengErrorCode   code,
                ...)
{
  g_autoptr (GString) message = g_string_new (NULL);
  HengErrorPrivate *priv;
  GError *made;
  va_list list;
  const char *argument;

  g_return_if_fail ((guint) code < HENG_N_ERRORS);

  if (error == NULL)
    return;

  made = g_error_new_literal (HENG_ERROR, (int) code, "");
  priv = heng_error_get_private (made);
  g_string_append (message, names[code]);

  va_start (list, code);
  for (guint i = 0; (argument = va_arg (list, const char *)) != NULL; i++)
    {
      g_string_append_printf (message, "%s%s", i == 0 ? ": " : "; ", argument);
      if (i < N_ARGUMENTS)
        priv->arguments[i] = g_strdup (argument);
    }
  va_end (list);

  g_free (made->message);
  made->message = g_string_free (g_steal_pointer (&message), FALSE);
  g_propagate_error (error, made);
}

void
heng_error_place (GError     **error,
                  const char  *file,
                  guint        line,
                  guint        column)
{
  HengErrorPrivate *priv;

  if (error == NULL || *error == NULL || (*error)->domain != HENG_ERROR)
    return;

  priv = heng_error_get_private (*error);
  if (priv->file == NULL)
    priv->file = g_strdup (file);
  if (priv->line == 0)
    priv->line = line;
  if (priv->column == 0)
    priv->column = column;
}

void
heng_error_place_path (GError     **error,
                       const char  *path)
{
  HengErrorPrivate *priv;

  if (error == NULL || *error == NULL || (*error)->domain != HENG_ERROR)
    return;

  priv = heng_error_get_private (*error);
  if (priv->path == NULL)
    priv->path = g_strdup (path);
}

gboolean
heng_error_is (const GError  *error,
               HengErrorCode  code)
{
  return error != NULL && error->domain == HENG_ERROR && error->code == (int) code;
}

HengErrorClass
heng_error_get_class (const GError *error)
{
  if (error == NULL || error->domain != HENG_ERROR)
    return HENG_ERROR_CLASS_STORAGE;

  return classes[error->code];
}

const char *
heng_error_get_name (HengErrorCode code)
{
  g_return_val_if_fail ((guint) code < HENG_N_ERRORS, NULL);

  return names[code];
}

const char *
heng_error_get_argument (const GError *error,
                         guint         index)
{
  const char *argument;

  if (error == NULL || error->domain != HENG_ERROR || index >= N_ARGUMENTS)
    return "";

  argument = heng_error_get_private (error)->arguments[index];
  return argument != NULL ? argument : "";
}

const char *
heng_error_get_file (const GError *error)
{
  return error != NULL && error->domain == HENG_ERROR ? heng_error_get_private (error)->file : NULL;
}

const char *
heng_error_get_path (const GError *error)
{
  return error != NULL && error->domain == HENG_ERROR ? heng_error_get_private (error)->path : NULL;
}

guint
heng_error_get_line (const GError *error)
{
  return error != NULL && error->domain == HENG_ERROR ? heng_error_get_private (error)->line : 0;
}

guint
heng_error_get_column (const GError *error)
{
  return error != NULL && error->domain == HENG_ERROR ? heng_error_get_private (error)->column : 0;
}
