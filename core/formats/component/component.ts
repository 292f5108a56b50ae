import type { Problem } from '../../base/problem.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { YamlPath, YamlSource } from '../../base/yaml/yaml-source.ts';
import type { EmbeddingReference } from './embedding-reference.ts';
import type { ModelCard } from './model-card.ts';
import type { Pipeline } from './pipeline.ts';

/** What a solution is made of beside prompts: model cards, embedding references, and the pipelines that join them. */
export type ComponentKind = 'embedding' | 'model' | 'pipeline';

/** What a step of a pipeline may name. */
export type MemberKind = 'embedding' | 'model' | 'prompt';

/** A reference in a step of a pipeline. */
export interface PipelineMember {
	readonly kind: MemberKind;
	/** As written: `NAME@VERSION`, `NAME@STAGE` or `NAME`. */
	readonly reference: string;
	/** Where it stands in the file. */
	readonly path: YamlPath;
}

/** A component file as it was read. `value` keeps whatever was valid; undefined when nothing usable is left. */
export type ParsedComponent = ComponentText &
	(
		| { readonly kind: 'embedding'; readonly value: EmbeddingReference | undefined }
		| { readonly kind: 'model'; readonly value: ModelCard | undefined }
		| { readonly kind: 'pipeline'; readonly value: Pipeline | undefined }
	);

/** What is the same for all kinds. */
export interface ComponentText {
	readonly path: WorkspacePath;
	readonly text: string;
	/** The file, or the front matter of a model card; offsets are those of the file. */
	readonly yaml: YamlSource;
	/** From the file, else from its name, as for prompts. */
	readonly name: string;
	/** As written; undefined when neither the file nor its name has one. */
	readonly version: string | undefined;
	/** In the order of the steps; none for other kinds than pipelines. */
	readonly members: readonly PipelineMember[];
	readonly problems: readonly Problem[];
}
