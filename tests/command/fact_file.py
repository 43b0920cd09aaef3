# SPDX-License-Identifier: GPL-3.0-or-later
"""Where in the bytes of a SQLite file the values of a table's rows stand; read without SQLite, by its published format."""


def read_varint(data, at):
    value = 0
    for index in range(9):
        byte = data[at + index]
        if index == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 127
        if byte < 128:
            return value, at + index + 1
    raise ValueError("a number of more than nine bytes")


def size_of(serial):
    return (serial - 12) // 2 if serial >= 12 else {0: 0, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}.get(serial, serial)


class File:
    def __init__(self, data):
        self.data = data
        self.page_size = int.from_bytes(data[16:18], "big")
        self.page_size = 65536 if self.page_size == 1 else self.page_size
        self.usable = self.page_size - data[20]

    def payload(self, at, length, is_table):
        """The places of a cell's payload, one a byte, from where it begins on its page over its overflow pages."""
        most = self.usable - 35 if is_table else (self.usable - 12) * 64 // 255 - 23
        least = (self.usable - 12) * 32 // 255 - 23
        here = length
        if length > most:
            here = least + (length - least) % (self.usable - 4)
            here = here if here <= most else least
        places = list(range(at, at + here))
        page = int.from_bytes(self.data[at + here:at + here + 4], "big") if here < length else 0
        while len(places) < length:
            start = (page - 1) * self.page_size
            page = int.from_bytes(self.data[start:start + 4], "big")
            places += range(start + 4, start + 4 + min(self.usable - 4, length - len(places)))
        return places

    def cells(self, page):
        """Of the tree from @page: the places of the key (of a table, else None) and of the record, cell by cell."""
        start = (page - 1) * self.page_size
        begin = start + (100 if page == 1 else 0)
        kind = self.data[begin]
        inner = kind in (2, 5)
        for index in range(int.from_bytes(self.data[begin + 3:begin + 5], "big")):
            pointer = begin + (12 if inner else 8) + 2 * index
            at = start + int.from_bytes(self.data[pointer:pointer + 2], "big")
            if inner:
                yield from self.cells(int.from_bytes(self.data[at:at + 4], "big"))
                at += 4
            if kind == 5:
                continue
            length, at = read_varint(self.data, at)
            key = None
            if kind == 13:
                key_at = at
                _, at = read_varint(self.data, at)
                key = range(key_at, at)
            yield key, self.payload(at, length, kind == 13)
        if inner:
            yield from self.cells(int.from_bytes(self.data[begin + 8:begin + 12], "big"))

    def record(self, places):
        """The places of each value of a record: its own bytes, and that of its kind where it has none."""
        bytes_of = bytes(self.data[place] for place in places)
        header, at = read_varint(bytes_of, 0)
        value = header
        while at < header:
            kind_at = at
            serial, at = read_varint(bytes_of, at)
            size = size_of(serial)
            yield serial, bytes_of[value:value + size], places[value:value + size] or places[kind_at:at]
            value += size


def read_integer(serial, bytes_of):
    return serial - 8 if serial in (8, 9) else int.from_bytes(bytes_of, "big", signed=True)


def find_values(data, handle, table):
    """Yields for each value of @table: the key of its row (of a line its entry), its column, and the places in @data of its bytes."""
    root, = handle.execute("SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?", (table,)).fetchone()
    names = [row[1] for row in handle.execute(f"SELECT * FROM pragma_table_xinfo ('{table}')")]
    file = File(data)
    for key, places in file.cells(root):
        values = list(file.record(places))
        number = read_varint(data, key[0])[0] if key is not None else read_integer(*values[0][:2])
        for index, (serial, _, found) in enumerate(values):
            # The number of a row stands before the record, where it is NULL.
            if index == 0 and key is not None:
                yield number, names[0], list(key)
            elif serial != 0:
                yield number, names[index], found
