import type { Random } from '../random.ts';

/** Values that readers of JSON are seldom given. */
const VALUES: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => -1,
  () => 0,
  () => 0.5,
  () => 2 ** 31,
  () => 2 ** 53,
  () => 1e308,
  () => '',
  () => 'x'.repeat(5000),
  () => '../../\0%00',
  () => [],
  () => [[[]]],
  () => ({}),
  () => JSON.parse(`{"__proto__": {"toString": 1}, "constructor": null}`),
  () => JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`),
];

interface Place {
  holder: Record<string, unknown>;
  key: string;
}

/** The same JSON with one to three values replaced, left out or doubled. */
export function mutatedJson<Json>(json: Json, random: Random): unknown {
  const copy: unknown = structuredClone(json);
  for (let times = random.pick([1, 1, 2, 3]); times > 0; times--) {
    const places = placesIn(copy);
    if (places.length === 0) return random.pick(VALUES)();
    const { holder, key } = random.pick(places);
    const before = holder[key];
    const way = random.below(10);
    if (way === 0) delete holder[key];
    else if (way === 1) holder[`${key}_`] = before;
    else if (typeof before === 'number' && way < 6) {
      holder[key] = random.pick([
        -before,
        before + 1,
        before * 1000,
        before / 3,
        0,
        2 ** 32,
        Number.MAX_SAFE_INTEGER,
      ]);
    } else if (typeof before === 'string' && way < 5) {
      holder[key] = random.pick([before.slice(1), before.toUpperCase(), before + before, `${before}\n`]);
    } else holder[key] = random.pick(VALUES)();
  }
  return copy;
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}
