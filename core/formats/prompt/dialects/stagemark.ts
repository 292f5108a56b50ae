import type { WorkspacePath } from '../../../ports/file-store.ts';
import type { Problem } from '../../../base/problem.ts';
import type { TextRange } from '../../../base/text/text-range.ts';
import { parseYaml } from '../../../base/yaml/parse-yaml.ts';
import { textPathsOf } from '../../../base/yaml/schema-keys.ts';
import { validateYaml } from '../../../base/yaml/validate-yaml.ts';
import type { YamlSource } from '../../../base/yaml/yaml-source.ts';
import { checkJsonSchema } from '../content/check-json-schema.ts';
import { readFileIdentity } from '../version/file-name-version.ts';
import { frontMatterSchema } from '../front-matter.ts';
import type { FrontMatter } from '../front-matter.ts';
import type { Identity, Located, Prompt } from '../prompt.ts';
import { readInputs } from '../read-inputs.ts';
import { readMessages } from '../read-messages.ts';
import { splitFrontMatter } from '../split-front-matter.ts';
import { parseNamedTemplate } from '../template-name.ts';
import type { TemplateName } from '../template-name.ts';
import { hasAnyKey, hasHandlebarsTags, isForEditor, isNamedAsJinja } from './candidate-file.ts';
import type { CandidateFile } from './candidate-file.ts';
import type { Dialect } from './dialect.ts';
import { hasForeignFrontMatter } from './parts/foreign-front-matter.ts';
import { unclosedFrontMatter } from './parts/unclosed-front-matter.ts';

/** The native format: YAML front matter, then a template with role lines, Jinja2 unless `template` names another language. */
export const stagemark: Dialect = {
	id: 'stagemark',
	title: 'Stagemark',
	documentation: {
		format: 'native',
		files: 'front matter and role lines, in `.j2`, `.prompt`, `.md`, `.txt`',
		template: 'Jinja2, or `template: nunjucks`, `handlebars`, `mustache`, `f-string`, `dollar`, `none`',
	},
	isFallback: true,

	recognise(file) {
		if (file.form !== 'front-matter' || !file.startsAtOnce || hasForeignFrontMatter(file)) return undefined;
		if (isNamedAsJinja(file)) return 'It starts with front matter and its name ends like a Jinja template.';
		if (isOtherTemplate(file)) return undefined;
		if (/\.prompt$/i.test(file.path)) return 'It starts with front matter and no other tool’s keys or tags are in it.';
		const { keys } = file;
		const isOurs = hasAnyKey(file, ['inputs', 'parameters']) || (keys.has('version') && keys.has('model') && !isForEditor(file));
		return isOurs ? 'Its front matter has the keys of a prompt.' : undefined;
	},

	parse(path, text, reason, named) {
		const place = splitFrontMatter(text) ?? { opening: empty, yaml: empty, bodyStart: 0, isClosed: true };
		const yaml = parseYaml(text.slice(place.yaml.start, place.yaml.end), {
			offset: place.yaml.start,
			maskTemplates: true,
			problemCode: 'front-matter-syntax-error',
			isText: textPathsOf(frontMatterSchema),
		});
		const { value, problems } = validateYaml(yaml, frontMatterSchema);
		const template = parseNamedTemplate(readLanguage(value, named), text, {
			start: place.bodyStart,
			end: text.length,
		});
		return {
			path,
			text,
			dialect: 'stagemark',
			dialectReason: reason,
			...readIdentity(path, yaml, value),
			carriesVersion: true,
			description: locate(yaml, 'description', value?.description),
			model: locate(yaml, 'model', value?.model),
			parameters: readParameters(yaml, value),
			inputs: readInputs(yaml, value),
			// Inputs that could not be read may well be declared.
			declaresInputs: yaml.isComplete && place.isClosed && (value?.inputs !== undefined || !isWritten(yaml, 'inputs')),
			inputPlace: { path: ['inputs'], entry: type => `{type: ${type}}`, item: name => name },
			samples: [],
			output: locate(yaml, 'output', value?.output),
			messages: readMessages(text, template),
			template,
			hasWholeTemplate: true,
			frontMatter: yaml,
			problems: [
				...unclosedFrontMatter(place),
				...yaml.problems,
				...problems,
				...checkJsonSchema(yaml, ['output', 'schema'], value?.output?.schema),
				...template.problems,
			].toSorted(byPosition),
		};
	},
};

const empty: TextRange = { start: 0, end: 0 };

/** Tags of another language in a file that does not say which language it is in. */
function isOtherTemplate(file: CandidateFile): boolean {
	if (hasAnyKey(file, ['template', 'template_format'])) return false;
	return hasHandlebarsTags(file) || /\{\{\s*\$[A-Za-z_]/.test(file.body);
}

function readLanguage(value: FrontMatter | undefined, named: TemplateName = 'jinja2'): TemplateName {
	return value?.template ?? value?.template_format ?? named;
}

/** What the front matter says wins; a rule reports when the file name says otherwise. */
function readIdentity(path: WorkspacePath, yaml: YamlSource, value: FrontMatter | undefined): Pick<Prompt, 'name' | 'version'> {
	const file = readFileIdentity(path);
	const name = locate(yaml, 'name', value?.name);
	const version = locate(yaml, 'version', value?.version);
	return {
		name: name === undefined ? { source: 'file-name', value: file.name } : { source: 'front-matter', ...name },
		version: version === undefined ? fileVersion(file.version) : { source: 'front-matter', ...version },
	};
}

function fileVersion(version: string | undefined): Identity | undefined {
	return version === undefined ? undefined : { source: 'file-name', value: version };
}

function readParameters(yaml: YamlSource, value: FrontMatter | undefined): Prompt['parameters'] {
	return new Map(
		Object.entries(value?.parameters ?? {}).map(([name, parameter]) => [
			name,
			{ value: parameter, range: yaml.rangeOf(['parameters', name], 'value') },
		]),
	);
}

function locate<Value>(yaml: YamlSource, key: string, value: Value | undefined): Located<Value> | undefined {
	return value === undefined ? undefined : { value, range: yaml.rangeOf([key], 'value') };
}

function isWritten(yaml: YamlSource, key: string): boolean {
	return typeof yaml.value === 'object' && yaml.value !== null && Object.hasOwn(yaml.value, key);
}

function byPosition(left: Problem, right: Problem): number {
	return left.range.start - right.range.start;
}
