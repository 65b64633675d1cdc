/** What a page in headless Chromium offers the script that drives it. */
export interface MeasuringPage<Measurement> {
  /** Starts the engine with the pack at this address; gives the inference runtime with its backend. */
  start(models: string): Promise<string>;
  /**
   * What comes of the file at this address.
   *
   * @param turns Quarter turns clockwise that it is given first.
   */
  measure(file: string, turns: number): Promise<Measurement>;
}

declare global {
  /** Set once the page is ready. */
  var measuringPage: MeasuringPage<unknown> | undefined;
}
