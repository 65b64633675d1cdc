import type { Browser, BrowserContextOptions, ConsoleMessage, Page, Request } from 'playwright';

/** A picture as Playwright hands it to a file input. */
export interface TestFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** The demo opened in a browser profile of its own, with all it says and asks for on record. */
export interface DemoPage {
  page: Page;
  /** Every request of the page, its workers included. */
  requests: Request[];
  /** Errors and warnings of the console, uncaught errors, violations of the policy. */
  complaints: string[];
  choose(slot: Slot, file: TestFile): Promise<void>;
  /** As if the person had pasted it, wherever the focus is. */
  paste(file: TestFile): Promise<void>;
  /** Waits until the slot shows the text. */
  says(slot: Slot, text: string): Promise<void>;
  /** Waits until the models are loaded. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

export type Slot = 'First picture' | 'Second picture';

/** @param prepare Runs before the page is opened, e.g. to let requests fail. */
export async function openDemo(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  prepare: (page: Page) => Promise<unknown> = async () => undefined,
): Promise<DemoPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const requests: Request[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => requests.push(request));
  context.on('console', (message) => {
    if (isComplaint(message)) complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => complaints.push(String(error.error())));
  await prepare(page);
  await page.goto(url);
  return {
    page,
    requests,
    complaints,
    choose: (slot, file) => page.getByLabel(`Choose a photo: ${slot}`).setInputFiles(file),
    paste: ({ name, mimeType, buffer }) =>
      page.evaluate(
        ({ base64, ...file }) => {
          const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
          const clipboardData = new DataTransfer();
          clipboardData.items.add(new File([bytes], file.name, { type: file.type }));
          document.dispatchEvent(new ClipboardEvent('paste', { clipboardData }));
        },
        { base64: buffer.toString('base64'), name, type: mimeType },
      ),
    says: (slot, text) => page.getByRole('region', { name: slot }).getByText(text).waitFor(),
    ready: () => page.locator('#engine-badge[data-phase="ready"]').waitFor(),
    close: () => context.close(),
  };
}

/** A violated policy is among the errors Chromium writes to the console. */
function isComplaint(message: ConsoleMessage): boolean {
  return message.type() === 'error' || message.type() === 'warning';
}
