import { isMap, isSeq } from 'yaml';
import type { Document, Pair, YAMLMap, YAMLSeq } from 'yaml';
import { keyText } from '../../base/yaml/key-text.ts';
import { readDocument } from '../../base/yaml/read-document.ts';
import { writeOutAliases } from '../../base/yaml/edit/write-out-aliases.ts';
import type { VersionDetails } from './merge-details.ts';
import { registrySchema } from './registry-file.ts';
import type { Registry, RegistryKind, RegistryRequest, Transition } from './registry-file.ts';

/** What an entry changes in a registry file. */
export interface RegistryEdit {
	readonly name: string;
	/** What a new file is about; prompt by default. */
	readonly kind?: RegistryKind;
	/** Stage to the version that holds it from now on; null for a stage that nobody holds any more. */
	readonly pointers: ReadonlyMap<string, string | null>;
	/** Version to the stage it is in from now on. */
	readonly stages: ReadonlyMap<string, string>;
	/** Versions the file does not know yet; their stage comes from `stages`. */
	readonly registered: readonly RegisteredVersion[];
	/** Appended at the end. */
	readonly transitions: readonly Transition[];
	/** Alias to the version it points to from now on; null for one that is removed. */
	readonly aliases?: ReadonlyMap<string, string | null>;
	/** Requests as they are from now on, known ones by their id. Of a known one only its status and what was added to it is written. */
	readonly requests?: readonly RegistryRequest[];
	/** Description and tags of known versions from now on. */
	readonly details?: ReadonlyMap<string, VersionDetails>;
}

/** A version about to be entered in the file. */
export interface RegisteredVersion extends Partial<Omit<Registry['versions'][string], 'source'>> {
	readonly version: string;
	readonly source: string;
}

/**
 * The text of a registry file after an edit. Comments, order, unknown keys and the way versions are spelled stay as they
 * are; spacing is made even, and aliases are written out. Without a text, that of a new file.
 *
 * @param text - A registry file without problems.
 */
