import { randomInt, randomUUID } from 'node:crypto';

/** Two are chosen of these. */
const GESTURES = (process.env.GESTURES ?? 'turn-left,turn-right,open-mouth').split(',');

/** A challenge is good for so long, and once. */
const MAX_AGE_MS = 5 * 60_000;

/** What was asked for, by the challenge's id. */
const open = new Map();

/** Two different gestures, chosen at random. */
export function newChallenge() {
  forgetOld();
  const left = [...GESTURES];
  const gestures = [0, 1].map(() => left.splice(randomInt(left.length), 1)[0]);
  const id = randomUUID();
  open.set(id, { gestures, since: Date.now() });
  return { id, gestures };
}

/** Whether a transcript answers an open challenge, which is closed by that. */
export function closeChallenge({ challenge, steps }) {
  forgetOld();
  const asked = open.get(challenge);
  open.delete(challenge);
  if (!asked || !Array.isArray(steps) || steps.length !== asked.gestures.length) return false;
  const age = Date.now() - asked.since;
  let before = 0;
  return steps.every((step, index) => {
    const { gesture, askedAt, madeAt } = step ?? {};
    const isInOrder = before <= askedAt && askedAt < madeAt && madeAt <= age;
    before = madeAt;
    return gesture === asked.gestures[index] && isInOrder;
  });
}

function forgetOld() {
  for (const [id, { since }] of open) if (Date.now() - since > MAX_AGE_MS) open.delete(id);
}
