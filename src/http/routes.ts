/** The contract's methods, named as the facade names them. */
export type FaceMethod =
  | 'version'
  | 'health'
  | 'extract'
  | 'compare'
  | 'verify'
  | 'extractAndCompare'
  | 'compareN'
  | 'verifyN'
  | 'extractAndCompareN'
  | 'livenessHealth'
  | 'detect';

/** Whose error table a method answers from: the biometric processor's or the liveness processor's. */
export type ErrorFamily = 'BPE' | 'LDE';

/** What the contract says about a method's address. */
export interface Route {
  method: FaceMethod;
  httpMethod: 'GET' | 'POST';
  family: ErrorFamily;
}

/** The methods by their path after the version segment, from the reference. */
const ROUTES: Readonly<Record<string, Route>> = {
  'pattern/health': { method: 'health', httpMethod: 'GET', family: 'BPE' },
  'pattern/extract': { method: 'extract', httpMethod: 'POST', family: 'BPE' },
  'pattern/compare': { method: 'compare', httpMethod: 'POST', family: 'BPE' },
  'pattern/verify': { method: 'verify', httpMethod: 'POST', family: 'BPE' },
  'pattern/extract_and_compare': { method: 'extractAndCompare', httpMethod: 'POST', family: 'BPE' },
  'pattern/compare_n': { method: 'compareN', httpMethod: 'POST', family: 'BPE' },
  'pattern/verify_n': { method: 'verifyN', httpMethod: 'POST', family: 'BPE' },
  'pattern/extract_and_compare_n': { method: 'extractAndCompareN', httpMethod: 'POST', family: 'BPE' },
  'liveness/health': { method: 'livenessHealth', httpMethod: 'GET', family: 'LDE' },
  'liveness/detect': { method: 'detect', httpMethod: 'POST', family: 'LDE' },
};

/** `version` stands outside the versioned paths; its errors are the biometry table's. */
const VERSION_ROUTE: Route = { method: 'version', httpMethod: 'GET', family: 'BPE' };

/** `/v1/face/…` at the end of a path; any version segment that holds a number: `v1`, `v2`, `v1.2.0`, `2`. */
const VERSIONED_PATH = /^(.*)\/v?\d[\w.-]*\/face\/(\w+\/\w+)$/i;
const VERSION_PATH = /^(.*)\/version$/;

/**
 * The contract's method at a path, whatever the HTTP method.
 *
 * @param basePath What must stand before the contract's paths, as {@link normaliseBasePath} returns it;
 *   undefined lets anything stand there.
 * @returns undefined where the path is none of the contract's, e.g. an unknown one under `/v1/face/`.
 */
export function matchRoute(pathname: string, basePath: string | undefined): Route | undefined {
  const [, before, operation] = VERSION_PATH.exec(pathname) ?? VERSIONED_PATH.exec(pathname) ?? [];
  if (before === undefined || (basePath !== undefined && before !== basePath)) return undefined;
  if (operation === undefined) return VERSION_ROUTE;
  return Object.hasOwn(ROUTES, operation) ? ROUTES[operation] : undefined;
}

/**
 * `''`, `'/'`, `'/api'` and `'/api/'` as they are put before the contract's paths: `''` or `'/api'`.
 *
 * @throws {TypeError} where the path does not begin with a slash.
 */
export function normaliseBasePath(basePath: string): string {
  if (basePath !== '' && !basePath.startsWith('/')) {
    throw new TypeError(`basePath must begin with a slash, such as "/api"; it is "${basePath}"`);
  }
  return basePath.replace(/\/+$/, '');
}

/** Whether the contract answers at this request's path; everything else is to pass through untouched. */
export function isFaceRequest(request: { url: string }, options: { basePath?: string } = {}): boolean {
  const basePath = normaliseBasePath(options.basePath ?? '');
  return matchRoute(new URL(request.url).pathname, basePath) !== undefined;
}
