/**
 * The JSON of a folder: what liveness `detect` answers for media with a payload. Every field of the
 * reference's examples stands here; what an engine without accounts, operators and storage can't know is null.
 */

/** Any JSON object an app attaches to a folder, a medium or an analysis; echoed as it came. */
export type MetaData = Record<string, unknown>;

/** `SUCCESS` where no score exceeds its threshold, else `DECLINED`. */
export type Resolution = 'SUCCESS' | 'DECLINED';

/** What is known of a medium's file; `md5`, `size` and `mime-type` come from its bytes, never from its name. */
export interface FileInfo {
  /** Pixels: of a picture upright, of a video as stored, of an archive its first frame's. */
  width: number;
  height: number;
  /** Hexadecimal, of the whole file. */
  md5: string;
  /** Bytes. */
  size: number;
  'mime-type': string;
}

export interface VideoFileInfo extends FileInfo {
  /** Seconds. */
  duration: number;
  /** Frames per second, mean. */
  FPS: number;
}

/** What every medium of a folder states. */
interface MediumFields {
  /** Temporary id: the same across one answer, meaningless after it. */
  folder_id: string;
  /** Temporary id. */
  media_id: string;
  tags: string[];
  original_name: string;
  original_url: null;
  company_id: null;
  technical_meta_data: Record<string, never>;
  /** Seconds since 1970. */
  time_created: number;
  /** Seconds since 1970. */
  time_updated: number;
  meta_data: MetaData;
  thumb_url: null;
  folder_time_created: null;
}

export interface VideoMedium extends MediumFields {
  media_type: 'VIDEO_FOLDER';
  info: { thumb: null; video: VideoFileInfo };
  /** The medium's id again. */
  video_id: string;
  video_url: null;
}

export interface ImageMedium extends MediumFields {
  media_type: 'IMAGE_FOLDER';
  info: { thumb: null; original: FileInfo };
  /** The medium's id again. */
  image_id: string;
  image_url: null;
}

/** An archive of frames. */
export interface ShotSetMedium extends MediumFields {
  media_type: 'SHOT_SET_FOLDER';
  info: { thumb: null; original: FileInfo };
  /** The medium's id again. */
  shot_set_id: string;
  shot_set_url: null;
}

export type FolderMedium = VideoMedium | ImageMedium | ShotSetMedium;

/** The best shot of a video or an archive. */
export interface OutputImage {
  folder_id: string;
  /** Temporary id of the image itself. */
  media_id: string;
  media_type: 'IMAGE_RESULT_ANALYSIS_SINGLE';
  info: { thumb: null; original: FileInfo };
  tags: string[];
  original_name: string;
  original_url: null;
  company_id: null;
  technical_meta_data: Record<string, never>;
  time_created: number;
  time_updated: number;
  meta_data: null;
  folder_time_created: null;
  /** The JPEG in base64. */
  image_b64: string;
  /** Id of the medium the shot was taken from. */
  media_association_id: string;
}

/** What an analysis found in one medium. */
export interface MediumResult {
  company_id: null;
  /** Id of the medium. */
  media_association_id: string;
  analysis_id: null;
  /** `confidence_spoofing`: chance of a presentation attack, 0 to 1. */
  results_data: { confidence_spoofing: number };
  /** Id of the medium. */
  source_media_id: string;
  /** The best shot, where it was asked for and the medium is a video or an archive. */
  output_images: OutputImage[];
  collection_persons: never[];
  folder_time_created: null;
}

/** The thresholds and switches an analysis ran with. */
export interface AnalysisConfs {
  threshold_replay: number;
  extract_best_shot: boolean;
  threshold_liveness: number;
  /** A `confidence_spoofing` higher than this declines the analysis. */
  threshold_spoofing: number;
}

export interface FolderAnalysis {
  analyse_id: null;
  analysis_id: null;
  folder_id: string;
  folder_time_created: null;
  type: 'QUALITY';
  state: 'FINISHED';
  company_id: null;
  group_id: null;
  results_data: null;
  confs: AnalysisConfs;
  error_message: null;
  error_code: null;
  resolution_operator: null;
  technical_meta_data: Record<string, never>;
  time_created: number;
  time_updated: number;
  meta_data: MetaData;
  source_media: FolderMedium[];
  results_media: MediumResult[];
  resolution_status: Resolution;
  resolution: Resolution;
}

/** Answer of liveness `detect` for media with a payload. */
export interface LivenessFolder {
  company_id: null;
  /** Seconds since 1970, as all times of the folder. */
  time_created: number;
  /** Temporary id. */
  folder_id: string;
  user_id: null;
  /** Echoed from the payload and never called; null where the payload names none. */
  resolution_endpoint: string | null;
  resolution_status: 'FINISHED';
  resolution_comment: string;
  /** DECLINED as soon as one analysis is. */
  system_resolution: Resolution;
  resolution_time: null;
  resolution_author_id: null;
  resolution_state_hash: null;
  operator_comment: null;
  operator_status: null;
  is_cleared: null;
  meta_data: MetaData;
  technical_meta_data: Record<string, never>;
  time_updated: number;
  media: FolderMedium[];
  analyses: FolderAnalysis[];
}
