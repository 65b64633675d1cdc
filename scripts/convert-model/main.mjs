// `npm run convert-model -- FROM.onnx TO.onnx`: makes a published model ready, as `npm run models` does with its own.
import { readFile, writeFile } from 'node:fs/promises';
import { runMain, SetupError, sha256 } from '../project.mjs';
import { convertModel } from './convert-model.mjs';

async function main() {
  const [from, to, ...others] = process.argv.slice(2);
  if (from === undefined || to === undefined || others.length > 0) {
    throw new SetupError('Name two files: npm run convert-model -- FROM.onnx TO.onnx');
  }
  const source = await readFile(from);
  const converted = convertModel(source);
  await writeFile(to, converted);
  console.log(`${from} had ${source.length} bytes. For the manifest of ${to}:`);
  console.log(`"bytes": ${converted.length},\n"sha256": "${sha256(converted)}",`);
}

await runMain(main);
