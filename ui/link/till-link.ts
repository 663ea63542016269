// The till's screens' only way to the agent: a one-time key becomes a token, the socket brings each whole view, HTTP carries
// each wish. Promises: an older view never replaces a newer one; a write is repeated under one key until it is answered.
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { z } from 'zod';
import { problem } from '../../core/base/problem.ts';
import { fail, ok } from '../../core/base/result.ts';
import type { Result } from '../../core/base/result.ts';
import { receiptDocumentSchema } from '../../core/projection/receipt.ts';
import * as wire from '../../core/protocol/till.ts';
import type { Phase, TillClient, TillSnapshot } from '../parts/till-client.ts';
import { ask, newKey, wait } from './ask.ts';
import type { Question } from './ask.ts';
import { takeFromAddress } from './take-from-address.ts';

const tokenName = 'regulars.till.token';
const retryMs = 1_000;
/** The view of a change may be on its way this long; then the line is broken, and the banner says so. */
const viewMsMax = 2_000;

export function openTillLink(): TillClient {
  const link = new TillLink();
  void link.start(takeFromAddress('k'));
  // A key pasted into the open window signs it in as well.
  window.addEventListener('hashchange', () => {
    const key = takeFromAddress('k');
    if (key !== null) void link.start(key);
  });
  return link.client;
}

class TillLink {
  readonly client: TillClient;
  #snapshot: TillSnapshot = { phase: 'starting', sinceMs: Date.now(), view: null };
  readonly #listeners = new Set<() => void>();
  #socket: Socket | null = null;
  #turn = -1;

  constructor() {
    this.client = {
      snapshot: () => this.#snapshot,
      subscribe: (changed) => {
        this.#listeners.add(changed);
        return () => this.#listeners.delete(changed);
      },
      ...callsOf(
        (question) => this.#call(question),
        (question) => this.#insist(question),
      ),
    };
  }

  async start(key: string | null): Promise<void> {
    if (key !== null && !(await this.#exchange(key))) return;
    const token = sessionStorage.getItem(tokenName);
    if (token === null) return this.#set('refused');
    this.#open(token);
  }

  /** False: the key is of no use. While the agent is silent the key is still good, so it is tried again. */
  async #exchange(key: string): Promise<boolean> {
    for (;;) {
      const question = {
        method: 'POST',
        path: '/v1/session',
        body: { key },
        answer: wire.sessionAnswerSchema,
      } as const;
      const answer = await ask(question, 'AgentSilent');
      if (answer.ok) {
        sessionStorage.setItem(tokenName, answer.value.token);
        return true;
      }
      if (answer.problem.code !== 'AgentSilent') {
        // A reloaded page may carry a used key and a good token.
        if (sessionStorage.getItem(tokenName) !== null) return true;
        this.#set('refused');
        return false;
      }
      await wait(retryMs);
    }
  }

  #open(token: string): void {
    this.#socket?.close();
    const socket = io({
      path: wire.tillSocket.path,
      transports: ['websocket'],
      auth: { token },
      reconnectionDelay: 300,
      reconnectionDelayMax: 2_000,
      timeout: 3_000,
    });
    this.#socket = socket;
    socket.on('connect', () => {
      // A new agent counts its turns anew.
      this.#turn = -1;
    });
    socket.on(wire.tillSocket.view, (message: unknown) => {
      const view = wire.tillViewSchema.safeParse(message);
      if (!view.success || view.data.turn <= this.#turn) return;
      this.#turn = view.data.turn;
      this.#set('ready', view.data);
    });
    socket.on('disconnect', (reason) => {
      this.#set('lost');
      // The agent let us go; socket.io tries again by itself only when the line broke.
      if (reason === 'io server disconnect') socket.connect();
    });
    socket.on('connect_error', (error) => {
      const refusal = refusalSchema.safeParse(error);
      if (refusal.success && refusal.data.data.code === 'Unauthorised') return this.#forget();
      if (this.#snapshot.view) this.#set('lost');
      // A refusal in the handshake ends socket.io's own tries.
      if (!socket.active) void this.#reconnect(socket);
    });
  }

  async #reconnect(socket: Socket): Promise<void> {
    await wait(retryMs);
    if (socket === this.#socket) socket.connect();
  }

  #forget(): void {
    sessionStorage.removeItem(tokenName);
    this.#socket?.close();
    this.#socket = null;
    this.#set('refused');
  }

  #set(phase: Phase, view: wire.TillView | null = this.#snapshot.view): void {
    const same = phase === this.#snapshot.phase;
    this.#snapshot = { phase, view, sinceMs: same ? this.#snapshot.sinceMs : Date.now() };
    for (const changed of this.#listeners) changed();
  }

  /** Answers once the screen has the view that the call brought about, so that the next key never acts on an older one. */
  async #call<T>(question: Question<T>): Promise<Result<T>> {
    let turn = -1;
    const heard = (headers: Headers): void => {
      turn = Number(headers.get(wire.turnHeader) ?? -1);
    };
    const token = sessionStorage.getItem(tokenName);
    const answer = await ask({ ...question, token, heard }, 'AgentSilent');
    if (!answer.ok && answer.problem.code === 'Unauthorised') this.#forget();
    await this.#viewOf(turn);
    return answer;
  }

