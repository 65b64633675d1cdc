import type { FaceEngine, Person } from 'inpage-face';
import { useCallback, useEffect, useState } from 'react';
import { noteArrival, readArrivals } from './arrivals';
import { CheckIn } from './check-in';
import { Enrol } from './enrol';
import { type Gallery, messageOf, nameOf } from './people';

interface Props {
  engine: FaceEngine;
  gallery: Gallery;
  onLock: () => void;
}

export function Attendance({ engine, gallery, onLock }: Props) {
  const [people, setPeople] = useState<Person[]>();
  const [arrivals, setArrivals] = useState(readArrivals);
  const [task, setTask] = useState<'check-in' | 'enrol'>('check-in');
  const [message, setMessage] = useState('');

  const readPeople = useCallback(async () => {
    try {
      setPeople((await gallery.list({ limit: 1000 })).people);
    } catch (error) {
      setMessage(messageOf(error));
    }
  }, [gallery]);
  useEffect(() => void readPeople(), [readPeople]);

  async function remove(person: Person) {
    if (!confirm(`Remove ${nameOf(person)} and their template?`)) return;
    await gallery.remove(person.id);
    await readPeople();
  }

  const present = people?.filter(({ id }) => id in arrivals) ?? [];
  return (
    <>
      <nav>
        <button type="button" aria-pressed={task === 'check-in'} onClick={() => setTask('check-in')}>
          Check in
        </button>
        <button type="button" aria-pressed={task === 'enrol'} onClick={() => setTask('enrol')}>
          Enrol someone
        </button>
        <button type="button" onClick={onLock}>
          Lock
        </button>
      </nav>
      <p role="status" className="message">
        {message}
      </p>
      {task === 'enrol' && (
        <Enrol
          engine={engine}
          gallery={gallery}
          onMessage={setMessage}
          onEnrolled={(name) => {
            setMessage(`${name} is enrolled.`);
            setTask('check-in');
            void readPeople();
          }}
        />
      )}
      {task === 'check-in' && people?.length === 0 && (
        <p className="card">Nobody is enrolled yet. Enrol someone, then they can check in by their face.</p>
      )}
      {task === 'check-in' && people && people.length > 0 && (
        <CheckIn
          engine={engine}
          gallery={gallery}
          onMessage={setMessage}
          onArrival={(person) => {
            setArrivals(noteArrival(person.id));
            setMessage(`Welcome, ${nameOf(person)}.`);
          }}
        />
      )}
      {people && people.length > 0 && (
        <section className="card" aria-labelledby="today">
          <h2 id="today">
            Came today: {present.length} of {people.length}
          </h2>
          <ul className="people">
            {people.map((person) => (
              <li key={person.id}>
                <span>{nameOf(person)}</span>
                {arrivals[person.id] ? (
                  <time dateTime={arrivals[person.id]}>
                    {new Date(arrivals[person.id] ?? '').toLocaleTimeString([], { timeStyle: 'short' })}
                  </time>
                ) : (
                  <button
                    type="button"
                    aria-label={`Mark ${nameOf(person)} by hand`}
                    onClick={() => setArrivals(noteArrival(person.id))}
                  >
                    Mark by hand
                  </button>
                )}
                <button
                  type="button"
                  aria-label={`Remove ${nameOf(person)}`}
                  onClick={() => void remove(person)}
                >
                  Remove
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
