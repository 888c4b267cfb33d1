import type { ImportEncoding } from '@rapport/sdk';
import { toUtf8, EncodingDetector } from './encoding';
import { findFormat, guessDelimiter } from './file-format';
import { nameColumns, readRecords } from './records';

async function* stream(bytes: Buffer, pieces = bytes.length) {
  for (let at = 0; at < bytes.length; at += pieces) yield bytes.subarray(at, at + pieces);
  return undefined;
}

const german = 'name;city\nMüller;Köln\nGröße;Zürich – „Mitte“\n';
const chinese = '姓名,手机号,城市\n王小明,13800138000,上海\n李丽,13900139000,北京市朝阳区\n';

/** As Excel and its relatives write them. */
const written: [name: string, encoding: ImportEncoding, bytes: Buffer, text: string][] = [
  ['UTF-8', 'utf-8', Buffer.from(german), german],
  ['UTF-8 with a byte order mark', 'utf-8', Buffer.from(`\uFEFF${german}`), `\uFEFF${german}`],
  ['UTF-16 of little ends', 'utf-16le', Buffer.from(`\uFEFF${chinese}`, 'utf16le'), `\uFEFF${chinese}`],
  ['UTF-16 of big ends', 'utf-16be', Buffer.from(`\uFEFF${german}`, 'utf16le').swap16(), `\uFEFF${german}`],
  ['UTF-16 without a mark', 'utf-16le', Buffer.from(german, 'utf16le'), german],
  [
    'Windows-1252',
    'windows-1252',
    Buffer.from('name;city\nM\xfcller;K\xf6ln\nGr\xf6\xdfe;Z\xfcrich \x96 \x84Mitte\x93\n', 'latin1'),
    german,
  ],
  [
    'GB18030',
    'gb18030',
    Buffer.from(
      'd0d5c3fb2ccad6bbfabac52cb3c7cad00acdf5d0a1c3f72c31333830303133383030302cc9cfbaa30ac0eec0f62c31333930303133393030302cb1b1bea9cad0b3afd1f4c7f80a',
      'hex',
    ),
    chinese,
  ],
];

test.each(written)('%s is recognised, wherever the pieces are cut', async (_, encoding, bytes, text) => {
  for (const pieces of [bytes.length, 3, 1]) {
    const detector = new EncodingDetector();
    for await (const piece of stream(bytes, pieces)) detector.update(piece);
    expect(detector.encoding()).toBe(encoding);
    const read: Buffer[] = [];
    for await (const piece of toUtf8(stream(bytes, pieces), encoding)) read.push(piece);
    expect(Buffer.concat(read).toString()).toBe(text);
  }
});

test('one broken character does not make a UTF-8 file something else', () => {
  const detector = new EncodingDetector();
  detector.update(Buffer.concat([Buffer.from(german.repeat(20)), Buffer.from([0xff]), Buffer.from(german)]));
  expect(detector.encoding()).toBe('utf-8');
});

test.each([
  ['a,b,c\n1,2,3\n', ','],
  ['"Name, first";Mail\n"A, b";x\n"C, d";y\n', ';'],
  ['a\tb\n1,5\t2\n', '\t'],
  ['a|b\n1|2\n', '|'],
  ['email\na@x.com\n', ','],
  ['full name\nAnna Smith\nBob Jones\n', ','],
  [' customer  date   value\n 00001 19970101  11.77\n', 'whitespace'],
  ['id;price\n1;"1,50\n more, and more"\n2;3,00\n', ';'],
])('%j is split by %j', (head, delimiter) => {
  expect(guessDelimiter(head)).toBe(delimiter);
});

test('columns without a name and names that come twice get one of their own', () => {
  expect(nameColumns([' email ', '', 'email', 'email', 'column 2'])).toEqual([
    'email',
    'column 2',
    'email (2)',
    'email (3)',
    'column 2 (2)',
  ]);
});

async function recordsOf(text: string) {
  const bytes = Buffer.from(text);
  const found = await findFormat({ name: 'x.csv', bytes: stream(bytes), encoding: 'utf-8' }, {});
  const records = [];
  for await (const record of readRecords(stream(bytes, 7), found)) records.push(record);
  return records;
}

test('quoted line ends, and a header that comes again', async () => {
  expect(await recordsOf('id;note\r\n1;"two\nlines; and ""more"""\r\nid;note\r\n2;\r\n')).toMatchObject([
    { line: 3, fields: { id: '1', note: 'two\nlines; and "more"' } },
    { line: 4, broken: 'It repeats the header.' },
    { line: 5, fields: { id: '2' } },
  ]);
});

test.each(['', '\uFEFF', 'a,b\n', '\n\n'])('%j has no records', async (text) => {
  expect(await recordsOf(text)).toEqual([]);
});
