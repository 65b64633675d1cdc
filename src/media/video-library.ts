import { Logging, LogLevel } from 'mediabunny';
import { leaveOutUnknownColors } from './frame-colors.ts';

// What it would tell the console, callers learn from the call's error.
Logging.level = LogLevel.Silent;
if (typeof VideoFrame !== 'undefined') leaveOutUnknownColors();

// The video library, set up: whoever reads videos takes it from here.
export { ALL_FORMATS, BlobSource, EncodedPacketSink, Input, VideoSampleSink } from 'mediabunny';