export function editRegistry(text: string | undefined, edit: RegistryEdit): string {
	const lines = (text ?? '').replaceAll('\r\n', '\n');
	const document = readDocument(lines === '' ? `name: ${edit.name}\nkind: ${edit.kind ?? 'prompt'}\n` : lines);
	writeOutAliases(document);
	setPointers(document, 'stages', edit.pointers);
	if (edit.aliases !== undefined) setPointers(document, 'aliases', edit.aliases);
	setStages(document, edit);
	setDetails(document, edit.details ?? new Map());
	setRequests(document, edit.requests ?? []);
	appendTransitions(document, edit.transitions);
	const printed = document.toString({
		lineWidth: 0,
		flowCollectionPadding: /\{ /.test(lines),
		indentSeq: !/^[\w-]+:[^\S\n]*\n- /m.test(lines),
	});
	return text?.includes('\r\n') === true ? printed.replaceAll('\n', '\r\n') : printed;
}

function setPointers(document: Document, key: 'stages' | 'aliases', pointers: ReadonlyMap<string, string | null>): void {
	if (pointers.size === 0 && pairOf(rootOf(document), key) === undefined) return;
	const map = mapAt(document, key);
	if (map.items.length === 0) map.flow = true;
	for (const [pointer, version] of pointers) {
		const pair = pairOf(map, pointer);
		if (version !== null) setValue(document, map, pointer, version);
		else if (pair !== undefined) map.items.splice(map.items.indexOf(pair), 1);
	}
}

function setStages(document: Document, { stages, registered }: RegistryEdit): void {
	if (registered.length === 0 && stages.size === 0) return;
	const map = mapAt(document, 'versions');
	if (map.items.length === 0) map.flow = false;
	for (const { version, ...entry } of registered) {
		const node = document.createNode(entry);
		const members = isMap(node) ? node.get('members', true) : undefined;
		for (const member of isSeq(members) ? members.items : []) if (isMap(member)) member.flow = true;
		map.items.push(document.createPair(version, node));
	}
	for (const [version, stage] of stages) {
		const entry = pairOf(map, version)?.value;
		if (isMap(entry)) setValue(document, entry, 'stage', stage);
	}
}

function setDetails(document: Document, details: NonNullable<RegistryEdit['details']>): void {
	for (const [version, { description, tags }] of details) {
		const entry = pairOf(mapAt(document, 'versions'), version)?.value;
		if (!isMap(entry)) continue;
		if (description === undefined) entry.delete('description');
		else setValue(document, entry, 'description', description);
		if (tags === undefined) entry.delete('tags');
		else entry.set('tags', document.createNode(tags));
	}
}

function setRequests(document: Document, requests: readonly RegistryRequest[]): void {
	if (requests.length === 0) return;
	const list = listAt(document, 'requests');
	if (list.items.length === 0) list.flow = false;
	for (const request of requests) {
		const known = list.items.find(item => isMap(item) && item.get('id') === request.id);
		if (isMap(known)) updateRequest(document, known, request);
		else list.items.push(document.createNode(withoutEmptyLists(request)));
	}
}

function updateRequest(document: Document, known: YAMLMap, { status, reviews, withdrawn }: RegistryRequest): void {
	setValue(document, known, 'status', status);
	const list = pairOf(known, 'reviews')?.value;
	const present = isSeq(list) ? list.items.length : 0;
	if (isSeq(list) && present > 0) list.items.push(...reviews.slice(present).map(review => document.createNode(review)));
	else if (reviews.length > 0) known.set('reviews', document.createNode(reviews));
	if (withdrawn !== undefined) known.set('withdrawn', document.createNode(withdrawn));
}

function withoutEmptyLists(request: RegistryRequest): object {
	return Object.fromEntries(Object.entries(request).filter(([, value]) => !Array.isArray(value) || value.length > 0));
}

function appendTransitions(document: Document, transitions: readonly Transition[]): void {
	if (transitions.length === 0) return;
	const list = listAt(document, 'transitions');
	if (list.items.length === 0) list.flow = false;
	for (const transition of transitions) {
		const node = document.createNode(transition);
		if (isMap(node)) layOut(node);
		list.items.push(node);
	}
}

/** A run stands on one line with its digest: it is looked up, not read. */
function layOut(transition: YAMLMap): void {
	const runs = transition.get('runs', true);
	for (const run of isSeq(runs) ? runs.items : []) if (isMap(run)) run.flow = true;
	const gates = transition.get('gates', true);
	for (const gate of isSeq(gates) ? gates.items : []) {
		const evidence = isMap(gate) ? gate.get('evidence', true) : undefined;
		if (isMap(evidence)) evidence.flow = true;
	}
}

/** Changes a value in place, so that a comment beside it stays, or adds it at the end. */
function setValue(document: Document, map: YAMLMap, key: string, value: string): void {
	const pair = pairOf(map, key);
	if (pair === undefined) {
		map.items.push(document.createPair(key, value));
		return;
	}
	const node = document.createNode(value);
	const former = pair.value;
	if (isNodeWithComment(former)) node.comment = former.comment;
	pair.value = node;
}

function isNodeWithComment(node: unknown): node is { readonly comment: string | null } {
	return typeof node === 'object' && node !== null && 'comment' in node && (typeof node.comment === 'string' || node.comment === null);
}

/** By the key as it is written: the version `2.10` must not be taken for the number 2.1. */
function pairOf(map: YAMLMap, key: string): Pair | undefined {
	return map.items.find(pair => keyText(pair.key) === key);
}

function mapAt(document: Document, key: string): YAMLMap {
	const present = pairOf(rootOf(document), key)?.value;
	if (isMap(present)) return present;
	const made = document.createNode<Record<string, never>>({});
	if (!isMap(made)) throw new Error('An empty object did not become a map.');
	return place(document, key, made);
}

function listAt(document: Document, key: string): YAMLSeq {
	const present = pairOf(rootOf(document), key)?.value;
	if (isSeq(present)) return present;
	const made = document.createNode<never[]>([]);
	if (!isSeq(made)) throw new Error('An empty list did not become a sequence.');
	return place(document, key, made);
}

/** Puts a collection where the schema has its key: before the first key that comes later. */
function place<Collection extends YAMLMap | YAMLSeq>(document: Document, key: string, collection: Collection): Collection {
	const root = rootOf(document);
	const present = pairOf(root, key);
	if (present !== undefined) {
		present.value = collection;
		return collection;
	}
	const order = Object.keys(registrySchema.shape);
	const later = order.slice(order.indexOf(key) + 1);
	const position = root.items.findIndex(pair => later.includes(keyText(pair.key) ?? ''));
	root.items.splice(position === -1 ? root.items.length : position, 0, document.createPair(key, collection));
	return collection;
}

function rootOf(document: Document): YAMLMap {
	const root = document.contents;
	if (!isMap(root)) throw new Error('A registry file without problems is a map.');
	return root;
}
