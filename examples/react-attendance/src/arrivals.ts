/** Who came today: the time of arrival by the person's id. */
export type Arrivals = Readonly<Record<string, string>>;

const KEY = 'attendance';

/** Another day begins anew. */
export function readArrivals(): Arrivals {
  try {
    const { day, arrivals } = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return day === today() ? arrivals : {};
  } catch {
    return {};
  }
}

/** Notes that someone is there; who comes again came when they first did. */
export function noteArrival(id: string): Arrivals {
  const arrivals = { [id]: new Date().toISOString(), ...readArrivals() };
  localStorage.setItem(KEY, JSON.stringify({ day: today(), arrivals }));
  return arrivals;
}

function today(): string {
  return new Date().toDateString();
}
