// The socket: the whole view on connection and on each change, to whoever may see it and keeps quiet.
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { assert } from '../../../core/base/assert.ts';
import { money } from '../../../core/base/money.ts';
import { limits } from '../../../core/base/limits.ts';
import { annasCode } from '../../support/fake-till.ts';
import { openTestApi, rawBytes } from '../../support/open-test-api.ts';
import { listenToTill } from '../../support/till-client.ts';
import type { TillListener } from '../../support/till-client.ts';

/** The first argument of the next event of this name, ours or the library's. */
function next({ socket }: TillListener, event: 'connect_error' | 'disconnect'): Promise<unknown> {
  return new Promise((resolve) => (event === 'disconnect' ? socket.once(event, resolve) : socket.once(event, resolve)));
}

/** A short text frame of RFC 6455 as a client sends it, with a mask of zeros. */
function maskedFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  assert(payload.length < 126, 'a short frame');
  return Buffer.concat([Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0]), payload]);
}

describe('the socket', () => {
  it('sends the view at once and after each change, to every listener', async () => {
    const { client } = await openTestApi();
    const caller = await client();
    const [one, two] = [caller.listen(), (await client()).listen()];
    for (const each of [one, two]) await each.until((view) => view.sale === null);
    await caller.scan(annasCode, { act: true });
    for (const each of [one, two]) {
      const view = await each.until(({ sale }) => sale !== null);
      expect(view.sale?.member?.firstName).toBe('Anna');
      each.close();
    }
  });

  it('refuses a missing, wrong or odd token and a page of another origin', async () => {
    const { api, client } = await openTestApi();
    const { token } = await client();
    for (const wrong of ['', 'x', `${token}x`, 'x'.repeat(300)]) {
      const listener = listenToTill(api.url, wrong);
      const error = await next(listener, 'connect_error');
      listener.close();
      expect(error, `for ${wrong}`).toMatchObject({ data: { code: 'Unauthorised', status: 401 } });
    }
    for (const origin of ['http://evil.example', 'null']) {
      const listener = listenToTill(api.url, token, { origin });
      await next(listener, 'connect_error');
      listener.close();
      expect(listener.latest()).toBeNull();
    }
  });

  it('does not speak by polling, and does not listen', async () => {
    const { port, raw, client } = await openTestApi();
    expect(await raw('/v1/events/?EIO=4&transport=polling')).toMatchObject({ status: 401 });
    const polling = `GET /v1/events/?EIO=4&transport=polling HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;
    expect(await rawBytes(port, polling)).not.toContain('101 Switching');
    const listener = (await client()).listen();
    await listener.until(() => true);
    listener.socket.emit('sell', { price: 0 });
    const reason = await next(listener, 'disconnect');
    expect(reason).toBe('io server disconnect');
  });

  it('survives garbage and what is too long', async () => {
    const { client, faults } = await openTestApi();
    const caller = await client();
    for (const garbage of ['9nonsense', '42["a"', '451-["x"]', `42${'x'.repeat(limits.apiListenerBytesMax)}`]) {
      const listener = caller.listen();
      await listener.until(() => true);
      const gone = next(listener, 'disconnect');
      // Underneath socket.io's own encoder, as a foreign program would write.
      listener.socket.io.engine.write(garbage);
      await gone;
      listener.close();
    }
    // A greeting with the right token, but longer than any greeting is.
    const talker = caller.listen();
    talker.socket.auth = { token: caller.token, story: 'x'.repeat(limits.apiListenerBytesMax) };
    await new Promise<void>((resolve) => talker.socket.io.once('close', () => resolve()));
    expect(talker.latest()).toBeNull();
    talker.close();
    expect((await caller.view()).lane).toBe('1');
    expect(faults).toEqual([]);
  });

  it('is at no other address, and takes only so many listeners', async () => {
    const { port, client } = await openTestApi();
    const upgrade = (path: string): Promise<string> =>
      rawBytes(
        port,
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      );
    expect(await upgrade('/socket.io/?EIO=4&transport=websocket')).toContain('NotFound');
    expect(await upgrade('/v1/view')).toContain('NotFound');
    const caller = await client();
    const listeners = Array.from({ length: limits.apiListenersMax }, () => caller.listen());
    await Promise.all(listeners.map((each) => each.until(() => true)));
    expect(await upgrade('/v1/events/?EIO=4&transport=websocket')).toContain('TooManyAttempts');
    for (const each of listeners) each.close();
  });

  it('lets one go that does not read, and goes on for the others', async () => {
    const { port, client, till, logged } = await openTestApi();
    const caller = await client();
    const reader = caller.listen();
    await reader.until(() => true);
    const deaf = connect({ port, host: '127.0.0.1' });
    onTestFinished(() => void deaf.destroy());
    deaf.on('error', () => deaf.destroy());
    deaf.write(
      `GET /v1/events/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\n` +
        'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    // It reads that it may speak, says who it is, and reads no more.
    deaf.once('data', () => deaf.pause().write(maskedFrame(`40${JSON.stringify({ token: caller.token })}`)));
    const { saleId } = await caller.openSale();
    for (let n = 0; n < 100; n += 1) till.addKeyedLine(saleId, { name: 'Flowers', amount: money(700) });
    const isLetGo = (): boolean => logged.some((line) => line.includes('lags behind'));
    for (let turn = 0; turn < 400 && !isLetGo(); turn += 1) {
      for (let n = 0; n < 20; n += 1) till.setRewards(saleId, { chosen: [], declined: [] });
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(isLetGo()).toBe(true);
    const { turn } = till.view();
    expect((await reader.until((view) => view.turn === turn)).turn).toBe(turn);
    reader.close();
  });

  it('ends with the agent', async () => {
    const { api, client } = await openTestApi();
    const listener = (await client()).listen();
    await listener.until(() => true);
    const gone = next(listener, 'disconnect');
    await api.close();
    await gone;
    listener.close();
  });
});
