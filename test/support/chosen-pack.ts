import { defaultPack } from '../../src/page/default-pack.ts';
import type { ModelRole } from '../../src/runtime/model-manifest.ts';
import { modelsOf } from '../../src/runtime/model-pack.ts';

/** Whether the pack under test is the package's own: others are held to bounds and answers of theirs. */
export const IS_DEFAULT_PACK = defaultPack.manifest.name === 'default';

/** Whether the pack under test has the models of all these roles; if it lacks one, says so. */
function packHas(...roles: ModelRole[]): boolean {
  const lacking = roles.filter((role) => modelsOf(defaultPack, role).length === 0);
  if (lacking.length === 0) return true;
  const { name } = defaultPack.manifest;
  console.info(`Some tests here are skipped: the pack "${name}" has no model for ${lacking.join(', ')}.`);
  return false;
}

/** Whether the pack under test can measure every component of quality. */
export function measuresQuality(): boolean {
  return packHas('landmarks', 'pose', 'eyes');
}
