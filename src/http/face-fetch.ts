import { errorInFamily } from '../contract/error-family.ts';
import type { CallOptions, FaceMethod, FaceMethods } from '../contract/methods.ts';
import { FaceForm } from './face-form.ts';
import { FaceRequest, type HttpRequest } from './face-request.ts';
import { errorResponse, jsonResponse, templateResponse, verifyResponse } from './face-response.ts';
import { matchRoute } from './routes.ts';

/** A picture as the fetch handler hands it on: the bytes of a part, or the body as it came. */
export type HttpPicture = Uint8Array<ArrayBuffer> | Blob;

/** The engine's methods as the fetch handler calls them. */
type HttpMethods = FaceMethods<HttpPicture>;

/** Answers a request for one of the contract's methods. */
export type FaceFetch = (request: HttpRequest) => Promise<Response>;

/** Reads a request, calls the engine and writes the answer. */
type Handler = (request: FaceRequest, methods: HttpMethods, options: CallOptions) => Promise<Response>;

/** Handles a form by a call that answers JSON. */
function byForm(
  call: (form: FaceForm, methods: HttpMethods, options: CallOptions) => Promise<unknown>,
): Handler {
  return async (request, methods, options) =>
    jsonResponse(await call(await FaceForm.read(request), methods, options));
}

const HANDLERS: Readonly<Record<FaceMethod, Handler>> = {
  version: async (_request, methods, options) => jsonResponse(await methods.version(options)),
  health: async (_request, methods, options) => jsonResponse(await methods.health(options)),
  livenessHealth: async (_request, methods, options) => jsonResponse(await methods.livenessHealth(options)),

  async extract(request, methods, options) {
    const sample = await request.picture();
    return templateResponse(await methods.extract(sample, options), request.base64);
  },

  async verify(request, methods, options) {
    const form = await FaceForm.read(request);
    const sample = form.sample('sample');
    const answer = await methods.verify(sample, form.template('bio_template'), options);
    return verifyResponse(answer, request.base64);
  },

  compare: byForm((form, methods, options) =>
    methods.compare(form.template('bio_feature'), form.template('bio_template'), options),
  ),
  extractAndCompare: byForm((form, methods, options) =>
    methods.extractAndCompare(form.sample('sample_1'), form.sample('sample_2'), options),
  ),
  compareN: byForm((form, methods, options) =>
    methods.compareN(form.template('template_1'), form.templates('templates_n'), options),
  ),
  verifyN: byForm((form, methods, options) =>
    methods.verifyN(form.sample('sample_1'), form.templates('templates_n'), options),
  ),
  extractAndCompareN: byForm((form, methods, options) =>
    methods.extractAndCompareN(form.sample('sample_1'), form.samples('samples_n'), options),
  ),

  async detect(request, methods, options) {
    if (request.declaresPicture) {
      return jsonResponse(await methods.detect(await request.picture(), options));
    }
    const form = await FaceForm.read(request);
    return jsonResponse(await methods.detect(form.media(), options));
  },
};

/**
 * API Lite over web-standard objects: answers its requests by an engine's methods.
 *
 * @returns A function like `fetch`: it resolves to an answer of the contract, errors included. It rejects with
 *   the signal's reason if the request was aborted, and with a `TypeError` if its path is none of the contract's:
 *   such requests are for the network.
 */
export function createFaceFetch(methods: HttpMethods): FaceFetch {
  return async function faceFetch(request) {
    const { pathname } = new URL(request.url);
    const route = matchRoute(pathname, undefined);
    if (!route) throw new TypeError(`${pathname} is not a path of API Lite; let it pass to the network`);
    try {
      const faceRequest = new FaceRequest(route, request);
      faceRequest.checkHttpMethod();
      return await HANDLERS[route.method](faceRequest, methods, { signal: request.signal });
    } catch (error) {
      request.signal.throwIfAborted();
      return errorResponse(errorInFamily(error, route.family));
    }
  };
}
