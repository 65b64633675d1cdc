import type { LivenessFolder } from './liveness/folder.ts';
import type {
  CompareNResponse,
  CompareResponse,
  DetectResponse,
  HealthResponse,
  VerifyResponse,
  VersionResponse,
} from './wire.ts';

/** What is answered as JSON; of verify's answer the part that is. */
export type WireAnswer =
  | VersionResponse
  | HealthResponse
  | CompareResponse
  | CompareNResponse
  | Pick<VerifyResponse, 'score'>
  | DetectResponse
  | LivenessFolder;

/** The names of the fields of a kind, however deep they lie in an answer. */
type FieldNames<Answer, Kind extends 'number' | 'metadata'> = Answer extends readonly (infer Item)[]
  ? FieldNames<Item, Kind>
  : Answer extends object
    ? {
        [Name in keyof Answer & string]-?: KindOf<Answer[Name]> extends infer Own
          ? Own extends Kind
            ? Name
            : Own extends 'other'
              ? FieldNames<Answer[Name], Kind>
              : never
          : never;
      }[keyof Answer & string]
    : never;

/** `0 | 3` is no number: its JSON is known. What has any name an app likes is metadata. */
type KindOf<Value> = number extends Value
  ? 'number'
  : Value extends object
    ? string extends keyof Value
      ? 'metadata'
      : 'other'
    : 'other';

/**
 * Every number of the answers. A float has a decimal point on the wire even if it is whole, `1.0`: clients read it into
 * a type of its own, or look for the point. The compiler asks for a new number's line.
 */
const NUMBERS: Readonly<Record<FieldNames<WireAnswer, 'number'>, 'float' | 'integer'>> = {
  score: 'float',
  confidence_spoofing: 'float',
  threshold_spoofing: 'float',
  threshold_replay: 'float',
  threshold_liveness: 'float',
  time_created: 'float',
  time_updated: 'float',
  duration: 'float',
  FPS: 'float',
  time: 'float',
  width: 'integer',
  height: 'integer',
  size: 'integer',
};

/** What an app attached comes back as it is: a `score` in it is the app's own. */
const METADATA: Readonly<Record<FieldNames<WireAnswer, 'metadata'>, true>> = {
  meta_data: true,
  technical_meta_data: true,
};

const isFloat = (name: string) =>
  Object.hasOwn(NUMBERS, name) && NUMBERS[name as keyof typeof NUMBERS] === 'float';

/** An answer as JSON for the wire. */
export function wireJson(answer: WireAnswer): string {
  return written(answer);
}

function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${writtenField(name, field)}`).join(',')}}`;
}

function writtenField(name: string, field: unknown): string {
  if (typeof field === 'number' && isFloat(name)) return writtenFloat(field);
  return Object.hasOwn(METADATA, name) ? JSON.stringify(field) : written(field);
}

/** A float in digits alone, such as `1.0` and `0.0000001`: some clients read no exponents. */
function writtenFloat(value: number): string {
  if (!Number.isFinite(value)) return 'null';
  if (Number.isInteger(value)) return `${BigInt(value)}.0`;
  const [mantissa = '', exponent] = String(Math.abs(value)).split('e');
  if (exponent === undefined) return String(value);
  // Only what is far below 1 has an exponent and a fraction.
  const zeros = '0'.repeat(-Number(exponent) - 1);
  return `${value < 0 ? '-' : ''}0.${zeros}${mantissa.replace('.', '')}`;
}
