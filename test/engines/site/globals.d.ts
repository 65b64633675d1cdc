/** What the page leaves for the tests. */
declare global {
  var flows: typeof import('./flows.ts').flows;
  /** Errors and warnings so far; undefined if the page was loaded without its first script. */
  var complaints: string[] | undefined;
}

export {};
