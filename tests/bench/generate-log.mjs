// Writes a made-up event log for the bench: seeded, so that the same arguments give the same bytes.
// usage: node tests/bench/generate-log.mjs ROWS OUT.csv [SEED]
//
// A customer is a run of visits; a visit has an aim (look around, buy, get help, answer a mail), and each aim is a
// small script of touchpoints with chances in it. The rows of all customers lie in the order of time, as an export has
// them. Columns: user_id,timestamp,event,channel,device,revenue,rating; about 20 events a customer, 70 bytes a row.

import { closeSync, openSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const TOUCHPOINTS = [
  'landing', 'home_view', 'search', 'search_results', 'category_view', 'product_view', 'product_compare',
  'review_read', 'size_guide', 'store_finder', 'wishlist_add', 'newsletter_open', 'newsletter_click', 'push_open',
  'account_create', 'account_login', 'add_to_cart', 'cart_view', 'cart_remove', 'voucher_apply', 'checkout_start',
  'address_entry', 'payment_entry', 'purchase', 'order_tracking', 'return_request', 'help_article', 'support_chat',
  'survey_answer', 'friend_invite',
];
const CHANNELS = [
  'organic_search', 'paid_search', 'social', 'newsletter', 'direct', 'referral', 'display', 'marketplace',
];
const DEVICES = ['mobile', 'desktop', 'tablet'];

const T = Object.fromEntries(TOUCHPOINTS.map((name, code) => [name, code]));
const C = Object.fromEntries(CHANNELS.map((name, code) => [name, code]));

const FIRST_DAY = Date.UTC(2025, 0, 6); // a Monday
const DAYS = 180;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SPAN = DAYS * DAY;
/** How many visits start in each hour of the day, in parts of their sum. */
const VISITS_BY_HOUR = [8, 5, 3, 2, 2, 4, 9, 17, 25, 31, 34, 35, 39, 36, 33, 32, 34, 37, 42, 50, 55, 49, 33, 17];

/** xoshiro128**: quick, good enough, and the same everywhere. */
function randomNumbers(seed) {
  let a = seed ^ 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  let d = 0xdeadbeef;
  const next = () => {
    const times5 = Math.imul(b, 5);
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return (result >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 16; i += 1) next();
  return next;
}

/** All events, customer after customer: one array per column. Exactly `rows` of them. */
function simulate(rows, random) {
  const events = {
    times: new Float64Array(rows), // milliseconds since the first day
    customers: new Uint32Array(rows),
    touchpoints: new Uint8Array(rows),
    channels: new Uint8Array(rows),
    devices: new Uint8Array(rows),
    cents: new Uint32Array(rows),
    ratings: new Uint8Array(rows),
  };
  let count = 0;
  let customer = 0;
  let now = 0;
  let channel = 0;
  let device = 0;

  const chance = (probability) => random() < probability;
  const wait = (meanSeconds) => {
    now += 1 + Math.floor(-Math.log(1 - random()) * meanSeconds * 1000);
  };
  const pick = (weights) => {
    let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
    return weights.findIndex((weight) => (left -= weight) < 0);
  };
  const at = (touchpoint, { cents = 0, rating = 0 } = {}) => {
    if (count === rows || now >= SPAN) return;
    events.times[count] = now;
    events.customers[count] = customer;
    events.touchpoints[count] = touchpoint;
    events.channels[count] = channel;
    events.devices[count] = device;
    events.cents[count] = cents;
    events.ratings[count] = rating;
    count += 1;
    wait(35);
  };

  const arrive = () => {
    if (channel === C.newsletter) {
      at(T.newsletter_open);
      if (chance(0.5)) at(T.newsletter_click);
    } else if (channel === C.direct && chance(0.2)) at(T.push_open);
    if (channel === C.marketplace && chance(0.6)) at(T.product_view);
    else at(chance(0.8) ? T.landing : T.home_view);
  };
  const find = () => {
    if (chance(0.45)) {
      do {
        at(T.search);
        at(T.search_results);
      } while (chance(0.25));
    } else at(T.category_view);
  };
  const look = (interest) => {
    do {
      if (chance(0.4)) find();
      at(T.product_view);
      if (chance(0.18)) at(T.review_read);
      if (chance(0.08)) at(T.size_guide);
      if (chance(0.07)) at(T.product_compare);
      if (chance(0.05)) at(T.wishlist_add);
      if (chance(0.02)) at(T.store_finder);
    } while (chance(interest));
  };
  const checkOut = () => {
    at(T.checkout_start);
    if (chance(0.3)) at(T.account_login);
    if (chance(0.14)) return;
    at(T.address_entry);
    if (chance(0.12)) return;
    do at(T.payment_entry);
    while (chance(0.1));
    if (chance(0.2)) return;
    at(T.purchase, { cents: 500 + Math.round(-Math.log(1 - random()) * 6000) });
    if (chance(0.12)) at(T.survey_answer, { rating: 1 + pick([6, 5, 12, 32, 45]) });
    if (chance(0.04)) at(T.friend_invite);
    if (chance(0.35)) {
      wait(86_400);
      at(T.order_tracking);
    }
  };
  const buy = () => {
    look(0.5);
    do {
      at(T.add_to_cart);
      if (chance(0.2)) look(0.3);
    } while (chance(0.25));
    if (chance(0.7)) at(T.cart_view);
    if (chance(0.15)) at(T.cart_remove);
    if (chance(0.15)) at(T.voucher_apply);
    if (chance(0.55)) checkOut();
  };
  const getHelp = () => {
    at(T.account_login);
    if (chance(0.5)) at(T.order_tracking);
    do at(T.help_article);
    while (chance(0.4));
    if (chance(0.4)) at(T.support_chat);
    if (chance(0.15)) at(T.return_request);
    if (chance(0.1)) at(T.survey_answer, { rating: 1 + pick([25, 18, 22, 20, 15]) });
  };
  const visit = () => {
    arrive();
    const aim = random();
    if (aim < 0.5) look(0.55);
    else if (aim < 0.85) buy();
    else if (aim < 0.93) getHelp();
    if (chance(0.04)) at(T.account_create);
  };

  while (count < rows) {
    const usualDevice = pick([60, 34, 6]);
    const usualChannel = pick([28, 18, 16, 4, 14, 8, 8, 4]);
    // Many come once, a few come often.
    const visits = 1 + Math.floor(1.05 / Math.pow(1 - random() * 0.9997, 0.62));
    now = Math.floor(Math.pow(random(), 0.9) * SPAN * 0.95);
    for (let i = 0; i < visits && now < SPAN; i += 1) {
      const day = Math.floor(now / DAY);
      now = Math.max(now, day * DAY + pick(VISITS_BY_HOUR) * HOUR + Math.floor(random() * HOUR));
      channel = i === 0 || chance(0.4) ? usualChannel : pick([12, 10, 10, 22, 34, 5, 5, 2]);
      device = chance(0.85) ? usualDevice : pick([1, 1, 1]);
      visit();
      wait((9 * DAY) / 1000);
    }
    customer += 1;
  }
  return { ...events, customerCount: customer };
}

/** Positions of the events in the order of time. By hour first, so that each sort is small. */
function orderOf(times) {
  const hours = DAYS * 24;
  const starts = new Uint32Array(hours + 1);
  for (const time of times) starts[Math.floor(time / HOUR) + 1] += 1;
  for (let hour = 0; hour < hours; hour += 1) starts[hour + 1] += starts[hour];
  const order = new Uint32Array(times.length);
  const next = starts.slice();
  for (let i = 0; i < times.length; i += 1) order[next[Math.floor(times[i] / HOUR)]++] = i;
  // Time and place in the hour as one number: equal times keep the order in which they were made.
  for (let hour = 0; hour < hours; hour += 1) {
    const own = order.subarray(starts[hour], starts[hour + 1]);
    const size = 2 ** Math.ceil(Math.log2(own.length + 1));
    const keys = Float64Array.from(own, (event, place) => (times[event] - hour * HOUR) * size + place).sort();
    own.set(Uint32Array.from(keys, (key) => own[key % size]));
  }
  return order;
}

/** Writes text as bytes, a few megabytes at a time. */
class Writer {
  #file;
  #bytes = Buffer.alloc(8 << 20);
  #at = 0;

  constructor(path) {
    this.#file = openSync(path, 'w');
  }

  /** Room for one row; call before each. */
  room() {
    if (this.#at > this.#bytes.length - 1024) this.#flush();
  }

  text(bytes) {
    for (let i = 0; i < bytes.length; i += 1) this.#bytes[this.#at++] = bytes[i];
  }

  byte(code) {
    this.#bytes[this.#at++] = code;
  }

  /** A number with leading zeros. */
  digits(value, width) {
    for (let i = this.#at + width - 1; i >= this.#at; i -= 1) {
      this.#bytes[i] = 48 + (value % 10);
      value = Math.floor(value / 10);
    }
    this.#at += width;
  }

  close() {
    this.#flush();
    closeSync(this.#file);
  }

  #flush() {
    writeSync(this.#file, this.#bytes, 0, this.#at);
    this.#at = 0;
  }
}

/** Fixed-width names that do not rise with time: a bijection of 32 bits, in hexadecimal. */
function customerName(customer) {
  let bits = Math.imul(customer + 1, 0x9e3779b1) >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b) >>> 0;
  bits = (bits ^ (bits >>> 13)) >>> 0;
  return Buffer.from(`u_${((bits ^ 0x5bd1) & 0xffff).toString(16).padStart(4, '0')}${bits.toString(16).padStart(8, '0')}`);
}

export function generateLog(rows, path, seed = 1) {
  const events = simulate(rows, randomNumbers(seed));
  const order = orderOf(events.times);
  const names = Array.from({ length: events.customerCount }, (_, customer) => customerName(customer));
  const [touchpoints, channels, devices] = [TOUCHPOINTS, CHANNELS, DEVICES].map((list) =>
    list.map((name) => Buffer.from(`${name},`)),
  );
  const days = Array.from({ length: DAYS }, (_, day) =>
    Buffer.from(`,${new Date(FIRST_DAY + day * DAY).toISOString().slice(0, 10)}T`),
  );
  const [COMMA, COLON, POINT, Z, NEWLINE] = Buffer.from(',:.Z\n');

  const out = new Writer(path);
  out.text(Buffer.from('user_id,timestamp,event,channel,device,revenue,rating\n'));
  for (const event of order) {
    out.room();
    const time = events.times[event];
    const inDay = time % DAY;
    out.text(names[events.customers[event]]);
    out.text(days[(time - inDay) / DAY]);
    out.digits(Math.floor(inDay / HOUR), 2);
    out.byte(COLON);
    out.digits(Math.floor(inDay / 60_000) % 60, 2);
    out.byte(COLON);
    out.digits(Math.floor(inDay / 1000) % 60, 2);
    out.byte(POINT);
    out.digits(inDay % 1000, 3);
    out.byte(Z);
    out.byte(COMMA);
    out.text(touchpoints[events.touchpoints[event]]);
    out.text(channels[events.channels[event]]);
    out.text(devices[events.devices[event]]);
    const cents = events.cents[event];
    if (cents > 0) {
      out.text(Buffer.from(String(Math.floor(cents / 100))));
      out.byte(POINT);
      out.digits(cents % 100, 2);
    }
    out.byte(COMMA);
    if (events.ratings[event] > 0) out.digits(events.ratings[event], 1);
    out.byte(NEWLINE);
  }
  out.close();
  return { rows, customers: events.customerCount };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [rows, path, seed] = process.argv.slice(2);
  if (!rows || !path) {
    console.error('usage: node tests/bench/generate-log.mjs ROWS OUT.csv [SEED]');
    process.exit(1);
  }
  const { customers } = generateLog(Number(rows), path, seed && Number(seed));
  console.log(`${rows} events of ${customers} customers in ${path}`);
}
