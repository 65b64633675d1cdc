// What reads videos' containers, as a script of its own: it shares no module with the engine's, which imports it when the
// first video comes.

import type {} from '../crossing/worker-start.ts';
import { demuxers } from '../media/demuxers.ts';

globalThis.inpageFaceDemuxers = demuxers;
