// Writes made-up logs in other formats for the bench: seeded, so that the same arguments give the same bytes.
// usage: node tests/bench/generate-others.mjs xes|xlsx EVENTS OUT

import { parquetWriteFile } from 'hyparquet-writer';
import { closeSync, createReadStream, openSync, writeFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { crc32, createDeflateRaw, gzipSync } from 'node:zlib';

/** Mulberry32: quick, good enough, and the same everywhere. */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const STEPS = [
  'A_SUBMITTED', 'A_PARTLYSUBMITTED', 'A_PREACCEPTED', 'W_Completeren aanvraag', 'A_ACCEPTED', 'O_SELECTED',
  'A_FINALIZED', 'O_CREATED', 'O_SENT', 'W_Nabellen offertes', 'O_SENT_BACK', 'W_Valideren aanvraag', 'A_REGISTERED',
  'A_APPROVED', 'O_ACCEPTED', 'A_ACTIVATED', 'A_DECLINED', 'A_CANCELLED', 'W_Afhandelen leads',
  'W_Nabellen incomplete dossiers', 'W_Beoordelen fraude', 'O_CANCELLED', 'O_DECLINED', 'W_Wijzigen contractgegevens',
];
const FIRST = Date.UTC(2011, 9, 1);

/**
 * A log that is there as CSV, in Parquet as others write it: dictionaries, snappy, times as numbers. The CSV has no quotes,
 * and the columns of `generate-log.mjs`.
 */
export async function generateParquet(csv, path) {
  const types = { timestamp: 'TIMESTAMP', revenue: 'DOUBLE', rating: 'INT32' };
  const columns = [];
  for await (const line of createInterface({ input: createReadStream(csv) })) {
    const fields = line.split(',');
    if (columns.length === 0) {
      columns.push(...fields.map((name) => ({ name, data: [], type: types[name] ?? 'STRING' })));
      continue;
    }
    fields.forEach((field, at) => {
      const { data, type } = columns[at];
      if (field === '') data.push(null);
      else if (type === 'TIMESTAMP') data.push(new Date(field));
      else data.push(type === 'STRING' ? field : Number(field));
    });
  }
  // Row groups as large as pandas writes them.
  parquetWriteFile({ filename: path, columnData: columns, rowGroupSize: 1 << 20 });
}

/** The same log as JSON, an object per line; what is missing is left out. */
export async function generateLines(csv, path) {
  const file = openSync(path, 'w');
  let names;
  let lines = [];
  for await (const line of createInterface({ input: createReadStream(csv) })) {
    const fields = line.split(',');
    if (names) {
      const given = names.map((name, at) => [name, fields[at]]).filter(([, field]) => field !== '');
      lines.push(JSON.stringify(Object.fromEntries(given)));
    }
    names ??= fields;
    if (lines.length === 100_000) writeSync(file, `${lines.splice(0).join('\n')}\n`);
  }
  writeSync(file, lines.join('\n'));
  closeSync(file);
}

/** A log of the shape of BPI Challenge 2012: 20 events a case, four attributes each, all lifecycle transitions. */
export function generateXes(events, path, seed = 1) {
  const random = randomNumbers(seed);
  const parts = ['<?xml version="1.0" encoding="UTF-8" ?>\n<log xes.version="1.0" xes.features="nested-attributes" openxes.version="1.0RC7">\n'];
  parts.push('<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>\n');
  for (let written = 0, id = 173_688; written < events; id += 3) {
    let time = FIRST + Math.floor(random() * 150 * 86_400) * 1000;
    const stamp = () => new Date(time).toISOString().replace('Z', '+02:00');
    parts.push(`<trace>\n<date key="REG_DATE" value="${stamp()}"/>\n<string key="concept:name" value="${id}"/>\n<string key="AMOUNT_REQ" value="${500 * Math.ceil(random() * 100)}"/>\n`);
    for (let left = Math.min(events - written, 3 + Math.floor(random() * 35)); left > 0; left -= 1, written += 1) {
      time += Math.floor(random() * 40_000_000);
      const transition = ['COMPLETE', 'COMPLETE', 'COMPLETE', 'START', 'SCHEDULE'][Math.floor(random() * 5)];
      parts.push(`<event>\n<string key="org:resource" value="${10_000 + Math.floor(random() * 1_300)}"/>\n<string key="lifecycle:transition" value="${transition}"/>\n<string key="concept:name" value="${STEPS[Math.floor(random() * STEPS.length)]}"/>\n<date key="time:timestamp" value="${stamp()}"/>\n</event>\n`);
    }
    parts.push('</trace>\n');
  }
  parts.push('</log>\n');
  writeFileSync(path, gzipSync(parts.join('')));
}

/** A workbook of one sheet with a row for each event; ids that are all different keep it large when it is packed. */
export async function generateXlsx(events, path, seed = 1) {
  const random = randomNumbers(seed);
  const file = openSync(path, 'w');
  const entries = [];
  let at = 0;
  const write = (bytes) => (at += writeSync(file, bytes));
  const start = (name) => {
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(8, 6); // sizes follow the data
    header.writeUInt16LE(8, 8);
    header.writeUInt16LE(name.length, 26);
    const entry = { name, offset: at, crc: 0, size: 0, packed: 0 };
    write(Buffer.concat([header, Buffer.from(name)]));
    return entry;
  };
  const add = async (name, texts) => {
    const entry = start(name);
    const pack = createDeflateRaw({ level: 1 });
    const before = at;
    const written = (async () => {
      for await (const bytes of pack) write(bytes);
    })();
    for (const text of texts) {
      const bytes = Buffer.from(text);
      entry.crc = crc32(bytes, entry.crc);
      entry.size += bytes.length;
      if (!pack.write(bytes)) await new Promise((resolve) => pack.once('drain', resolve));
    }
    pack.end();
    await written;
    entry.packed = at - before;
    const sizes = Buffer.alloc(16);
    [0x08074b50, entry.crc, entry.packed, entry.size].forEach((number, index) => sizes.writeUInt32LE(number, 4 * index));
    write(sizes);
    entries.push(entry);
  };
  function* rows() {
    yield '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
    const cells = (values) => `<row>${values.map((value) => (typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${value}</t></is></c>`)).join('')}</row>`;
    yield cells(['customer_id', 'event', 'timestamp', 'channel', 'order_id', 'amount']);
    for (let i = 0; i < events; i += 1) {
      const id = Array.from({ length: 5 }, () => Math.floor(random() * 2 ** 48).toString(36)).join('');
      const time = new Date(FIRST + i * 20_000).toISOString().slice(0, 19);
      yield cells([`c${Math.floor(random() * events / 20)}`, STEPS[Math.floor(random() * STEPS.length)], time, ['web', 'app', 'store'][i % 3], id, Math.floor(random() * 1e5) / 100]);
    }
    yield '</sheetData></worksheet>';
  }
  const xml = '<?xml version="1.0" encoding="UTF-8"?>';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  await add('[Content_Types].xml', [`${xml}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`]);
  await add('_rels/.rels', [`${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`]);
  await add('xl/workbook.xml', [`${xml}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets><sheet name="events" sheetId="1" r:id="r1"/></sheets></workbook>`]);
  await add('xl/_rels/workbook.xml.rels', [`${xml}<Relationships xmlns="${packages}/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`]);
  await add('xl/worksheets/sheet1.xml', rows());
  const directory = at;
  for (const { name, offset, crc, size, packed } of entries) {
    const header = Buffer.alloc(46);
    header.writeUInt32LE(0x02014b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(20, 6);
    header.writeUInt16LE(8, 8);
    header.writeUInt16LE(8, 10);
    [crc, packed, size].forEach((number, index) => header.writeUInt32LE(number, 16 + 4 * index));
    header.writeUInt16LE(name.length, 28);
    header.writeUInt32LE(offset, 42);
    write(Buffer.concat([header, Buffer.from(name)]));
  }
  const end = Buffer.alloc(22);
  const length = at - directory;
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(directory, 16);
  write(end);
  closeSync(file);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [kind, events, path] = process.argv.slice(2);
  await { xes: generateXes, xlsx: generateXlsx }[kind](Number(events), path);
}
