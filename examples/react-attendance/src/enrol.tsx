import { type FaceEngine, StorageError } from 'inpage-face';
import type { CaptureDetail } from 'inpage-face/capture';
import { FaceCapture } from 'inpage-face/react';
import { useState } from 'react';
import { type Gallery, messageOf, nameOf } from './people';

interface Props {
  engine: FaceEngine;
  gallery: Gallery;
  onMessage: (message: string) => void;
  onEnrolled: (name: string) => void;
}

export function Enrol({ engine, gallery, onMessage, onEnrolled }: Props) {
  const [name, setName] = useState('');

  async function enrol({ template }: CaptureDetail) {
    try {
      await gallery.enroll(crypto.randomUUID(), template, { metadata: { name: name.trim() }, unique: true });
      onEnrolled(name.trim());
    } catch (error) {
      onMessage(await whyNot(error));
    }
  }

  /** The error of a face that is there already says whose it is. */
  async function whyNot(error: unknown): Promise<string> {
    if (!(error instanceof StorageError) || !error.match) return messageOf(error);
    const other = await gallery.get(error.match.id);
    return `This face is on the list already${other ? `, as ${nameOf(other)}` : ''}.`;
  }

  return (
    <section className="card" aria-label="Enrol someone">
      <label htmlFor="name">Name</label>
      <input id="name" value={name} autoComplete="off" onChange={({ target }) => setName(target.value)} />
      <p className="muted">
        Only with their consent: a template of the face is kept here, encrypted, until you remove it.
      </p>
      <FaceCapture
        engine={engine}
        disabled={name.trim() === ''}
        onCapture={(detail) => void enrol(detail)}
        onCaptureError={({ text }) => onMessage(text)}
      />
    </section>
  );
}
