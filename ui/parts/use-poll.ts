// Asks again and again, and keeps the last good answer while the other side is silent: the screen shows it with its age.
// The pause doubles with each failure, up to half a minute, and is short again after the first answer.
import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../core/base/problem.ts';
import type { Result } from '../../core/base/result.ts';

const pauseMsMax = 30_000;

export interface Polled<T> {
  readonly value: T | null;
  /** The key that `value` answers; while a new one is asked for, still the old. */
  readonly of: string | null;
  /** When `value` came, by this machine's clock. */
  readonly atMs: number | null;
  /** Of the newest try; null when it went well. */
  readonly problem: Problem | null;
}

/** Begins anew when `key` changes; `ask` itself may be a new function each time. */
export function usePoll<T>(ask: () => Promise<Result<T>>, key: string, everyMs: number): Polled<T> {
  const [polled, setPolled] = useState<Polled<T>>({ value: null, of: null, atMs: null, problem: null });
  const newest = useRef(ask);
  useEffect(() => {
    newest.current = ask;
  }, [ask]);
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const turn = async (pauseMs: number): Promise<void> => {
      const answer = await newest.current();
      if (over) return;
      setPolled((before) =>
        answer.ok
          ? { value: answer.value, of: key, atMs: Date.now(), problem: null }
          : { ...before, problem: answer.problem },
      );
      const nextMs = answer.ok ? everyMs : Math.min(pauseMs * 2, pauseMsMax);
      waiting = setTimeout(() => void turn(nextMs), nextMs);
    };
    void turn(everyMs);
    return () => {
      over = true;
      clearTimeout(waiting);
    };
  }, [key, everyMs]);
  return polled;
}
