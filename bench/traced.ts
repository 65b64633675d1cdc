import type { CDPSession } from 'playwright';

/** What Chromium traces while some work is done, of these categories. */
export async function traced<Event>(
  session: CDPSession,
  categories: string[],
  work: () => Promise<void>,
): Promise<Event[]> {
  const events: Event[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as Event[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories },
  });
  await work();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  return events;
}
