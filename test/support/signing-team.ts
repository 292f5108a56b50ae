import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ports } from '../../core/ports/ports.ts';
import { answerRequest } from '../../core/use-cases/review/review-request.ts';
import { promoteVersion } from '../../core/use-cases/promote/promote-version.ts';
import { requestPromotion } from '../../core/use-cases/review/request-promotion.ts';
import { changeSigners } from '../../core/use-cases/signers/change-signers.ts';
import type { SignersRequest } from '../../core/use-cases/signers/signers-change.ts';
import { verifyWorkspace } from '../../core/use-cases/verify/verify-workspace.ts';
import type { VerifiedWorkspace } from '../../core/use-cases/verify/verify-workspace.ts';
import { loadWorkspace } from '../../core/workspace/load-workspace.ts';
import { createPorts } from '../../io/node-ports.ts';
import { TemporaryRepository } from './temporary-repository.ts';

/** People of a story, each with a key. */
export type Signatory = 'ana' | 'bruno' | 'clara';

/** A moment of a story. */
export interface Mark {
	readonly commit: string;
	/** Each a reference and its object. */
	readonly tags: readonly string[];
}

function nameOfTag(line: string): string {
	return line.split(' ', 1)[0] ?? '';
}

/** A repository whose stage Production asks for one signed approval, with real keys in a folder outside it. */
export class SigningTeam {
	readonly repository = TemporaryRepository.create();
	readonly registry = 'registry/greeter.yaml';
	readonly keys = mkdtempSync(join(tmpdir(), 'stagemark-keys-'));
	readonly signal = new AbortController().signal;
	#time = Date.parse('2026-03-01T09:00:00Z');
	readonly ports: Ports;

	constructor(configuration = 'promotion:\n  Production: {approvals: 1, signed: true}\n') {
		for (const person of ['ana', 'bruno', 'clara']) {
			execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', person, '-f', join(this.keys, person)]);
		}
		this.repository.git('config', 'user.signingkey', join(this.keys, 'ana.pub'));
		this.repository.write('stagemark.yaml', configuration);
		this.writePrompt('1.0.0');
		this.writePrompt('1.1.0');
		this.repository.commitAll('Prompts');
		const ports = createPorts(this.repository.root);
		this.ports = { ...ports, clock: { ...ports.clock, now: () => this.now() } };
	}

	/** A moment one minute after the one before. */
	now(): string {
		this.#time += 60_000;
		return `${new Date(this.#time).toISOString().slice(0, 19)}Z`;
	}

	writePrompt(version: string): void {
		const text = `---\nname: greeter\nversion: ${version}\ninputs:\n  topic: {type: string}\n---\nuser:\nGreet ${version} {{ topic }}.\n`;
		this.repository.write(`prompts/greeter-v${version}.j2`, text);
	}

	/** From now on commits and signatures are this person's. */
	be(person: Signatory, key: Signatory = person): void {
		this.repository.identify(person, `${person}@example.com`);
		this.repository.git('config', 'user.signingkey', join(this.keys, `${key}.pub`));
	}

	publicKey(person: Signatory): string {
		return readFileSync(join(this.keys, `${person}.pub`), 'utf8');
	}

	/** The present commit and its tags, to come back to. Everything must be committed. */
	mark(): Mark {
		const tags = this.repository.git('for-each-ref', '--format=%(refname) %(objectname)', 'refs/tags');
		return { commit: this.repository.git('rev-parse', 'HEAD').trim(), tags: tags.split('\n').filter(Boolean) };
	}

	/** Makes everything as it was, and Ana the person at the keyboard. The clock goes on. */
	backTo({ commit, tags }: Mark): void {
		this.repository.git('checkout', '--quiet', '--force', '-B', 'main', commit);
		const present = this.mark().tags;
		for (const tag of present.filter(line => !tags.includes(line))) this.repository.git('update-ref', '-d', nameOfTag(tag));
		for (const tag of tags.filter(line => !present.includes(line))) this.repository.git('update-ref', ...tag.split(' '));
		this.be('ana');
	}

	async signers(request: SignersRequest): Promise<string> {
		const changed = await changeSigners(request, this.ports, this.signal);
		return changed.ok ? changed.value.root : changed.failure.kind;
	}

	/** Clara begins the list and adds Bruno. */
	async found(): Promise<string> {
		this.be('clara');
		const root = await this.signers({ action: 'add', principal: undefined, key: undefined, reason: 'The first' });
		await this.signers({ action: 'add', principal: 'bruno@example.com', key: this.publicKey('bruno'), reason: 'Reviews' });
		return root;
	}

	/** Ana asks, and gets the id of the request. */
	async ask(version: string): Promise<string> {
		this.be('ana');
		const asked = await requestPromotion({ name: 'greeter', version, to: 'Production', reason: 'Better' }, this.ports, this.signal);
		assert.ok(asked.ok, JSON.stringify(asked));
		return asked.value.request.id;
	}

	/** The new status of the request, or why it was refused. */
	async approve(request: string): Promise<string> {
		const answer = { name: 'greeter', request, verdict: 'approve' as const, reason: 'Read every case' };
		const answered = await answerRequest(answer, this.ports, this.signal);
		return answered.ok ? answered.value.request.status : answered.failure.kind;
	}

	/** `done`, or why it was refused. */
	async promote(version: string, override = false): Promise<string> {
		const move = { name: 'greeter', version, to: 'Production', reason: 'Approved', override };
		const promoted = await promoteVersion(move, this.ports, this.signal);
		return promoted.ok ? 'done' : promoted.failure.kind;
	}

	/** The honest story as far as the request: Clara begins the list, and Ana asks for 1.0.0. */
	async asked(): Promise<{ readonly root: string; readonly request: string }> {
		const root = await this.found();
		return { root, request: await this.ask('1.0.0') };
	}

	/** Bruno approves, and Ana promotes. */
	async finish(request: string): Promise<void> {
		this.be('bruno');
		assert.equal(await this.approve(request), 'approved');
		this.be('ana');
		assert.equal(await this.promote('1.0.0'), 'done');
	}

	/** The honest story: 1.0.0 is asked for by Ana, approved by Bruno, and promoted by Ana. Gives the root and the request. */
	async honest(): Promise<{ readonly root: string; readonly request: string }> {
		const { root, request } = await this.asked();
		await this.finish(request);
		return { root, request };
	}

	async verify(pin?: string): Promise<VerifiedWorkspace> {
		const { files, git, signer } = this.ports;
		const facts = await loadWorkspace(files, git, this.signal);
		return await verifyWorkspace({ facts, files, git, signer }, undefined, this.signal, pin);
	}

	/** Changes the text of a file, which must change, without a commit. */
	edit(path: string, change: (text: string) => string): void {
		const before = this.repository.read(path);
		const after = change(before);
		assert.notEqual(after, before);
		this.repository.write(path, after);
	}

	dispose(): void {
		this.ports.git.dispose();
		this.repository.dispose();
		rmSync(this.keys, { recursive: true, force: true });
	}
}
