import type {
  FileInfo,
  FolderAnalysis,
  FolderMedium,
  LivenessFolder,
  MediumResult,
  OutputImage,
  Resolution,
  TaggedGesture,
  VideoFileInfo,
} from './folder.ts';
import type { CheckedPayload, RequestedAnalysis } from './payload.ts';

/** What the engine found out about one medium. */
export type AnalysedMedium = {
  /** The name the request gave the medium: the payload speaks of it by this. */
  name: string;
  /** The file's name, if the request gave one. */
  filename?: string;
  /** Chance of a presentation attack, 0 to 1. */
  spoofing: number;
  bestShot?: BestShot;
  /** What was seen of the gestures that its tags name, if they name any. */
  gestures?: TaggedGesture[];
} & (
  | { type: 'VIDEO_FOLDER'; info: VideoFileInfo }
  | { type: 'IMAGE_FOLDER' | 'SHOT_SET_FOLDER'; info: FileInfo }
);

/** A JPEG taken from a medium. */
export interface BestShot {
  info: FileInfo;
  base64: string;
}

/** What one answer has in common: its ids and times. */
interface FolderFrame {
  folderId: string;
  /** Seconds since 1970. */
  created: number;
  updated: number;
}

/**
 * The folder JSON of the reference for media analysed under a payload.
 *
 * @param created When the request came, in milliseconds since 1970.
 * @param updated When its analyses were done, in milliseconds since 1970.
 */
export function buildFolder(
  media: readonly AnalysedMedium[],
  payload: CheckedPayload,
  created: number,
  updated: number,
): LivenessFolder {
  const frame = { folderId: crypto.randomUUID(), created: created / 1000, updated: updated / 1000 };
  const entries = media.map((analysed) => ({ analysed, medium: folderMedium(analysed, payload, frame) }));
  const analyses = payload.analyses.map((requested) => folderAnalysis(requested, entries, frame));
  return {
    company_id: null,
    time_created: frame.created,
    folder_id: frame.folderId,
    user_id: null,
    resolution_endpoint: payload.resolution_endpoint,
    resolution_status: 'FINISHED',
    resolution_comment: '[]',
    system_resolution: worst(analyses.map((analysis) => analysis.resolution)),
    resolution_time: null,
    resolution_author_id: null,
    resolution_state_hash: null,
    operator_comment: null,
    operator_status: null,
    is_cleared: null,
    meta_data: payload['folder:meta_data'],
    technical_meta_data: {},
    time_updated: frame.updated,
    media: entries.map(({ medium }) => medium),
    analyses,
  };
}

function folderMedium(analysed: AnalysedMedium, payload: CheckedPayload, frame: FolderFrame): FolderMedium {
  const media_id = crypto.randomUUID();
  const fields = {
    tags: tagsOf(payload, analysed.name),
    original_name: analysed.filename ?? analysed.name,
    original_url: null,
    company_id: null,
    technical_meta_data: {},
    time_created: frame.created,
    time_updated: frame.updated,
    meta_data: own(payload['media:meta_data'], analysed.name) ?? {},
    thumb_url: null,
    folder_time_created: null,
  };
  const ids = { folder_id: frame.folderId, media_id };
  if (analysed.type === 'VIDEO_FOLDER') {
    const info = { thumb: null, video: analysed.info };
    return { ...ids, media_type: analysed.type, info, ...fields, video_id: media_id, video_url: null };
  }
  const info = { thumb: null, original: analysed.info };
  if (analysed.type === 'IMAGE_FOLDER') {
    return { ...ids, media_type: analysed.type, info, ...fields, image_id: media_id, image_url: null };
  }
  return { ...ids, media_type: analysed.type, info, ...fields, shot_set_id: media_id, shot_set_url: null };
}

interface Entry {
  analysed: AnalysedMedium;
  medium: FolderMedium;
}

function folderAnalysis(requested: RequestedAnalysis, entries: Entry[], frame: FolderFrame): FolderAnalysis {
  const { threshold_replay, extract_best_shot, threshold_liveness, threshold_spoofing } = requested.params;
  const confs = { threshold_replay, extract_best_shot, threshold_liveness, threshold_spoofing };
  const resolution = worst(entries.map(({ analysed }) => resolutionOf(analysed, threshold_spoofing)));
  return {
    analyse_id: null,
    analysis_id: null,
    folder_id: frame.folderId,
    folder_time_created: null,
    type: 'QUALITY',
    state: 'FINISHED',
    company_id: null,
    group_id: null,
    results_data: null,
    confs,
    error_message: null,
    error_code: null,
    resolution_operator: null,
    technical_meta_data: {},
    time_created: frame.created,
    time_updated: frame.updated,
    meta_data: requested.meta_data,
    source_media: entries.map(({ medium }) => medium),
    results_media: entries.map((entry) => mediumResult(entry, extract_best_shot, frame)),
    resolution_status: resolution,
    resolution,
  };
}

function resolutionOf({ spoofing, gestures = [] }: AnalysedMedium, threshold: number): Resolution {
  const isMissing = gestures.some(({ checked, made }) => checked && !made);
  return spoofing > threshold || isMissing ? 'DECLINED' : 'SUCCESS';
}

function mediumResult({ analysed, medium }: Entry, withBestShot: boolean, frame: FolderFrame): MediumResult {
  const { bestShot, gestures } = analysed;
  return {
    company_id: null,
    media_association_id: medium.media_id,
    analysis_id: null,
    results_data: { confidence_spoofing: analysed.spoofing },
    source_media_id: medium.media_id,
    output_images: withBestShot && bestShot ? [outputImage(bestShot, medium.media_id, frame)] : [],
    ...(gestures && { gestures }),
    collection_persons: [],
    folder_time_created: null,
  };
}

function outputImage(bestShot: BestShot, sourceId: string, frame: FolderFrame): OutputImage {
  return {
    folder_id: frame.folderId,
    media_id: crypto.randomUUID(),
    media_type: 'IMAGE_RESULT_ANALYSIS_SINGLE',
    info: { thumb: null, original: bestShot.info },
    tags: [],
    original_name: 'best_shot.jpg',
    original_url: null,
    company_id: null,
    technical_meta_data: {},
    time_created: frame.created,
    time_updated: frame.updated,
    meta_data: null,
    folder_time_created: null,
    image_b64: bestShot.base64,
    media_association_id: sourceId,
  };
}

function worst(resolutions: readonly Resolution[]): Resolution {
  return resolutions.includes('DECLINED') ? 'DECLINED' : 'SUCCESS';
}

/** The tags that the payload gives a medium. */
export function tagsOf(payload: CheckedPayload, name: string): string[] {
  return own(payload['media:tags'], name) ?? [];
}

/** A medium may be called `constructor`: only the record's own entries count. */
function own<Value>(record: Record<string, Value>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
