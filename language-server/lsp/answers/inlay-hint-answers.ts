import type { InlayHint as LspInlayHint } from 'vscode-languageserver/node';
import { inlayHintKinds } from '../../features/editing/editing-service.ts';
import type { InlayHint, InlayHintKind } from '../../features/editing/editing-service.ts';
import type { Translate } from '../../../io/create-translate.ts';
import type { OpenDocument } from '../open-document.ts';

/** What travels with a hint to the client and comes back when its tooltip is wanted. */
interface InlayHintData extends Pick<InlayHint, 'kind' | 'offset'> {
	readonly uri: string;
	/** Of the document the hint was made for. */
	readonly version: number;
}

/** A hint as the client shows it, its tooltip still missing. */
export function toLspInlayHint(
	{ kind, offset, label }: InlayHint,
	{ uri, version, positions }: OpenDocument,
	translate: Translate,
): LspInlayHint {
	const data: InlayHintData = { uri, version, kind, offset };
	return { position: positions.toPosition(offset), label: translate(label), paddingLeft: true, data };
}

/** Reads what came back from the client. Undefined for anything this server did not put there. */
export function readInlayHintData(data: unknown): InlayHintData | undefined {
	if (typeof data !== 'object' || data === null) return undefined;
	if (!('uri' in data) || !('version' in data) || !('kind' in data) || !('offset' in data)) return undefined;
	const { uri, version, kind, offset } = data;
	if (typeof uri !== 'string' || typeof version !== 'number' || typeof offset !== 'number' || !isKind(kind)) return undefined;
	return { uri, version, kind, offset };
}

function isKind(kind: unknown): kind is InlayHintKind {
	return inlayHintKinds.some(known => known === kind);
}
