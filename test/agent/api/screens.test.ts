// The built screens: public files without data, fenced in by their headers.
import { describe, expect, it } from 'vitest';
import { openTestApi, rawBytes, screensFolder } from '../../support/open-test-api.ts';

describe('the screens', () => {
  it('are served to anybody, and any of their paths is the one page', async () => {
    const { raw } = await openTestApi({ staticFolder: screensFolder() });
    for (const path of ['/', '/index.html', '/manager', '/hq/stores']) {
      const answer = await raw(path);
      expect(answer, `for ${path}`).toMatchObject({ status: 200, text: '<!doctype html><title>Regulars</title>' });
      expect(answer.headers['content-type']).toContain('text/html');
      expect(answer.headers['cache-control']).toBe('no-cache');
    }
    const script = await raw('/assets/app-1a2b.js');
    expect(script.headers['content-type']).toContain('javascript');
    expect(script.headers['cache-control']).toContain('immutable');
    expect(await raw('/assets/missing.js')).toMatchObject({ status: 404, code: 'NotFound' });
    expect(await raw('/', { method: 'POST' })).toMatchObject({ status: 404 });
  });

  it('are fenced in by headers, pages and answers alike', async () => {
    const { raw } = await openTestApi({ staticFolder: screensFolder() });
    for (const path of ['/', '/assets/app-1a2b.js', '/v1/openapi.json', '/v1/view', '/nothing.txt']) {
      const { headers } = await raw(path);
      const policy = String(headers['content-security-policy']);
      expect(policy, `for ${path}`).toMatch(/^default-src 'self'; script-src 'self' 'wasm-unsafe-eval';/);
      for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
        expect(policy).toContain(part);
      }
      expect(policy.match(/script-src[^;]*/)?.[0]).not.toContain('unsafe-inline');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['vary']).toContain('Origin');
      expect(headers['referrer-policy']).toBe('no-referrer');
      expect(headers['set-cookie']).toBeUndefined();
      expect(headers['server'] ?? headers['x-powered-by']).toBeUndefined();
    }
  });

  it('lie in their folder, and no trick leads out of it', async () => {
    const { raw, port } = await openTestApi({ staticFolder: screensFolder() });
    const up = [
      '/../secret.txt',
      '/assets/../../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/..\\secret.txt',
    ];
    const odd = [
      '/.hidden',
      '/assets/..%5c..%5csecret.txt',
      '//secret.txt',
      '/secret.txt%00.js',
      '/%c0%ae%c0%ae/secret.txt',
    ];
    for (const path of [...up, ...odd, '/assets/', '/assets', '/%252e%252e/secret.txt']) {
      const answer = await raw(path);
      expect(answer.text, `for ${path}`).not.toContain('secret ');
      expect(answer.text, `for ${path}`).not.toContain('app-1a2b');
    }
    const whole = `GET http://evil.example/../secret.txt HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`;
    expect(await rawBytes(port, whole)).not.toContain('secret beside');
  });

  it('that are not built leave the API as it is, with a line in the log', async () => {
    const { raw, client, logged } = await openTestApi({ staticFolder: '/no/such/folder' });
    expect(await raw('/')).toMatchObject({ status: 404, code: 'NotFound' });
    expect((await (await client()).view()).lane).toBe('1');
    expect(logged.join('\n')).toContain('npm run build');
  });
});
