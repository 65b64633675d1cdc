import { median } from '../../src/common/median.ts';
import { decodeTemplate } from '../../src/templates/template-bytes.ts';
import { identityOf } from './labelled-pairs.ts';
import type { Measurement } from './page/page.ts';
import type { Evaluation } from './report.ts';

/** What a run over pictures gave. */
export interface Measured extends Pick<Evaluation, 'runtime' | 'pictures' | 'quality' | 'medianMs'> {
  /** Each picture's template as a vector of unit length; pictures that gave none are absent. */
  vectors: Map<string, Float32Array>;
}

/** What the measurements of pictures, in their order, come to. */
export function summarise(
  pictures: readonly string[],
  runtime: string,
  measurements: readonly Measurement[],
): Measured {
  const vectors = new Map<string, Float32Array>();
  const qualities: number[] = [];
  const withoutFace: string[] = [];
  const failed: Evaluation['pictures']['failed'] = [];
  pictures.forEach((picture, index) => {
    const result = measurements[index];
    if (result?.outcome === 'template') {
      const { vector, quality } = decodeTemplate(result.template);
      vectors.set(picture, vector);
      qualities.push(quality);
    } else if (result?.outcome === 'no face') withoutFace.push(picture);
    else failed.push({ picture, reason: result?.reason ?? 'not measured' });
  });
  const timings = measurements.flatMap((result) => (result.outcome === 'failed' ? [] : [result.timings]));
  return {
    runtime,
    vectors,
    pictures: {
      total: pictures.length,
      identities: new Set(pictures.map(identityOf)).size,
      withoutFace,
      failed,
    },
    quality: {
      onePercent: quantile(qualities, 0.01),
      median: median(qualities),
      ninetyNinePercent: quantile(qualities, 0.99),
    },
    medianMs: {
      total: median(timings.map(({ total }) => total)),
      models: median(timings.map(({ models }) => models)),
    },
  };
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0;
}
