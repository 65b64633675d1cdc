import * as v from 'valibot';
import { ApiLiteError } from '../errors.ts';
import { isSameName } from './media-names.ts';
import type { LivenessPayload } from './payload-form.ts';

/** The reference's thresholds if the payload sets none. */
export const DEFAULT_THRESHOLD = 0.5;

/** A JSON object: arrays and null are none. */
function jsonObject<Content = unknown>(message: string) {
  return v.custom<Record<string, Content>>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    message,
  );
}

const metaData = jsonObject('must be an object');

/**
 * Something for each medium, by its name; null is nothing. Not `v.record`, which drops names such as `constructor`.
 */
function byMedium<Input, Output>(of: v.GenericSchema<Input, Output>, message: string) {
  return v.pipe(
    jsonObject<Input | null>(message),
    v.rawTransform(({ dataset: { value: input }, addIssue }): Record<string, Output> => {
      const given = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
      const checked = given.map(([key, value]) => {
        const { issues, output } = v.safeParse(of, value);
        for (const { message, path = [] } of issues ?? []) {
          addIssue({ message, path: [{ type: 'object', origin: 'value', input, key, value }, ...path] });
        }
        return [key, output] as const;
      });
      // All names become own properties, `__proto__` too.
      return Object.fromEntries(checked) as Record<string, Output>;
    }),
  );
}

const threshold = v.pipe(
  v.number('must be a number from 0 to 1'),
  v.minValue(0, 'must be a number from 0 to 1'),
  v.maxValue(1, 'must be a number from 0 to 1'),
);

/** Unknown params pass: the server ignores them too. */
const params = v.object(
  {
    threshold_spoofing: v.nullish(threshold, DEFAULT_THRESHOLD),
    threshold_replay: v.nullish(threshold, DEFAULT_THRESHOLD),
    threshold_liveness: v.nullish(threshold, DEFAULT_THRESHOLD),
    extract_best_shot: v.nullish(v.boolean('must be true or false'), false),
  },
  'must be an object',
);

const analysis = v.object(
  {
    type: v.pipe(
      v.string('must be "quality"'),
      v.toLowerCase(),
      v.literal('quality', 'must be "quality": the engine makes no other analysis'),
    ),
    meta_data: v.nullish(metaData, {}),
    params: v.nullish(params, {}),
  },
  // The only field without a default is the type.
  ({ path }) => (path ? 'is missing: it must be "quality"' : 'must be an object'),
);

const payloadSchema = v.object({
  'folder:meta_data': v.nullish(metaData, {}),
  resolution_endpoint: v.nullish(v.string('must be a string or null'), null),
  'media:meta_data': v.nullish(byMedium(metaData, 'must be an object of objects'), {}),
  'media:tags': v.nullish(
    byMedium(
      v.array(v.string('must be a string'), 'must be a list of strings'),
      'must be an object of lists of strings',
    ),
    {},
  ),
  analyses: v.nullish(
    v.pipe(
      v.array(analysis, 'must be a list of analyses'),
      v.minLength(1, 'must name at least one analysis, or be left out for one with the defaults'),
    ),
    [{ type: 'quality' }],
  ),
}) satisfies v.GenericSchema<LivenessPayload, unknown>;

/** The payload after checking, with the defaults filled in. */
export type CheckedPayload = v.InferOutput<typeof payloadSchema>;

export type RequestedAnalysis = CheckedPayload['analyses'][number];

/**
 * Checks a payload against the documented form and the media it speaks of.
 *
 * @param payload The object, or its JSON.
 * @param mediaNames Names of the media in the same request.
 * @throws {ApiLiteError} LDE-002005 naming the field that is wrong.
 */
export function checkPayload(payload: unknown, mediaNames: readonly string[]): CheckedPayload {
  const result = v.safeParse(payloadSchema, asObject(payload));
  if (!result.success) {
    const [issue] = result.issues;
    throw invalid(`${fieldPath(issue)} ${issue.message}`);
  }
  const { output } = result;
  return {
    ...output,
    'media:meta_data': byKnownName('media:meta_data', output['media:meta_data'], mediaNames),
    'media:tags': byKnownName('media:tags', output['media:tags'], mediaNames),
  };
}

/** The entries under the media's own names, however the payload spells these. */
function byKnownName<Value>(field: string, record: Record<string, Value>, mediaNames: readonly string[]) {
  const known = new Map<string, Value>();
  for (const [key, value] of Object.entries(record)) {
    const name = mediaNames.find((name) => name === key) ?? mediaNames.find((name) => isSameName(name, key));
    if (name === undefined) {
      const names = mediaNames.join(', ') || 'none were sent';
      throw invalid(`${field}.${key} names no medium of this request (${names})`);
    }
    if (known.has(name)) throw invalid(`${field} names the medium ${name} twice, the second time as ${key}`);
    known.set(name, value);
  }
  // All names become own properties, `__proto__` too.
  return Object.fromEntries(known) as Record<string, Value>;
}

function asObject(payload: unknown): object {
  // The reference says that a payload can be sent: without one, the defaults are meant.
  const value = typeof payload === 'string' ? parseJson(payload) : payload;
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new ApiLiteError('LDE-002005', 'The payload must be a JSON object');
  }
  return value;
}

function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, and with it perhaps a person's data.
    throw new ApiLiteError('LDE-002005', 'The payload is not valid JSON');
  }
}

/** `analyses[0].params.threshold_spoofing` */
function fieldPath(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).reduce((path, { key }) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    return path ? `${path}.${String(key)}` : String(key);
  }, '');
}

function invalid(detail: string): ApiLiteError {
  return new ApiLiteError('LDE-002005', `The payload is not of the documented form: ${detail}`);
}
