import type { Metadata } from '../metadata.ts';

/**
 * The JSON of a folder: what liveness `detect` answers for media with a payload. Every field of the
 * reference's examples stands here; what an engine without accounts, operators and storage can't know is null.
 */

/** `SUCCESS` if no score exceeds its threshold and every gesture that was checked was made, else `DECLINED`. */
export type Resolution = 'SUCCESS' | 'DECLINED';

/** What is known of a medium's file; `md5`, `size` and `mime-type` come from its bytes, never from its name. */
export interface FileInfo {
  /** Pixels: of a picture upright, of a video as stored, of an archive its first frame's. */
  width: number;
  /** Pixels, like the width. */
  height: number;
  /** Hexadecimal, of the whole file. */
  md5: string;
  /** Bytes. */
  size: number;
  /** Of the bytes, e.g. `image/jpeg`. */
  'mime-type': string;
}

/** What is known of a video. */
export interface VideoFileInfo extends FileInfo {
  /** Seconds. */
  duration: number;
  /** Frames per second, mean. */
  FPS: number;
}

/** What the folder and each of its parts state. */
interface FolderPart {
  /** Temporary id of the folder: the same across one answer, meaningless after it. */
  folder_id: string;
  /** Always null: there are no accounts. */
  company_id: null;
  /** Always empty. */
  technical_meta_data: Record<string, never>;
  /** Seconds since 1970, as all times of the folder: when the request came. */
  time_created: number;
  /** Seconds since 1970: when the analyses were done. */
  time_updated: number;
}

/** What the folder states of a medium or an image. */
interface AnyMedium extends FolderPart {
  /** Temporary id. */
  media_id: string;
  /** The tags the payload gave the medium; of a best shot always empty. */
  tags: string[];
  /** Name of the file, or the medium's name if the request gave none; of a best shot `best_shot.jpg`. */
  original_name: string;
  /** Always null: nothing is kept under a URL. */
  original_url: null;
  /** Always null. */
  folder_time_created: null;
}

/** What every medium of a folder states. */
interface MediumFields extends AnyMedium {
  /** What the payload attached to the medium. */
  meta_data: Metadata;
  /** Always null: there are no thumbnails. */
  thumb_url: null;
}

/** What is stated of a file that is no video. */
interface OriginalFile {
  /** What is known of the file: a picture, an archive, or a best shot's JPEG. */
  info: {
    /** Always null: there are no thumbnails. */
    thumb: null;
    /** The file itself. */
    original: FileInfo;
  };
}

/** A video. */
export interface VideoMedium extends MediumFields {
  /** Names the kind of medium. */
  media_type: 'VIDEO_FOLDER';
  /** What is known of the file. */
  info: {
    /** Always null: there are no thumbnails. */
    thumb: null;
    /** The video itself. */
    video: VideoFileInfo;
  };
  /** The medium's id again. */
  video_id: string;
  /** Always null: nothing is kept under a URL. */
  video_url: null;
}

/** A picture. */
export interface ImageMedium extends MediumFields, OriginalFile {
  /** Names the kind of medium. */
  media_type: 'IMAGE_FOLDER';
  /** The medium's id again. */
  image_id: string;
  /** Always null: nothing is kept under a URL. */
  image_url: null;
}

/** An archive of frames. */
export interface ShotSetMedium extends MediumFields, OriginalFile {
  /** Names the kind of medium. */
  media_type: 'SHOT_SET_FOLDER';
  /** The medium's id again. */
  shot_set_id: string;
  /** Always null: nothing is kept under a URL. */
  shot_set_url: null;
}

/** A medium of a folder; `media_type` tells which kind. */
export type FolderMedium = VideoMedium | ImageMedium | ShotSetMedium;

/** The best shot of a video or an archive. */
export interface OutputImage extends AnyMedium, OriginalFile {
  /** Names the kind of image. */
  media_type: 'IMAGE_RESULT_ANALYSIS_SINGLE';
  /** Always null. */
  meta_data: null;
  /** The JPEG in base64. */
  image_b64: string;
  /** Id of the medium the shot was taken from. */
  media_association_id: string;
}

