import { postableData } from './postable-data.ts';

/** A call's arguments in their order, each under the name that its caller knows it by. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Arguments as they can be posted, with the names that their caller has for them. */
export interface PostableCall {
  parameters: readonly unknown[];
  options: object;
  named: readonly (readonly [name: string, data: unknown])[];
}

/** @throws {TypeError} naming the argument, or the part of it, that can't be posted. */
export function postableCall(given: Arguments, givenOptions: object): PostableCall {
  const parameters = postableEntries(given);
  const options = postableEntries(givenOptions);
  return {
    parameters: parameters.map(([, parameter]) => parameter),
    options: Object.fromEntries(options),
    named: [...parameters, ...options],
  };
}

const postableEntries = (given: object) =>
  Object.entries(given).map(([name, data]) => [name, postableData(data, name)] as const);

/** The items of a list that was handed over. @throws {TypeError} naming it if it is none. */
export function listOf<Item>(list: readonly Item[], name: string): readonly Item[] {
  // Says what a promise or a function would be.
  if (!Array.isArray(list)) postableData(list, name);
  if (!Array.isArray(list)) throw new TypeError(`\`${name}\` must be an array`);
  return list;
}
