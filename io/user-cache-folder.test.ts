import { equal } from 'node:assert/strict';
import { cacheFolderOf } from './user-cache-folder.ts';

suite('the cache folder of a user', () => {
	const cases: readonly [NodeJS.Platform, NodeJS.ProcessEnv, string, string][] = [
		['linux', {}, '/home/ana', '/home/ana/.cache/stagemark'],
		['linux', { XDG_CACHE_HOME: '/var/cache/ana' }, '/home/ana', '/var/cache/ana/stagemark'],
		['darwin', {}, '/Users/ana', '/Users/ana/Library/Caches/stagemark'],
		['win32', { LOCALAPPDATA: 'D:\\Local' }, 'C:\\Users\\ana', 'D:\\Local\\stagemark'],
		['win32', {}, 'C:\\Users\\ana', 'C:\\Users\\ana\\AppData\\Local\\stagemark'],
	];
	for (const [platform, env, home, folder] of cases) {
		test(`is the usual one: ${folder}`, () => {
			equal(cacheFolderOf(platform, env, home), folder);
		});
	}

	test('is never below the working folder, also when the environment names a relative path', () => {
		equal(cacheFolderOf('linux', { XDG_CACHE_HOME: 'cache' }, '/home/ana'), '/home/ana/.cache/stagemark');
		equal(cacheFolderOf('linux', { XDG_CACHE_HOME: '' }, '/home/ana'), '/home/ana/.cache/stagemark');
	});

	test('is unknown for a user without a home folder', () => {
		equal(cacheFolderOf('linux', {}, undefined), undefined);
	});
});
