import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import noDroppedDisposable from './tools/lint/no-dropped-disposable.mjs';
import ownLookUps from './tools/lint/own-look-ups.mjs';

/**
 * The rules are typed by typescript-eslint, whose context has more in it than ESLint's.
 * @type {import('eslint').ESLint.Plugin}
 */
const local = {
	rules: { 'no-dropped-disposable': /** @type {any} */ (noDroppedDisposable), 'own-look-ups': /** @type {any} */ (ownLookUps) },
};

export default defineConfig(
	{ ignores: ['out/**', 'dist/**', 'examples/**', '**/*.cjs'] },
	...tseslint.configs.strictTypeChecked,
	{
		files: ['**/*.ts', '**/*.mjs'],
		languageOptions: { parserOptions: { project: ['tsconfig.json', 'webviews/tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
		plugins: { local },
		rules: {
			'local/no-dropped-disposable': 'error',
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
			'@typescript-eslint/explicit-module-boundary-types': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			eqeqeq: 'error',
			'no-console': 'error',
			'max-params': ['error', 4],
			complexity: ['error', 12],
			'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
		},
	},
	{
		files: ['**/*.ts'],
		// The one place that knows what an assignment does.
		ignores: ['**/*.test.ts', 'test/**', 'core/base/set-own-value.ts'],
		plugins: { local },
		rules: { 'local/own-look-ups': 'error' },
	},
	{ files: ['cli/**', '**/*.mjs'], rules: { 'no-console': 'off' } },
	{
		// Scripts say their types in JSDoc, which the compiler reads and these rules do not: to them a cast is not there.
		files: ['**/*.mjs'],
		rules: {
			'@typescript-eslint/explicit-module-boundary-types': 'off',
			'@typescript-eslint/no-unsafe-argument': 'off',
			'@typescript-eslint/no-unsafe-assignment': 'off',
			'@typescript-eslint/no-unsafe-return': 'off',
		},
	},
	{
		// mocha's suite() and test() return objects with a dispose method; a table of cases may be long.
		files: ['**/*.test.ts', 'test/**/*.ts'],
		rules: { 'local/no-dropped-disposable': 'off', 'max-lines': 'off' },
	},
);
