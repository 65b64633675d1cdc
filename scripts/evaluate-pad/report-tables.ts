import { interval } from '../report/interval.ts';
import { percent } from '../report/percent.ts';
import { textTable } from '../report/text-table.ts';
import type { NonResponse, NonResponseRates } from './non-response.ts';
import type { GroupSeparation, KindSeparation } from './separation.ts';

/** What is refused as unusable, by kind of attack and by source. */
export function nonResponseLines({ attacks, bonaFide }: NonResponseRates): string[] {
  return [
    '',
    'Refused as unusable, of the media (no response, ISO/IEC 30107-3: APNRR of attacks, BPNRR of bona fide media):',
    ...textTable([
      ...attacks.map((kind) => nonResponseCells('APNRR', kind)),
      ...bonaFide.map((source) => nonResponseCells('BPNRR', source)),
    ]),
  ];
}

function nonResponseCells(name: string, { group, media, refused, rate, reasons }: NonResponse): string[] {
  return [
    `  ${name}${group === undefined ? '' : ` ${group}`}`,
    `${refused} of ${media}`,
    rate ? percent(rate.rate, 1) : 'no rate',
    rate ? interval(rate.interval) : '',
    Object.entries(reasons)
      .map(([reason, count]) => `${count} ${reason}`)
      .join(', '),
  ];
}

/** How well live media and attacks are told apart. */
export function separationLines(groups: readonly GroupSeparation[]): string[] {
  return groups.flatMap(({ group, live, kinds, sourcesLeftOut }) => [
    '',
    `Told apart, of ${group.split(',').join(', ')}:`,
    ...textTable([
      ['', `live ${live}`, 'area under the curve', 'APCER at BPCER 5 %', 'at 10 %'],
      ...kinds.map((kind) => separationCells(kind.kind ?? 'all, kinds weighing the same', kind)),
      ...(sourcesLeftOut ? [separationCells('all, each source by the others', sourcesLeftOut)] : []),
    ]),
  ]);
}

function separationCells(name: string, { attacks, areaUnderCurve, apcerAt }: KindSeparation): string[] {
  return [`  ${name}`, `${attacks}`, areaUnderCurve.toFixed(3), ...apcerAt.map((rate) => percent(rate, 1))];
}
