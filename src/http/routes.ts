import type { ErrorFamily } from '../contract/error-family.ts';
import type { FaceMethod } from '../contract/methods.ts';

/** What the contract says about a method's address. */
export interface Route {
  method: FaceMethod;
  httpMethod: 'GET' | 'POST';
  family: ErrorFamily;
}

/** The reference's operations, as the ends of their paths. */
const OPERATIONS = [
  'pattern/health',
  'pattern/extract',
  'pattern/compare',
  'pattern/verify',
  'pattern/extract_and_compare',
  'pattern/compare_n',
  'pattern/verify_n',
  'pattern/extract_and_compare_n',
  'liveness/health',
  'liveness/detect',
];

/** `version` stands outside the versioned paths; its errors are the biometry table's. */
const VERSION_ROUTE: Route = { method: 'version', httpMethod: 'GET', family: 'BPE' };

/** `/v1/face/…` at the end of a path; any version segment that holds a number: `v1`, `v2`, `v1.2.0`, `2`. */
const VERSIONED_PATH = /^(.*)(\/v?\d[\w.-]*\/face\/(\w+\/\w+))$/;
const VERSION_PATH = /^(.*)(\/version)$/;

/** A route as a request's path leads to it. */
export interface MatchedRoute extends Route {
  /** The path without what stands before the contract's, as the reference spells it: `/v1/face/pattern/extract`. */
  path: string;
}

/**
 * The contract's method at a path, whatever the HTTP method. Another spelling of one of the contract's paths is that
 * path: a request for it is not to leave the device for a slash at its end.
 *
 * @param basePath What must stand before the contract's paths, as {@link normaliseBasePath} returns it;
 *   undefined lets anything stand there.
 * @returns undefined if the path is none of the contract's, e.g. an unknown one under `/v1/face/`.
 */
export function matchRoute(pathname: string, basePath: string | undefined): MatchedRoute | undefined {
  const spelled = plainSpelling(pathname);
  const [, before, path, operation] = VERSION_PATH.exec(spelled) ?? VERSIONED_PATH.exec(spelled) ?? [];
  if (before === undefined || path === undefined) return undefined;
  if (basePath !== undefined && before !== plainSpelling(basePath)) return undefined;
  const route = operation === undefined ? VERSION_ROUTE : ROUTES.get(operation);
  return route && { ...route, path };
}

/** A path in small letters, none percent-encoded, no slash doubled or at its end, no `;jsessionid=…`. */
function plainSpelling(pathname: string): string {
  return decoded(pathname)
    .toLowerCase()
    .replaceAll('\\', '/')
    .split('/')
    .map((segment) => segment.split(';', 1)[0]?.trim())
    .filter((segment) => segment)
    .map((segment) => `/${segment}`)
    .join('');
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname; // Not UTF-8, as no path of the contract is.
  }
}

/** The facade's name of an operation is its name in camelCase; the second `health` carries its group's as well. */
function routeTo(operation: string): Route {
  const isHealth = operation.endsWith('/health');
  const isLiveness = operation.startsWith('liveness/');
  const words = isHealth && isLiveness ? 'liveness_health' : operation.slice(operation.indexOf('/') + 1);
  return {
    method: words.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as FaceMethod,
    httpMethod: isHealth ? 'GET' : 'POST',
    family: isLiveness ? 'LDE' : 'BPE',
  };
}

const ROUTES = new Map(OPERATIONS.map((operation) => [operation, routeTo(operation)]));

const METHODS: ReadonlySet<string> = new Set([VERSION_ROUTE, ...ROUTES.values()].map(({ method }) => method));

/** Whether a text is the name of one of the contract's methods, as the facade has it. */
export function isMethod(name: string): name is FaceMethod {
  return METHODS.has(name);
}

/**
 * `''`, `'/'`, `'/api'` and `'/api/'` as they are put before the contract's paths: `''` or `'/api'`.
 *
 * @throws {TypeError} if the path does not begin with a slash.
 */
export function normaliseBasePath(basePath: string): string {
  if (basePath !== '' && !basePath.startsWith('/')) {
    throw new TypeError(`basePath must begin with a slash, such as "/api"; it is "${basePath}"`);
  }
  return basePath.replace(/\/+$/, '');
}
