/** The kinds of hostile input, and the share of the cases that each has by default, in thousandths. */
export const SHARES = {
  pictures: 280,
  videos: 120,
  archives: 150,
  requests: 200,
  templates: 200,
  exports: 45,
  manifests: 5,
} as const;

export type KindName = keyof typeof SHARES;

export const KIND_NAMES = Object.keys(SHARES) as KindName[];
