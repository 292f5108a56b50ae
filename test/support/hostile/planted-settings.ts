import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TemporaryRepository } from '../temporary-repository.ts';

/** How the setting names its program. */
type Wording = 'program' | 'shell command' | 'alias' | 'url' | 'folder of hooks' | 'configuration';

/** Every setting of `git help --config` that makes some command of Git start a program, as one real key, with the way it says which. */
const programSettings: Readonly<Record<string, Wording>> = {
	'alias.branch': 'alias',
	'alias.cat-file': 'alias',
	'alias.diff-index': 'alias',
	'alias.log': 'alias',
	'alias.ls-files': 'alias',
	'alias.rev-parse': 'alias',
	'alias.status': 'alias',
	'browser.trap.cmd': 'program',
	'browser.trap.path': 'program',
	'core.alternateRefsCommand': 'program',
	'core.askPass': 'program',
	'core.editor': 'program',
	'core.fsmonitor': 'program',
	'core.gitProxy': 'program',
	'core.hooksPath': 'folder of hooks',
	'core.pager': 'program',
	'core.sshCommand': 'program',
	'credential.helper': 'shell command',
	'credential.https://example.com.helper': 'shell command',
	'diff.external': 'program',
	'diff.trap.command': 'program',
	'diff.trap.textconv': 'program',
	'difftool.trap.cmd': 'program',
	'difftool.trap.path': 'program',
	'filter.a=b.clean': 'program',
	'filter.lfs.clean': 'program',
	'filter.lfs.process': 'program',
	'filter.lfs.smudge': 'program',
	'filter.set.clean': 'program',
	'filter.trap.clean': 'program',
	'filter.trap.smudge': 'program',
	'filter.unspecified.clean': 'program',
	'filter.unset.clean': 'program',
	'gpg.program': 'program',
	'gpg.openpgp.program': 'program',
	'gpg.ssh.defaultKeyCommand': 'program',
	'gpg.ssh.program': 'program',
	'gpg.x509.program': 'program',
	'guitool.trap.cmd': 'program',
	'help.browser': 'program',
	'imap.tunnel': 'program',
	'include.path': 'configuration',
	'includeIf.gitdir:/**.path': 'configuration',
	'instaweb.browser': 'program',
	'instaweb.httpd': 'program',
	'instaweb.modulePath': 'program',
	'interactive.diffFilter': 'program',
	'man.trap.cmd': 'program',
	'man.trap.path': 'program',
	'man.viewer': 'program',
	'merge.trap.driver': 'program',
	'mergetool.trap.cmd': 'program',
	'mergetool.trap.path': 'program',
	'pager.cat-file': 'program',
	'pager.diff': 'program',
	'pager.log': 'program',
	'pager.status': 'program',
	'remote.origin.proxy': 'url',
	'remote.origin.pushurl': 'url',
	'remote.origin.receivepack': 'program',
	'remote.origin.uploadpack': 'program',
	'remote.origin.url': 'url',
	'remote.other.vcs': 'program',
	'sendemail.ccCmd': 'program',
	'sendemail.sendmailCmd': 'program',
	'sendemail.smtpServer': 'program',
	'sendemail.tocmd': 'program',
	'sequence.editor': 'program',
	'submodule.inner.update': 'alias',
	'submodule.inner.url': 'url',
	'tar.trap.command': 'program',
	'trailer.Stagemark.cmd': 'program',
	'trailer.Co-authored-by.command': 'program',
	'uploadpack.packObjectsHook': 'program',
	'url.ext::trap.insteadOf': 'url',
	'web.browser': 'program',
};

/** Settings that choose among programs or let them be started. */
const enablingSettings: Readonly<Record<string, string>> = {
	'commit.gpgSign': 'true',
	'core.alternateRefsPrefixes': 'refs',
	'diff.guitool': 'trap',
	'diff.tool': 'trap',
	'core.repositoryFormatVersion': '1',
	'extensions.partialClone': 'origin',
	'filter.lfs.required': 'true',
	'filter.trap.required': 'true',
	'fsmonitor.allowRemote': 'true',
	'log.showSignature': 'true',
	'merge.guitool': 'trap',
	'merge.tool': 'trap',
	'protocol.allow': 'always',
	'protocol.ext.allow': 'always',
	'remote.origin.partialclonefilter': 'blob:none',
	'remote.origin.promisor': 'true',
	'submodule.recurse': 'true',
	'uploadpackfilter.allow': 'true',
};

