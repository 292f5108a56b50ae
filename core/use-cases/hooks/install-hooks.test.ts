import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { NodeHookFiles } from '../../../io/git/node-hook-files.ts';
import { TemporaryRepository } from '../../../test/support/temporary-repository.ts';
import { assertTranslated } from '../../../test/support/translation/assert-translated.ts';
import { installHooks } from './install-hooks.ts';

const program = { cli: '/opt/stagemark/cli.js', node: '/usr/bin/node', isOnPath: true };

suite('what installing hooks leaves to the user', () => {
	let repository: TemporaryRepository;

	setup(() => {
		repository = TemporaryRepository.create();
	});

	teardown(() => repository.dispose());

	const obstacles: readonly (readonly [what: string, place: () => void, why: RegExp])[] = [
		['lefthook', () => repository.write('lefthook.yml', 'pre-commit: {}\n'), /^lefthook writes the hooks of this repository from/],
		[
			'pre-commit',
			() => repository.write('.pre-commit-config.yaml', 'repos: []\n'),
			/Add these lines, then run “pre-commit install”\.$/,
		],
		[
			'hooks of the user',
			() => repository.git('config', 'core.hooksPath', '/nonexistent'),
			/^core\.hooksPath points to a folder outside/,
		],
		['a folder', () => repository.write('.git/hooks/pre-commit/inside', ''), /^There is a folder in its place/],
		['a link', () => symlinkSync('elsewhere', join(repository.root, '.git/hooks/pre-push')), /^There is a symbolic link in its place/],
		[
			'bytes',
			() => repository.write('.git/hooks/pre-push', Uint8Array.of(0xff, 0xfe, 0xfd)),
			/^There is a program or text that is not/,
		],
		['Python', () => repository.write('.git/hooks/pre-commit', '#!/usr/bin/env python3\n'), /^It is a \/usr\/bin\/env python3 script/],
		['a skipped hook', () => repository.write('.git/hooks/pre-push', '#!/bin/sh\n'), /^It is not executable, so Git skips it\. Making/],
	];
	for (const [what, place, why] of obstacles) {
		test(`${what}: says why and what to do, in English and in Portuguese`, async () => {
			place();
			const report = await installHooks(new NodeHookFiles(repository.root), program, true);
			if (!report.ok) assert.fail(JSON.stringify(report.failure));
			const open = report.value.steps.flatMap(step => (step.kind === 'by-hand' ? [step] : []));
			assert.match(open[0]?.why ?? '', why);
			for (const step of open) assertTranslated(step.why);
		});
	}
});
