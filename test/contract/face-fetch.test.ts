import { createFaceFetch } from '../../src/http/face-fetch.ts';
import { describeContract } from './contract-suite.ts';
import { FAKE_PICTURES, FakeEngine } from './fake-engine.ts';

describeContract('the contract over createFaceFetch', async () => {
  const engine = new FakeEngine();
  const faceFetch = createFaceFetch(engine);
  return {
    pictures: FAKE_PICTURES,
    fail: (fault) => engine.failOnce(fault),
    async send({ method, path, headers = {}, body }) {
      const response = await faceFetch(
        new Request(`http://localhost${path}`, { method, headers, body: body ?? null }),
      );
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: new Uint8Array(await response.arrayBuffer()),
      };
    },
  };
}, ['faults']);
