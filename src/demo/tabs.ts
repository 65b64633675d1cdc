import { tabInAddress } from './address-state.ts';
import { byId, html } from './dom.ts';
import type { EngineHost } from './engine-host.ts';

/** A section of the demo: a file that exports one of these, listed in main.ts. */
export interface DemoTab {
  /** The part of the address after `#`, up to a `/`. */
  id: string;
  /** A word or two for the navigation. */
  label: string;
  /** Builds the section; called once, when it is first shown. */
  mount(panel: HTMLElement, host: EngineHost): void;
}

/** Pixels of the tab before the current one that stay in sight, so that people see there are more. */
const SIDE_GLIMPSE = 40;

/** Shows the tab the address names, the first one if it names none; links to all if there are several. */
export function showTabs(tabs: readonly [DemoTab, ...DemoTab[]], host: EngineHost): void {
  const navigation = byId('tabs');
  const entries = tabs.map((tab) => ({
    tab,
    link: html('a', { href: `#${tab.id}` }, tab.label),
    panel: html('div', { class: 'panel container', hidden: true }),
    mounted: false,
  }));
  navigation.append(...entries.map(({ link }) => link));
  navigation.hidden = tabs.length < 2;
  byId('panels').append(...entries.map(({ panel }) => panel));

  let named = tabs[0];
  const show = () => {
    // An address of another kind, such as the skip link's, leaves the tab as it is.
    named = tabs.find(({ id }) => id === tabInAddress()) ?? named;
    for (const entry of entries) {
      const current = entry.tab === named;
      entry.panel.hidden = !current;
      if (current) {
        entry.link.setAttribute('aria-current', 'page');
        keepInSight(entry.link, navigation);
      } else entry.link.removeAttribute('aria-current');
      if (current && !entry.mounted) {
        entry.mounted = true;
        entry.tab.mount(entry.panel, host);
      }
    }
    document.title = `${named.label} · inpage-face`;
  };
  addEventListener('hashchange', show);
  show();
  new ResizeObserver(() => {
    for (const { tab, link } of entries) if (tab === named) keepInSight(link, navigation);
  }).observe(navigation);
  fadeWhereMoreIs(navigation);
}

/** On a phone not all links fit: the row scrolls sideways, the page stays. */
function keepInSight(link: HTMLElement, row: HTMLElement): void {
  row.scrollLeft = link.offsetLeft - row.offsetLeft - SIDE_GLIMPSE;
}

/** Lets a row that scrolls sideways fade towards the sides where it goes on. */
function fadeWhereMoreIs(row: HTMLElement): void {
  const tell = () => {
    const { scrollLeft, scrollWidth, clientWidth } = row;
    row.style.setProperty('--before', scrollLeft > 1 ? '1' : '0');
    row.style.setProperty('--after', scrollLeft + clientWidth < scrollWidth - 1 ? '1' : '0');
  };
  row.addEventListener('scroll', tell, { passive: true });
  new ResizeObserver(tell).observe(row);
  tell();
}
