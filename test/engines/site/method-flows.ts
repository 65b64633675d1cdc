import { file, otherPerson, outcome, pageEngine, person, samePerson } from './page-engine.ts';

/** What the engine says of itself. */
export async function start() {
  const engine = await pageEngine();
  await engine.load();
  const { core, tfss, models } = await engine.version();
  return {
    core,
    tfss,
    models: models.length,
    health: await engine.health(),
    livenessHealth: await engine.livenessHealth(),
    hasSharedMemory: typeof SharedArrayBuffer === 'function',
    cores: navigator.hardwareConcurrency,
    isolated: crossOriginIsolated,
  };
}

/** Every method once, in the order of the README: what matters of their answers. */
export async function methods() {
  const engine = await pageEngine();
  const [photo, same, other] = await Promise.all([person(), samePerson(), otherPerson()]);
  const [template, sameTemplate, otherTemplate] = await Promise.all([
    engine.extract(photo),
    engine.extract(same),
    engine.extract(other),
  ]);
  const templates = [
    { filename: 'same', content: sameTemplate },
    { filename: 'other', content: otherTemplate },
  ];
  const pictures = [
    { filename: 'same', content: same },
    { filename: 'other', content: other },
  ];
  const decisions = ({ results }: { results: { filename: string; decision: string }[] }) =>
    results.map(({ filename, decision }) => `${filename} ${decision}`);
  const group = await file('/samples/sample1.jpg');
  const faces = await engine.faces(group, { templates: true });
  const people = faces.flatMap((face) => face.template ?? []);
  const overHttp = await engine.fetch(
    new Request('/v1/face/pattern/extract', { method: 'POST', body: photo }),
  );
  return {
    compare: (await engine.compare(template, sameTemplate)).decision,
    verify: (await engine.verify(same, template)).score >= 0.85,
    extractAndCompare: (await engine.extractAndCompare(photo, other)).decision,
    compareN: decisions(await engine.compareN(template, templates)),
    verifyN: decisions(await engine.verifyN(photo, templates)),
    extractAndCompareN: decisions(await engine.extractAndCompareN(photo, pictures)),
    detect: typeof (await engine.detect(photo)).score,
    faces: faces.length,
    quality: (await engine.quality(photo)).unifiedQualityScore,
    // Faces of nearly one size come in either order.
    groupFaces: (await engine.groupFaces([...people, template])).map(({ length }) => length),
    fetch: [overHttp.status, (await overHttp.arrayBuffer()).byteLength === template.byteLength],
    noFace: await outcome(engine.extract(await file('/files/nobody.jpg'))),
    storage: (await engine.storage.info()).storage,
  };
}

/** How the face in each file compares with the person's photo: its score, or why it can't be read. */
export async function pictures(names: string[]): Promise<Record<string, number | string>> {
  const engine = await pageEngine();
  const template = await engine.extract(await person());
  const answers: Record<string, number | string> = {};
  for (const name of names) {
    const verified = engine.verify(await file(`/files/${name}`), template);
    answers[name] = await outcome(verified.then(({ score }) => score));
  }
  return answers;
}

/** How many frames were looked at of each medium, and its score, or why it has none. */
export async function media(names: string[]) {
  const engine = await pageEngine();
  const answers: Record<string, { frames: number; answer: string }> = {};
  for (const name of names) {
    let frames = 0;
    const content = await file(`/files/${name}`);
    const detected = engine.detect({ media: [{ name, content }] }, { onProgress: () => frames++ });
    const answer = await outcome(detected.then(() => 'judged'));
    answers[name] = { frames, answer };
  }
  return answers;
}
