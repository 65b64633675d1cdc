import { readFile } from 'node:fs/promises';
import { decodeTemplate, type Template } from '../../../src/templates/template-bytes.ts';
import { pathInList } from '../../measuring/labelled-list.ts';
import { readJson } from '../../project.mjs';
import type { ListCommonness } from '../cohort/list-commonness.ts';
import { ANY_COMMONNESS } from '../cohort/make-cohort.ts';
import {
  type DecisionRates,
  type PictureTemplate,
  ratesAgainst,
  ratesAmong,
  type Score,
} from '../decision-rates.ts';
import { extractPictures } from '../extraction/extract-pictures.ts';
import type { Extraction } from '../extraction/page/page.ts';
import { identityOf } from '../labelled-pairs.ts';
import type { Measured } from '../summarise-measurements.ts';
import { degrade } from './degradations.ts';
import { approvedInterval, type Interval } from './resampled-rate.ts';
import type { Degradation, PlacedFace } from './ways.ts';

/** What one degradation does to recognition. */
export interface DegradedRates extends Pick<Degradation, 'kind' | 'severity'> {
  /** How many pictures gave no template, by the code that they were refused with. */
  lost: Record<string, number>;
  /** Against the pictures as they were taken. */
  againstClean: DecisionRates;
  /** Against pictures degraded alike. */
  amongThemselves: DecisionRates;
  /** The 95 % interval of their FMR at 0.85, by resampling people; NaN without pairs. */
  approvedInterval: Interval;
}

/** Degrades pictures in every way, each once, has templates made of them, and compares these. */
export async function evaluateDegraded(
  list: string,
  manifest: string,
  { templates, soleFaces }: Pick<Measured, 'templates' | 'soleFaces'>,
  score: Score,
  commonness: Pick<ListCommonness, 'of'> | undefined,
  degradations: readonly Degradation[],
): Promise<DegradedRates[]> {
  const highest = readJson(manifest).calibration?.commonness?.highest ?? 1;
  const measuredBy = (picture: string, template: Template) => commonness?.of(picture, template) ?? template;
  // With another person in the picture, that one could be the larger face once the picture is cut.
  const clean = [...templates].flatMap(([picture, template]): CleanPicture[] => {
    const face = soleFaces.get(picture);
    if (!face) return [];
    return [{ picture, identity: identityOf(picture), template: measuredBy(picture, template), face }];
  });
  const extractions = await extract(list, manifest, clean, degradations);
  const unchanged = {
    kind: 'none',
    severity: '',
    lost: {},
    againstClean: ratesAmong(clean, score),
    amongThemselves: ratesAmong(clean, score),
    approvedInterval: approvedInterval(clean, score),
  };
  const degraded = degradations.map(({ kind, severity }, index) => {
    const ofKind = extractions.slice(index * clean.length, (index + 1) * clean.length);
    const lost: Record<string, number> = {};
    const made = ofKind.flatMap((extraction, at): PictureTemplate[] => {
      const original = clean[at];
      let code = extraction.outcome === 'lost' ? extraction.code : 'not measured';
      if (original && extraction.outcome === 'template') {
        const template = measuredBy(original.picture, decodeTemplate(extraction.template));
        if ((template.commonness?.value ?? 0) <= highest) return [{ ...original, template }];
        code = TOO_COMMON;
      }
      lost[code] = (lost[code] ?? 0) + 1;
      return [];
    });
    return {
      kind,
      severity,
      lost,
      againstClean: ratesAgainst(made, clean, score),
      amongThemselves: ratesAmong(made, score),
      approvedInterval: approvedInterval(made, score),
    };
  });
  return [unchanged, ...degraded];
}

/** What the engine refuses a face with that is too common. */
const TOO_COMMON = 'BPE-003001';

interface CleanPicture extends PictureTemplate {
  face: PlacedFace;
}

/** What comes of every picture under every degradation: all pictures under the first, then under the next. */
function extract(
  list: string,
  manifest: string,
  clean: readonly CleanPicture[],
  degradations: readonly Degradation[],
): Promise<Extraction[]> {
  const files = degradations.flatMap((degradation) =>
    clean.map(
      ({ picture, face }) =>
        async () =>
          degrade(await readFile(pathInList(list, picture)), face, degradation),
    ),
  );
  return extractPictures(files, 'degraded pictures', manifest, ANY_COMMONNESS);
}
