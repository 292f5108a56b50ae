/** What the loader for TypeScript does in the working tree: it finds the newest version of a prompt and reads its front matter or card. */
export const typescriptWorkingTree = String.raw`// The working tree

const endings = /(?:\.(?:j2|jinja2?|njk|hbs|handlebars|mustache|tmpl|tpl|prompt|md|txt))+$/i;
const leftOut = ['node_modules', '__pycache__', 'venv', 'vendor', 'dist', 'build', 'site-packages'];

interface Candidate {
	path: string;
	name: string;
	version: string | null;
	head: string;
	body: string;
}

function inWorkingTree(name: string): PromptTemplate {
	const root = above('stagemark.yaml') ?? above('.git');
	if (root === undefined) {
		throw new PromptError(
			'No folder above has a stagemark.yaml, so "' + name + '" cannot be found. Load it from a manifest: "' + name + '@Production".',
		);
	}
	const found = candidatesIn(dirname(root)).filter(each => each.name === name);
	const newest = found.sort((left, right) => compareVersions(right.version, left.version))[0];
	if (newest === undefined) throw new PromptError('No file below ' + dirname(root) + ' is the prompt "' + name + '".');
	const same = found.filter(each => compareVersions(each.version, newest.version) === 0);
	if (same.length > 1) {
		const paths = same.map(each => each.path).sort();
		throw new PromptError('"' + name + '" is in several files: ' + listed(paths) + '. Give them different names or versions.');
	}
	return parse(newest);
}

function candidatesIn(folder: string): Candidate[] {
	const entries = readdirSync(folder, { withFileTypes: true });
	const files = entries.filter(entry => entry.isFile()).map(entry => entry.name);
	const here = files
		.filter(file => files.includes(file + '.card.yaml') || endings.test(file))
		.map(file => candidate(join(folder, file), files.includes(file + '.card.yaml')));
	const below = entries
		.filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && !leftOut.includes(entry.name))
		.flatMap(entry => candidatesIn(join(folder, entry.name)));
	return [...here, ...below];
}

function candidate(path: string, hasCard: boolean): Candidate {
	const text = textOf(path);
	const own = /^---[ \t]*\n([^]*?)^---[ \t]*(?:\n|(?![^]))/m.exec(text.startsWith('---') ? text : '');
	const head = own?.[1] ?? (hasCard ? textOf(path + '.card.yaml') : '');
	const stem = basename(path).replace(endings, '');
	const named = /^(.+?)(?:@|[-_.]v)(\d+\.\d+(?:\.\d+)?(?:-[0-9A-Za-z.-]+)?)$/i.exec(stem);
	return {
		path,
		name: scalar(head, 'name') ?? named?.[1] ?? stem,
		version: scalar(head, 'version') ?? named?.[2] ?? null,
		head,
		body: own === null ? text : text.slice(own[0].length),
	};
}

function textOf(path: string): string {
	return readFileSync(path, 'utf8').replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

function compareVersions(left: string | null, right: string | null): number {
	const [first, second] = [left, right].map(version => /^(\d+)\.(\d+)(?:\.(\d+))?(-.*)?$/.exec(version ?? '') ?? ['', -1, 0, 0, '']);
	for (const part of [1, 2, 3]) {
		const difference = Number(first?.[part] ?? 0) - Number(second?.[part] ?? 0);
		if (difference !== 0) return difference;
	}
	const [before, after] = [String(first?.[4] ?? ''), String(second?.[4] ?? '')];
	if (before === after) return 0;
	return before === '' || (after !== '' && before > after) ? 1 : -1;
}

function scalar(head: string, key: string): string | undefined {
	const found = new RegExp('^' + key + ':[ \\t]*(.*)$', 'm').exec(head);
	return found === null ? undefined : plain(found[1] ?? '');
}

function plain(written: string): string {
	const quoted = /^\s*(?:"([^"]*)"|'([^']*)')/.exec(written);
	return quoted === null ? written.replace(/\s+#.*$/, '').trim() : (quoted[1] ?? quoted[2] ?? '');
}

function inputsOf(head: string): PromptInput[] {
	const written = /^inputs:[ \t]*(.*(?:\n(?:[ \t]+.*|[ \t]*|- .*)$)*)/m.exec(head)?.[1] ?? '';
	const opening = written.trimStart().charAt(0);
	const parts = opening === '[' || opening === '{' ? flowParts(written.trim()) : blockParts(written);
	return parts.flatMap(part => inputOf(part, opening === '[' || opening === '-'));
}

function flowParts(written: string): string[] {
	const parts = [''];
	let depth = 0;
	let quote = '';
	for (const character of written) {
		if (quote !== '' || character === '"' || character === "'") quote = character === quote ? '' : quote || character;
		else if (character === '[' || character === '{') depth++;
		else if (character === ']' || character === '}') depth--;
		if (character === ',' && depth === 1 && quote === '') parts.push('');
		else if (depth > 1 || (depth === 1 && !'[{'.includes(character))) parts.push((parts.pop() ?? '') + character);
	}
	return parts;
}

function blockParts(written: string): string[] {
	const lines = written.split('\n').filter(line => line.trim() !== '' && !line.trimStart().startsWith('#'));
	const indent = Math.min(...lines.map(line => line.length - line.trimStart().length));
	const parts: string[] = [];
	for (const line of lines) {
		if (/\s/.test(line.charAt(indent))) parts.push((parts.pop() ?? '') + '\n' + line);
		else parts.push(line);
	}
	return parts;
}

function inputOf(part: string, isList: boolean): PromptInput[] {
	const pattern = isList ? /^[\s{-]*(?:name:\s*)?["']?([\p{L}_][\p{L}\p{N}_]*)([^]*)/u : /^\s*["']?([\p{L}_][\p{L}\p{N}_]*)([^]*)/u;
	const [, name, rest = ''] = pattern.exec(part) ?? [];
	if (name === undefined) return [];
	const written = /\bdefault:[ \t]*("[^"]*"|'[^']*'|[^,}\n]+)/.exec(rest)?.[1];
	const required = written === undefined && !/\brequired:[ \t]*false\b/.test(rest);
	return [{ name, required, ...(written === undefined ? {} : { default: valueOf(written) }) }];
}

function valueOf(written: string): unknown {
	if (/^\s*["']/.test(written)) return plain(written);
	try {
		return JSON.parse(plain(written));
	} catch {
		return plain(written);
	}
}

function parse({ version, head, body }: Candidate): PromptTemplate {
	const fences = [...body.matchAll(/^[ \t]*(${'`'}{3,}|~{3,})[^]*?^[ \t]*\1[ \t]*$/gm)].map(({ index, 0: text }) => [index, index + text.length] as const);
	const marks = [...body.matchAll(/^(system|user|assistant|tool):[ \t]*$/gm)].filter(
		({ index }) => !fences.some(([start, end]) => start <= index && index < end),
	);
	const before = body.slice(0, marks[0]?.index ?? 0);
	const prints = before.replace(/\{#[^]*?#\}|\{%-?\s*macro\b[^]*?endmacro\s*-?%\}|\{%[^]*?%\}/g, '').trim() !== '';
	const messages = marks.map((mark, position) => ({
		role: mark[1] ?? 'user',
		text: body.slice(mark.index + mark[0].length, marks[position + 1]?.index ?? body.length).trim(),
	}));
	if (prints) messages.unshift({ role: 'system', text: before.trim() });
	if (marks.length === 0) messages.push({ role: 'user', text: body.trim() });
	return {
		version,
		template: scalar(head, 'template') ?? scalar(head, 'template_format') ?? 'jinja2',
		preamble: prints ? '' : before.trim(),
		messages,
		model: scalar(head, 'model') ?? null,
		inputs: inputsOf(head),
	};
}
`;
