import { printableJson } from '../../core/base/text/printable.ts';
import packageJson from '../../package.json' with { type: 'json' };
import type { Severity } from '../../core/base/problem.ts';
import { rules } from '../../language-server/rules/all-rules.ts';
import type { CheckFinding, CheckResult, PositionRange } from './check-result.ts';
import { coverageText, waitingRulesText } from './coverage-text.ts';

const levels: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** Static Analysis Results Interchange Format 2.1.0 (OASIS), as code scanning services read it. Places are 1-based. */
export function reportSarif(result: CheckResult): string {
	const { findings } = result;
	const used = new Set(findings.map(finding => finding.rule));
	const log = {
		$schema: 'https://json.schemastore.org/sarif-2.1.0.json',
		version: '2.1.0',
		runs: [
			{
				tool: {
					driver: {
						name: 'Stagemark',
						version: packageJson.version,
						rules: rules
							.filter(rule => used.has(rule.id))
							.map(rule => ({ id: rule.id, shortDescription: { text: `Reports ${rule.summary}` } })),
					},
				},
				columnKind: 'utf16CodeUnits',
				invocations: [invocationOf(result)],
				results: findings.map(toResult),
			},
		],
	};
	return `${printableJson(JSON.stringify(log, undefined, 2))}\n`;
}

/** What was read and what was not; a consumer of SARIF sees a file without results as clean. */
function invocationOf(result: CheckResult): object {
	const { files, plainText, notRead, notMatched } = result.summary;
	return {
		executionSuccessful: true,
		toolExecutionNotifications: result.notRead.map(({ file, detail }) => ({
			level: 'warning',
			message: { text: `This file was not read: ${detail}.` },
			locations: [{ physicalLocation: { artifactLocation: { uri: toUri(file) } } }],
		})),
		toolConfigurationNotifications: [coverageText(result), waitingRulesText(result)].flatMap(text =>
			text === undefined ? [] : [{ level: 'note', message: { text } }],
		),
		properties: { files, plainText, notRead, notMatched },
	};
}

function toResult(finding: CheckFinding): object {
	return {
		ruleId: finding.rule,
		level: levels[finding.severity],
		message: { text: finding.message },
		locations: [toLocation(finding.file, finding.range)],
		...(finding.related.length > 0
			? {
					relatedLocations: finding.related.map(place => ({
						...toLocation(place.file, place.range),
						message: { text: place.message },
					})),
				}
			: {}),
	};
}

function toLocation(file: string, { start, end }: PositionRange): object {
	return {
		physicalLocation: {
			artifactLocation: { uri: toUri(file) },
			region: {
				startLine: start.line + 1,
				startColumn: start.character + 1,
				endLine: end.line + 1,
				endColumn: end.character + 1,
			},
		},
	};
}

function toUri(file: string): string {
	return file.split('/').map(encodeURIComponent).join('/');
}
