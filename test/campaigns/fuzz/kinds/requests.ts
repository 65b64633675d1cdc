import { matchRoute } from '../../../../src/http/routes.ts';
import { ANSWERED_BY } from '../../../../src/page/register-service-worker.ts';
import type { Random } from '../../random.ts';
import { joined, mutated } from '../mutate.ts';
import { mutatedJson } from '../mutate-json.ts';
import { type Bench, type Bytes, expectThat, Fault, filesIn, type Input, type Kind } from './kind.ts';

const BOUNDARY = 'a-boundary';
const encode = (text: string) => new TextEncoder().encode(text);

/** What each operation takes: the names of its parts, with `payload` for the JSON, or a picture as it is. */
const OPERATIONS: readonly (readonly [path: string, parts: readonly string[] | 'picture' | 'nothing'])[] = [
  ['/version', 'nothing'],
  ['/v1/face/pattern/health', 'nothing'],
  ['/v1/face/liveness/health', 'nothing'],
  ['/v1/face/pattern/extract', 'picture'],
  ['/v1/face/pattern/compare', ['bio_feature', 'bio_template']],
  ['/v1/face/pattern/verify', ['sample', 'bio_template']],
  ['/v1/face/pattern/extract_and_compare', ['sample_1', 'sample_2']],
  ['/v1/face/pattern/compare_n', ['template_1', 'templates_n', 'templates_n']],
  ['/v1/face/pattern/verify_n', ['sample_1', 'templates_n']],
  ['/v1/face/pattern/extract_and_compare_n', ['sample_1', 'samples_n']],
  ['/v1/face/liveness/detect', 'picture'],
  ['/v1/face/liveness/detect', ['medium', 'payload']],
];

const CONTENT_TYPES = [
  'image/jpeg',
  'image/png; q=1',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'multipart/form-data; boundary="a-boundary"',
  'multipart/form-data; boundary=a; boundary=b',
  `multipart/form-data; boundary=${'x'.repeat(300)}`,
  'text/plain',
  ';;;="',
  '',
];
const ENCODINGS = ['base64', 'BASE64', 'binary', 'quoted-printable', 'base64, base64', ''];
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'];

/** Requests of API Lite over HTTP, to the engine and through the service worker. */
export const requests: Kind = {
  budget: 30_000,
  inFlight: 8,

  make(random, bench) {
    const [path, parts] = random.pick(OPERATIONS);
    const isMultipart = typeof parts !== 'string';
    const bytes =
      parts === 'nothing'
        ? new Uint8Array()
        : isMultipart
          ? multipart(parts, random, bench)
          : picture(random, bench);
    const contentType = isMultipart ? `multipart/form-data; boundary=${BOUNDARY}` : 'image/jpeg';
    const isBodyDamaged = bytes.length > 0 && random.percent(70);
    return {
      bytes: isBodyDamaged ? mutated(bytes, bytes, random) : bytes,
      call: {
        path: random.percent(8) ? damagedPath(path, random) : path,
        method: random.percent(8) ? random.pick(METHODS) : parts === 'nothing' ? 'GET' : 'POST',
        contentType: random.percent(12) ? random.pick(CONTENT_TYPES) : contentType,
        transferEncoding: random.percent(10) ? random.pick(ENCODINGS) : '',
        by: random.percent(12) ? 'service worker' : 'engine',
      },
    };
  },

  async attempt(input, { engine }) {
    const request = requestOf(input);
    const { pathname } = new URL(request.url);
    const isByEngine = input.call.by === 'engine';
    const route = matchRoute(pathname, isByEngine ? undefined : '');
    let response: Response;
    try {
      response = await (isByEngine ? engine.fetch(request) : fetch(request));
    } catch (error) {
      // The path is none of API Lite's, the one mistake of a caller here.
      if (error instanceof TypeError && !route) return 'not for the engine';
      throw error;
    }
    if (!route) return isByEngine ? 'answered' : 'for the network';
    expectThat(isByEngine || response.headers.has(ANSWERED_BY), 'the service worker let it pass');
    return await answerOf(response, route.family);
  },

  allows: () => false,
};

async function answerOf(response: Response, family: string): Promise<string> {
  const { status } = response;
  if (status === 200) {
    await response.arrayBuffer();
    return '200';
  }
  const text = await response.text();
  expectThat(status === 400, `HTTP status ${status}: ${text.slice(0, 300)}`);
  // A HEAD request's answer has no body to its headers.
  if (text === '') return '400';
  const { code, message } = JSON.parse(text) as { code: string; message: string };
  const isDocumented = code.startsWith(`${family}-`) && !code.endsWith('001001') && message !== '';
  if (!isDocumented) throw new Fault(`${code}: ${message}`);
  return `400 ${code}`;
}

function requestOf({
  bytes,
  call: { path = '', method = '', contentType, transferEncoding },
}: Input): Request {
  const headers = new Headers();
  if (contentType) headers.set('Content-Type', contentType);
  if (transferEncoding) headers.set('Content-Transfer-Encoding', transferEncoding);
  const hasBody = !['GET', 'HEAD'].includes(method);
  return new Request(new URL(path, location.href), { method, headers, ...(hasBody && { body: bytes }) });
}

function picture(random: Random, { corpus }: Bench): Bytes {
  return random.pick(filesIn(corpus, 'pictures'));
}

function damagedPath(path: string, random: Random): string {
  const at = random.below(path.length);
  return random.pick([
    `${path}/`,
    `/api${path}`,
    path.replace('v1', 'v1.2.0'),
    path.toUpperCase(),
    `${path}?a=%zz`,
    path.slice(0, at),
  ]);
}

const PAYLOAD = {
  'folder:meta_data': { order: 1 },
  'media:tags': { medium: ['photo_selfie'] },
  analyses: [
    { type: 'quality', meta_data: {}, params: { threshold_spoofing: 0.5, extract_best_shot: true } },
  ],
};

function multipart(names: readonly string[], random: Random, bench: Bench): Bytes {
  const parts = names.map((name) => {
    const isTemplate = name.includes('template') || name === 'bio_feature';
    const [type, content] =
      name === 'payload'
        ? [
            'application/json',
            encode(JSON.stringify(random.percent(70) ? mutatedJson(PAYLOAD, random) : PAYLOAD) ?? ''),
          ]
        : isTemplate
          ? ['application/octet-stream', bench.clean.template]
          : ['image/jpeg', mediumOf(name, random, bench)];
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="${name}.bin"\r\nContent-Type: ${type}\r\n\r\n`;
    return joined(encode(head), content as Bytes, encode('\r\n'));
  });
  return joined(...parts, encode(`--${BOUNDARY}--\r\n`));
}

function mediumOf(name: string, random: Random, bench: Bench): Bytes {
  if (name !== 'medium') return picture(random, bench);
  return random.pick(filesIn(bench.corpus, random.pick(['pictures', 'archives'])));
}
