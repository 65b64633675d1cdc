import { measureSearch, type SearchFigures } from './measure-search.ts';

declare global {
  /** What measure-in-chromium.ts calls; set once the page is ready. */
  var measure: undefined | ((rows: number, probes: number, readMemory: number[]) => Promise<SearchFigures>);
}

globalThis.measure = (rows, probes, readMemory) =>
  measureSearch(rows, probes, new WebAssembly.Module(Uint8Array.from(readMemory)));
