// Who imports whom, held against the walls of .dependency-cruiser.cjs.
import { createRequire } from 'node:module';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { circlesOfRooms } from './circles-of-rooms.mjs';

/** @type {Required<Pick<import('dependency-cruiser').IConfiguration, 'options' | 'forbidden'>>} */
const configuration = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');
const folders = ['templates', 'core', 'io', 'language-server', 'extension', 'webviews', 'cli', 'test'];

/**
 * Reads the imports below the folder that the process stands in.
 *
 * @returns {Promise<{ moduleCount: number, violations: { wall: string, from: string, to: string }[] }>}
 */
export async function readImports() {
	const { output } = await cruise(
		folders,
		{ ...configuration.options, ruleSet: { forbidden: configuration.forbidden }, validate: true },
		configuration.options.enhancedResolveOptions,
		{ tsConfig: extractTSConfig('tsconfig.json') },
	);
	if (typeof output === 'string') throw new Error('dependency-cruiser gave a report where its findings were asked for.');
	const { violations, totalCruised } = output.summary;
	const broken = violations.map(({ rule, from, to, cycle }) => ({
		wall: rule.name,
		from,
		to: cycle === undefined ? to : cycle.map(step => step.name).join(' → '),
	}));
	const circles = circlesOfRooms(output.modules).map(({ from, to }) => ({ wall: 'no-circle-of-rooms', from, to }));
	return { moduleCount: totalCruised, violations: [...broken, ...circles] };
}
