// What is inside the emulated printer: a buffer, an interpreter that works through it, paper that ends, and the ways to fail.
// Status questions are answered as they come in, everything else in its turn.
import type { Socket } from 'node:net';
import type { ReceiptWidth } from '../../../core/projection/receipt-layout.ts';
import type { Timer } from '../../till/ports.ts';
import { createEscposInterpreter } from './escpos-interpreter.ts';
import type { EscposInterpreter } from './escpos-interpreter.ts';
import type { Slip } from './slip.ts';
import { splitStatusQuestions } from './status-questions.ts';

/**
 * `silent` prints and never answers; `no-status` is a clone that only confirms; `paper-out`, `cover-open` and `offline` hold
 * what comes and go on when well again; `dies-early` drops the connection after the first bytes, `dies-late` after the whole
 * job; `slow` takes 5 ms a line; `refuses` takes no connection.
 */
export type EmulatorCondition =
  | 'well'
  | 'silent'
  | 'no-status'
  | 'paper-out'
  | 'paper-low'
  | 'cover-open'
  | 'offline'
  | 'dies-early'
  | 'dies-late'
  | 'slow'
  | 'refuses';

// What a small printer holds before it makes the sender wait.
const bufferBytes = 4_096;
const slowLineMs = 5;

export class PrinterWorks {
  condition: EmulatorCondition = 'well';
  readonly #interpreter: EscposInterpreter;
  readonly #timer: Timer;
  readonly #sockets = new Set<Socket>();
  #linesLeft = Infinity;
  #connections = 0;
  #bytes = 0;
  #resting = false;

  constructor(width: ReceiptWidth, timer: Timer) {
    this.#interpreter = createEscposInterpreter(width);
    this.#timer = timer;
  }

  take(socket: Socket): void {
    this.#connections += 1;
    this.#sockets.add(socket);
    socket.on('data', (chunk) => this.#receive(socket, chunk));
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
  }

  become(condition: EmulatorCondition): void {
    this.condition = condition;
    if (condition === 'well') this.#linesLeft = Infinity;
    this.#work();
  }

  loadPaper(lines: number): void {
    this.#linesLeft = lines;
  }

  slips(): readonly Slip[] {
    return this.#interpreter.slips();
  }

  seen(): { readonly connections: number; readonly bytes: number } {
    return { connections: this.#connections, bytes: this.#bytes };
  }

  dropAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #receive(socket: Socket, chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    const { questions, rest } = splitStatusQuestions(chunk);
    if (this.condition !== 'silent' && this.condition !== 'no-status') {
      for (const question of questions) this.#answer(statusAnswer(this.condition, question));
    }
    if (rest.length === 0) return;
    if (this.condition === 'dies-early') {
      socket.resetAndDestroy();
      this.#interpreter.reset();
      return;
    }
    this.#interpreter.push(rest);
    this.#work();
  }

  #work(): void {
    while (!this.#resting && !holds(this.condition)) {
      const did = this.#interpreter.step();
      if (did === null) break;
      if (did === 'done-question') this.#confirm();
      if (did === 'line') this.#useLine();
    }
    this.#flow();
  }

  #useLine(): void {
    this.#linesLeft -= 1;
    if (this.#linesLeft <= 0) this.condition = 'paper-out';
    if (this.condition !== 'slow') return;
    this.#resting = true;
    this.#timer.after(slowLineMs, () => {
      this.#resting = false;
      this.#work();
    });
  }

  #confirm(): void {
    if (this.condition === 'dies-late') for (const socket of this.#sockets) socket.resetAndDestroy();
    else if (this.condition !== 'silent') this.#answer(this.condition === 'paper-low' ? 0x03 : 0x00);
  }

  #answer(byte: number): void {
    for (const socket of this.#sockets) if (socket.writable) socket.write(Uint8Array.of(byte));
  }

  /** A printer that holds its work fills up, and then the network makes the sender wait. */
  #flow(): void {
    const full = this.#interpreter.waiting() > bufferBytes;
    for (const socket of this.#sockets) {
      if (full) socket.pause();
      else socket.resume();
    }
  }
}

function holds(condition: EmulatorCondition): boolean {
  return condition === 'paper-out' || condition === 'cover-open' || condition === 'offline';
}

function statusAnswer(condition: EmulatorCondition, question: number): number {
  const fixed = 0x12;
  if (question === 1) return holds(condition) ? fixed | 0x08 : fixed;
  if (question === 2 && condition === 'cover-open') return fixed | 0x04;
  if (question === 2 && condition === 'paper-out') return fixed | 0x20;
  if (question === 4 && condition === 'paper-out') return fixed | 0x6c;
  return question === 4 && condition === 'paper-low' ? fixed | 0x0c : fixed;
}
