// `npm run api`: writes what users of the package can rely on into `api`, a report for each entry.
// `npm run api -- --check` fails instead if a report is out of date: each change of the API shows in a review.
import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { CompilerState, ConsoleMessageId, Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { emitTypes, TYPES } from './emit-types.mjs';
import { ROOT, runMain, SetupError } from './project.mjs';

const REPORTS = join(ROOT, 'api');

/** The declarations of each entry, by the name of its report. */
const ENTRIES = {
  'inpage-face': 'index.d.ts',
  capture: 'capture/index.d.ts',
  react: 'react/index.d.ts',
  'service-worker': 'page/register-service-worker.d.ts',
  vue: 'vue/index.d.ts',
};

/** @param {string} name @param {string} declarations */
function configOf(name, declarations) {
  return ExtractorConfig.prepare({
    configObject: {
      projectFolder: ROOT,
      mainEntryPointFilePath: join(TYPES, declarations),
      compiler: { tsconfigFilePath: join(ROOT, 'tsconfig.package.json') },
      apiReport: {
        enabled: true,
        reportFileName: name,
        reportFolder: REPORTS,
        reportTempFolder: join(ROOT, 'build/api'),
        // A type without an export of its own is still part of those that name it.
        includeForgottenExports: true,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(ROOT, 'package.json'),
  });
}

/**
 * Compares an entry with its report, and writes the report unless it is only to be checked.
 *
 * @param {ExtractorConfig} config
 * @param {{ check: boolean, compilerState: CompilerState }} how
 * @returns whether they differ
 */
function differs(config, { check, compilerState }) {
  const { apiReportChanged } = Extractor.invoke(config, {
    compilerState,
    localBuild: !check,
    printApiReportDiff: check,
    messageCallback: (message) => {
      // What else it has to say is of doc comments, which are typedoc's business.
      if (message.messageId === ConsoleMessageId.ApiReportDiff) console.log(message.text);
      message.handled = true;
    },
  });
  return apiReportChanged;
}

async function main() {
  const check = process.argv.includes('--check');
  await emitTypes();
  await mkdir(REPORTS, { recursive: true });
  const configs = Object.entries(ENTRIES).map(([name, declarations]) => configOf(name, declarations));
  const entryPoints = configs.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath);
  // All are read once: they share most declarations.
  const compilerState = CompilerState.create(/** @type {ExtractorConfig} */ (configs[0]), {
    additionalEntryPoints: entryPoints,
  });
  const changed = configs.filter((config) => differs(config, { check, compilerState }));
  if (changed.length === 0) return;
  const reports = changed.map(({ reportFilePath }) => relative(ROOT, reportFilePath)).join(', ');
  if (!check) console.log(`Changed: ${reports}`);
  else
    throw new SetupError(
      `The API is not as reported in ${reports}: run \`npm run api\` and review the diff.`,
    );
}

await runMain(main);
