import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { Ports } from '../../ports/ports.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { emailOf } from '../../formats/registry/person.ts';
import { digestOfSigners, signersStatement } from '../../formats/signing/signers-log.ts';
import type { SignersLog, SignersVersion } from '../../formats/signing/signers-log.ts';
import { statementText } from '../../formats/signing/statement.ts';
import { loadSigners } from '../../workspace/signing/load-signers.ts';
import type { Signers } from '../../workspace/signing/load-signers.ts';
import { signersPaths } from '../../workspace/signing/signers-paths.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import type { ChangedFile } from '../unit-of-work/change.ts';
import { commitMessage } from '../unit-of-work/commit-message.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import { editSigners } from './edit-signers.ts';
import { signEntry } from './sign-entry.ts';
import type { SignersFailure, SignersOutcome, SignersPlan, SignersRequest } from './signers-change.ts';

/**
 * Adds, ends or replaces a key in the list of signers, signs that with the key of whoever asks, and commits it. The first version of the
 * list is signed by nobody: it is the root that everything rests on.
 *
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function changeSigners(
	request: SignersRequest,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<SignersOutcome, SignersFailure>> {
	return await unitOfWork(work => planSigners(request, work, ports, signal), ports, signal);
}

async function planSigners(
	request: SignersRequest,
	{ index: { config, configProblems } }: Work,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<SignersPlan, SignersFailure>> {
	const [flaw] = configProblems;
	if (flaw !== undefined) return fail({ kind: 'configuration-unreadable', message: flaw.message });
	const { files, git, signer, clock } = ports;
	const by = await git.identity();
	if (by === undefined) return fail({ kind: 'no-identity' });
	const signers = await loadSigners(config, { files, git, signer, signal });
	const [broken = signers.unchecked] = signers.problems;
	if (broken !== undefined) return fail({ kind: 'signers-broken', message: broken });
	const at = clock.now();
	const edited = await editSigners(request, { text: signers.text ?? '', self: emailOf(by) ?? by, at }, signer);
	if (!edited.ok) return edited;
	const { principal } = edited.value;
	const version = { text: edited.value.text, at, by, reason: request.reason.trim() };
	const signed = await signVersion(version, signers, { config, files, git, signer }, signal);
	if (!signed.ok) return signed;
	const [first = signed.value, ...later] = signers.versions;
	const versions = signers.versions.length === 0 ? [signed.value] : [first, ...later, signed.value];
	const message = commitMessage(`signers: ${request.action} ${principal}`, request.reason.trim() || subjects[request.action], []);
	const write = { kind: 'files' as const, path: config.registry, files: await filesOf(versions, config, ports) };
	const isRoot = signers.versions.length === 0;
	return succeed({
		path: signers.path,
		principal,
		root: digestOfSigners(first.text),
		isRoot,
		write,
		message,
		tag: undefined,
		settings: config.git,
	});
}

const subjects = {
	add: 'Adds a key whose signatures count.',
	remove: 'Ends a key.',
	rotate: 'Replaces a key.',
};

async function signVersion(
	version: Omit<SignersVersion, 'signature'>,
	{ versions }: Signers,
	access: Parameters<typeof signEntry>[2],
	signal: CancelSignal,
): Promise<Result<SignersVersion, SignersFailure>> {
	const before = versions.at(-1);
	if (before === undefined) return succeed(version);
	const signed = await signEntry(version, statementText(signersStatement(before, version)), access, signal);
	return signed.ok ? succeed({ ...version, signature: signed.value }) : signed;
}

async function filesOf(
	versions: readonly SignersVersion[],
	config: Parameters<typeof signersPaths>[0],
	{ files }: Pick<Ports, 'files'>,
): Promise<readonly ChangedFile[]> {
	const paths = signersPaths(config);
	const log: SignersLog = { schema: 'stagemark/signers/v1', versions: [...versions] };
	const texts = [
		[paths.file, versions.at(-1)?.text ?? ''],
		[paths.log, `${JSON.stringify(log, undefined, 2)}\n`],
	] as const;
	return await Promise.all(
		texts.map(async ([path, text]) => {
			const content = await files.read(path);
			return { path, text, before: content.kind === 'text' ? content.text : undefined };
		}),
	);
}
