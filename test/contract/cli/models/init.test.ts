import assert from 'node:assert/strict';
import { z } from 'zod';
import type { CommandLineRun } from '../../../support/command-line.ts';
import { runCommandLineBeside } from '../../../support/models/command-line-beside.ts';
import { ModelServer } from '../../../support/models/model-server.ts';
import type { Question } from '../../../support/models/model-server.ts';
import { TemporaryRepository } from '../../../support/temporary-repository.ts';

/** Knows what is for billing and delivery, and the others only when it is told what each team is for. */
function answerOf({ messages }: Question): string {
	const text = String(messages.at(-1)?.content);
	if (/charg|invoice|fee|voucher|receipt|money|pay|refund/.test(text)) return 'Billing.';
	if (/parcel|courier|order|box|ship|tracking|bring/.test(text)) return 'delivery\n';
	if (!String(messages[0]?.content).includes('passwords')) return 'I do not know';
	return /log in|password|e-mail|profile|account|factor|seat/.test(text) ? 'account' : 'product';
}

suite('stagemark init', () => {
	let repository: TemporaryRepository;
	let server: ModelServer;

	setup(async () => {
		server = await ModelServer.start();
		server.answer = answerOf;
		repository = TemporaryRepository.create();
	});
	teardown(() => {
		server.stop();
		repository.dispose();
	});

	const stagemark = (args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<CommandLineRun> =>
		runCommandLineBeside(repository.root, args, variables);

	test('leads to a verdict in three commands, and asks nobody by itself', async () => {
		const begun = await stagemark(['init', '--endpoint', server.url, '--model', 'tiny']);
		assert.equal(begun.exitCode, 0, begun.stderr);
		assert.match(begun.stderr, /“stagemark run exp-001” asks the model, and “stagemark compare exp-001” gives the verdict\.$/m);
		assert.equal(server.questions.length, 0);
		const run = await stagemark(['run', 'exp-001']);
		assert.equal(run.exitCode, 0, run.stderr);
		assert.equal(server.questions.length, 64);
		assert.deepEqual([server.questions[0]?.model, server.questions[0]?.['max_tokens']], ['tiny', 16]);
		const compared = await stagemark(['compare', 'exp-001', '--format', 'json']);
		const { metrics } = z
			.looseObject({ metrics: z.array(z.looseObject({ name: z.string(), verdict: z.string() })) })
			.parse(JSON.parse(compared.stdout));
		assert.equal(metrics.find(({ name }) => name === 'correct')?.verdict, 'improved');
	});

	test('writes files that check has nothing against but that few cases show little', async () => {
		await stagemark(['init']);
		const { exitCode, stdout } = await stagemark(['check']);
		assert.equal(exitCode, 0, stdout);
		assert.match(stdout, /underpowered-sample[^]*: 1 hint\.$/m);
	});

	test('sends the key of the variable that it is given, and writes its name only', async () => {
		await stagemark(['init', '--endpoint', server.url, '--key', 'TINY_KEY']);
		assert.match(repository.read('stagemark.yaml'), /^ {2}main: \{api: openai-chat, url: "http:[^"]+", key: env:TINY_KEY\}$/m);
		const { exitCode, stderr } = await stagemark(['run', 'exp-001'], { TINY_KEY: 'sk-very-secret-key-1234567890' });
		assert.equal(exitCode, 0, stderr);
		assert.equal(server.keys[0], 'Bearer sk-very-secret-key-1234567890');
	});

	test('says what to add to a configuration that is there already', async () => {
		repository.write('stagemark.yaml', 'preview: true\n');
		const { stderr } = await stagemark(['init', '--endpoint', 'http://127.0.0.1:11434/v1']);
		assert.match(stderr, /Add the endpoint to it: endpoints: \{main: \{api: openai-chat, url: "http:\/\/127\.0\.0\.1:11434\/v1"\}\}$/m);
		assert.equal(repository.read('stagemark.yaml'), 'preview: true\n');
	});

	for (const [options, words] of [
		[['--endpoint', 'localhost'], /--endpoint takes an address such as/],
		[['--endpoint', 'http://me:secret@host/v1'], /--endpoint takes an address such as/],
		[['--key', 'sk-very-secret'], /--key takes the name of an environment variable, and never a key itself/],
		[['--model', ' '], /--model takes the name of a model/],
	] as const) {
		test(`writes nothing with ${options.join(' ')}`, async () => {
			const { exitCode, stderr } = await stagemark(['init', ...options]);
			assert.equal(exitCode, 2);
			assert.match(stderr, words);
			assert.equal(repository.git('status', '--porcelain'), '');
		});
	}
});
