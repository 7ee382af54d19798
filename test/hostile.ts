import fc from 'fast-check'

const PIECES = [
  ...['=', '+', '-', '@', "'", '"', '""', ',', ';', ':', '\\', '|', '\t', '\n', '\r\n', '\\n', '%', '`'],
  ...[
    '=1+1',
    '="0042"',
    '="x"',
    "'=a",
    '+33612345678',
    '06 12 34 56 78',
    '0042',
    '1E5',
    '1/2',
    '12.50',
    '12,50',
    'TRUE',
    '3 mars',
    '2026-01-05',
  ],
  ...['આશા પટેલ', 'É', 'é', '🎉', '👩‍👩‍👧', '\u202e', '\u200f', '\u2066', '\ufeffx', '\u00a0', '\u2028', '\u0007', 'a', 'b', ' ', '  '],
  ...['Total', 'Nom', 'name', 'NULL', 'n/a', 'null', 'yes', 'system:1; other:2', 'BEGIN:VCARD', 'END:VCARD', '{"a":1}', '[1]', '<b>'],
]

/** Text as an owner, another program or an enemy may have put it into a cell: trimmed, not empty, without NUL. `without`: what it never holds. */
export function hostileText(without = /\0/): fc.Arbitrary<string> {
  const pieces = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''))
  return fc
    .oneof(pieces, pieces, fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ unit: 'grapheme', maxLength: 90 }))
    .map((text) => text.trim())
    .filter((text) => text !== '' && !text.includes('\0') && !without.test(text))
}
