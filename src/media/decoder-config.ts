import type { InputVideoTrack } from 'mediabunny';

/**
 * How the browser's decoder can be set up for a track; `undefined` if it can't. What a container says of its codec and
 * colours is a hint, and recorders write hints that no decoder takes: the codec is named anew then by what the stream
 * itself says, or by its family's general form.
 */
export async function decoderConfigOf(track: InputVideoTrack): Promise<VideoDecoderConfig | undefined> {
  const given = await track.getDecoderConfig();
  if (!given) return undefined;
  const { colorSpace: _, ...plain } = given;
  for (const codec of [given.codec, ...otherNames(given)]) {
    for (const config of [given, plain]) {
      if (await isSupported({ ...config, codec })) return { ...config, codec };
    }
  }
  return undefined;
}

async function isSupported(config: VideoDecoderConfig): Promise<boolean> {
  // What is no config at all throws.
  const { supported } = await VideoDecoder.isConfigSupported(config).catch(() => ({ supported: false }));
  return supported === true;
}

/** Other names of a codec, of the same profile as far as it is known. */
function otherNames({ codec, description }: VideoDecoderConfig): string[] {
  const [family = '', profile, , depth] = codec.split('.');
  switch (family) {
    case 'vp9':
    case 'vp09':
      return [`vp09.${profile ?? '00'}.10.${depth ?? '08'}`];
    case 'av01':
      return [`av01.${profile ?? '0'}.08M.${depth ?? '08'}`];
    case 'avc1':
    case 'avc3':
      return description ? [`${family}.${profileInAvcRecord(description)}28`] : [];
    default:
      return [];
  }
}

/** Profile and constraints in an AVCDecoderConfigurationRecord (ISO/IEC 14496-15), in hexadecimal. */
function profileInAvcRecord(record: AllowSharedBufferSource): string {
  const bytes = ArrayBuffer.isView(record)
    ? new Uint8Array(record.buffer, record.byteOffset, record.byteLength)
    : new Uint8Array(record);
  return [...bytes.subarray(1, 3)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
