/** What flows need of a browser, whatever drives it. Arguments and results are what JSON can hold. */
export interface TestBrowser {
  /** Its engine, as docs/browsers.md calls it, with its version: `Firefox 153`. */
  readonly name: string;
  readonly tab: Tab;
  close(): Promise<void>;
}

/** The one tab that the flows share. */
export interface Tab {
  /** Resolves when the page is loaded. */
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Runs a function in the page, and waits for its promise. */
  evaluate<Result, Argument = undefined>(
    run: (argument: Argument) => Result,
    ...argument: Argument extends undefined ? [] : [Argument]
  ): Promise<Awaited<Result>>;
}
