import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** What a command is answered: its number comes second, and then its error or its result. */
type Answer = [type: 1, id: number, error: { error: string; message: string } | null, result: unknown];

/** A client of Marionette, Firefox's own remote control: its commands are WebDriver's, as JSON behind its length. */
export class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #received = Buffer.alloc(0);
  #lastId = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#read(chunk));
    socket.on('close', () => this.#endAll('Firefox ended the connection'));
    socket.on('error', ({ message }) => this.#endAll(message));
  }

  static async connect(port: number): Promise<Marionette> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Marionette(socket);
  }

  /** @throws {Error} what Firefox says against the command. */
  async send<Result>(command: string, parameters: object = {}): Promise<Result> {
    const id = ++this.#lastId;
    const answered = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    const message = JSON.stringify([0, id, command, parameters]);
    this.#socket.write(`${Buffer.byteLength(message)}:${message}`);
    const [, , error, result] = await answered;
    if (error) throw new Error(`${command}: ${error.error}: ${error.message}`);
    return result as Result;
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const start = this.#received.indexOf(':') + 1;
      const end = start + Number(this.#received.subarray(0, start - 1));
      if (start === 0 || this.#received.length < end) return;
      const message: Answer | object = JSON.parse(this.#received.subarray(start, end).toString());
      this.#received = this.#received.subarray(end);
      // It introduces itself first.
      if (Array.isArray(message)) this.#answer(message as Answer);
    }
  }

  #answer(answer: Answer): void {
    const [, id] = answer;
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }

  #endAll(message: string): void {
    for (const id of this.#waiting.keys()) this.#answer([1, id, { error: 'no answer', message }, null]);
  }
}
