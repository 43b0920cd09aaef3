-- SPDX-License-Identifier: GPL-3.0-or-later
-- From format 2 to format 3, first half; see to-2-before.sql. Sums of pairs are kept, so nobody walks all lines by pair any more.
DROP INDEX line_pair;
