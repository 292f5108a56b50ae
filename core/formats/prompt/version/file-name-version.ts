import type { WorkspacePath } from '../../../ports/file-store.ts';
import { openPlacePath } from '../place/place-path.ts';
import { nameOfPlace } from '../place/place-pattern.ts';
import { normaliseVersion } from './version.ts';
import { trimEndOf } from '../../../base/text/trim-end-of.ts';

/** What the place of a prompt file says about its identity. */
export interface FileIdentity {
	/** The name with characters that no reference can hold replaced by `-`; `prompt` when nothing is left. */
	readonly name: string;
	/** The version as written in the file name, without `v`; undefined when it has none. */
	readonly version: string | undefined;
	/**
	 * Set for a name that ends in a lone `-v2`: usually a feature or product name, a version only when another file of the
	 * folder has the same stem. Only the workspace knows, see WorkspaceIndex.
	 */
	readonly loneVersion: { readonly stem: string; readonly version: string } | undefined;
}

const dataExtension = /(?:\.prompt)?\.(?:ya?ml|json)$/i;
const textExtension = /\.(?:j2|jinja2?|njk|hbs|handlebars|mustache|tmpl|tpl|prompty?|md|txt)$/i;
/** Names that every prompt of a tool has; the folder tells them apart. */
const commonNames = /^(?:skprompt|promptfooconfig)$/i;
const dottedVersion = String.raw`\d+\.\d+(?:\.\d+)?(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?`;
const separated = new RegExp(`^(.+?)(?:@|[-_.]v)(${dottedVersion})$`, 'i');
const alone = new RegExp(`^v?(${dottedVersion})$`, 'i');

/**
 * Reads name and version from a path: `NAME-v2.3.j2`, `NAME@2.3.0.prompt`, `NAME.v2.0.prompt.md`, `NAME/v2.3.0.j2`.
 * Only dotted versions count. The name of a prompt inside a file is that of its place.
 */
export function readFileIdentity(path: WorkspacePath): FileIdentity {
	const place = openPlacePath(path);
	return place === undefined
		? identityOfFile(path)
		: { name: toReferenceName(nameOfPlace(place.at)), version: undefined, loneVersion: undefined };
}

function identityOfFile(path: WorkspacePath): FileIdentity {
	const parts = path.split('/');
	const stem = withoutExtensions(parts.pop() ?? '');
	const folder = parts.pop();
	if (folder !== undefined && commonNames.test(stem))
		return { name: toReferenceName(folder), version: undefined, loneVersion: undefined };
	const onlyVersion = alone.exec(stem)?.[1];
	if (onlyVersion !== undefined && folder !== undefined && isVersion(onlyVersion)) return identity(folder, onlyVersion);
	const [, name, version] = separated.exec(stem) ?? [];
	if (name !== undefined && version !== undefined && isVersion(version)) return identity(name, version);
	return { name: toReferenceName(stem), version: undefined, loneVersion: readLoneVersion(stem) };
}

/** The path with another version in its file name, written as fully as the new one is; undefined when its name has no dotted version. */
export function withFileVersion(path: WorkspacePath, version: string): WorkspacePath | undefined {
	const written = readFileIdentity(path).version;
	const position = written === undefined ? -1 : path.lastIndexOf(written);
	if (written === undefined || position === -1) return undefined;
	return path.slice(0, position) + version + path.slice(position + written.length);
}

/** The file name of a path with a version in it that it does not have yet: `answer.txt` becomes `answer-v1.0.0.txt`. */
export function withAddedVersion(path: WorkspacePath, version: string): string {
	const fileName = path.slice(path.lastIndexOf('/') + 1);
	const stem = withoutExtensions(fileName);
	return `${stem}-v${version}${fileName.slice(stem.length)}`;
}

function readLoneVersion(fileStem: string): FileIdentity['loneVersion'] {
	const [, stem, major] = /^(.+?)[-_.]v(\d+)$/i.exec(fileStem) ?? [];
	return stem === undefined || major === undefined ? undefined : { stem: toReferenceName(stem), version: `${Number(major)}.0.0` };
}

function withoutExtensions(fileName: string): string {
	if (dataExtension.test(fileName)) return fileName.replace(dataExtension, '');
	let stem = fileName;
	while (textExtension.test(stem)) stem = stem.replace(textExtension, '');
	return stem;
}

function identity(name: string, version: string): FileIdentity {
	return { name: toReferenceName(name), version, loneVersion: undefined };
}

function isVersion(text: string): boolean {
	return normaliseVersion(text) !== undefined;
}

/** A name that references can hold: it starts with a letter or digit and holds letters, digits, dots, dashes and underscores. */
export function toReferenceName(text: string): string {
	const written = text
		.normalize('NFC')
		.replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
		.replace(/^[^\p{L}\p{N}]+/u, '');
	const name = trimEndOf(written, '-');
	return name === '' ? 'prompt' : name;
}
