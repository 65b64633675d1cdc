import {
  ALL_FORMATS,
  BlobSource,
  EncodedPacketSink,
  Input,
  Logging,
  LogLevel,
  VideoSampleSink,
} from 'mediabunny';
import { leaveOutUnknownColors } from './frame-colors.ts';

// What it would tell the console, callers learn from the call's error.
Logging.level = LogLevel.Silent;
if (typeof VideoFrame !== 'undefined') leaveOutUnknownColors();

/** What reads videos' containers: the parts of the video library that the engine uses. */
export const demuxers = {
  ALL_FORMATS,
  BlobSource,
  EncodedPacketSink,
  Input,
  VideoSampleSink,
};

/** The same where they are given: they would be a third of what the worker reads to start, and few apps send videos. */
export type Demuxers = typeof demuxers;
