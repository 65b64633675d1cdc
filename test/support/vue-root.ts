import { type Component, createApp } from 'vue';

/** A place in the page with a Vue app in it. */
export function mounted(component: Component): { host: HTMLElement; errors: unknown[]; unmount(): void } {
  const host = document.body.appendChild(document.createElement('div'));
  const errors: unknown[] = [];
  const app = createApp(component);
  app.config.errorHandler = (error) => void errors.push(error);
  app.mount(host);
  return {
    host,
    errors,
    unmount() {
      app.unmount();
      host.remove();
    },
  };
}
