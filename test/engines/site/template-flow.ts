import { base64, file, pageEngine } from './page-engine.ts';

/** Where a face is, and its template in base64. */
export interface SeenFace {
  box: { x: number; y: number; width: number; height: number };
  template: string;
}

/** Every face of a picture of the site, however small and blurred. */
export async function templates(path: string): Promise<SeenFace[]> {
  const engine = await pageEngine();
  const faces = await engine.faces(await file(path), { templates: true, anyQuality: true });
  return faces.flatMap(({ box, template }) => (template ? [{ box, template: base64(template) }] : []));
}
