import { randomUUID } from 'node:crypto';
import type { WriteStream } from 'node:tty';
import picocolors from 'picocolors';
import type { TextPaint } from '../../core/base/text/text-paint.ts';
import { printable, printableJson } from '../../core/base/text/printable.ts';

/** Something the user has to change. Printed as one line on standard error, exit code 2. */
export class UsageError extends Error {}

/** The two streams of a command. Results go to standard output, everything else to standard error. */
export interface Output {
	/** Colours, on a terminal only and unless NO_COLOR is set. */
	readonly paint: TextPaint;
	/** A line of the result, or several. What would steer the terminal or a build server is shown: a repository may be hostile. */
	line(text?: string): void;
	/** Text for programs: as it is, without a line end of its own. */
	raw(text: string): void;
	/** The result as JSON, 2-space indent, final newline. */
	json(value: unknown): void;
	/** A remark for people, on standard error. */
	note(text: string): void;
	/** Progress for people: shown on a terminal only, replaced by the next. */
	progress(text: string): void;
}

/** An output on the streams of this process. */
export function processOutput(stdout: NodeJS.WriteStream, stderr: NodeJS.WriteStream): Output {
	const { green, red, yellow, dim, bold } = picocolors.createColors(isColourful(stdout));
	const progressLine = progressOn(stderr);
	return {
		paint: { good: marked(green), bad: marked(red), warning: marked(yellow), dim: marked(dim), strong: marked(bold) },
		line: (text = '') => void stdout.write(`${withoutCommands(text)}\n`),
		raw: text => void stdout.write(text),
		json: value => void stdout.write(`${printableJson(JSON.stringify(value, undefined, 2))}\n`),
		note: text => {
			progressLine.clear();
			stderr.write(`${withoutCommands(text)}\n`);
		},
		progress: text => progressLine.show(text),
	};
}

/** Stands for the escape character of our own colours. Nobody outside of this process can write it. */
const colourMark = `<${randomUUID()}>`;

function marked(painter: (text: string) => string): (text: string) => string {
	const [before = '', after = ''] = painter('|').replaceAll('\u001b', colourMark).split('|');
	return text => before + text + after;
}

/** What is not ours is shown: control characters, and lines that a build server would obey. */
function withoutCommands(text: string): string {
	return printable(text).replaceAll(colourMark, '\u001b');
}

function isColourful(stream: NodeJS.WriteStream): boolean {
	const noColor = process.env['NO_COLOR'];
	return stream.isTTY && (noColor === undefined || noColor === '') && process.env['TERM'] !== 'dumb';
}

function progressOn(stream: WriteStream): { show(text: string): void; clear(): void } {
	let isShown = false;
	const clear = (): void => {
		if (isShown) {
			stream.clearLine(0);
			stream.cursorTo(0);
		}
		isShown = false;
	};
	const show = (text: string): void => {
		if (!stream.isTTY) return;
		clear();
		stream.write(withoutCommands(text).slice(0, stream.columns - 1));
		isShown = true;
	};
	return { show, clear };
}
