/** Templates that compare lower are of two people: scores of strangers lie below in 99 of 100 cases. */
export const MIN_SAME_PERSON_SCORE = 0.5;
