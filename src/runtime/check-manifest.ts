import * as v from 'valibot';
import type { ModelManifest } from './model-manifest.ts';

const perChannel = v.union([v.number(), v.pipe(v.array(v.number()), v.minLength(1))]);
const size = v.pipe(v.number(), v.integer(), v.minValue(1));

const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

const anyModel = v.object({
  name: v.string(),
  version: v.string(),
  file: v.pipe(v.string(), v.nonEmpty()),
  bytes: size,
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  license: v.exactOptional(v.string()),
  origin: v.exactOptional(v.string()),
  family: v.string(),
  input: v.object({
    name: v.string(),
    shape: v.tuple([size, size, size, size]),
    layout: v.literal('NCHW'),
    color: v.picklist(['RGB', 'BGR', 'grey']),
    mean: perChannel,
    scale: perChannel,
    crop: v.string(),
    cropScale: v.exactOptional(positive),
  }),
});

const model = v.variant('role', [
  v.object({
    ...anyModel.entries,
    role: v.literal('embedding'),
    dimension: size,
  }),
  v.object({
    ...anyModel.entries,
    role: v.picklist(['detector', 'landmarks', 'antispoofing', 'pose', 'eyes']),
  }),
]);

const knots = v.pipe(
  v.array(v.tuple([v.number(), v.number()])),
  v.minLength(2),
  v.check(
    (all) => all.every(([x, y], i) => i === 0 || (x > (all[i - 1]?.[0] ?? x) && y > (all[i - 1]?.[1] ?? y))),
    'The knots must rise in both numbers',
  ),
);

const schema: v.GenericSchema<ModelManifest> = v.object({
  name: v.string(),
  version: v.string(),
  models: v.array(model),
  calibration: v.object({
    comparison: v.object({ knots }),
    embeddingLength: v.object({ lowest: v.number(), upright: v.number(), highest: v.number() }),
    spoofing: v.exactOptional(v.object({ slope: v.number(), intercept: v.number() })),
  }),
});

/** What is wrong with a manifest and where; undefined if nothing is. */
export function manifestFault(manifest: unknown): string | undefined {
  const { issues } = v.safeParse(schema, manifest);
  const [issue] = issues ?? [];
  return issue && `${v.getDotPath(issue) ?? 'manifest'}: ${issue.message}`;
}
