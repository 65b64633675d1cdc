/**
 * The chance that a stranger is taken for at least one of the people in a gallery, each comparison counted as
 * independent of the others.
 *
 * @param fmr False match rate of one comparison, 0 to 1.
 */
export function galleryFalseMatchRate(fmr: number, people: number): number {
  // 1 - (1 - fmr)^people, exact if fmr is tiny.
  return fmr >= 1 ? 1 : -Math.expm1(people * Math.log1p(-fmr));
}
