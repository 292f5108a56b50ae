import { equal } from 'node:assert/strict';
import { compileCacheFolder } from './compile-cache-folder.ts';

suite('compile cache', () => {
	const cases: readonly [NodeJS.Platform, NodeJS.ProcessEnv, string, string][] = [
		['linux', {}, '/home/ana', '/home/ana/.cache/stagemark/compiled'],
		['linux', { XDG_CACHE_HOME: '/var/cache/ana' }, '/home/ana', '/var/cache/ana/stagemark/compiled'],
		['darwin', {}, '/Users/ana', '/Users/ana/Library/Caches/stagemark/compiled'],
		['win32', { LOCALAPPDATA: 'D:\\Local' }, 'C:\\Users\\ana', 'D:\\Local\\stagemark\\compiled'],
		['win32', {}, 'C:\\Users\\ana', 'C:\\Users\\ana\\AppData\\Local\\stagemark\\compiled'],
	];
	for (const [platform, env, home, folder] of cases) {
		test(`lies in the cache folder of the user: ${folder}`, () => {
			equal(compileCacheFolder(platform, env, home), folder);
		});
	}

	test('never lies in the working folder, also when the environment names a relative path', () => {
		equal(compileCacheFolder('linux', { XDG_CACHE_HOME: 'cache' }, '/home/ana'), '/home/ana/.cache/stagemark/compiled');
		equal(compileCacheFolder('linux', { XDG_CACHE_HOME: '' }, '/home/ana'), '/home/ana/.cache/stagemark/compiled');
	});

	test('is not used by a user without a home folder', () => {
		equal(compileCacheFolder('linux', {}, undefined), undefined);
	});
});
