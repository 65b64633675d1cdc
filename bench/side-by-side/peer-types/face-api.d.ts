// What the bench uses of @vladmandic/face-api.
import type { TensorFlow } from './tensorflow.d.ts';

export const tf: TensorFlow;
export const version: string;

interface Net {
  loadFromUri(uri: string): Promise<void>;
}
export const nets: Record<
  'ssdMobilenetv1' | 'tinyFaceDetector' | 'faceLandmark68Net' | 'faceRecognitionNet',
  Net
>;
export class SsdMobilenetv1Options {
  constructor(options?: { minConfidence?: number; maxResults?: number });
}
export class TinyFaceDetectorOptions {
  constructor(options?: { inputSize?: number; scoreThreshold?: number });
}
type DetectorOptions = SsdMobilenetv1Options | TinyFaceDetectorOptions;

interface Described {
  descriptor: Float32Array;
}
export function detectSingleFace(
  input: HTMLCanvasElement,
  options: DetectorOptions,
): {
  withFaceLandmarks(): PromiseLike<object | undefined> & {
    withFaceDescriptor(): PromiseLike<Described | undefined>;
  };
};
export function detectAllFaces(
  input: HTMLCanvasElement,
  options: DetectorOptions,
): { withFaceLandmarks(): { withFaceDescriptors(): PromiseLike<Described[]> } };
export function euclideanDistance(first: Float32Array, second: Float32Array): number;
export class LabeledFaceDescriptors {
  constructor(label: string, descriptors: Float32Array[]);
}
export class FaceMatcher {
  constructor(people: LabeledFaceDescriptors[]);
  findBestMatch(probe: Float32Array): { label: string };
}
