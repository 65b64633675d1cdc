/**
 * What an app may hand over as a picture: encoded bytes (JPEG, PNG, WebP, … whatever the browser decodes),
 * decoded pixels, or an element that shows one, of this realm or another. Upright is what counts: the stored orientation
 * is applied. Of an animation the first frame counts, except in `detect`.
 */
export type PictureSource =
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | ImageBitmap
  | ImageData
  | HTMLCanvasElement
  | OffscreenCanvas
  | HTMLImageElement
  | HTMLVideoElement
  | VideoFrame;