/** Names like those of programs that start none: what they take is a yes or no, the name of a tool, or an address. */
export const harmlessSettings: ReadonlySet<string> = new Set([
	...['advice.ignoredHook', 'advice.waitingForEditor', 'color.pager', 'column.clean', 'core.fsmonitorHookVersion'],
	...['diff.<driver>.cachetextconv', 'diff.guitool', 'diff.tool', 'merge.guitool', 'merge.tool', 'gitcvs.dbDriver'],
	...['http.proxy', 'init.templateDir', 'fsck.gitmodulesPath', 'receive.fsck.gitmodulesPath', 'help.htmlPath'],
	...['http.sslCAPath', 'sendemail.smtpsslcertpath', 'rebase.abbreviateCommands', 'completion.commands'],
]);

/** Traps in the settings of a repository: each program that one of them names leaves a mark with the setting's name. */
export class PlantedSettings {
	readonly #folder: string;
	readonly #repository: TemporaryRepository;
	#count = 0;

	private constructor(repository: TemporaryRepository) {
		this.#repository = repository;
		this.#folder = join(repository.root, '.git/traps');
		mkdirSync(join(this.#folder, 'marks'), { recursive: true });
	}

	/** Plants all of them, hooks included, and lets every file go through a planted filter and a planted way to show differences. */
	static plant(repository: TemporaryRepository): PlantedSettings {
		const planted = new PlantedSettings(repository);
		planted.#plantIn(join(repository.root, '.git'), 'config');
		repository.write('.git/info/attributes', attributes);
		return planted;
	}

	/** Each setting as `git help --config` writes it. */
	static names(): readonly string[] {
		return [...Object.keys(programSettings), ...Object.keys(enablingSettings)];
	}

	/** Plants them in a repository inside, which has settings of its own. */
	plantInside(gitFolder: string): void {
		this.#plantIn(gitFolder, 'inside');
	}

	/** What was started since this was asked the last time, by the setting that named it. */
	sprung(): readonly string[] {
		const marks = readdirSync(join(this.#folder, 'marks')).sort();
		for (const mark of marks) rmSync(join(this.#folder, 'marks', mark));
		return marks;
	}

	#plantIn(gitFolder: string, prefix: string): void {
		const config = join(gitFolder, 'config');
		for (const [key, value] of Object.entries(enablingSettings)) this.#repository.git('config', '--file', config, key, value);
		for (const [key, wording] of Object.entries(programSettings))
			this.#repository.git('config', '--file', config, key, this.#value(`${prefix} ${key}`, wording));
		for (const hook of hooks) this.#trap(`${prefix} hook ${hook}`, join(gitFolder, 'hooks', hook));
	}

	#value(name: string, wording: Wording): string {
		switch (wording) {
			case 'program':
				return this.#trap(name);
			case 'shell command':
			case 'alias':
				return `!${this.#trap(name)}`;
			case 'url':
				return `ext::${this.#trap(name)}`;
			case 'folder of hooks': {
				const folder = join(this.#folder, `hooks-${this.#count++}`);
				for (const hook of hooks) this.#trap(`${name} ${hook}`, join(folder, hook));
				return folder;
			}
			case 'configuration': {
				const file = join(this.#folder, `config-${this.#count++}`);
				writeFileSync(
					file,
					`[filter "included"]\n\tclean = ${this.#trap(name)}\n[core]\n\tfsmonitor = ${this.#trap(`${name} fsmonitor`)}\n`,
				);
				return file;
			}
		}
	}

	/** A program that leaves a mark and fails. */
	#trap(name: string, path = join(this.#folder, `trap-${this.#count++}`)): string {
		if (!existsSync(join(path, '..'))) mkdirSync(join(path, '..'), { recursive: true });
		const mark = join(this.#folder, 'marks', name.replaceAll('/', '|'));
		writeFileSync(path, `#!/bin/sh\n: > '${mark}'\nexit 1\n`);
		chmodSync(path, 0o755);
		return path;
	}
}

/** A file has one filter, so each driver gets files of its own. */
const attributes = `* diff=trap merge=trap
*.j2 filter=trap
*.jsonl filter=lfs
*.yaml filter=unspecified
*.md filter=set
*.txt filter=unset
*.py filter=a=b
*.json filter=included
`;

/** Every hook of Git that a command on this side of the network runs. */
const hooks: readonly string[] = [
	...['applypatch-msg', 'commit-msg', 'fsmonitor-watchman', 'post-applypatch', 'post-checkout', 'post-commit', 'post-index-change'],
	...['post-merge', 'post-rewrite', 'pre-applypatch', 'pre-auto-gc', 'pre-commit', 'pre-merge-commit', 'pre-push', 'pre-rebase'],
	...['prepare-commit-msg', 'reference-transaction', 'sendemail-validate'],
];
