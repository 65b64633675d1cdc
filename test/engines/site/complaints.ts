// The page's first script: keeps what the page complains of, since not every engine's driver tells.
// A classic script, so that it runs before all others.
{
  const said: string[] = [];
  globalThis.complaints = said;

  for (const level of ['error', 'warn'] as const) {
    const say = console[level].bind(console);
    console[level] = (...words: unknown[]) => {
      said.push(words.map(String).join(' '));
      say(...words);
    };
  }

  // No fault: an observer that changes what it observes is told once more with the next frame.
  const harmless = /^ResizeObserver loop/;
  const hear = ({ message, target }: ErrorEvent) => {
    if (harmless.test(message)) return;
    const { src, href } = target as { src?: string; href?: string };
    said.push(message ?? `${src ?? href} was not loaded`);
  };
  // Elements that could not be loaded tell it only to those who listen on the way down.
  addEventListener('error', hear, true);
  addEventListener('unhandledrejection', ({ reason }) => said.push(String(reason)));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    said.push(`${violatedDirective} refuses ${blockedURI}`),
  );
}
