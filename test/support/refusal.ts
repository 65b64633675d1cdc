import { ApiLiteError } from '../../src/index.ts';

/** What a call is refused with; it throws if that is no error of the contract. */
export async function refusal(call: Promise<unknown>): Promise<ApiLiteError> {
  const thrown = await call.then(
    () => new Error('It was accepted'),
    (error: unknown) => error,
  );
  if (thrown instanceof ApiLiteError) return thrown;
  throw thrown;
}
