import assert from 'node:assert/strict';
import { hostOfUrl } from './host-of-url.ts';

suite('hostOfUrl', () => {
	for (const [url, host] of [
		['https://api.example.com/v1', 'api.example.com'],
		['HTTP://Example.COM:8080', 'example.com:8080'],
		['http://[::1]:9/v1?x=1', '[::1]:9'],
		['https://good.example@evil.example/', undefined],
		['https://good.example\\@evil.example/', undefined],
		['https://a b/', undefined],
		['file:///etc/passwd', undefined],
		['', undefined],
	] as const) {
		test(`${JSON.stringify(url)} gives ${String(host)}`, () => assert.equal(hostOfUrl(url), host));
	}
});
