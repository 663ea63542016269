import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findElectron } from '../../../agent/electron/find-electron.ts';
import { readShellArguments } from '../../../agent/electron/shell-arguments.ts';
import { waitingPage } from '../../../agent/electron/waiting-page.ts';

const temporary = (): string => mkdtempSync(join(tmpdir(), 'regulars-shell-'));

describe('what the shell was told', () => {
  it('a folder: attach there, start nothing', () => {
    expect(readShellArguments(['electron', '.', '--folder', '/tills/1'], '/home')).toEqual({
      folder: '/tills/1',
      config: null,
    });
  });

  it('a configuration: its folder, seen from where it lies', () => {
    const home = temporary();
    const config = join(home, 'till.json');
    writeFileSync(config, JSON.stringify({ folder: 'till-1', port: 4711 }));
    expect(readShellArguments(['electron', '.', '--config', config], '/home')).toEqual({
      folder: join(home, 'till-1'),
      config,
    });
    expect(readShellArguments(['electron', '.'], home)).toEqual({ folder: join(home, 'till-1'), config });
  });

  it('a broken configuration is left to the agent to explain', () => {
    const home = temporary();
    writeFileSync(join(home, 'till.json'), '{');
    expect(readShellArguments([], home)).toEqual({ folder: join(home, 'till'), config: join(home, 'till.json') });
  });
});

describe('which Electron', () => {
  it('the one named, if it exists', () => {
    const folder = temporary();
    const named = join(folder, 'electron');
    expect(findElectron(folder, named, () => expect.unreachable())).toBeNull();
    writeFileSync(named, '');
    expect(findElectron(folder, named, () => expect.unreachable())).toBe(named);
  });

  it('the one unpacked by the package; else it is fetched once', () => {
    const folder = temporary();
    let fetched = 0;
    expect(findElectron(folder, undefined, () => (fetched += 1))).toBeNull();
    const unpack = (): void => {
      mkdirSync(join(folder, 'dist'));
      writeFileSync(join(folder, 'dist', 'electron'), '');
      writeFileSync(join(folder, 'path.txt'), 'electron');
      fetched += 1;
    };
    expect(findElectron(folder, undefined, unpack)).toBe(join(folder, 'dist', 'electron'));
    expect(findElectron(folder, undefined, () => expect.unreachable())).toBe(join(folder, 'dist', 'electron'));
    expect(fetched).toBe(2);
  });
});

describe('the waiting page', () => {
  it('shows what the agent said as text, whatever it said', () => {
    const page = decodeURIComponent(waitingPage('<script>alert("x")</script>'));
    expect(page).not.toContain('<script>');
    expect(page).toContain('&#60;script&#62;');
    expect(page).toContain("default-src 'none'");
  });
});