  /** Settles with the view of that turn, or a later one. */
  async #viewOf(turn: number): Promise<void> {
    if (this.#turn >= turn) return;
    let stop = (): void => {};
    const shown = new Promise<void>((resolve) => {
      stop = this.client.subscribe(() => {
        if (this.#turn >= turn) resolve();
      });
    });
    await Promise.race([shown, wait(viewMsMax)]);
    stop();
  }

  /** Repeats until there is an answer: the key makes the repeats harmless. A refused screen stops; it must sign in first. */
  async #insist<T>(question: Question<T>): Promise<Result<T>> {
    const key = newKey();
    for (;;) {
      const answer = await this.#call({ ...question, key });
      if (answer.ok || answer.problem.code !== 'AgentSilent') return answer;
      if (this.#snapshot.phase === 'refused') return fail(problem('Unauthorised'));
      await wait(retryMs);
    }
  }
}

const refusalSchema = z.object({ data: z.object({ code: z.string() }) });

type Calls = Omit<TillClient, 'snapshot' | 'subscribe'>;
type Asking = <T>(question: Question<T>) => Promise<Result<T>>;

function callsOf(call: Asking, insist: Asking): Calls {
  const sale = (method: 'POST' | 'PUT', id: string, rest: string, body?: unknown): Promise<Result<wire.SaleView>> =>
    call({ method, path: `/v1/sales/${id}${rest}`, body, answer: wire.saleViewSchema });
  const post = <T>(path: string, body: unknown, answer: z.ZodType<T>): Question<T> => ({
    method: 'POST',
    path,
    body,
    answer,
  });
  return {
    scan: (text) => call(post('/v1/scans', { text, source: 'typed', act: true }, wire.scanAnswerSchema)),
    openSale: () => call(post('/v1/sales', {}, wire.saleViewSchema)),
    addKeyedLine: (id, line) => sale('POST', id, '/lines', line),
    setQuantity: (id, line, quantity) => sale('PUT', id, `/lines/${line}`, { quantity }),
    setMember: (id, by) => sale('PUT', id, '/member', { by }),
    setRewards: (id, chosen, declined) => sale('PUT', id, '/rewards', { chosen, declined }),
    hold: (id) => sale('POST', id, '/hold'),
    recall: (id) => sale('POST', id, '/recall'),
    cancel: (id) => sale('POST', id, '/cancel'),
    commit: async (id, request) => {
      const answer = await insist(post(`/v1/sales/${id}/commit`, request, wire.commitAnswerSchema));
      return answer.ok ? ok(answer.value.committed) : answer;
    },
    voidSale: (id, why) => insist(post(`/v1/sales/${id}/void`, { why }, wire.voidAnswerSchema)),
    enrol: (person) => insist(post('/v1/members', person, wire.enrolMemberAnswerSchema)),
    printCopy: async (id) => {
      const answer = await call(post(`/v1/sales/${id}/print`, undefined, wire.printAnswerSchema));
      return answer.ok ? ok(answer.value.state) : answer;
    },
    receipt: (id) => call({ method: 'GET', path: `/v1/sales/${id}/receipt?as=json`, answer: receiptDocumentSchema }),
    today: () => call({ method: 'GET', path: '/v1/reports/today', answer: wire.todayReportSchema }),
  };
}
