/** The name of the demo's one gallery. */
export const DEMO_GALLERY = 'demo';
