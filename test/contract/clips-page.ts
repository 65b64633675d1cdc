import { makeVideo, showing, soundOnly, undecodableVideo } from '../support/videos.ts';
import { CLIP, type ClipName } from './clips.ts';

/** Encodes the contract's clips; runs in a page. */
export async function encodeClips(person: Blob, two: Blob): Promise<Record<ClipName, Blob>> {
  const face = showing(await createImageBitmap(person));
  const faces = showing(await createImageBitmap(two));
  const mp4 = await makeVideo(face, CLIP);
  const indexLast = await makeVideo(face, { ...CLIP, fastStart: false });
  return {
    mp4,
    webm: await makeVideo(face, { ...CLIP, codec: 'vp8', container: 'webm' }),
    severalPeople: await makeVideo(faces, CLIP),
    nobody: await makeVideo((context) => context.fillRect(0, 0, CLIP.width, CLIP.height), CLIP),
    soundOnly: await soundOnly(),
    noFrames: await beforeFirstFragment(await makeVideo(face, { ...CLIP, fastStart: 'fragmented' })),
    unknownCodec: await undecodableVideo(),
    cutBehindIndex: mp4.slice(0, mp4.size * 0.6),
    cutBeforeIndex: indexLast.slice(0, indexLast.size * 0.6),
  };
}

/** What a recorder leaves that was stopped before it wrote a frame: the index of a track, and nothing in it. */
async function beforeFirstFragment(video: Blob): Promise<Blob> {
  const text = new TextDecoder('latin1').decode(await video.arrayBuffer());
  return video.slice(0, text.indexOf('moof') - 4);
}
