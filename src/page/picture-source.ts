/**
 * What an app may hand over as a picture: encoded bytes (JPEG, PNG, WebP, … whatever the browser decodes),
 * decoded pixels, or an element that shows one. Upright is what counts: EXIF orientation is applied.
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
