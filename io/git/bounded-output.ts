import { spawn } from 'node:child_process';
import { gitEnvironment, gitProgram, readingArguments } from './git-environment.ts';

/**
 * What a reading Git command prints, byte for byte: text of other encodings must survive, which a string would not let
 * it. Undefined when Git fails; `too-large` as soon as the limit is passed, and Git is stopped then.
 */
export function boundedOutput(
	folder: string,
	commandArguments: readonly string[],
	byteLimit: number,
): Promise<Buffer | 'too-large' | undefined> {
	const child = spawn(gitProgram(), readingArguments(commandArguments), {
		cwd: folder,
		env: gitEnvironment(true),
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	return new Promise(resolve => {
		const chunks: Buffer[] = [];
		let byteCount = 0;
		child.stdout.on('data', (chunk: Buffer) => {
			byteCount += chunk.length;
			if (byteCount > byteLimit) child.kill();
			else chunks.push(chunk);
		});
		child.on('error', () => resolve(undefined));
		child.on('close', code => {
			if (byteCount > byteLimit) resolve('too-large');
			else resolve(code === 0 ? Buffer.concat(chunks) : undefined);
		});
	});
}
