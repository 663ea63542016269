// The customer's end of the scanner's line. With socat the kernel lays a real pair of ptys and the till opens one end with
// the real binding, as it would a cable; elsewhere serialport's mock binding stands in, and the check says which it was.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { layMockSerialLine } from '../../agent/devices/twins/mock-serial-line.ts';
import type { MakeSerialPort } from '../../agent/devices/serial-port.ts';

export interface SerialLine {
  /** One sentence for the report. */
  readonly how: string;
  /** What the till's configuration names. */
  readonly path: string;
  /** Null: the till opens it by the real binding. */
  readonly makePort: MakeSerialPort | null;
  scan(code: string): Promise<void>;
  close(): Promise<void>;
}

export function laySerialLine(folder: string): Promise<SerialLine> {
  return spawnSync('socat', ['-V']).status === 0 ? layPtyPair(folder) : Promise.resolve(layMock());
}

async function layPtyPair(folder: string): Promise<SerialLine> {
  const path = join(folder, 'tty-till');
  const far = join(folder, 'tty-scanner');
  const socat = spawn('socat', [`pty,raw,echo=0,link=${path}`, `pty,raw,echo=0,link=${far}`], { stdio: 'ignore' });
  const ended = new Promise((done) => socat.once('exit', done));
  for (let tries = 0; tries < 500 && !(existsSync(path) && existsSync(far)); tries += 1) await sleep(10);
  return {
    how: 'the real serial binding on a pair of ptys (socat)',
    path,
    makePort: null,
    async scan(code) {
      const line = await open(far, 'w');
      await line.writeFile(`${code}\r`, 'latin1');
      await line.close();
    },
    async close() {
      socat.kill();
      await ended;
    },
  };
}

function layMock(): SerialLine {
  const line = layMockSerialLine('/dev/regulars-check');
  return {
    how: 'serialport’s mock binding (there is no socat here to lay a pair of ptys)',
    path: line.path,
    makePort: line.makePort,
    scan: (code) => {
      if (!line.send(Buffer.from(`${code}\r`, 'latin1')))
        throw new Error('The till has not opened the scanner’s line.');
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}
