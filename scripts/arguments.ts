import { type ParseArgsConfig, parseArgs } from 'node:util';
import { reasonOf } from '../src/contract/errors.ts';
import { SetupError } from './project.mjs';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * The options that a script was called with, which takes nothing else; `--help` prints its usage and ends it.
 *
 * @throws {SetupError} with the usage if there is anything it does not know
 */
export function readOptions<const Wanted extends Options>(usage: string, options: Wanted) {
  return parsed(usage, { options }).values;
}

/**
 * The same of a script that is given the path of one list.
 *
 * @throws {SetupError} with the usage if there is no list, or anything the script does not know
 */
export function readListAndOptions<const Wanted extends Options>(usage: string, options: Wanted) {
  const { values, positionals } = parsed(usage, { options, allowPositionals: true });
  const [list, ...others] = positionals;
  if (list === undefined || others.length > 0) throw new SetupError(usage);
  return { list, ...values };
}

/**
 * The same of a script that is given the paths of one list or more.
 *
 * @throws {SetupError} with the usage if there is no list, or anything the script does not know
 */
export function readListsAndOptions<const Wanted extends Options>(usage: string, options: Wanted) {
  const { values, positionals: lists } = parsed(usage, { options, allowPositionals: true });
  if (lists.length === 0) throw new SetupError(usage);
  return { lists, ...values };
}

function parsed<const Config extends ParseArgsConfig>(usage: string, config: Config) {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    throw new SetupError(`${reasonOf(error)}\n\n${usage}`);
  }
}

/** The number that an option is given. @throws {SetupError} if it is not a whole number from 1 on */
export function readCount(option: string, text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new SetupError(`--${option}=${text}: it must be a whole number from 1 on.`);
}

/** The same of a number that need not be whole. @throws {SetupError} if it is none above 0 */
export function readFactor(option: string, text: string): number {
  const factor = Number(text);
  if (Number.isFinite(factor) && factor > 0) return factor;
  throw new SetupError(`--${option}=${text}: it must be a number above 0.`);
}

/** The numbers of an option that takes several, with commas between. @throws {SetupError} as {@link readCount} */
export function readCounts(option: string, text: string): number[] {
  return text.split(',').map((each) => readCount(option, each));
}
