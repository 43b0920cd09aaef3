-- SPDX-License-Identifier: GPL-3.0-or-later
-- The book, format 3. A book of format 2 is brought to it by to-3-before.sql, what lacks being created as it stands here, and to-3-after.sql;
-- then the program computes what is kept.
--
-- Facts are appended, everything else is computed. `fact` is the one log: numbered without gaps, each with the SHA-256 of its
-- canonical text and of the fact before. The rows of a fact stand in the table of its kind, at first_row … first_row + n_rows - 1, and
-- rows_digest is the SHA-256 over their canonical texts. Nothing in these tables is ever changed or deleted: the guards refuse it.
-- `party`, `series`, `source` and `commodity` only give short numbers to names that stand in rows.

CREATE TABLE fact (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  kind TEXT NOT NULL CHECK (kind IN ('agreement', 'region', 'observation', 'entry', 'event')),
  recorded_ms INTEGER NOT NULL,
  recorded_by TEXT NOT NULL,
  source_name TEXT,
  source_digest TEXT,
  first_row INTEGER NOT NULL,
  n_rows INTEGER NOT NULL CHECK (n_rows > 0),
  rows_digest TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE INDEX fact_kind ON fact (kind, first_row);
CREATE INDEX fact_source ON fact (source_digest) WHERE source_digest IS NOT NULL;

CREATE TABLE head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  count INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  data TEXT NOT NULL
) STRICT;
-- Exceptions, closings, statements of one agreement in the order they were recorded.
CREATE INDEX event_subject ON event (subject, kind, id);

CREATE TABLE region_version (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  parent TEXT,
  plate TEXT,
  grain_role TEXT,
  energy_role TEXT,
  longitude TEXT,
  latitude TEXT,
  capital TEXT
) STRICT;
CREATE INDEX region_version_code ON region_version (code, id);

-- `document` is the fact; the other columns are read from it, for lists.
CREATE TABLE agreement_version (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  document TEXT NOT NULL,
  title_zh TEXT,
  title_en TEXT,
  mechanism INTEGER NOT NULL,
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL,
  parties TEXT NOT NULL,
  search TEXT NOT NULL
) STRICT;
CREATE INDEX agreement_version_code ON agreement_version (code, id);

CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  agreement TEXT NOT NULL,
  indicator TEXT NOT NULL,
  UNIQUE (agreement, indicator)
) STRICT;

CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE observation (
  id INTEGER PRIMARY KEY,
  series INTEGER NOT NULL REFERENCES series,
  period_kind INTEGER NOT NULL,
  period_index INTEGER NOT NULL,
  source INTEGER NOT NULL REFERENCES source,
  value TEXT,
  method TEXT,
  document TEXT
) STRICT;
-- Settling reads a series along this index without touching the table, whose rows stand as they arrived.
CREATE INDEX observation_series ON observation (series, period_kind, period_index, source, id, value);

