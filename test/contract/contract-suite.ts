import { beforeAll, describe, expect, test } from 'vitest';
import { packArchives } from './archives.ts';
import type { Clips } from './clips.ts';
import {
  type Ability,
  type Bytes,
  type ContractCase,
  FACE,
  type Fault,
  type Fixtures,
  type LabelledSamples,
  type Pictures,
  textOf,
  type WireRequest,
  type WireResponse,
} from './contract-case.ts';
import { ERROR_CASES } from './error-cases.ts';
import { FORM_CASES } from './form-cases.ts';
import { LIVENESS_CASES } from './liveness-cases.ts';
import { MEDIA_CASES } from './media-cases.ts';
import { METHOD_CASES } from './method-cases.ts';

/** Where the cases are sent to, and the pictures that its engine can read. */
export interface ContractTarget {
  send(request: WireRequest): Promise<WireResponse>;
  pictures: Pictures;
  clips?: Clips;
  labelled?: LabelledSamples | undefined;
  /** Makes the next call of the engine fail; absent if the engine is real and fails when it pleases. */
  fail?(fault: Fault): void;
}

/**
 * Runs every case of the contract against a target, which `prepare` sets up before the first.

 * Cases that need what is not among the abilities are left to other targets.
 */
export function describeContract(
  title: string,
  prepare: () => Promise<ContractTarget>,
  abilities: readonly Ability[],
): void {
  describe(title, () => {
    let target: ContractTarget;
    let fixtures: Fixtures;

    beforeAll(async () => {
      target = await prepare();
      fixtures = await prepareFixtures(target);
    }, 120_000);

    for (const [chapter, cases] of Object.entries({
      methods: METHOD_CASES,
      errors: ERROR_CASES,
      forms: FORM_CASES,
      'liveness of media': LIVENESS_CASES,
      'liveness of videos and archives': MEDIA_CASES,
    })) {
      describe(chapter, () => {
        for (const contractCase of cases.filter(({ needs = [] }) =>
          needs.every((need) => abilities.includes(need)),
        )) {
          test(contractCase.name, () => runCase(contractCase));
        }
      });
    }

    async function runCase({ request, check, fault }: ContractCase) {
      if (fault !== undefined) target.fail?.(fault);
      check(await target.send(request(fixtures)), fixtures);
    }
  });
}

async function prepareFixtures({ send, pictures, clips, labelled }: ContractTarget): Promise<Fixtures> {
  async function extract(body: Bytes): Promise<Bytes> {
    const headers = { 'Content-Type': 'image/jpeg' };
    const response = await send({ method: 'POST', path: `${FACE}/pattern/extract`, headers, body });
    expect(response.status, textOf(response.body).slice(0, 300)).toBe(200);
    return response.body;
  }
  const { anna, annaAgain, ben } = pictures;
  const templates = {
    anna: await extract(anna),
    annaAgain: await extract(annaAgain),
    ben: await extract(ben),
  };
  return { ...pictures, templates, archives: await packArchives(pictures), clips, labelled };
}
