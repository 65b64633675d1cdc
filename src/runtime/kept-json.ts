/**
 * JSON in a cache of Cache Storage, the one store that asks for no connection: one to a database would keep others
 * from erasing it. Any page of the origin, and any version, may have written it.
 *
 * @returns undefined if there is none, or the browser lets nothing be stored.
 */
export async function readKept(cache: string, name: string): Promise<unknown> {
  try {
    const response = await (await caches.open(cache)).match(name);
    return await response?.json();
  } catch {
    return undefined;
  }
}

/** Keeps JSON for {@link readKept}. */
export async function keep(cache: string, name: string, value: unknown): Promise<void> {
  try {
    await (await caches.open(cache)).put(name, new Response(JSON.stringify(value)));
  } catch {
    // The browser lets nothing be stored.
  }
}
