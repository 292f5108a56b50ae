import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Mocha from 'mocha';

/**
 * VS Code calls this in its extension host. Runs every suite that was bundled into the folder of this file, which is two
 * levels below the project; rejects when a test failed.
 */
export async function run(): Promise<void> {
	process.setSourceMapsEnabled(true);
	const mocha = new Mocha({
		ui: 'tdd',
		timeout: 90_000,
		color: false,
		reporter: resolve(__dirname, '../../tools/test/mocha-reporter.cjs'),
	});
	for (const name of readdirSync(__dirname).sort()) {
		if (name.endsWith('.test.cjs')) mocha.addFile(join(__dirname, name));
	}
	const failureCount = await new Promise<number>(finished => {
		mocha.run(finished);
	});
	if (failureCount > 0) throw new Error(`${failureCount} tests failed in the extension host.`);
}
