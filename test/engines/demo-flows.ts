import { expect } from 'vitest';
import type { Tab } from './browsers/test-browser.ts';
import { siteFile } from './engines-site.ts';
import { until } from './until.ts';

/** Opens the demo, and waits until its engine works and it is kept for offline use. */
export async function openDemo(tab: Tab, url: string): Promise<void> {
  await tab.open(url);
  await until(tab, () => document.querySelector('#engine-badge[data-phase="ready"]') !== null);
}

/** Shows each tab; gives their names. */
export async function visitTabs(tab: Tab): Promise<string[]> {
  const names = await tab.evaluate(() =>
    [...document.querySelectorAll('#tabs a')].map((link) => link.textContent),
  );
  for (const name of names) {
    await tab.evaluate((wanted) => {
      const links = [...document.querySelectorAll<HTMLAnchorElement>('#tabs a')];
      links.find((link) => link.textContent === wanted)?.click();
    }, name);
    await until(tab, (wanted) => document.title.startsWith(wanted), name);
    await until(tab, () => document.querySelector('.panel:not([hidden]) :is(h1, h2, h3)') !== null);
  }
  return names;
}

/** Has the demo's first tab compare two files; waits for what it says of them. */
export async function compare(tab: Tab, names: [string, string], answer: string): Promise<void> {
  await tab.evaluate(() => {
    document.querySelector<HTMLAnchorElement>('#tabs a')?.click();
  });
  for (const [index, name] of names.entries()) {
    const label = `Choose a photo: ${index === 0 ? 'First' : 'Second'} picture`;
    const base64 = (await siteFile(name)).toString('base64');
    await tab.evaluate(chooseFile, { label, name, base64 });
  }
  await until(
    tab,
    (wanted) => [...document.querySelectorAll('h2, h3')].some((title) => title.textContent === wanted),
    answer,
  );
}

/** Runs in the page, as a person would choose the file. */
function chooseFile({ label, name, base64 }: { label: string; name: string; base64: string }): void {
  const input = document.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`);
  if (!input) throw new Error(`There is no ${label}`);
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const chosen = new DataTransfer();
  chosen.items.add(new File([bytes], name, { type: 'image/jpeg' }));
  input.files = chosen.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

/** What the page complained of since it was loaded. */
export async function expectNoComplaints(tab: Tab): Promise<void> {
  expect(await tab.evaluate(() => complaints ?? [])).toEqual([]);
}
