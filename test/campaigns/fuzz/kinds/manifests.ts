import { ApiLiteError, createEngine } from '../../../../src/index.ts';
import { mutated } from '../mutate.ts';
import { mutatedJson } from '../mutate-json.ts';
import { expectThat, filesIn, type Kind } from './kind.ts';

let kept = 0;

/** Manifests of model packs; the models lie beside them. */
export const manifests: Kind = {
  budget: 30_000,
  inFlight: 2,

  make(random, { corpus }) {
    const [manifest] = filesIn(corpus, 'manifests');
    if (random.percent(15)) return { bytes: mutated(manifest, manifest, random), call: {} };
    const json: unknown = JSON.parse(new TextDecoder().decode(manifest));
    return { bytes: new TextEncoder().encode(JSON.stringify(mutatedJson(json, random))), call: {} };
  },

  async attempt({ bytes }, { corpus }) {
    const models = new URL(`/kept/${++kept}.json`, location.href);
    await fetch(models, { method: 'PUT', body: bytes });
    const engine = await createEngine({ models, cache: false, threads: 1 });
    try {
      const { status, message } = await engine.health();
      expectThat(status === 0 || (status === 3 && message !== ''), `health ${status} ${message}`);
      const [picture] = filesIn(corpus, 'pictures');
      return await engine.extract(picture).then(
        () => 'extracted',
        (error: unknown) => {
          if (!isRefusal(error)) throw error;
          return `health ${status}, ${error.code}`;
        },
      );
    } finally {
      engine.dispose();
    }
  },

  allows: isRefusal,
};

function isRefusal(error: unknown): error is ApiLiteError {
  return error instanceof ApiLiteError && /^BPE-00(1002|300[123]|2003)$/.test(error.code);
}
