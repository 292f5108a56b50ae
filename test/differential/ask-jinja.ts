import { spawnSync } from 'node:child_process';

const oracle = 'test/differential/jinja_oracle.py';
/** The Python that has jinja2, when that is not the one of the system. */
const python = process.env['STAGEMARK_PYTHON'] ?? 'python3';
const exitWithoutJinja = 3;

export interface Question {
	readonly source: string;
	/** Names the parser under test says the caller has to give. */
	readonly free: readonly string[];
}

/** What Jinja makes of one template; jinja_oracle.py explains the fields. */
export interface Answer {
	readonly verdict: 'accepted' | 'rejected' | 'crashed';
	readonly error: string | null;
	readonly undeclared: readonly string[] | null;
	readonly touched: readonly string[];
}

/** Asks Python's Jinja about all templates in one process. Answers stand in the order of the questions. */
export function askJinja(questions: readonly Question[]): readonly Answer[] {
	const input = questions.map(question => `${JSON.stringify(question)}\n`).join('');
	const { status, error, stdout, stderr } = spawnSync(python, [oracle], { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
	if (error !== undefined || status === exitWithoutJinja) {
		throw new Error('The parser is compared with Jinja itself: install `python3-jinja2` from Debian, or run `pip install jinja2`.', {
			cause: error,
		});
	}
	if (status !== 0) throw new Error(`The oracle stopped with exit code ${String(status)}: ${stderr}`);
	return stdout.trimEnd().split('\n').map(toAnswer);
}

function toAnswer(line: string): Answer {
	const value: unknown = JSON.parse(line);
	if (!isAnswer(value)) throw new Error(`The oracle wrote something else than an answer: ${line}`);
	return value;
}

function isAnswer(value: unknown): value is Answer {
	return (
		typeof value === 'object' && value !== null && 'verdict' in value && 'undeclared' in value && 'touched' in value && 'error' in value
	);
}
