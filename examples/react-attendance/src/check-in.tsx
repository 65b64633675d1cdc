import type { Candidate, FaceEngine } from 'inpage-face';
import type { CaptureDetail } from 'inpage-face/capture';
import { FaceCapture } from 'inpage-face/react';
import { useState } from 'react';
import { type Gallery, messageOf, nameOf } from './people';

interface Props {
  engine: FaceEngine;
  gallery: Gallery;
  onMessage: (message: string) => void;
  onArrival: (person: Candidate) => void;
}

export function CheckIn({ engine, gallery, onMessage, onArrival }: Props) {
  /** Another round begins with a capture as if new. */
  const [round, setRound] = useState(0);

  async function recognise({ template, liveness }: CaptureDetail) {
    try {
      if (!liveness?.passed) {
        onMessage('That may be a picture of somebody. Please look into the camera yourself.');
        return;
      }
      const [best] = (await gallery.identify(template, { topK: 1 })).results;
      if (best?.decision === 'approved') onArrival(best);
      else if (best?.decision === 'operator_required') {
        onMessage(`Are you ${nameOf(best)}? It isn’t certain: have yourself marked by hand.`);
      } else onMessage('You are not on the list.');
    } catch (error) {
      onMessage(messageOf(error));
    } finally {
      setRound((before) => before + 1);
    }
  }

  return (
    <FaceCapture
      key={round}
      engine={engine}
      onCapture={(detail) => void recognise(detail)}
      onCaptureError={() => onMessage('Without a camera people are marked by hand, in the list.')}
    />
  );
}
