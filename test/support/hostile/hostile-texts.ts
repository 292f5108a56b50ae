import { RegExpParser } from '@eslint-community/regexpp';
import type { AST } from '@eslint-community/regexpp';

/** Units of text that cost much where a pattern is careless, whatever it looks for. */
const anyUnits = [' ', '\t', '\n', '\r\n', ' \n', 'a', 'a ', '<', '{', '%', '0', '-', '\u0000'];

/** Repetitions that a text is made of are looked at from this number on. */
const longRepetition = 20;

/** As many of the texts that lead to one place of a pattern. */
const prefixLimit = 6;

const parser = new RegExpParser({ ecmaVersion: 2024 });

/**
 * Texts of a length that make a careless pattern slow: runs of all kinds of characters, and for each repetition of the pattern
 * what it repeats, behind what leads there, with and without something at the end that it cannot match.
 */
export function hostileTexts(source: string, flags: string, length: number): readonly string[] {
	const fill = (unit: string): string => unit.repeat(Math.ceil(length / Math.max(unit.length, 1))).slice(0, length);
	const texts = new Set(anyUnits.map(fill));
	const sample = createSampler(flags);
	visit(parser.parsePattern(source, 0, source.length, { unicode: flags.includes('u') }), ['']);
	texts.delete('');
	return [...texts];

	function visit(node: AST.Node, prefixes: readonly string[]): void {
		if ('alternatives' in node) for (const alternative of node.alternatives) visit(alternative, prefixes);
		if (node.type === 'Alternative') visitSequence(node.elements, prefixes);
		if (node.type === 'Quantifier') visitRepetition(node, prefixes);
	}

	function visitSequence(elements: readonly AST.Element[], prefixes: readonly string[]): void {
		let leading = prefixes;
		for (const element of elements) {
			visit(element, leading);
			leading = [...new Set([0, 1, 2].flatMap(choice => leading.slice(0, 3).map(prefix => prefix + sample(element, choice))))].slice(
				0,
				prefixLimit,
			);
			for (const prefix of leading) texts.add(fill(prefix)).add(fill(`${prefix}\n`));
		}
	}

	function visitRepetition({ element, max }: AST.Quantifier, prefixes: readonly string[]): void {
		visit(element, prefixes);
		if (max < longRepetition) return;
		const units = [...new Set([0, 1, 2, 3, 4, 5].map(choice => sample(element, choice)))].filter(unit => unit !== '');
		texts.add(fill(units.join('')));
		for (const unit of units) {
			texts.add(`\n${fill(unit)}\u0001`);
			for (const prefix of prefixes) {
				texts.add(prefix + fill(unit)).add(`${prefix}${fill(unit)}\u0001`);
				texts.add(fill(prefix + unit)).add(fill(prefix + unit.repeat(50)));
			}
		}
	}
}

/** Gives a short text that a part of a pattern matches, another one for each choice where there are several. */
function createSampler(flags: string): (node: AST.Node, choice: number) => string {
	return sample;

	function sample(node: AST.Node, choice: number): string {
		if (node.type === 'Group' || node.type === 'CapturingGroup') {
			const alternative = node.alternatives[choice % node.alternatives.length];
			return alternative === undefined ? '' : sample(alternative, choice);
		}
		if (node.type === 'Alternative') return node.elements.map(element => sample(element, choice)).join('');
		if (node.type === 'Quantifier')
			return sample(node.element, choice).repeat(Math.min(node.min === 0 ? Math.min(choice % 2, node.max) : node.min, 5));
		if (node.type === 'Character') return String.fromCodePoint(node.value);
		if (node.type !== 'CharacterClass' && node.type !== 'CharacterSet') return '';
		const characters = charactersOf(node);
		return characters[choice % characters.length] ?? 'a';
	}

	function charactersOf(node: AST.CharacterClass | AST.CharacterSet): readonly string[] {
		const pattern = new RegExp(`^(?:${node.raw})$`, flags.replaceAll(/[gy]/g, ''));
		const named = node.type === 'CharacterClass' ? node.elements.flatMap(firstCharacter) : [];
		return [...new Set([...Array.from(' \t\na0A-<{"\'%.:/_=([\\\u00a0é\u200b'), ...named])].filter(character =>
			pattern.test(character),
		);
	}
}

function firstCharacter(element: AST.CharacterClassElement): readonly string[] {
	if (element.type === 'Character') return [String.fromCodePoint(element.value)];
	return element.type === 'CharacterClassRange' ? [String.fromCodePoint(element.min.value)] : [];
}
