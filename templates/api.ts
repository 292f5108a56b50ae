/**
 * The template languages of prompts as a library: what stands outside this folder imports this file only. Text goes in, a tree with
 * ranges and problems comes out, or the text that a model would read. It knows no prompt, no run and no release, and reads no file.
 */
export { parseTemplate } from './parse/parse-template.ts';
export { fromNunjucks } from './parse/jinja/from-nunjucks.ts';
export { spaceDelimiters } from './parse/jinja/space-delimiters.ts';
export type { MissingInput, MissingPolicy } from './render/missing-inputs.ts';
export type { RenderedMessage } from './render/render-output.ts';
export { renderTemplate } from './render/render-template.ts';
export type { RenderedTemplate, RenderProblem } from './render/render-template.ts';
export { readRole } from './render/role.ts';
export type { Role } from './render/role.ts';
export type { FindTemplate, TemplateSource } from './render/template-source.ts';
export { nearestWord } from './text/nearest-word.ts';
export type { Problem, Severity } from './text/problem.ts';
export { touches, trimRange } from './text/text-range.ts';
export type { TextRange } from './text/text-range.ts';
export { trimEndOf } from './text/trim-end-of.ts';
export { allNodes } from './tree/all-nodes.ts';
export { closingTagOf } from './parse/closing-tag.ts';
export type { ClosingTag } from './parse/closing-tag.ts';
export { includesOf } from './tree/template-includes.ts';
export type {
	Argument,
	BlockNode,
	Expression,
	TagNode,
	TemplateLanguage,
	TemplateNode,
	TemplateReference,
	TemplateTree,
	VariableDefinition,
	VariableUse,
} from './tree/template-tree.ts';
export { nodesAt, walkExpression, walkExpressions } from './tree/template-walk.ts';
export { vocabulary } from './vocabulary.ts';
export type { JinjaWord } from './parse/jinja/jinja-vocabulary.ts';
