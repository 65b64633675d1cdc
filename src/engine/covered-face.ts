import { ApiLiteError } from '../contract/errors.ts';

/** What shows too little of a face, as an error LDE-002004. */
export function coveredFace(): ApiLiteError {
  return new ApiLiteError(
    'LDE-002004',
    'Too little of the face can be seen. Take off what covers it, look into the camera, and turn to the light.',
    { reason: 'covered' },
  );
}