/** What was seen of what a tag of the family `video_selfie_…` asks for. Not of the reference. */
export interface TaggedGesture {
  /** The tag, e.g. `video_selfie_smile`. */
  tag: string;
  /** The gesture that it names, as `engine.gestures` names it; null if the engine has none for it. */
  gesture: string | null;
  /** Whether it could be checked: not if the engine has no such gesture, or the model pack no model for it. */
  checked: boolean;
  /** Whether it was made, from a start without it. */
  made: boolean;
  /** Seconds from the video's beginning, of an archive the frame's number, at which it began; null if it was not made. */
  time: number | null;
}

/** What an analysis found in one medium. */
export interface MediumResult {
  /** Always null: there are no accounts. */
  company_id: null;
  /** Id of the medium. */
  media_association_id: string;
  /** Always null. */
  analysis_id: null;
  /** What was measured. */
  results_data: {
    /** Chance of a presentation attack, 0 to 1. */
    confidence_spoofing: number;
  };
  /** Id of the medium. */
  source_media_id: string;
  /** The best shot, if it was asked for and the medium is a video or an archive. */
  output_images: OutputImage[];
  /**
   * What was seen of the gestures that the medium's tags name; left out if they name none. Not of the reference. One that
   * was checked and not made declines the analysis.
   */
  gestures?: TaggedGesture[];
  /** Always empty: there are no collections. */
  collection_persons: never[];
  /** Always null. */
  folder_time_created: null;
}

/** The thresholds and switches an analysis ran with. */
export interface AnalysisConfs {
  /** Echoed from the payload, 0 to 1; `threshold_spoofing` alone decides. */
  threshold_replay: number;
  /** Whether the best shot was asked for. */
  extract_best_shot: boolean;
  /** Echoed from the payload, 0 to 1; `threshold_spoofing` alone decides. */
  threshold_liveness: number;
  /** A `confidence_spoofing` higher than this declines the analysis. */
  threshold_spoofing: number;
}

/** One analysis of all media of the folder. */
export interface FolderAnalysis extends FolderPart {
  /** Always null. */
  analyse_id: null;
  /** Always null. */
  analysis_id: null;
  /** Always null. */
  folder_time_created: null;
  /** The one kind of analysis there is. */
  type: 'QUALITY';
  /** Always finished: a failure is an error, not a state. */
  state: 'FINISHED';
  /** Always null. */
  group_id: null;
  /** Always null: each medium has its own in `results_media`. */
  results_data: null;
  /** What the analysis ran with. */
  confs: AnalysisConfs;
  /** Always null: a failure is an error of the call. */
  error_message: null;
  /** Always null: a failure is an error of the call. */
  error_code: null;
  /** Always null: no operator decides. */
  resolution_operator: null;
  /** What the payload attached to the analysis. */
  meta_data: Metadata;
  /** The media analysed. */
  source_media: FolderMedium[];
  /** What was found, in the order of `source_media`. */
  results_media: MediumResult[];
  /** The same as `resolution`. */
  resolution_status: Resolution;
  /** DECLINED as soon as one medium is above `threshold_spoofing`, or lacks a gesture that its tags name. */
  resolution: Resolution;
}

/** Answer of liveness `detect` for media with a payload. */
export interface LivenessFolder extends FolderPart {
  /** Always null: there are no accounts. */
  user_id: null;
  /** Echoed from the payload and never called; null if the payload names none. */
  resolution_endpoint: string | null;
  /** Always finished: the answer comes after the analyses. */
  resolution_status: 'FINISHED';
  /** Always `[]`, as text. */
  resolution_comment: string;
  /** DECLINED as soon as one analysis is. */
  system_resolution: Resolution;
  /** Always null. */
  resolution_time: null;
  /** Always null. */
  resolution_author_id: null;
  /** Always null. */
  resolution_state_hash: null;
  /** Always null: no operator decides. */
  operator_comment: null;
  /** Always null: no operator decides. */
  operator_status: null;
  /** Always null. */
  is_cleared: null;
  /** What the payload attached to the folder. */
  meta_data: Metadata;
  /** The media in the order of the request. */
  media: FolderMedium[];
  /** The analyses in the order of the payload. */
  analyses: FolderAnalysis[];
}
