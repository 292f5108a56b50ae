import tseslint from 'typescript-eslint';
import noDroppedDisposable from './tools/lint/no-dropped-disposable.mjs';

export default tseslint.config(
	{ ignores: ['out/**', 'dist/**', 'examples/**', '**/*.mjs', '**/*.cjs', '**/*.d.mts'] },
	...tseslint.configs.strictTypeChecked,
	{
		files: ['**/*.ts'],
		languageOptions: { parserOptions: { project: ['tsconfig.json', 'webviews/tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
		plugins: { local: { rules: { 'no-dropped-disposable': noDroppedDisposable } } },
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
	{ files: ['cli/**'], rules: { 'no-console': 'off' } },
	{
		// mocha's suite() and test() return objects with a dispose method; a table of cases may be long.
		files: ['**/*.test.ts', 'test/**/*.ts'],
		rules: { 'local/no-dropped-disposable': 'off', 'max-lines': 'off' },
	},
);
