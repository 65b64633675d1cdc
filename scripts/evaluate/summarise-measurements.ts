import { median } from '../../src/common/median.ts';
import { decodeTemplate, type Template } from '../../src/templates/template-bytes.ts';
import type { HeadPose } from '../../src/vision/head-pose.ts';
import type { PlacedFace } from './degraded/ways.ts';
import { identityOf } from './labelled-pairs.ts';
import type { Measurement } from './page/page.ts';
import type { Evaluation } from './report.ts';

/** What a run over pictures gave. */
export interface Measured extends Pick<Evaluation, 'runtime' | 'pictures' | 'quality' | 'medianMs'> {
  /** Each picture's template; pictures that gave none are absent. */
  templates: Map<string, Template>;
  /** Where the face is in the pictures that show no other. */
  soleFaces: Map<string, PlacedFace>;
  /** How the head is turned in each picture that gave a template. */
  poses: Map<string, HeadPose>;
}

/** What the measurements of pictures, in their order, come to. */
export function summarise(
  pictures: readonly string[],
  runtime: string,
  measurements: readonly Measurement[],
): Measured {
  const templates = new Map<string, Template>();
  const soleFaces = new Map<string, PlacedFace>();
  const poses = new Map<string, HeadPose>();
  const qualities: number[] = [];
  const withoutFace: string[] = [];
  const failed: Evaluation['pictures']['failed'] = [];
  pictures.forEach((picture, index) => {
    const result = measurements[index];
    if (result?.outcome === 'template') {
      const template = decodeTemplate(result.template);
      templates.set(picture, template);
      poses.set(picture, result.face.pose);
      if (result.faces === 1) soleFaces.set(picture, result.face);
      qualities.push(template.quality);
    } else if (result?.outcome === 'no face') withoutFace.push(picture);
    else failed.push({ picture, reason: result?.reason ?? 'not measured' });
  });
  const timings = measurements.flatMap((result) => (result.outcome === 'failed' ? [] : [result.timings]));
  return {
    runtime,
    templates,
    soleFaces,
    poses,
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

/** The value that a share of them do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? 0;
}