CREATE TABLE commodity (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

-- A party as it stood when the line was booked: the same name with another region or role is another party here.
CREATE TABLE party (
  id INTEGER PRIMARY KEY,
  agreement TEXT NOT NULL,
  name TEXT NOT NULL,
  region TEXT NOT NULL, -- '' for a pool
  role INTEGER NOT NULL,
  UNIQUE (agreement, name, region, role)
) STRICT;
CREATE INDEX party_region ON party (region);

CREATE TABLE entry (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  agreement TEXT NOT NULL,
  period_kind INTEGER,
  period_index INTEGER,
  date INTEGER NOT NULL,
  booked INTEGER NOT NULL,
  reverses INTEGER REFERENCES entry,
  known INTEGER NOT NULL, -- how many facts there were when it was computed
  memo TEXT,
  document TEXT
) STRICT;
CREATE INDEX entry_agreement ON entry (agreement, id);
-- Balances at a past day: kept months, and the entries of the days before it.
CREATE INDEX entry_date ON entry (date);
CREATE UNIQUE INDEX entry_reverses ON entry (reverses) WHERE reverses IS NOT NULL;

CREATE TABLE line (
  entry INTEGER NOT NULL REFERENCES entry,
  sequence INTEGER NOT NULL,
  kind INTEGER NOT NULL CHECK (kind IN (1, 2)), -- 1 accrual, 2 payment
  payer INTEGER NOT NULL REFERENCES party,
  receiver INTEGER NOT NULL REFERENCES party CHECK (receiver <> payer),
  commodity INTEGER NOT NULL REFERENCES commodity,
  amount INTEGER NOT NULL CHECK (amount > 0),
  PRIMARY KEY (entry, sequence)
) STRICT, WITHOUT ROWID;

-- Up to which fact and day everything is settled and booked. Computed like balances, and thrown away where it is wrong: no fact.
CREATE TABLE settled (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  known INTEGER NOT NULL,
  ended_by INTEGER NOT NULL
) STRICT;

-- Sums of lines. Computed like `settled`, no facts: `verify` computes them anew and compares.
CREATE TABLE kept (
  axis INTEGER NOT NULL, -- 0 all, 1 months, 2 blocks of entries: by region or pool; 3 pairs, 4 assessed periods of pairs
  segment INTEGER NOT NULL, -- the month, block or period; else 0
  party INTEGER NOT NULL, -- of a region its party with the least number
  other INTEGER NOT NULL, -- the second of two parties, else 0
  commodity INTEGER NOT NULL,
  accrued INTEGER NOT NULL,
  paid INTEGER NOT NULL,
  accrued_day INTEGER NOT NULL, -- the latest, of two parties; 0 where there is none
  paid_day INTEGER NOT NULL,
  PRIMARY KEY (axis, segment, party, other, commodity)
) STRICT, WITHOUT ROWID;

-- How many sums a segment of an axis has, and what their digests add up to.
CREATE TABLE kept_digest (
  axis INTEGER NOT NULL,
  segment INTEGER NOT NULL,
  n_rows INTEGER NOT NULL,
  digest INTEGER NOT NULL,
  PRIMARY KEY (axis, segment)
) STRICT, WITHOUT ROWID;

-- Up to which entry sums are kept, and what the digests of segments add up to.
CREATE TABLE kept_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  entries INTEGER NOT NULL,
  digest INTEGER NOT NULL
) STRICT;

