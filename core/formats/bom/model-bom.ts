import { canonicalJson } from '../../base/canonical-json.ts';
import { sha256Hex } from '../../base/sha256.ts';
import type { GateOutcome, RegistryKind } from '../registry/registry-file.ts';
import type { RunRecord } from '../run/run-record.ts';
import { licenceOf } from './licence-of.ts';
import type { Licence, LicencedModel } from './licence-of.ts';

/** What a bill of materials is made of. */
export interface BomSubject {
	readonly name: string;
	readonly version: string;
	readonly kind: RegistryKind;
	/** Canonical content hash. */
	readonly sha256: string;
	readonly source: string;
	readonly description: string | undefined;
	/** The model that the file names; undefined when it names none. */
	readonly model: string | undefined;
	/** What a pipeline is made of. */
	readonly members: readonly { readonly kind: string; readonly reference: string; readonly sha256?: string | undefined }[];
	/** When it is written, ISO 8601 in UTC. */
	readonly at: string;
	readonly gates: readonly GateOutcome[];
	/** The evidence. */
	readonly runs: readonly RunRecord[];
	/** What model cards say of licences. */
	readonly cards: readonly LicencedModel[];
}

interface Component {
	readonly type: 'application' | 'data' | 'machine-learning-model';
	readonly 'bom-ref': string;
	readonly name: string;
	readonly version?: string;
	readonly description?: string;
	readonly hashes?: readonly { readonly alg: 'SHA-256'; readonly content: string }[];
	readonly licenses?: readonly Licence[];
	readonly data?: readonly { readonly type: 'dataset' | 'definition'; readonly name: string }[];
	readonly modelCard?: object;
	readonly properties?: readonly { readonly name: string; readonly value: string }[];
}

/**
 * The bill of materials of one version: itself, the models it was evaluated with and their results, their licences, and the data sets.
 * Source: CycloneDX 1.6, https://cyclonedx.org/docs/1.6/json/.
 */
export function modelBom(subject: BomSubject): object {
	const itself = componentOf(subject);
	const components = [...models(subject), ...subject.members.map(memberOf), ...dataSets(subject.runs)];
	const bom = {
		metadata: {
			timestamp: subject.at,
			tools: { components: [{ type: 'application', name: 'Stagemark' }] },
			component: itself,
		},
		components,
		dependencies: [
			{ ref: itself['bom-ref'], dependsOn: components.map(component => component['bom-ref']) },
			...components.map(component => ({ ref: component['bom-ref'] })),
		],
	};
	return { bomFormat: 'CycloneDX', specVersion: '1.6', serialNumber: serialNumber(bom), version: 1, ...bom };
}

function componentOf({ name, version, kind, sha256, source, description, gates }: BomSubject): Component {
	const type = { prompt: 'data', model: 'machine-learning-model', pipeline: 'application' } as const;
	return {
		type: type[kind],
		'bom-ref': `${name}@${version}`,
		name,
		version,
		...(description === undefined ? {} : { description }),
		hashes: [{ alg: 'SHA-256', content: sha256 }],
		...(kind === 'prompt' ? { data: [{ type: 'definition', name: source }] } : {}),
		properties: [
			{ name: 'stagemark:source', value: source },
			...gates.map(gate => ({ name: `stagemark:gate:${gate.gate}`, value: gateInWords(gate) })),
		],
	};
}

function gateInWords({ outcome, observed, threshold }: GateOutcome): string {
	return [outcome, ...(observed === undefined ? [] : [String(observed)]), ...(threshold === undefined ? [] : [threshold])].join(' ');
}

/** Each model once, with what it achieved in each run. */
function models({ model, runs, cards, kind }: BomSubject): readonly Component[] {
	const ids = new Set([...(model === undefined || kind === 'model' ? [] : [model]), ...runs.flatMap(run => run.model ?? [])]);
	return [...ids].map(id => {
		const card = cards.find(candidate => candidate.names.includes(id));
		const licenses = card === undefined ? [] : licenceOf(card);
		const metrics = runs.filter(run => run.model === id).flatMap(performanceOf);
		return {
			type: 'machine-learning-model',
			'bom-ref': `model:${id}`,
			name: id,
			...(licenses.length === 0 ? {} : { licenses }),
			...(metrics.length === 0 ? {} : { modelCard: { quantitativeAnalysis: { performanceMetrics: metrics } } }),
		};
	});
}

function performanceOf({ id, variant, metrics }: RunRecord): readonly object[] {
	return Object.entries(metrics).map(([type, value]) => ({ type, value: String(value), slice: `variant ${variant}, run ${id}` }));
}

function memberOf({ kind, reference, sha256 }: BomSubject['members'][number]): Component {
	return {
		type: kind === 'prompt' ? 'data' : 'machine-learning-model',
		'bom-ref': `${kind}:${reference}`,
		name: reference,
		...(kind === 'prompt' ? { data: [{ type: 'definition', name: reference }] } : {}),
		...(sha256 === undefined ? {} : { hashes: [{ alg: 'SHA-256', content: sha256 }] }),
	};
}

/** Each state of each data set once. */
function dataSets(runs: readonly RunRecord[]): readonly Component[] {
	const found = new Map<string, Component>();
	for (const { dataset } of runs) {
		if (dataset === null) continue;
		const { path, sha256 } = dataset;
		const ref = sha256 === null ? `dataset:${path}` : `dataset:${path}#${sha256}`;
		found.set(ref, {
			type: 'data',
			'bom-ref': ref,
			name: path,
			...(sha256 === null ? {} : { hashes: [{ alg: 'SHA-256', content: sha256 }] }),
			data: [{ type: 'dataset', name: path }],
		});
	}
	return [...found.values()];
}

/** A UUID of version 8 from the content, so that equal bills have equal numbers. Source: RFC 9562, section 5.8. */
function serialNumber(content: object): string {
	const hex = sha256Hex(canonicalJson(content));
	return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
