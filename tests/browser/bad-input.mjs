// Files that go wrong, made here. Each must end in a clear sentence or a working log, never in a panic or a frozen page.

const HEADER = 'user_id,timestamp,event';
const text = (...lines) => Buffer.from(`${lines.flat().join('\n')}\n`);
const instant = (second) => new Date(Date.UTC(2025, 0, 1) + second * 1000).toISOString();
const rows = (count, row) => Array.from({ length: count }, (_, index) => row(index));
const simple = (count) => rows(count, (i) => `u${i % 7},${instant(i)},${['view', 'cart', 'pay'][i % 3]}`);

/** A file that opens, to follow the bad ones with. */
export const GOOD = { name: 'good.csv', bytes: text(HEADER, simple(30)) };

/** `code`: refused so. `events`: opens with so many events; `null`: opens, and every row is accounted for. */
export const BAD_INPUT = [
  { title: 'an empty file', name: 'empty.csv', bytes: () => Buffer.alloc(0), code: 'notAnEventLog' },
  { title: 'white space alone', name: 'blank.csv', bytes: () => Buffer.from(' \n\r\n\t\n'), code: 'notAnEventLog' },
  { title: 'a header alone', name: 'header.csv', bytes: () => text(HEADER), code: 'notAnEventLog' },
  {
    title: 'an image',
    name: 'photo.csv',
    bytes: () =>
      Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.from(rows(5000, (i) => (i * 73) % 256))]),
    code: 'notAnEventLog',
  },
  {
    title: 'a log without a timestamp column',
    name: 'timeless.csv',
    bytes: () => text('user_id,event,colour', rows(50, (i) => `u${i % 7},view,${['red', 'green'][i % 2]}`)),
    code: 'notAnEventLog',
  },
  {
    title: 'timestamps that are all broken',
    name: 'broken.csv',
    bytes: () => text(HEADER, rows(50, (i) => `u${i % 7},around noon ${i},view`)),
    code: 'notAnEventLog',
  },
  {
    title: 'some timestamps that are broken',
    name: 'partly.csv',
    bytes: () => text(HEADER, simple(30), 'u1,soon,view', 'u2,2025-02-30T00:00:00Z,view', 'u3,,view'),
    events: 30,
  },
  {
    title: 'dates that can be read in two ways',
    name: 'dates.csv',
    bytes: () => text(HEADER, rows(12, (i) => `u${i % 3},0${1 + (i % 9)}/0${1 + (i % 8)}/2025 10:00:00,${['view', 'pay'][i % 2]}`)),
    code: 'unreadable',
  },
  {
    title: '300 columns',
    name: 'wide.csv',
    bytes: () => {
      const more = rows(297, (i) => `c${i}`).join(',');
      return text(`${HEADER},${more}`, simple(200).map((row, i) => row + `,${i}`.repeat(297)));
    },
    events: 200,
  },
  {
    title: 'a field of 10 MB',
    name: 'long-field.csv',
    bytes: () => text(`${HEADER},comment`, simple(30).map((row, i) => `${row},${i === 9 ? 'x'.repeat(10e6) : 'ok'}`)),
    events: null,
  },
  { title: 'one line of 10 MB', name: 'long-line.csv', bytes: () => Buffer.alloc(10e6, 'abc,def '), code: 'notAnEventLog' },
  {
    title: 'a quote that is never closed',
    name: 'quote.csv',
    bytes: () => text(HEADER, simple(30), 'u1,2025-03-01T00:00:00Z,"view', simple(30)),
    events: null,
  },
  {
    title: 'line ends of every kind',
    name: 'line-ends.csv',
    bytes: () => Buffer.from([HEADER, ...simple(30)].map((line, i) => line + ['\n', '\r\n'][i % 2]).join('')),
    events: 30,
  },
  {
    title: 'old Macintosh line ends',
    name: 'mac.csv',
    bytes: () => Buffer.from([HEADER, ...simple(30)].join('\r')),
    events: null,
    orCode: 'notAnEventLog',
  },
  {
    title: 'NUL bytes',
    name: 'nul.csv',
    bytes: () => text(HEADER, simple(30), 'u\u00001,2025-03-01T00:00:00Z,vi\u0000ew', 'u2,2025-03-01T00:00:00Z,\u0000'),
    events: null,
    orCode: 'notAnEventLog',
  },
  {
    title: 'columns of the same name',
    name: 'twice.csv',
    bytes: () => text(`${HEADER},note,note,user_id`, simple(30).map((row) => `${row},a,b,c`)),
    events: 30,
  },
  {
    title: 'rows that are too short or too long',
    name: 'ragged.csv',
    bytes: () => text(HEADER, simple(30), 'u1', 'u1,2025-03-01T00:00:00Z,view,more,and more', ''),
    events: null,
  },
  {
    title: '100,000 distinct touchpoints',
    name: 'touchpoints.csv',
    bytes: () => text(HEADER, rows(200_000, (i) => `u${i % 999},${instant(i)},page ${(i * 7919) % 100_000}`)),
    events: 200_000,
  },
  {
    title: 'one customer with a million events',
    name: 'one-customer.csv',
    bytes: () => text(HEADER, rows(1_000_000, (i) => `u,${instant(i)},${['view', 'cart', 'pay'][i % 3]}`)),
    events: 1_000_000,
  },
  {
    title: 'dates in the years 0001 and 9999',
    name: 'epochs.csv',
    bytes: () =>
      text(HEADER, 'u1,0001-01-01T00:00:00Z,view', 'u1,9999-12-31T23:59:59Z,pay', 'u2,2025-01-01T00:00:00Z,view'),
    events: 3,
  },
];