-- Guards.
CREATE TRIGGER fact_no_update BEFORE UPDATE ON fact BEGIN SELECT RAISE (ABORT, 'facts are never changed'); END;
CREATE TRIGGER fact_no_delete BEFORE DELETE ON fact BEGIN SELECT RAISE (ABORT, 'facts are never deleted'); END;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE (ABORT, 'facts are never changed'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE (ABORT, 'facts are never deleted'); END;
CREATE TRIGGER region_version_no_update BEFORE UPDATE ON region_version BEGIN SELECT RAISE (ABORT, 'facts are never changed'); END;
CREATE TRIGGER region_version_no_delete BEFORE DELETE ON region_version BEGIN SELECT RAISE (ABORT, 'facts are never deleted'); END;
CREATE TRIGGER agreement_version_no_update BEFORE UPDATE ON agreement_version BEGIN SELECT RAISE (ABORT, 'facts are never changed'); END;
CREATE TRIGGER agreement_version_no_delete BEFORE DELETE ON agreement_version BEGIN SELECT RAISE (ABORT, 'facts are never deleted'); END;
CREATE TRIGGER series_no_update BEFORE UPDATE ON series BEGIN SELECT RAISE (ABORT, 'facts are never changed'); END;
CREATE TRIGGER series_no_delete BEFORE DELETE ON series BEGIN SELECT RAISE (ABORT, 'facts are never deleted'); END;
CREATE TRIGGER source_no_update BEFORE UPDATE ON source BEGIN SELECT RAISE (ABORT, 'facts are never changed'); END;
CREATE TRIGGER source_no_delete BEFORE DELETE ON source BEGIN SELECT RAISE (ABORT, 'facts are never deleted'); END;
CREATE TRIGGER observation_no_update BEFORE UPDATE ON observation BEGIN SELECT RAISE (ABORT, 'facts are never changed'); END;
CREATE TRIGGER observation_no_delete BEFORE DELETE ON observation BEGIN SELECT RAISE (ABORT, 'facts are never deleted'); END;
CREATE TRIGGER commodity_no_update BEFORE UPDATE ON commodity BEGIN SELECT RAISE (ABORT, 'facts are never changed'); END;
CREATE TRIGGER commodity_no_delete BEFORE DELETE ON commodity BEGIN SELECT RAISE (ABORT, 'facts are never deleted'); END;
CREATE TRIGGER party_no_update BEFORE UPDATE ON party BEGIN SELECT RAISE (ABORT, 'facts are never changed'); END;
CREATE TRIGGER party_no_delete BEFORE DELETE ON party BEGIN SELECT RAISE (ABORT, 'facts are never deleted'); END;
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT RAISE (ABORT, 'facts are never changed'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT RAISE (ABORT, 'facts are never deleted'); END;
CREATE TRIGGER line_no_update BEFORE UPDATE ON line BEGIN SELECT RAISE (ABORT, 'facts are never changed'); END;
CREATE TRIGGER line_no_delete BEFORE DELETE ON line BEGIN SELECT RAISE (ABORT, 'facts are never deleted'); END;
CREATE TRIGGER fact_no_gap BEFORE INSERT ON fact WHEN new.number <> (SELECT count + 1 FROM head)
  BEGIN SELECT RAISE (ABORT, 'facts are numbered without gaps'); END;
CREATE TRIGGER head_grows BEFORE UPDATE ON head WHEN new.count <= old.count OR new.id <> 1
  BEGIN SELECT RAISE (ABORT, 'the head only grows'); END;
CREATE TRIGGER head_no_delete BEFORE DELETE ON head BEGIN SELECT RAISE (ABORT, 'the head is never deleted'); END;
-- A replacing INSERT deletes without asking the guards above unless the connection has recursive_triggers on, and another program's has not.
CREATE TRIGGER event_no_replace BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE id = new.id)
  BEGIN SELECT RAISE (ABORT, 'facts are never replaced'); END;
CREATE TRIGGER region_version_no_replace BEFORE INSERT ON region_version WHEN EXISTS (SELECT 1 FROM region_version WHERE id = new.id)
  BEGIN SELECT RAISE (ABORT, 'facts are never replaced'); END;
CREATE TRIGGER agreement_version_no_replace BEFORE INSERT ON agreement_version WHEN EXISTS (SELECT 1 FROM agreement_version WHERE id = new.id)
  BEGIN SELECT RAISE (ABORT, 'facts are never replaced'); END;
CREATE TRIGGER series_no_replace BEFORE INSERT ON series WHEN EXISTS (SELECT 1 FROM series WHERE id = new.id OR (agreement = new.agreement AND indicator = new.indicator))
  BEGIN SELECT RAISE (ABORT, 'facts are never replaced'); END;
CREATE TRIGGER source_no_replace BEFORE INSERT ON source WHEN EXISTS (SELECT 1 FROM source WHERE id = new.id OR name = new.name)
  BEGIN SELECT RAISE (ABORT, 'facts are never replaced'); END;
CREATE TRIGGER observation_no_replace BEFORE INSERT ON observation WHEN EXISTS (SELECT 1 FROM observation WHERE id = new.id)
  BEGIN SELECT RAISE (ABORT, 'facts are never replaced'); END;
CREATE TRIGGER commodity_no_replace BEFORE INSERT ON commodity WHEN EXISTS (SELECT 1 FROM commodity WHERE id = new.id OR name = new.name)
  BEGIN SELECT RAISE (ABORT, 'facts are never replaced'); END;
CREATE TRIGGER party_no_replace BEFORE INSERT ON party WHEN EXISTS (SELECT 1 FROM party WHERE id = new.id OR (agreement = new.agreement AND name = new.name AND region = new.region AND role = new.role))
  BEGIN SELECT RAISE (ABORT, 'facts are never replaced'); END;
CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry WHEN EXISTS (SELECT 1 FROM entry WHERE id = new.id) OR
  (new.reverses IS NOT NULL AND EXISTS (SELECT 1 FROM entry WHERE reverses IS NOT NULL AND reverses = new.reverses))
  BEGIN SELECT RAISE (ABORT, 'facts are never replaced'); END;
CREATE TRIGGER line_no_replace BEFORE INSERT ON line WHEN EXISTS (SELECT 1 FROM line WHERE entry = new.entry AND sequence = new.sequence)
  BEGIN SELECT RAISE (ABORT, 'facts are never replaced'); END;
CREATE TRIGGER head_no_replace BEFORE INSERT ON head WHEN EXISTS (SELECT 1 FROM head)
  BEGIN SELECT RAISE (ABORT, 'facts are never replaced'); END;
