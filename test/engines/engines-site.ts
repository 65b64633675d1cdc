import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { build, transformWithOxc } from 'vite';
import { buildPackageIfChanged } from '../../scripts/build.mjs';
import { buildDemo } from '../../scripts/build-demo.mjs';
import { ROOT } from '../../scripts/project.mjs';
import { STRICT_POLICY } from '../consumers/consumer.ts';
import { TestSite } from '../e2e/service-worker/test-site.ts';
import { tarGz, zip } from '../support/archives.ts';
import { encodedPicture } from '../support/encoded-pictures.ts';
import { SAMPLES_FOLDER, SHARED_FOLDER, sampleFile } from '../support/folders.ts';

const SITE = join(ROOT, 'build/engines-tests');
const FILES = join(SITE, 'files');
const DEMO = join(ROOT, 'build/demo');
const PACKAGE = join(ROOT, 'dist');
/** Where the demo lies on its static host, as a project's page does on many. */
const DEMO_PATH = '/some/repo/';

/** Parts of the samples: one person in two photos, somebody else, a wall. */
const PARTS = {
  'person.jpg': [1, { left: 1360, top: 110, width: 440, height: 480 }],
  'same-person.jpg': [3, { left: 960, top: 100, width: 460, height: 540 }],
  'other-person.jpg': [1, { left: 360, top: 300, width: 340, height: 400 }],
  'nobody.jpg': [1, { left: 0, top: 0, width: 400, height: 350 }],
} as const;

/** The person's head, encoded in all ways that the web knows. */
export const ENCODINGS = [
  ...['plain.png', 'plain.webp', 'plain.gif', 'plain.avif', 'progressive.jpg', 'cmyk.jpg', 'grey.jpg'],
  ...['16-bit.png', 'palette.png', 'alpha.png', 'large-full-colour.jpg'],
  ...['jpg', 'png', 'webp', 'avif'].flatMap((type) =>
    [1, 2, 3, 4, 5, 6, 7, 8].map((orientation) => `exif-${orientation}.${type}`),
  ),
];

export const ARCHIVES = ['frames.zip', 'frames.tar.gz'];

/** By ffmpeg's names of their encoders. */
const ENCODERS = { 'vp8.webm': 'libvpx', 'vp9.webm': 'libvpx-vp9', 'h264.mp4': 'libx264' };
export const VIDEOS = Object.keys(ENCODERS);

/** Builds the package, the demo and the flows' page, and makes the files that they work on. */
export async function buildEnginesSite(hasFfmpeg: boolean): Promise<void> {
  await buildPackageIfChanged();
  await buildDemo();
  await build({
    root: join(import.meta.dirname, 'site'),
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: SITE,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: { external: /^\/(inpage-face\/|complaints)/ },
    },
  });
  await writeComplaintsScript();
  await copyFile(join(PACKAGE, 'service-worker.js'), join(SITE, 'service-worker.js'));
  await mkdir(FILES, { recursive: true });
  for (const [name, [sample, box]] of Object.entries(PARTS)) {
    await sharp(sampleFile(sample)).extract(box).jpeg({ quality: 95 }).toFile(join(FILES, name));
  }
  for (const name of ENCODINGS) {
    const picture = await encodedPicture(name);
    if (picture) await writeFile(join(FILES, name), picture);
  }
  await writeArchives();
  if (hasFfmpeg) await makeVideos();
}

async function writeComplaintsScript(): Promise<void> {
  const source = join(import.meta.dirname, 'site/complaints.ts');
  const { code } = await transformWithOxc(await readFile(source, 'utf8'), source);
  await writeFile(join(SITE, 'complaints.js'), code);
}

/** A file that the flows work on. */
export const siteFile = (name: string) => readFile(join(FILES, name));

async function writeArchives(): Promise<void> {
  const frames = {
    'a.jpg': new Uint8Array(await siteFile('person.jpg')),
    'b.jpg': new Uint8Array(await siteFile('same-person.jpg')),
  };
  for (const [name, archive] of [
    ['frames.zip', await zip(frames)],
    ['frames.tar.gz', await tarGz(frames)],
  ] as const) {
    await writeFile(join(FILES, name), new Uint8Array(await archive.arrayBuffer()));
  }
}

/** Two seconds of the person's photo, by each encoder. */
async function makeVideos(): Promise<void> {
  const photo = ['-loop', '1', '-framerate', '10', '-t', '2', '-i', join(FILES, 'person.jpg')];
  for (const [name, encoder] of Object.entries(ENCODERS)) {
    const options = ['-c:v', encoder, '-b:v', '1M', '-pix_fmt', 'yuv420p', '-g', '10'];
    const command = ['-v', 'error', '-y', ...photo, ...options, join(FILES, name)];
    await promisify(execFile)('ffmpeg', command);
  }
}

/** Serves the flows' page with the package beside it, under the strict policy. */
export function servePackage(): Promise<TestSite> {
  return TestSite.serve(SITE, {
    headers: { 'Content-Security-Policy': STRICT_POLICY },
    mounts: {
      '/inpage-face/': PACKAGE,
      '/samples/': SAMPLES_FOLDER,
      ...(existsSync(SHARED_FOLDER) && { '/shared/': SHARED_FOLDER }),
    },
  });
}

/** Serves the demo, with or without the headers of isolation, with the script in it that keeps its complaints. */
export async function serveDemoAlone({ isolated = false } = {}): Promise<TestSite> {
  const site = await TestSite.serve(DEMO, { isolated, path: DEMO_PATH });
  const html = await readFile(join(DEMO, 'index.html'), 'utf8');
  const script = await readFile(join(SITE, 'complaints.js'));
  const watched = html.replace('<head>', '<head><script src="complaints.js"></script>');
  for (const page of [DEMO_PATH, `${DEMO_PATH}index.html`]) {
    site.overrides.set(page, (response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(watched);
    });
  }
  site.overrides.set(`${DEMO_PATH}complaints.js`, (response) => {
    response.setHeader('Content-Type', 'text/javascript');
    response.end(script);
  });
  return site;
}
