import { capture } from './capture-flow.ts';
import { live } from './live-flow.ts';
import { media, methods, pictures, start } from './method-flows.ts';
import { readRecording, recordedTypes } from './recorder-flow.ts';
import { askOwnEngine, askPageEngine } from './service-worker-flows.ts';
import { cached, enroll, identify, storageWhileAsked } from './storage-flows.ts';
import { templates } from './template-flow.ts';

/** What tests call in the page: each gives plain data, which they compare. */
export const flows = {
  start,
  methods,
  pictures,
  media,
  recordedTypes,
  readRecording,
  enroll,
  identify,
  cached,
  storageWhileAsked,
  askPageEngine,
  askOwnEngine,
  capture,
  live,
  templates,
};

globalThis.flows = flows;
