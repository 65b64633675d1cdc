import { errorInFamily } from '../contract/error-family.ts';
import type { CallOptions, FaceMethod, FaceMethods } from '../contract/methods.ts';
import type { WireAnswer } from '../contract/wire-json.ts';
import { FaceForm, SAMPLE, TEMPLATE } from './face-form.ts';
import { FaceRequest, type HttpRequest } from './face-request.ts';
import { errorResponse, jsonResponse, templateResponse, verifyResponse } from './face-response.ts';
import { matchRoute } from './routes.ts';

/** A picture as the fetch handler hands it on: the bytes of a part, or the body as it came. */
export type HttpPicture = Uint8Array<ArrayBuffer> | Blob;

type HttpMethods = FaceMethods<HttpPicture>;

export type FaceFetch = (request: HttpRequest) => Promise<Response>;

type Handler = (request: FaceRequest, methods: HttpMethods, options: CallOptions) => Promise<Response>;

/** Handles a form by a call that answers JSON. */
function byForm(
  call: (form: FaceForm, methods: HttpMethods, options: CallOptions) => Promise<WireAnswer>,
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
    const sample = form.one('sample', SAMPLE);
    const answer = await methods.verify(sample, form.one('bio_template', TEMPLATE), options);
    return verifyResponse(answer, request.base64);
  },

  compare: byForm((form, methods, options) =>
    methods.compare(form.one('bio_feature', TEMPLATE), form.one('bio_template', TEMPLATE), options),
  ),
  extractAndCompare: byForm((form, methods, options) =>
    methods.extractAndCompare(form.one('sample_1', SAMPLE), form.one('sample_2', SAMPLE), options),
  ),
  compareN: byForm((form, methods, options) =>
    methods.compareN(form.one('template_1', TEMPLATE), form.list('templates_n', TEMPLATE), options),
  ),
  verifyN: byForm((form, methods, options) =>
    methods.verifyN(form.one('sample_1', SAMPLE), form.list('templates_n', TEMPLATE), options),
  ),
  extractAndCompareN: byForm((form, methods, options) =>
    methods.extractAndCompareN(form.one('sample_1', SAMPLE), form.list('samples_n', SAMPLE), options),
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
