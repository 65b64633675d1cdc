import { compileScript, parse } from 'vue/compiler-sfc';
import type { CodeBlock } from '../../support/code-blocks.ts';

/**
 * A single-file component as the script that Vue's compiler makes of it, template included. What the template's conditions
 * say of types is lost in it, so it is not compiled strictly; test/consumers does that with an app.
 *
 * @throws {Error} if it can't be compiled, or if the template names what the script has not.
 */
export function scriptOfVue(block: CodeBlock): CodeBlock {
  const place = `${block.file}:${block.line}`;
  const { descriptor, errors } = parse(block.text, { filename: place });
  if (errors.length > 0) throw new Error(`${place}: ${errors.join(' ')}`);
  const { content } = compileScript(descriptor, { id: place, inlineTemplate: true });
  const [, unknown] = /\b_ctx\.(\w+)/.exec(content) ?? [];
  if (unknown !== undefined)
    throw new Error(`${place}: the template names ${unknown}, which the script has not`);
  return { ...block, text: content };
}
