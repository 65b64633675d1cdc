/**
 * How long, in milliseconds, tests wait for what comes at once on an idle machine. It ends what hangs and judges no
 * speed: with every core busy elsewhere things take ten times as long, and are right all the same.
 */
export const PATIENCE_MS = 60_000;
