import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { brotli } from './brotli.ts';
import type { ContenderSite, Download } from './contender-site.ts';

/** What a file is for. */
export const PARTS = ['code', 'runtime', 'models'] as const;
export type Part = (typeof PARTS)[number];

/** Bytes over the wire. */
export interface Transfer {
  plain: number;
  gzip: number;
  brotli: number;
}

/** The files of a first visit, compressed as a host does that compresses them once and well. */
export async function measureTransfer(
  site: ContenderSite,
  downloads: readonly Download[],
): Promise<Record<Part, Transfer>> {
  const sums: Record<Part, Transfer> = { code: noBytes(), runtime: noBytes(), models: noBytes() };
  const paths = new Set(downloads.map(({ path }) => path).filter(isLibrarys));
  await Promise.all(
    [...paths].map(async (path) => {
      const { plain, gzip, brotli } = await compressed(path, site);
      const sum = sums[partOf(path)];
      sum.plain += plain;
      sum.gzip += gzip;
      sum.brotli += brotli;
    }),
  );
  return sums;
}

/** Contenders share files, which every site serves at the same path. */
const known = new Map<string, Promise<Transfer>>();

function compressed(path: string, site: ContenderSite): Promise<Transfer> {
  const compressing = known.get(path) ?? compress(new URL(path, site.url));
  known.set(path, compressing);
  return compressing;
}

async function compress(url: URL): Promise<Transfer> {
  const bytes = Buffer.from(await (await fetch(url)).arrayBuffer());
  const [zipped, smallest] = await Promise.all([promisify(gzip)(bytes, { level: 9 }), brotli(bytes)]);
  return { plain: bytes.length, gzip: zipped.length, brotli: smallest.length };
}

/** Adds up the parts. */
export function totalOf(parts: Record<Part, Transfer>): Transfer {
  return PARTS.reduce(
    (sum, part) => ({
      plain: sum.plain + parts[part].plain,
      gzip: sum.gzip + parts[part].gzip,
      brotli: sum.brotli + parts[part].brotli,
    }),
    noBytes(),
  );
}

/** The part that a file belongs to, by its path. */
export function partOf(path: string): Part {
  if (/\.(onnx|bin)$|\/models?\/.*\.json$/.test(path)) return 'models';
  // The inference runtime comes as WebAssembly and, of onnxruntime-web, as scripts of their own.
  return /\.wasm$|\/ort[.-][^/]*$/.test(path) ? 'runtime' : 'code';
}

/** Neither the pictures nor the bench's own scripts. */
function isLibrarys(path: string): boolean {
  return path.startsWith('/inpage-face/') || path.startsWith('/peers/');
}

function noBytes(): Transfer {
  return { plain: 0, gzip: 0, brotli: 0 };
}
