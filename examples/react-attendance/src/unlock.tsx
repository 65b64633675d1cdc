import { type FaceEngine, StorageError } from 'inpage-face';
import { useState } from 'react';
import { type Gallery, messageOf } from './people';

/** Opens the gallery by its passphrase; the first one that is entered is the one it has. */
export function Unlock({ engine, onOpen }: { engine: FaceEngine; onOpen: (gallery: Gallery) => void }) {
  const [problem, setProblem] = useState('');
  const [isOpening, setOpening] = useState(false);

  async function open(form: FormData) {
    setOpening(true);
    setProblem('');
    try {
      const passphrase = String(form.get('passphrase'));
      onOpen(await engine.gallery('attendance', { protection: { passphrase } }));
    } catch (error) {
      const isWrong = error instanceof StorageError && error.reason === 'wrong-key';
      setProblem(isWrong ? 'That is not the passphrase of this list.' : messageOf(error));
      setOpening(false);
    }
  }

  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        void open(new FormData(event.currentTarget));
      }}
    >
      <label htmlFor="passphrase">Passphrase of this list</label>
      <input
        id="passphrase"
        name="passphrase"
        type="password"
        required
        minLength={8}
        autoComplete="current-password"
        aria-describedby="passphrase-hint"
      />
      <p id="passphrase-hint" className="muted">
        The first one that you enter is the one it will have. Nobody can find it again for you.
      </p>
      <button type="submit" disabled={isOpening}>
        {isOpening ? 'Opening …' : 'Open the list'}
      </button>
      <p role="alert" className="problem">
        {problem}
      </p>
    </form>
  );
}
